#ifndef WM_ENGINE_LUA_SLIPS_H
#define WM_ENGINE_LUA_SLIPS_H

/* Mistakes that need not be written one by one: slips{}, the common slips with
 * rates; follow(), what is right by an earlier value of the learner's own. */

#include "engine/run.h"

void lua_slips_open(lua_State *L);
/* Makes expected mistakes of slips{} and finds the gaps of follow(), once the
 * answers are known. */
void lua_slips_settle(lua_State *L);
/* In Lua, with `given` on top of the stack: what gap `gap` would be if it
 * followed from the others. EXPECT_NOTHING where nothing is said of it. */
void lua_slips_follow(lua_State *L, size_t gap, struct expected *out);

/* lua_tests.c: the value at `index` as what a mistake may be. */
void lua_tests_read_value(lua_State *L, int index, struct expected *e);
/* Its gap, found by name, or the only one. */
void lua_tests_find_gap(lua_State *L, struct expected *e);
/* An error unless the value is of the kind of its gap's answer. */
void lua_tests_check_kind(lua_State *L, const struct expected *e);

#endif
