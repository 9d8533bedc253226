/* The functions that make variants. */
#include "engine/lua_random.h"

enum { CALL_WORK = 10 };

struct random *lua_random_draw(lua_State *L) {
  struct sandbox *s = sandbox_of(L);
  if (s->phase == PHASE_SETUP)
    luaL_error(L, "no random values outside an exercise: the text around it "
                  "has no variants");
  if (s->phase == PHASE_AFTER)
    luaL_error(L, "random values are drawn in the exercise's first block only");
  s->drew = true;
  sandbox_charge(L, CALL_WORK);
  return &s->random;
}

static int draw_number(lua_State *L) {
  lua_Integer low = 1, high;
  switch (lua_gettop(L)) {
  case 0:
    lua_pushnumber(L, random_share(lua_random_draw(L)));
    return 1;
  case 1:
    high = luaL_checkinteger(L, 1);
    break;
  case 2:
    low = luaL_checkinteger(L, 1);
    high = luaL_checkinteger(L, 2);
    break;
  default:
    return luaL_error(L, "random takes at most two numbers");
  }
  luaL_argcheck(L, low <= high, lua_gettop(L), "no whole number to draw from");
  uint64_t span = (uint64_t)high - (uint64_t)low + 1; /* 0: all there are */
  struct random *r = lua_random_draw(L);
  uint64_t drawn = span ? random_below(r, span) : random_bits(r);
  lua_pushinteger(L, (lua_Integer)((uint64_t)low + drawn));
  return 1;
}

static lua_Integer list_length(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
  sandbox_charge(L, (double)n);
  return n;
}

/* A dataset (the only other thing with such methods) does it itself. */
static int ask_dataset(lua_State *L, const char *method, int arguments) {
  lua_getfield(L, 1, method);
  lua_insert(L, 1);
  lua_call(L, arguments, 1);
  return 1;
}

static int pick(lua_State *L) {
  lua_settop(L, 1);
  lua_Integer n = lua_isuserdata(L, 1) ? luaL_len(L, 1) : list_length(L);
  if (n == 0)
    return luaL_error(L, "nothing to pick from: the list is empty");
  uint64_t drawn = random_below(lua_random_draw(L), (uint64_t)n);
  if (lua_isuserdata(L, 1)) {
    lua_pushinteger(L, (lua_Integer)drawn + 1);
    return ask_dataset(L, "row", 2);
  }
  lua_rawgeti(L, 1, (lua_Integer)drawn + 1);
  return 1;
}

/* A new list with the first `count` places of a shuffled copy of the list at
 * 1. */
static void push_drawn(lua_State *L, lua_Integer n, lua_Integer count) {
  struct random *r = lua_random_draw(L);
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, -2, i);
  }
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_Integer j = i + (lua_Integer)random_below(r, (uint64_t)(n - i + 1));
    lua_rawgeti(L, -2, j);
    lua_rawgeti(L, -3, i);
    lua_rawseti(L, -4, j);
    lua_rawseti(L, -2, i);
  }
}

static int sample(lua_State *L) {
  lua_Integer count = luaL_checkinteger(L, 2);
  lua_settop(L, 2);
  if (lua_isuserdata(L, 1))
    return ask_dataset(L, "sample", 2);
  lua_Integer n = list_length(L);
  if (count < 0 || count > n)
    return luaL_error(L, "cannot draw %d of %d", (int)count, (int)n);
  push_drawn(L, n, count);
  return 1;
}

static int shuffle(lua_State *L) {
  lua_Integer n = list_length(L);
  lua_settop(L, 1);
  push_drawn(L, n, n);
  return 1;
}

void lua_random_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"pick", pick},
                                       {"sample", sample},
                                       {"shuffle", shuffle},
                                       {"random", draw_number},
                                       {NULL, NULL}};
  lua_pushglobaltable(L);
  luaL_setfuncs(L, functions, 0);
  lua_getfield(L, -1, "math");
  lua_pushcfunction(L, draw_number);
  lua_setfield(L, -2, "random");
  lua_pop(L, 2);
}
