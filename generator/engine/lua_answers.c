/* Answers as the logic makes them: number{}, choice{}. */
#include "engine/lua_answers.h"

#include "engine/lua_kinds.h"
#include "engine/lua_names.h"
#include "engine/lua_text.h"
#include "engine/lua_tests.h"

#include <math.h>

static const char answer_type_name[] = "answer";
enum { UNITS_MAX = 20 };

struct answer *lua_answers_new(lua_State *L, enum answer_kind kind) {
  struct answer *a = lua_newuserdatauv(L, sizeof *a, 0);
  *a = (struct answer){.kind = kind, .line = sandbox_line(L)};
  luaL_setmetatable(L, answer_type_name);
  return a;
}

/* A text kept as long as the run. */
struct str lua_answers_keep(lua_State *L, int index) {
  struct str s;
  s.ptr = lua_tolstring(L, index, &s.len);
  s = pool_str(&run_of(L)->pool, s);
  if (!s.ptr)
    sandbox_stop(L, STOP_MEMORY);
  return s;
}

static double finite(lua_State *L, int index, const char *what) {
  if (lua_type(L, index) != LUA_TNUMBER)
    luaL_error(L, "%s must be a number, not %s", what,
               lua_isnoneornil(L, index) ? "nil: no value was found"
                                         : luaL_typename(L, index));
  double value = lua_tonumber(L, index);
  if (!isfinite(value))
    luaL_error(L, "%s is %s (divided by 0?)", what,
               isnan(value) ? "not a number" : "infinite");
  return value;
}

static double number_option(lua_State *L, const char *name, double fallback) {
  if (lua_getfield(L, 2, name) == LUA_TNIL) {
    lua_pop(L, 1);
    return fallback;
  }
  double value = finite(L, -1, name);
  lua_pop(L, 1);
  return value;
}

static int whole_option(lua_State *L, const char *name, int low, int high) {
  double value = number_option(L, name, NAN);
  if (isnan(value))
    return -1;
  if (value < low || value > high || value != floor(value))
    luaL_error(L, "%s must be a whole number from %d to %d", name, low, high);
  return (int)value;
}

static bool flag_option(lua_State *L, int table, const char *name) {
  int type = lua_getfield(L, table, name);
  if (type != LUA_TNIL && type != LUA_TBOOLEAN)
    luaL_error(L, "%s must be true or false", name);
  bool value = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return value;
}

static double distance_option(lua_State *L, const char *name) {
  double value = number_option(L, name, NAN);
  if (value < 0)
    luaL_error(L, "%s must not be below 0", name);
  return isnan(value) ? -1 : value;
}

static struct str unit_text(lua_State *L) {
  if (lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "unit must be a text, or a list of texts");
  struct str unit = str_trim(lua_answers_keep(L, -1));
  lua_pop(L, 1);
  if (unit.len == 0)
    luaL_error(L, "a unit is empty");
  return unit;
}

