#ifndef WM_ENGINE_LUA_NAMES_H
#define WM_ENGINE_LUA_NAMES_H

/* Environments: what a chunk's global names mean. Setup's names are seen by all
 * that follows, an exercise's by itself only. Reading a name that was never
 * set is an error that gives the nearest names. */

#include "engine/sandbox.h"

/* Pushes a new environment. It reads first its own names, then those of the
 * environment at `parent` (0: only the library). The name `once` (NULL: none)
 * can be set once; setting it to nil takes it back. */
void lua_names_push(lua_State *L, int parent, const char *once);
/* Pushes the value of that name in the environment: nil or false when it is not
 * set. Gives its type. */
int lua_names_push_once(lua_State *L, int environment, const char *once);
/* Sets the key at stack place 2 of the table at `kept` to the value at place 3,
 * or to false for nil; an error when it has a value. `what` goes before the
 * name.
 */
void lua_names_set_once(lua_State *L, int kept, const char *what);
/* Pushes ", did you mean 'x'?" for the names in the tables given, or "". The
 * names are the text keys of each table. */
void lua_names_nearest(lua_State *L, const char *wrong, const int *tables,
                       int count);
/* Refuses keys of the options table at `index` that are not among `known`. */
void lua_names_check_options(lua_State *L, int index, const char *const *known);

#endif
