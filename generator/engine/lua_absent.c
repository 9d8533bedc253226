/* What Lua is linked without. Compiled chunks are never loaded or saved, and
 * reading them would be the least guarded part of Lua; so their reader is not
 * there at all. */
#include "engine/lua_api.h"

#include <lundump.h>
#include <ldo.h>

LClosure *luaU_undump(lua_State *L, ZIO *Z, const char *name) {
  (void)Z;
  luaL_error(L, "%s: compiled code cannot be loaded", name);
  return NULL;
}

int luaU_dump(lua_State *L, const Proto *f, lua_Writer w, void *data,
              int strip) {
  (void)L, (void)f, (void)w, (void)data, (void)strip;
  return 1;
}
