#ifndef WM_ENGINE_LUA_TESTS_H
#define WM_ENGINE_LUA_TESTS_H

/* expect, accept and reject: expected mistakes and the author's tests. Shared
 * with the other files on answers. */

#include "engine/run.h"

void lua_tests_open(lua_State *L);
/* An error unless the value is an id that may name a mistake. */
void lua_tests_check_id(lua_State *L, int index);
/* Ties expectations to the gaps, once these are known. */
void lua_tests_settle(lua_State *L);

/* lua_answers.c */
struct answer *lua_answers_new(lua_State *L, enum answer_kind kind);
const struct answer *lua_answers_test(lua_State *L, int index);
struct str lua_answers_keep(lua_State *L, int index);
/* A number without options. */
struct number_answer lua_answers_plain_number(double value);
void lua_answers_finish_choice(lua_State *L, struct choice_answer *c);

#endif
