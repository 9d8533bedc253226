/* slips{} and follow(). */
#include "engine/lua_slips.h"

#include "engine/lua_dataset.h"
#include "engine/lua_names.h"
#include "engine/lua_tests.h"

#include <math.h>

/* A call of slips or follow, until the gaps are known: a table's reference, or
 * a function's. */
static void keep_call(lua_State *L, struct expected *list, size_t *count,
                      const char *what, int gap) {
  if (*count == CALLS_MAX)
    luaL_error(L, "more than %d calls of %s", CALLS_MAX, what);
  struct expected *e = &list[(*count)++];
  *e = (struct expected){.line = sandbox_line(L), .id = str_from(what)};
  if (!lua_isnil(L, gap)) {
    luaL_checktype(L, gap, LUA_TSTRING);
    e->gap_name = lua_answers_keep(L, gap);
  }
  lua_pushvalue(L, 3 - gap);
  e->reference = luaL_ref(L, LUA_REGISTRYINDEX);
}

static int slips(lua_State *L) {
  static const char *const known[] = {"part", "whole", "others", "missing",
                                      NULL};
  struct run *r = run_of(L);
  lua_settop(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_names_check_options(L, 1, known);
  keep_call(L, r->slips, &r->slip_count, "slips", 2);
  return 0;
}

static int follow(lua_State *L) {
  struct run *r = run_of(L);
  lua_settop(L, 2);
  luaL_checktype(L, 1, LUA_TSTRING);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  keep_call(L, r->follows, &r->follow_count, "follow", 1);
  return 0;
}

void lua_slips_open(lua_State *L) {
  lua_register(L, "slips", slips);
  lua_register(L, "follow", follow);
}

/* What cannot be told from the right answer is no mistake here. */
static void add(lua_State *L, const struct expected *call, struct str id,
                double value) {
  struct run *r = run_of(L);
  if (!isfinite(value) ||
      number_right(&r->gaps[call->gap].answer.as.number, value))
    return;
  if (r->expect_count == EXPECTS_MAX)
    luaL_error(L, "more than %d expected mistakes", EXPECTS_MAX);
  struct expected *e = &r->expects[r->expect_count++];
  *e = *call;
  e->id = id;
  e->computed = true;
  e->kind = EXPECT_NUMBER;
  e->value.number = value;
}

static double option(lua_State *L, int table, const char *name) {
  int type = lua_getfield(L, table, name);
  if (type != LUA_TNIL && type != LUA_TNUMBER)
    luaL_error(L, "slips: %s must be a number", name);
  double value = type == LUA_TNIL ? NAN : lua_tonumber(L, -1);
  lua_pop(L, 1);
  return value;
}

/* The answer is `times` a share: that share and its percent, other numbers
 * below the line, and rounding on the way. */
static void add_share(lua_State *L, const struct expected *call, int table) {
  double part = option(L, table, "part"), whole = option(L, table, "whole");
  double share = part / whole, power = 1;
  double answer = run_of(L)->gaps[call->gap].answer.as.number.value;
  double times = answer / share;
  if (isnan(part) != isnan(whole))
    luaL_error(L, "slips: part and whole go together");
  if (isnan(part))
    return;
  add(L, call, STR("percent-or-share"), share);
  add(L, call, STR("percent-or-share"), 100 * share);
  add(L, call, STR("wrong-denominator"), times * part / (whole - part));
  if (lua_getfield(L, table, "others") != LUA_TNIL) {
    luaL_checktype(L, -1, LUA_TTABLE);
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
      if (!lua_isnumber(L, -1))
        luaL_error(L, "slips: others = { numbers below the line }");
      add(L, call, STR("wrong-denominator"),
          times * part / lua_tonumber(L, -1));
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  for (int places = 0; places < 3 && fabs(times) > 1; places++) {
    power *= 10;
    add(L, call, STR("rounding-early"),
        times * (floor(share * power + 0.5) / power));
  }
}

/* missing = { dataset, "column" }: the mean, with nothing counted as 0. */
static void add_missing(lua_State *L, const struct expected *call, int table) {
  if (lua_getfield(L, table, "missing") != LUA_TNIL) {
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_rawgeti(L, -1, 1);
    if (!lua_dataset_test(L, -1))
      luaL_error(L, "slips: missing = { dataset, \"column\" }");
    lua_getfield(L, -1, "sum");
    lua_pushvalue(L, -2);
    lua_rawgeti(L, -4, 2);
    lua_call(L, 2, 1);
    lua_getfield(L, -2, "n");
    add(L, call, STR("missing-as-zero"),
        luaL_checknumber(L, -2) / luaL_checknumber(L, -1));
  }
  lua_settop(L, table);
}

void lua_slips_settle(lua_State *L) {
  struct run *r = run_of(L);
  for (size_t i = 0; i < r->slip_count; i++) {
    struct expected *call = &r->slips[i];
    r->sandbox->line_of_c = call->line;
    lua_tests_find_gap(L, call);
    if (r->gaps[call->gap].answer.kind != ANSWER_NUMBER)
      luaL_error(L, "slips: the answer must be a number");
    lua_rawgeti(L, LUA_REGISTRYINDEX, call->reference);
    int table = lua_gettop(L);
    add_share(L, call, table);
    add_missing(L, call, table);
    lua_pop(L, 1);
  }
  for (size_t i = 0; i < r->follow_count; i++)
    lua_tests_find_gap(L, &r->follows[i]);
}

void lua_slips_follow(lua_State *L, size_t gap, struct expected *out) {
  const struct run *r = run_of(L);
  *out = (struct expected){.kind = EXPECT_NOTHING};
  for (size_t i = 0; i < r->follow_count; i++) {
    const struct expected *call = &r->follows[i];
    if ((size_t)call->gap != gap)
      continue;
    *out = *call;
    lua_rawgeti(L, LUA_REGISTRYINDEX, call->reference);
    lua_pushvalue(L, -2);
    lua_call(L, 1, 1);
    lua_tests_read_value(L, lua_gettop(L), out);
    lua_tests_check_kind(L, out);
    lua_pop(L, 1);
    return;
  }
}
