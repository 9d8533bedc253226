/* Expected mistakes and the author's tests, as the logic states them. */
#include "engine/lua_tests.h"

#include "engine/code.h"
#include "engine/lua_slips.h"

#include <math.h>
#include <stdlib.h>

static bool is_reserved(struct str id) {
  static const char *const names[] = {"right",      "partly",        "wrong",
                                      "unreadable", "error",         "rounding",
                                      "row-order",  "follow-through"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_is(id, names[i]))
      return true;
  return str_starts(id, "option-");
}

static bool is_id(struct str s) {
  if (s.len == 0 || s.ptr[0] < 'a' || s.ptr[0] > 'z')
    return false;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c != '-' && !char_is_digit(c) && (c < 'a' || c > 'z'))
      return false;
  }
  return true;
}

void lua_tests_check_id(lua_State *L, int index) {
  struct str id;
  if (lua_type(L, index) != LUA_TSTRING)
    luaL_error(L, "an id is a text like \"wrong-total\"");
  id.ptr = lua_tolstring(L, index, &id.len);
  if (!is_id(id))
    luaL_error(L, "'%s' is no id: small letters, digits and - only", id.ptr);
  if (is_reserved(id))
    luaL_error(L, "the id '%s' is reserved", id.ptr);
}

/* A list of whole numbers (or one of them); no items if it is none. */
static struct numbers read_list(lua_State *L, int index) {
  bool table = lua_istable(L, index);
  lua_Integer n = table ? (lua_Integer)lua_rawlen(L, index) : 1;
  if (n > ROWS_MAX)
    return (struct numbers){0};
  int *items = pool_array(&run_of(L)->pool, int, (size_t)n + 1);
  if (!items)
    sandbox_stop(L, STOP_MEMORY);
  for (lua_Integer i = 1; i <= n; i++) {
    int whole;
    if (table)
      lua_rawgeti(L, index, i);
    else
      lua_pushvalue(L, index);
    lua_Integer number = lua_tointegerx(L, -1, &whole);
    lua_pop(L, 1);
    if (!whole || number < 1 || number > ROWS_MAX)
      return (struct numbers){0};
    items[i - 1] = (int)number;
  }
  return (struct numbers){items, (int)n};
}

/* The same as a set of options; 0 when one is out of range. */
static uint64_t as_options(struct numbers list) {
  uint64_t chosen = 0;
  for (int i = 0; i < list.count; i++) {
    if (list.items[i] > OPTIONS_MAX)
      return 0;
    chosen |= (uint64_t)1 << (list.items[i] - 1);
  }
  return chosen;
}

void lua_tests_read_value(lua_State *L, int index, struct expected *e) {
  e->kind = EXPECT_NOTHING;
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    e->value.number = lua_tonumber(L, index);
    if (isfinite(e->value.number))
      e->kind = EXPECT_NUMBER;
    e->value.list = read_list(L, index);
    code_read(L, index, &e->value.returned);
    break;
  case LUA_TTABLE:
    e->value.list = read_list(L, index);
    e->kind = EXPECT_LIST;
    code_read(L, index, &e->value.returned);
    break;
  case LUA_TBOOLEAN:
  case LUA_TUSERDATA:
    e->kind = EXPECT_OTHER;
    code_read(L, index, &e->value.returned);
    if (e->value.returned.kind != RETURNED_NOTHING)
      break;
    luaL_error(L, "an expected mistake is a value, not an answer");
    break;
  case LUA_TSTRING:
    e->value.text = lua_answers_keep(L, index);
    e->kind = EXPECT_TEXT;
    code_read(L, index, &e->value.returned);
    break;
  case LUA_TNIL:
    break;
  default:
    luaL_error(L,
               "an expected mistake is a number, a text or a list of numbers, "
               "not a %s",
               luaL_typename(L, index));
  }
  e->value.chosen = as_options(e->value.list);
}

static int expect(lua_State *L) {
  struct run *r = run_of(L);
  lua_settop(L, 3);
  lua_tests_check_id(L, 1);
  if (r->expect_count == EXPECTS_MAX)
    return luaL_error(L, "more than %d expected mistakes", EXPECTS_MAX);
  struct expected *e = &r->expects[r->expect_count];
  *e = (struct expected){.line = sandbox_line(L)};
  e->id = lua_answers_keep(L, 1);
  if (!lua_isnil(L, 3)) {
    luaL_checktype(L, 3, LUA_TSTRING);
    e->gap_name = lua_answers_keep(L, 3);
  }
  lua_tests_read_value(L, 2, e);
  r->expect_count++;
  return 0;
}

static void read_test_value(lua_State *L, int index, struct test_value *v) {
  index = lua_absindex(L, index);
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    v->kind = TEST_NUMBER;
    v->number = lua_tonumber(L, index);
    v->list = read_list(L, index);
    if (!isfinite(v->number))
      luaL_error(L, "a test value is %s (divided by 0?)",
                 isnan(v->number) ? "not a number" : "infinite");
    break;
  case LUA_TSTRING:
    v->kind = TEST_TEXT;
    v->text = lua_answers_keep(L, index);
    break;
  case LUA_TTABLE:
    v->kind = TEST_LIST;
    v->list = read_list(L, index);
    if (v->list.count == 0)
      luaL_error(L, "a list of numbers is needed here");
    break;
  default:
    luaL_error(L, "a test value is a number, a text or a table, not %s",
               lua_isnil(L, index) ? "nil: no value was found"
                                   : luaL_typename(L, index));
  }
}

