#ifndef WM_ENGINE_LUA_LIBRARY_H
#define WM_ENGINE_LUA_LIBRARY_H

/* What Lua code may call: the allow-list of format.md, each function with its
 * work counted. Opened into the state's globals; the author's chunks get
 * environments that lead to them. */

#include "engine/lua_api.h"

void lua_library_open(lua_State *L);
/* Pushes the value at `index` as text, without addresses; uses __tostring and
 * __name. For tostring, error messages and string.format. */
const char *lua_library_text(lua_State *L, int index);

/* One per library file: sets its names in the table on top of the stack, or as
 * globals. */
void lua_base_open(lua_State *L);
void lua_string_open(lua_State *L);
void lua_table_open(lua_State *L);
void lua_math_open(lua_State *L);

/* A global table `name` with those functions of the table on top of the stack
 * that `names` lists (NULL ends it), each counted by the texts it gets. Pops
 * the table. */
void lua_library_take(lua_State *L, const char *name, const char *const *names);
/* A new closure over the C function on top of the stack, that counts. */
void lua_library_meter(lua_State *L);

/* From Lua's inside: slots of the stack in use, and the line of the first
 * variable declared <close> in the function on top of the stack (0: none). */
int lua_library_stack_size(lua_State *L);
int lua_library_close_line(lua_State *L);
/* Weak tables would show when garbage is collected: makes __mode a key like
 * any other. */
void lua_library_no_weak_tables(lua_State *L);

#endif
