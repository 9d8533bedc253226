#ifndef WM_ENGINE_LUA_ANSWERS_H
#define WM_ENGINE_LUA_ANSWERS_H

/* What an exercise's logic says about answers: number, choice, expect, accept,
 * reject; and reading it out when the logic has run. */

#include "engine/run.h"

void lua_answers_open(lua_State *L);
/* Prepares `answers` in the environment on top of the stack. */
void lua_answers_prepare(lua_State *L);
/* Finds the gaps, expected mistakes and the check function in the environment
 * on top of the stack; errors for what contradicts itself. */
void lua_answers_collect(lua_State *L);
/* Pushes the check function (run.has_check says whether there is one). */
void lua_answers_push_check(lua_State *L);

/* Whole numbers as integers, so that given.answer == 3 shows as 3. */
void lua_answers_push_number(lua_State *L, double value);

#endif
