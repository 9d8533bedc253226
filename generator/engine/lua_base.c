/* The base functions: Lua's own where they are harmless, ours where Lua's
 * would show addresses, swallow a stop or follow no fixed order. Lua's file is
 * compiled here, so that only what is named below gets into the engine; nothing
 * that reads files does. */
#include "engine/lua_library.h"

#include "engine/sandbox.h"

#include <stdlib.h>

#define luaL_loadfilex(L, name, mode) luaL_error(L, "there are no files")
#include <lbaselib.c>

static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  if (status == LUA_OK)
    return lua_gettop(L);
  sandbox_pass_on(L, status);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

/* The author's handler (upvalue), unless the code was stopped: what a hook
 * throws is handled before hooks are on again, so nothing would stop it. */
static int handle_error(lua_State *L) {
  if (sandbox_of(L)->stop != STOP_NONE)
    return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

static int base_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  int arguments = lua_gettop(L) - 2;
  lua_pushvalue(L, 1); /* the handler goes below the function */
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, handle_error, 1);
  lua_replace(L, 1);
  lua_replace(L, 2);
  int status = lua_pcall(L, arguments, LUA_MULTRET, 1);
  sandbox_pass_on(L, status);
  lua_pushboolean(L, status == LUA_OK);
  lua_replace(L, 1);
  return lua_gettop(L);
}

static int base_setmetatable(lua_State *L) {
  static const char *const refused[] = {"__gc", "__close", "__mode", NULL};
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, lua_istable(L, 2) || lua_isnil(L, 2), 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected metatable");
  for (int i = 0; refused[i] && lua_istable(L, 2); i++) {
    lua_pushstring(L, refused[i]);
    if (lua_rawget(L, 2) != LUA_TNIL)
      return luaL_error(L, "'%s' is not available", refused[i]);
    lua_pop(L, 1);
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  lua_library_text(L, 1);
  return 1;
}

static int base_print(lua_State *L) {
  struct buf *out = &sandbox_of(L)->output;
  int count = lua_gettop(L);
  for (int i = 1; i <= count; i++) {
    size_t len;
    lua_library_text(L, i);
    const char *text = lua_tolstring(L, -1, &len);
    if (i > 1)
      buf_char(out, '\t');
    buf_put_n(out, text, len);
    lua_pop(L, 1);
  }
  buf_char(out, '\n');
  sandbox_charge(L, count);
  return 0;
}

/* Keys in a fixed order: numbers, then texts by code point, then booleans. */
struct key {
  enum { KEY_NUMBER, KEY_TEXT, KEY_BOOLEAN } kind;
  bool whole;
  lua_Integer integer; /* whole numbers, booleans */
  double number;
  struct str text; /* lives as long as the table holds the key */
};

static struct key to_key(lua_State *L, int index) {
  struct key k = {.kind = KEY_NUMBER};
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    k.whole = lua_isinteger(L, index);
    k.integer = lua_tointeger(L, index);
    k.number = lua_tonumber(L, index);
    break;
  case LUA_TSTRING:
    k.kind = KEY_TEXT;
    k.text.ptr = lua_tolstring(L, index, &k.text.len);
    break;
  case LUA_TBOOLEAN:
    k.kind = KEY_BOOLEAN;
    k.integer = lua_toboolean(L, index);
    break;
  default:
    luaL_error(L, "a table with a %s as key has no fixed order",
               luaL_typename(L, index));
  }
  return k;
}

static int compare_keys(const void *left, const void *right) {
  const struct key *a = left, *b = right;
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->kind == KEY_TEXT)
    return str_cmp(a->text, b->text);
  if (a->kind == KEY_BOOLEAN || (a->whole && b->whole))
    return a->integer < b->integer ? -1 : a->integer > b->integer;
  return a->number < b->number ? -1 : a->number > b->number;
}

/* The smallest key above `previous`: a whole pass for every step, but right
 * whatever happens to the table in between. */
static int base_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  bool first = lua_isnil(L, 2);
  struct key previous = {0}, best = {0};
  if (!first)
    previous = to_key(L, 2);
  double seen = 0;
  lua_pushnil(L); /* 3: best key */
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    struct key k = to_key(L, -1);
    seen++;
    if (!first && compare_keys(&k, &previous) <= 0)
      continue;
    if (lua_isnil(L, 3) || compare_keys(&k, &best) < 0) {
      best = k;
      lua_pushvalue(L, -1);
      lua_replace(L, 3);
    }
  }
  sandbox_charge(L, seen);
  lua_settop(L, 3);
  if (lua_isnil(L, 3))
    return 1;
  lua_pushvalue(L, 3);
  lua_rawget(L, 1);
  return 2;
}

/* Pushes a list of the keys of the table at 1, sorted. */
static void push_sorted_keys(lua_State *L) {
  size_t count = 0, cap = 0, i = 0;
  lua_pushnil(L);
  for (; lua_next(L, 1); lua_pop(L, 1))
    cap++;
  sandbox_charge(L, (double)cap * 4);
  struct key *keys = lua_newuserdatauv(L, cap * sizeof *keys + 1, 0);
  lua_pushnil(L);
  for (; lua_next(L, 1); lua_pop(L, 1))
    keys[count++] = to_key(L, -2);
  qsort(keys, count, sizeof *keys, compare_keys);
  lua_createtable(L, (int)count, 0);
  for (i = 0; i < count; i++) {
    const struct key *k = &keys[i];
    if (k->kind == KEY_TEXT)
      lua_pushlstring(L, k->text.ptr, k->text.len);
    else if (k->kind == KEY_BOOLEAN)
      lua_pushboolean(L, (int)k->integer);
    else if (k->whole)
      lua_pushinteger(L, k->integer);
    else
      lua_pushnumber(L, k->number);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_remove(L, -2);
}

/* Upvalues: table, its keys, position. Keys removed meanwhile are left out. */
static int step_pairs(lua_State *L) {
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));
  lua_settop(L, 0);
  while (lua_rawgeti(L, lua_upvalueindex(2), ++at) != LUA_TNIL) {
    lua_pushvalue(L, -1);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
      lua_pushinteger(L, at);
      lua_replace(L, lua_upvalueindex(3));
      return 2;
    }
    lua_settop(L, 0);
  }
  return 1;
}

static int base_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  push_sorted_keys(L);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, step_pairs, 3);
  return 1;
}

void lua_base_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"assert", luaB_assert},
                                       {"error", luaB_error},
                                       {"getmetatable", luaB_getmetatable},
                                       {"ipairs", luaB_ipairs},
                                       {"next", base_next},
                                       {"pairs", base_pairs},
                                       {"pcall", base_pcall},
                                       {"print", base_print},
                                       {"rawequal", luaB_rawequal},
                                       {"rawget", luaB_rawget},
                                       {"rawlen", luaB_rawlen},
                                       {"rawset", luaB_rawset},
                                       {"select", luaB_select},
                                       {"setmetatable", base_setmetatable},
                                       {"tonumber", luaB_tonumber},
                                       {"tostring", base_tostring},
                                       {"type", luaB_type},
                                       {"xpcall", base_xpcall},
                                       {NULL, NULL}};
  lua_pushglobaltable(L);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}
