/* Opening the library: only what is named here or in the lua_*.c files. */
#include "engine/lua_library.h"

#include "engine/sandbox.h"

enum { BYTES_PER_WORK = 16 };

/* Counts the texts it is given, then does what the function does. It runs in
 * the same call, so messages name the function as the author wrote it. */
static int metered(lua_State *L) {
  lua_CFunction f = lua_tocfunction(L, lua_upvalueindex(1));
  double work = 1;
  for (int i = lua_gettop(L); i > 0; i--)
    if (lua_type(L, i) == LUA_TSTRING)
      work += (double)(lua_rawlen(L, i) / BYTES_PER_WORK);
  sandbox_charge(L, work);
  return f(L);
}

void lua_library_meter(lua_State *L) { lua_pushcclosure(L, metered, 1); }

void lua_library_take(lua_State *L, const char *name,
                      const char *const *names) {
  lua_newtable(L);
  for (size_t i = 0; names[i]; i++) {
    if (lua_getfield(L, -2, names[i]) == LUA_TFUNCTION)
      lua_library_meter(L);
    lua_setfield(L, -2, names[i]);
  }
  lua_remove(L, -2);
  lua_setglobal(L, name);
}

const char *lua_library_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1))
      luaL_error(L, "'__tostring' must return a string");
    return lua_tostring(L, -1);
  }
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
  case LUA_TSTRING:
    lua_pushvalue(L, index);
    break;
  case LUA_TBOOLEAN:
    lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
    break;
  default:
    if (luaL_getmetafield(L, index, "__name") != LUA_TSTRING)
      lua_pushstring(L, luaL_typename(L, index));
  }
  return lua_tostring(L, -1);
}

static void open_utf8(lua_State *L) {
  static const char *const names[] = {
      "char", "charpattern", "codepoint", "codes", "len", "offset", NULL};
  luaL_requiref(L, "utf8", luaopen_utf8, 0);
  lua_library_take(L, "utf8", names);
}

void lua_library_open(lua_State *L) {
  lua_library_no_weak_tables(L);
  lua_base_open(L);
  lua_string_open(L);
  lua_table_open(L);
  lua_math_open(L);
  open_utf8(L);
  /* luaL_requiref keeps whole libraries there. */
  lua_pushnil(L);
  lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}
