/* What the logic left behind: gaps in order, the check function. */
#include "engine/lua_answers.h"
#include "engine/lua_kinds.h"
#include "engine/lua_names.h"
#include "engine/lua_tests.h"
#include "engine/lua_text.h"

#include <stdlib.h>

static const char order_key[] = "waymark.answers.order";
static const char check_key[] = "waymark.check";

/* answers.NAME = …: remembers the order of the names. Upvalue: their list, with
 * each name as a key of its answer; `answers` itself stays empty, so that
 * setting a name again comes here too. */
static int set_answer(lua_State *L) {
  int names = lua_upvalueindex(1);
  lua_settop(L, 3);
  if (lua_type(L, 2) != LUA_TSTRING)
    luaL_error(L, "gaps have names: answers.total = number(…)");
  lua_pushvalue(L, 2);
  if (lua_rawget(L, names) == LUA_TNIL) {
    lua_pushvalue(L, 2);
    lua_rawseti(L, names, (lua_Integer)lua_rawlen(L, names) + 1);
  }
  lua_settop(L, 3);
  lua_names_set_once(L, names, "answers.");
  return 0;
}

static int read_answer(lua_State *L) {
  lua_settop(L, 2);
  if (lua_type(L, 2) != LUA_TSTRING)
    return 0;
  lua_rawget(L, lua_upvalueindex(1));
  return lua_toboolean(L, -1);
}

void lua_answers_prepare(lua_State *L) {
  lua_newtable(L); /* answers */
  lua_newtable(L); /* its metatable */
  lua_newtable(L); /* names in order */
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, order_key);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, read_answer, 1);
  lua_setfield(L, -3, "__index");
  lua_pushcclosure(L, set_answer, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pushliteral(L, "answers");
  lua_insert(L, -2);
  lua_rawset(L, -3);
}

static void add_gap(lua_State *L, struct str name, const struct answer *a) {
  struct run *r = run_of(L);
  r->sandbox->line_of_c = a->line;
  if (str_is(name, "attempt") || str_is(name, "self"))
    luaL_error(L, "the gap name '%s' is reserved", name.ptr);
  if (run_gap(r, name) != SIZE_MAX)
    luaL_error(L, "two answers for the gap '%s': leave one out", name.ptr);
  if (r->gap_count == GAPS_MAX)
    luaL_error(L, "more than %d gaps", GAPS_MAX);
  r->gaps[r->gap_count++] = (struct gap){name, *a};
}

static void add_option(struct option *o, json from) {
  o->right = json_true_of(from, "right");
  o->feedback = json_member(from, "feedback");
}

static struct str keep_name(lua_State *L, struct str name) {
  struct str kept = pool_str(&run_of(L)->pool, name);
  if (!kept.ptr)
    sandbox_stop(L, STOP_MEMORY);
  return kept;
}

/* A task list of the prompt. */
static void add_task_list(lua_State *L, json choice) {
  struct run *r = run_of(L);
  json list = json_member(choice, "options");
  size_t count = json_count(list);
  struct answer a = {.kind = ANSWER_CHOICE};
  if (count == 0 || count > OPTIONS_MAX)
    luaL_error(L, "a choice has 1 to %d options, not %d", OPTIONS_MAX,
               (int)count);
  struct option *options = pool_array(&r->pool, struct option, count);
  struct str name = pool_str(&r->pool, json_key(choice));
  if (!options || !name.ptr)
    sandbox_stop(L, STOP_MEMORY);
  size_t i = 0;
  for (json o = json_first(list); o; o = json_next(o))
    add_option(&options[i++], o);
  a.as.choice =
      (struct choice_answer){.multiple = json_true_of(choice, "multiple"),
                             .shuffle = json_true_of(choice, "shuffle"),
                             .count = (int)count,
                             .options = options};
  lua_answers_finish_choice(L, &a.as.choice);
  add_gap(L, name, &a);
}

/* ::: order and ::: match: the items are XHTML that the page has. */
static void add_order(lua_State *L, json order) {
  struct answer a = {.kind = ANSWER_ORDER,
                     .line = json_int_of(order, "line", 0)};
  a.as.order.count = json_int_of(order, "count", 0);
  if (a.as.order.count < 2 || a.as.order.count > OPTIONS_MAX)
    luaL_error(L, "2 to %d items can be put in order", OPTIONS_MAX);
  add_gap(L, keep_name(L, json_key(order)), &a);
}

static void add_match(lua_State *L, json match) {
  struct answer a = {.kind = ANSWER_MATCH,
                     .line = json_int_of(match, "line", 0)};
  a.as.match.left = json_int_of(match, "left", 0);
  a.as.match.right = json_int_of(match, "right", 0);
  if (a.as.match.left < 2 || a.as.match.right < a.as.match.left ||
      a.as.match.right > OPTIONS_MAX)
    luaL_error(L, "2 to %d items can be matched", OPTIONS_MAX);
  add_gap(L, keep_name(L, json_key(match)), &a);
}

/* The accepted words of one gap, as the language writes them: added to those
 * of its text{}, or a text of their own. */