/* A table by gap has text keys only; { 1, 3 } is a list of options. */
static size_t count_named(lua_State *L, int index) {
  size_t named = 0, other = 0;
  lua_pushnil(L);
  for (; lua_next(L, index); lua_pop(L, 1)) {
    named += lua_type(L, -2) == LUA_TSTRING;
    other += lua_type(L, -2) != LUA_TSTRING;
  }
  if (named && other)
    luaL_error(L, "a table by gap and a list of options do not mix");
  return named;
}

static int compare_values(const void *a, const void *b) {
  return str_cmp(((const struct test_value *)a)->gap,
                 ((const struct test_value *)b)->gap);
}

static void read_values(lua_State *L, struct author_test *t) {
  size_t named = lua_istable(L, 1) ? count_named(L, 1) : 0;
  t->values =
      pool_array(&run_of(L)->pool, struct test_value, named ? named : 1);
  if (!t->values)
    sandbox_stop(L, STOP_MEMORY);
  if (!named) {
    read_test_value(L, 1, &t->values[t->count++]);
    return;
  }
  lua_pushnil(L);
  for (; lua_next(L, 1); lua_pop(L, 1)) {
    struct test_value *v = &t->values[t->count++];
    v->gap = lua_answers_keep(L, -2);
    read_test_value(L, -1, v);
  }
  qsort(t->values, t->count, sizeof *t->values, compare_values);
}

static int add_test(lua_State *L, bool accept) {
  struct run *r = run_of(L);
  lua_settop(L, 2);
  if (r->test_count == TESTS_MAX)
    return luaL_error(L, "more than %d tests", TESTS_MAX);
  struct author_test *t = &r->tests[r->test_count];
  *t = (struct author_test){.accept = accept, .line = sandbox_line(L)};
  if (!lua_isnil(L, 2)) {
    if (accept || lua_type(L, 2) != LUA_TSTRING)
      return luaL_error(L, accept ? "accept takes one value"
                                  : "reject takes a value and an id");
    t->wanted = lua_answers_keep(L, 2);
  }
  read_values(L, t);
  r->test_count++;
  return 0;
}

static int accept(lua_State *L) { return add_test(L, true); }

static int reject(lua_State *L) { return add_test(L, false); }

void lua_tests_open(lua_State *L) {
  lua_slips_open(L);
  lua_register(L, "expect", expect);
  lua_register(L, "accept", accept);
  lua_register(L, "reject", reject);
}

/* A call of slips or follow goes by its own name. */
static const char *name_of(lua_State *L, const struct expected *e) {
  return e->reference ? e->id.ptr
                      : lua_pushfstring(L, "expect '%s'", e->id.ptr);
}

void lua_tests_check_kind(lua_State *L, const struct expected *e) {
  const struct answer *a = &run_of(L)->gaps[e->gap].answer;
  bool text = a->kind == ANSWER_TEXT;
  if (a->kind == ANSWER_CODE || e->kind == EXPECT_NOTHING)
    return;
  if (a->kind == ANSWER_OPEN)
    luaL_error(L, "%s: an open answer has no expected mistakes", name_of(L, e));
  if (a->kind == ANSWER_NUMBER && e->kind != EXPECT_NUMBER)
    luaL_error(L, "%s: a number is needed", name_of(L, e));
  if (text != (e->kind == EXPECT_TEXT) || e->kind == EXPECT_OTHER)
    luaL_error(L,
               text ? "%s: a text is needed"
                    : "%s: a number or a list of numbers is needed",
               name_of(L, e));
  if (a->kind != ANSWER_CHOICE)
    return;
  if (e->value.chosen == 0 ||
      (a->as.choice.count < 64 && e->value.chosen >> a->as.choice.count != 0))
    luaL_error(L, "%s: option numbers from 1 to %d are needed", name_of(L, e),
               a->as.choice.count);
}

void lua_tests_find_gap(lua_State *L, struct expected *e) {
  struct run *r = run_of(L);
  r->sandbox->line_of_c = e->line;
  size_t gap = 0;
  if (e->gap_name.ptr)
    gap = run_gap(r, e->gap_name);
  else if (r->gap_count > 1)
    luaL_error(L, "%s: there are several gaps: name the gap", name_of(L, e));
  if (gap == SIZE_MAX)
    luaL_error(L, "%s: there is no gap '%s'", name_of(L, e), e->gap_name.ptr);
  e->gap = (int)gap;
}

void lua_tests_settle(lua_State *L) {
  struct run *r = run_of(L);
  for (size_t i = 0; i < r->expect_count; i++) {
    lua_tests_find_gap(L, &r->expects[i]);
    lua_tests_check_kind(L, &r->expects[i]);
  }
  lua_slips_settle(L);
  r->sandbox->line_of_c = 0;
}
