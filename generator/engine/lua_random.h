#ifndef WM_ENGINE_LUA_RANDOM_H
#define WM_ENGINE_LUA_RANDOM_H

/* pick, sample, shuffle, random and math.random: what makes variants. Allowed
 * in an exercise's logic only. */

#include "engine/sandbox.h"

void lua_random_open(lua_State *L);
/* The stream, marked as used; an error where drawing is not allowed. */
struct random *lua_random_draw(lua_State *L);

#endif