static void add_accepts(lua_State *L, json accepts) {
  struct run *r = run_of(L);
  struct str name = keep_name(L, json_key(accepts));
  size_t gap = run_gap(r, name);
  struct answer fresh = {.kind = ANSWER_TEXT, .as.text.fold = true};
  if (gap == SIZE_MAX) {
    fresh.line = json_int_of(json_first(accepts), "line", 0);
    add_gap(L, name, &fresh);
    gap = r->gap_count - 1;
  }
  struct answer *a = &r->gaps[gap].answer;
  if (a->kind != ANSWER_TEXT)
    luaL_error(L, "accepted words for '%s', whose answer is no text", name.ptr);
  struct text_answer *t = &a->as.text;
  struct str *all =
      pool_array(&r->pool, struct str, (size_t)t->count + json_count(accepts));
  if (!all)
    sandbox_stop(L, STOP_MEMORY);
  for (int i = 0; i < t->count; i++)
    all[i] = t->accepted[i];
  for (json form = json_first(accepts); form; form = json_next(form)) {
    buf_clear(&r->scratch);
    lua_text_parts(L, json_member(form, "parts"), &r->scratch);
    all[t->count] = pool_str(&r->pool, str_trim(buf_str(&r->scratch)));
    if (all[t->count].len == 0)
      luaL_error(L, "an accepted form has no text");
    t->count++;
  }
  t->accepted = all;
}

/* The answer on top of the stack; pops it. */
static void add_answer(lua_State *L, struct str name) {
  const struct answer *a = lua_answers_test(L, -1);
  if (!a && lua_isnumber(L, -1))
    luaL_error(L, "the answer '%s' must be made with number(%s)", name.ptr,
               lua_tostring(L, -1));
  if (!a)
    luaL_error(L,
               "the answer '%s' must be made with number(…), choice{…}, "
               "text{…} or another kind of answer",
               name.ptr);
  if (a->kind == ANSWER_GRID)
    lua_kinds_add_cells(L, a, add_gap);
  else
    add_gap(L, name, a);
  lua_pop(L, 1);
}

static int compare_names(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The names of a table the author put in the place of ours, sorted. */
static void push_sorted_names(lua_State *L, int table) {
  struct str *names;
  size_t count = 0, i = 0;
  lua_pushnil(L);
  for (; lua_next(L, table); lua_pop(L, 1))
    count++;
  names = lua_newuserdatauv(L, (count + 1) * sizeof *names, 0);
  lua_pushnil(L);
  for (; lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "gaps have names: answers.total = number(…)");
    names[i].ptr = lua_tolstring(L, -2, &names[i].len);
    i++;
  }
  qsort(names, count, sizeof *names, compare_names);
  lua_newtable(L);
  for (i = 0; i < count; i++) {
    lua_pushlstring(L, names[i].ptr, names[i].len);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_remove(L, -2);
}

/* The table `answers` is on top of the stack. */
static void add_answers(lua_State *L) {
  int table = lua_gettop(L);
  if (!lua_istable(L, table))
    luaL_error(L, "'answers' must be a table");
  lua_getfield(L, LUA_REGISTRYINDEX, order_key);
  int values = lua_gettop(L), order = values;
  if (!lua_getmetatable(L, table)) {
    if (lua_rawlen(L, values))
      luaL_error(L, "'answers' is set as a whole after a gap of it was set");
    push_sorted_names(L, table);
    values = table;
    order = lua_gettop(L);
  }
  for (lua_Integer i = 1; lua_rawgeti(L, order, i) != LUA_TNIL; i++) {
    struct str name = lua_answers_keep(L, -1);
    lua_rawget(L, values);
    if (lua_toboolean(L, -1))
      add_answer(L, name);
    else /* taken back */
      lua_pop(L, 1);
  }
  lua_settop(L, table);
}

static int raw_name(lua_State *L, int environment, const char *name) {
  lua_pushstring(L, name);
  return lua_rawget(L, environment);
}

void lua_answers_collect(lua_State *L) {
  struct run *r = run_of(L);
  int environment = lua_gettop(L);
  int line = json_int_of(r->exercise, "line", 0);
  json choices = json_member(r->exercise, "choices");
  r->sandbox->line_of_c = line;
  for (json c = json_first(choices); c; c = json_next(c))
    add_task_list(L, c);
  json list = json_member(r->exercise, "orders");
  for (json o = json_first(list); o; o = json_next(o))
    add_order(L, o);
  list = json_member(r->exercise, "matches");
  for (json m = json_first(list); m; m = json_next(m))
    add_match(L, m);
  lua_names_push_once(L, environment, "answer");
  if (lua_toboolean(L, -1))
    add_answer(L, STR("answer"));
  lua_settop(L, environment);
  if (raw_name(L, environment, "answers") != LUA_TNIL)
    add_answers(L);
  lua_settop(L, environment);
  list = json_member(r->exercise, "accepts");
  for (json forms = json_first(list); forms; forms = json_next(forms))
    add_accepts(L, forms);
  r->sandbox->line_of_c = line;
  if (r->gap_count == 0)
    luaL_error(L,
               "the exercise has no answer: set answer = number(…), or write "
               "a list of options with - [ ] and - [x]");
  lua_tests_settle(L);
  r->has_check = raw_name(L, environment, "check") == LUA_TFUNCTION;
  lua_setfield(L, LUA_REGISTRYINDEX, check_key);
}

void lua_answers_push_check(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, check_key);
}
