/* Environments and nearest names. */
#include "engine/lua_names.h"

#include <stdlib.h>

/* Names already read into C, as failure_nearest wants them. */
struct names {
  struct str *items;
  size_t count;
};

static struct str name_at(const void *context, size_t i) {
  const struct names *n = context;
  return i < n->count ? n->items[i] : (struct str){NULL, 0};
}

static int compare_names(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static size_t count_keys(lua_State *L, const int *tables, int count) {
  size_t n = 0;
  for (int i = 0; i < count; i++) {
    lua_pushnil(L);
    for (; lua_next(L, tables[i]); lua_pop(L, 1))
      n++;
  }
  return n;
}

/* The result is not counted and in memory of Lua: an error may strike. */
static void push_nearest(lua_State *L, const char *wrong,
                         const struct names *names) {
  struct buf out = {.max = 400};
  failure_nearest(&out, str_from(wrong), name_at, names);
  char text[401];
  size_t len = out.len < 400 ? out.len : 400;
  if (len)
    memcpy(text, out.ptr, len);
  buf_free(&out);
  lua_pushlstring(L, text, len);
}

void lua_names_nearest(lua_State *L, const char *wrong, const int *tables,
                       int count) {
  size_t most = count_keys(L, tables, count);
  struct names names = {NULL, 0};
  names.items = lua_newuserdatauv(L, (most + 1) * sizeof(struct str), 0);
  for (int i = 0; i < count; i++) {
    lua_pushnil(L);
    for (; lua_next(L, tables[i]); lua_pop(L, 1)) {
      if (lua_type(L, -2) != LUA_TSTRING)
        continue;
      struct str *s = &names.items[names.count++];
      s->ptr = lua_tolstring(L, -2, &s->len);
    }
  }
  sandbox_charge(L, (double)names.count * 50);
  qsort(names.items, names.count, sizeof *names.items, compare_names);
  push_nearest(L, wrong, &names);
  lua_remove(L, -2);
}

/* Upvalues of an environment's functions: names ever set, each with true, but
 * the one that can be set once with its value, so that setting it again comes
 * here too; then the parent (or nil) of read_name, that one name of set_name.
 */
static int undefined(lua_State *L) {
  const char *name = lua_tostring(L, 2);
  int tables[3] = {1, 0, 0}, count = 1;
  if (lua_istable(L, lua_upvalueindex(2))) {
    lua_pushvalue(L, lua_upvalueindex(2));
    tables[count++] = lua_gettop(L);
  }
  lua_pushglobaltable(L);
  tables[count++] = lua_gettop(L);
  lua_names_nearest(L, name, tables, count);
  return luaL_error(L, "undefined name '%s'%s", name, lua_tostring(L, -1));
}

static int read_name(lua_State *L) {
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) > LUA_TBOOLEAN)
    return 1;
  lua_settop(L, 2);
  if (lua_istable(L, lua_upvalueindex(2))) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL)
      return 1;
  }
  lua_pushglobaltable(L);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) != LUA_TNIL)
    return 1;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
    lua_pushnil(L); /* it was set, to nil */
    return 1;
  }
  if (lua_type(L, 2) != LUA_TSTRING)
    return 0;
  lua_settop(L, 2);
  return undefined(L);
}

void lua_names_set_once(lua_State *L, int kept, const char *what) {
  lua_pushvalue(L, 2);
  lua_rawget(L, kept);
  if (lua_toboolean(L, -1) && !lua_isnil(L, 3))
    luaL_error(L,
               "'%s%s' is set a second time: set it once, in one branch of an "
               "'if'",
               what, lua_tostring(L, 2));
  lua_settop(L, 3);
  lua_pushvalue(L, 2);
  if (lua_isnil(L, 3))
    lua_pushboolean(L, 0);
  else
    lua_pushvalue(L, 3);
  lua_rawset(L, kept);
}

static int set_name(lua_State *L) {
  lua_settop(L, 3);
  if (lua_rawequal(L, 2, lua_upvalueindex(2))) {
    lua_names_set_once(L, lua_upvalueindex(1), "");
    return 0;
  }
  lua_pushvalue(L, 2);
  lua_pushboolean(L, 1);
  lua_rawset(L, lua_upvalueindex(1));
  lua_rawset(L, 1);
  return 0;
}

int lua_names_push_once(lua_State *L, int environment, const char *once) {
  luaL_getmetafield(L, environment, "__newindex");
  lua_getupvalue(L, -1, 1);
  lua_remove(L, -2);
  lua_pushstring(L, once);
  lua_rawget(L, -2);
  lua_remove(L, -2);
  return lua_type(L, -1);
}

void lua_names_push(lua_State *L, int parent, const char *once) {
  if (parent)
    parent = lua_absindex(L, parent);
  lua_newtable(L); /* environment */
  lua_newtable(L); /* metatable */
  lua_newtable(L); /* names ever set */
  lua_pushvalue(L, -1);
  if (parent)
    lua_pushvalue(L, parent);
  else
    lua_pushnil(L);
  lua_pushcclosure(L, read_name, 2);
  lua_setfield(L, -3, "__index");
  lua_pushstring(L, once); /* nil for NULL */
  lua_pushcclosure(L, set_name, 2);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
}

void lua_names_check_options(lua_State *L, int index,
                             const char *const *known) {
  index = lua_absindex(L, index);
  lua_pushnil(L);
  for (; lua_next(L, index); lua_pop(L, 1)) {
    bool found = false;
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "options have names: write { decimals = 1 }");
    for (size_t i = 0; known[i] && !found; i++)
      found = strcmp(known[i], lua_tostring(L, -2)) == 0;
    if (found)
      continue;
    lua_newtable(L);
    for (size_t i = 0; known[i]; i++) {
      lua_pushboolean(L, 1);
      lua_setfield(L, -2, known[i]);
    }
    int tables[] = {lua_gettop(L)};
    const char *wrong = lua_tostring(L, -3);
    lua_names_nearest(L, wrong, tables, 1);
    luaL_error(L, "unknown option '%s'%s", wrong, lua_tostring(L, -1));
  }
}
