#ifndef WM_ENGINE_LUA_KINDS_H
#define WM_ENGINE_LUA_KINDS_H

/* text{}, order{}, match{}, records(), grid{}, open{} and code{}. */

#include "engine/run.h"

void lua_kinds_open(lua_State *L);
/* Calls `add` with name and answer of each cell that a grid leaves blank, and
 * remembers the grid in the run. */
void lua_kinds_add_cells(lua_State *L, const struct answer *grid,
                         void (*add)(lua_State *, struct str,
                                     const struct answer *));

#endif
