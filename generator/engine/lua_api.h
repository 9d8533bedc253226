#ifndef WM_ENGINE_LUA_API_H
#define WM_ENGINE_LUA_API_H

/* Lua's C interface in our configuration. For the sandbox and the library files
 * (lua_*.c, and those that give datasets, answers and texts to Lua) only. */

#include "engine/lua_config.h"

#include <lua.h>

#include <lauxlib.h>
#include <lualib.h>

#endif
