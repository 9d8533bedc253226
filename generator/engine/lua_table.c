/* The table library: Lua's own functions, compiled here, behind wrappers that
 * count their work, and a sort of ours, stable and the same everywhere. */
#include "engine/lua_library.h"

#include "engine/sandbox.h"

#include <ltablib.c>

/* A table whose length is its own: __len could claim any size. */
static lua_Integer plain_length(lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  if (luaL_getmetafield(L, index, "__len") != LUA_TNIL)
    luaL_argerror(L, index, "a table without '__len' expected");
  return (lua_Integer)lua_rawlen(L, index);
}

static int call_counted(lua_State *L, double work) {
  sandbox_charge(L, work > 0 ? work + 1 : 1);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int counted_insert(lua_State *L) {
  lua_Integer n = plain_length(L, 1);
  double moved = 0;
  if (lua_gettop(L) == 3)
    moved = (double)n - (double)luaL_checkinteger(L, 2);
  return call_counted(L, moved);
}

static int counted_remove(lua_State *L) {
  lua_Integer n = plain_length(L, 1);
  return call_counted(L, (double)n - (double)luaL_optinteger(L, 2, n));
}

static int counted_concat(lua_State *L) {
  lua_Integer n = plain_length(L, 1);
  double first = (double)luaL_optinteger(L, 3, 1);
  return call_counted(L, (double)luaL_optinteger(L, 4, n) - first);
}

static int counted_unpack(lua_State *L) {
  if (lua_istable(L, 1))
    plain_length(L, 1);
  lua_settop(L, 3);
  lua_Integer n = lua_istable(L, 1) ? (lua_Integer)lua_rawlen(L, 1) : 0;
  double first = (double)luaL_optinteger(L, 2, 1);
  return call_counted(L, (double)luaL_optinteger(L, 3, n) - first);
}

static int counted_move(lua_State *L) {
  double first = (double)luaL_checkinteger(L, 2);
  return call_counted(L, (double)luaL_checkinteger(L, 3) - first);
}

/* Table at 1, order function or nil at 2. Is element b of the list at `list`
 * before element a? */
static bool before(lua_State *L, int list, lua_Integer b, lua_Integer a) {
  bool result;
  if (lua_isnil(L, 2)) {
    lua_rawgeti(L, list, b);
    lua_rawgeti(L, list, a);
    result = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
    return result;
  }
  lua_pushvalue(L, 2);
  lua_rawgeti(L, list, b);
  lua_rawgeti(L, list, a);
  lua_call(L, 2, 1);
  result = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return result;
}

/* Merges [low, middle) and [middle, high) of list `from` into list `to`. */
static void merge(lua_State *L, int from, int to, lua_Integer low,
                  lua_Integer middle, lua_Integer high) {
  lua_Integer a = low, b = middle;
  for (lua_Integer at = low; at < high; at++) {
    bool right = a >= middle || (b < high && before(L, from, b, a));
    lua_rawgeti(L, from, right ? b++ : a++);
    lua_rawseti(L, to, at);
  }
}

static int stable_sort(lua_State *L) {
  lua_Integer n = plain_length(L, 1);
  lua_settop(L, 2);
  if (!lua_isnil(L, 2))
    luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_createtable(L, (int)n, 0); /* 3 and 4: the values, and room to merge */
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  int from = 3, to = 4;
  for (lua_Integer width = 1; width < n; width *= 2) {
    sandbox_charge(L, (double)n * 4);
    for (lua_Integer low = 1; low <= n; low += 2 * width) {
      lua_Integer middle = low + width > n ? n + 1 : low + width;
      lua_Integer high = middle + width > n ? n + 1 : middle + width;
      merge(L, from, to, low, middle, high);
    }
    int other = from;
    from = to;
    to = other;
  }
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, from, i);
    lua_seti(L, 1, i);
  }
  return 0;
}

void lua_table_open(lua_State *L) {
  static const struct {
    const char *name;
    lua_CFunction counted, plain;
  } functions[] = {{"insert", counted_insert, tinsert},
                   {"remove", counted_remove, tremove},
                   {"concat", counted_concat, tconcat},
                   {"unpack", counted_unpack, tunpack},
                   {"move", counted_move, tmove}};
  lua_newtable(L);
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    lua_pushcfunction(L, functions[i].plain);
    lua_pushcclosure(L, functions[i].counted, 1);
    lua_setfield(L, -2, functions[i].name);
  }
  lua_pushcfunction(L, tpack);
  lua_library_meter(L);
  lua_setfield(L, -2, "pack");
  lua_pushcfunction(L, stable_sort);
  lua_setfield(L, -2, "sort");
  lua_setglobal(L, "table");
}