/* unit = "km", or { "km", "kilometres" }: spellings of one unit. */
static void unit_option(lua_State *L, struct number_answer *n) {
  int type = lua_getfield(L, 2, "unit");
  int count = type == LUA_TTABLE ? (int)luaL_len(L, -1) : 1;
  if (type == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  if (count < 1 || count > UNITS_MAX)
    luaL_error(L, "unit must have 1 to %d spellings", UNITS_MAX);
  struct str *units = pool_array(&run_of(L)->pool, struct str, (size_t)count);
  if (!units)
    sandbox_stop(L, STOP_MEMORY);
  if (type != LUA_TTABLE)
    units[0] = unit_text(L);
  for (int i = 0; type == LUA_TTABLE && i < count; i++) {
    lua_rawgeti(L, -1, i + 1);
    units[i] = unit_text(L);
  }
  lua_settop(L, 3);
  n->units = units;
  n->unit_count = count;
}

static void number_options(lua_State *L, struct number_answer *n) {
  static const char *const known[] = {
      "decimals", "sigfigs", "tolerance", "relative", "unit", "min",
      "max",      "year",    "share",     "fraction", NULL};
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_names_check_options(L, 2, known);
  n->decimals = whole_option(L, "decimals", 0, 12);
  n->sigfigs = whole_option(L, "sigfigs", 1, 12);
  n->tolerance = distance_option(L, "tolerance");
  n->relative = distance_option(L, "relative");
  n->min = number_option(L, "min", NAN);
  n->max = number_option(L, "max", NAN);
  n->year = flag_option(L, 2, "year");
  n->share = flag_option(L, 2, "share");
  n->fraction = flag_option(L, 2, "fraction");
  unit_option(L, n);
  if (n->share && n->unit_count)
    luaL_error(L, "a share has no unit: leave out share or unit");
}

struct number_answer lua_answers_plain_number(double value) {
  return (struct number_answer){.value = value,
                                .decimals = -1,
                                .sigfigs = -1,
                                .tolerance = -1,
                                .relative = -1,
                                .min = NAN,
                                .max = NAN};
}

static int make_number(lua_State *L) {
  lua_settop(L, 2);
  double value = finite(L, 1, "the answer");
  struct answer *a = lua_answers_new(L, ANSWER_NUMBER);
  struct number_answer *n = &a->as.number;
  *n = lua_answers_plain_number(value);
  if (!lua_isnil(L, 2))
    number_options(L, n);
  if (n->decimals >= 0 && n->sigfigs >= 0)
    return luaL_error(L, "give decimals or sigfigs, not both");
  if (value < n->min || value > n->max)
    return luaL_error(L, "the answer is not between min and max");
  return 1;
}

/* One option: a table { "text", right=, on= } on top of the stack. */
static void read_option(lua_State *L, struct option *o, int number) {
  if (!lua_istable(L, -1))
    luaL_error(L, "option %d must be a table like { \"text\", right = true }",
               number);
  lua_rawgeti(L, -1, 1);
  struct buf *text = &run_of(L)->scratch;
  buf_clear(text);
  lua_text_put(L, -1, text);
  if (!buf_ok(text) || str_trim(buf_str(text)).len == 0)
    luaL_error(L, "option %d has no text", number);
  o->text = pool_str(&run_of(L)->pool, buf_str(text));
  if (!o->text.ptr)
    sandbox_stop(L, STOP_MEMORY);
  lua_pop(L, 1);
  int here = lua_gettop(L);
  o->right = flag_option(L, here, "right");
  if (lua_getfield(L, here, "on") != LUA_TNIL) {
    lua_tests_check_id(L, -1);
    o->on = lua_answers_keep(L, -1);
  }
  lua_pop(L, 1);
  lua_pushnil(L);
  for (; lua_next(L, here); lua_pop(L, 1)) {
    bool fine = lua_type(L, -2) == LUA_TSTRING
                    ? strcmp(lua_tostring(L, -2), "right") == 0 ||
                          strcmp(lua_tostring(L, -2), "on") == 0
                    : lua_tonumber(L, -2) == 1;
    if (!fine)
      luaL_error(L, "option %d: only a text, right and on are known", number);
  }
}

static void check_choice_keys(lua_State *L) {
  lua_pushnil(L);
  for (; lua_next(L, 1); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      continue;
    const char *key = lua_tostring(L, -2);
    if (strcmp(key, "multiple") != 0 && strcmp(key, "shuffle") != 0)
      luaL_error(L, "unknown option '%s': a choice has multiple and shuffle",
                 key);
  }
}

void lua_answers_finish_choice(lua_State *L, struct choice_answer *c) {
  int right = 0;
  for (int i = 0; i < c->count; i++) {
    c->right |= (uint64_t)c->options[i].right << i;
    right += c->options[i].right;
  }
  if (right == 0)
    luaL_error(L, "no option is right: give one right = true");
  if (right > 1 && !c->multiple)
    luaL_error(L, "%d options are right: that needs multiple", right);
}

static int make_choice(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  size_t count = lua_rawlen(L, 1);
  if (count < 2 || count > OPTIONS_MAX)
    return luaL_error(L, "a choice has 2 to %d options, not %d", OPTIONS_MAX,
                      (int)count);
  check_choice_keys(L);
  struct answer *a = lua_answers_new(L, ANSWER_CHOICE);
  struct choice_answer *c = &a->as.choice;
  struct option *options = pool_array(&run_of(L)->pool, struct option, count);
  if (!options)
    sandbox_stop(L, STOP_MEMORY);
  c->options = options;
  c->count = (int)count;
  c->computed = true;
  c->multiple = flag_option(L, 1, "multiple");
  c->shuffle = flag_option(L, 1, "shuffle");
  for (int i = 0; i < c->count; i++) {
    lua_rawgeti(L, 1, i + 1);
    read_option(L, &options[i], i + 1);
    lua_pop(L, 1);
  }
  lua_answers_finish_choice(L, c);
  return 1;
}

void lua_answers_open(lua_State *L) {
  luaL_newmetatable(L, answer_type_name);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
  lua_register(L, "number", make_number);
  lua_register(L, "choice", make_choice);
  lua_kinds_open(L);
  lua_tests_open(L);
}

const struct answer *lua_answers_test(lua_State *L, int index) {
  return luaL_testudata(L, index, answer_type_name);
}
