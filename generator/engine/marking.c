/* From what a learner typed to a verdict. */
#include "engine/marking.h"

#include "base/json.h"
#include "engine/code.h"
#include "engine/fold.h"
#include "engine/interface.h"
#include "engine/lua_answers.h"
#include "engine/lua_slips.h"

#include <math.h>

void verdict_write_diagnosis(struct buf *out, const struct mark *mark) {
  if (mark->diagnosis.ptr)
    json_put_string(out, mark->diagnosis);
  else if (mark->option)
    buf_printf(out, "\"option-%d\"", mark->option);
  else
    buf_puts(out, "null");
}

struct matching {
  const struct text_answer *answer;
  struct value *value;
  struct buf folded;
};

/* string.find(folded, "^(?:pattern)$") with the sandbox's bounded patterns. */
static int find_pattern(lua_State *L) {
  struct matching *m = lua_touserdata(L, 1);
  struct str pattern = m->answer->pattern;
  lua_getglobal(L, "string");
  lua_getfield(L, -1, "match");
  lua_pushlstring(L, m->folded.ptr ? m->folded.ptr : "", m->folded.len);
  lua_pushfstring(L, "^%s$", pattern.ptr);
  lua_call(L, 2, 1);
  m->value->by_pattern = !lua_isnil(L, -1);
  return 0;
}

/* A pattern that runs away fits nothing. */
static void match_pattern(struct run *r, const struct answer *a,
                          struct value *value) {
  struct failure ignored = {0};
  if (a->kind != ANSWER_TEXT || a->as.text.pattern.len == 0)
    return;
  struct matching m = {&a->as.text, value, {0}};
  if (a->as.text.fold)
    fold_put(&m.folded, value->text);
  else
    fold_put_spacing(&m.folded, value->text);
  sandbox_run(r->sandbox, find_pattern, &m, &ignored);
  failure_clear(&ignored);
  buf_free(&m.folded);
}

/* Runs a learner's code. A run of code that failed is an error, unless another
 * field must be filled in first. */
static bool run_code(struct run *r, struct value *value, struct verdict *v,
                     struct mark *mark, struct buf *why) {
  struct run *code;
  struct failure failed = {0};
  bool done =
      code_run(r->store, r->sandbox->limits, value->text, &code, &failed);
  if (code) {
    code->codes = r->codes;
    r->codes = code;
    value->returned = code->returned;
  }
  if (!done) {
    code_explain(why, r->store, &failed);
    mark->state = STATE_ERROR;
    failure_clear(&v->crash);
    v->crash = failed;
  } else if (value->returned.kind == RETURNED_NOTHING) {
    interface_write(why, r->store, "engine.unreadable.return", NULL);
    return false;
  }
  return true;
}

static bool is_self(struct str self) {
  return str_is(self, "right") || str_is(self, "partly") ||
         str_is(self, "wrong");
}

static void put_why(struct verdict *v, struct str text) {
  /* Several empty fields say the same: once is enough. */
  if (str_search(buf_str(&v->why), text) == v->why.len)
    buf_put(&v->why, text);
}

/* One gap: false if it could not be read. */
static bool read_one(struct run *r, const struct given *given, size_t gap,
                     struct verdict *v, struct buf *why) {
  const struct answer *a = &r->gaps[gap].answer;
  struct value *value = &v->values[gap];
  if (!answer_read(a, r->store, &r->pool, given->typed[gap], value, why))
    return false;
  match_pattern(r, a, value);
  if (a->kind == ANSWER_CODE)
    return run_code(r, value, v, &v->marks[gap], why);
  if (a->kind != ANSWER_OPEN || is_self(given->self))
    return true;
  interface_write(why, r->store, "engine.unreadable.self", NULL);
  return false;
}

/* What every field holds, and the state if that is none to be marked. */
static void read_all(struct run *r, const struct given *given,
                     struct verdict *v) {
  struct buf why = {0};
  for (size_t i = 0; i < r->gap_count; i++) {
    buf_clear(&why);
    if (!read_one(r, given, i, v, &why))
      v->state = v->marks[i].state = STATE_UNREADABLE;
    else if (v->state == STATE_RIGHT)
      v->state = v->marks[i].state;
    put_why(v, buf_str(&why));
  }
  buf_free(&why);
}

/* An open answer is what the learner says of it, beside the solution. */
static struct mark self_mark(struct str self) {
  if (str_is(self, "right"))
    return (struct mark){.state = STATE_RIGHT, .score = 1};
  if (str_is(self, "partly"))
    return (struct mark){.state = STATE_PARTLY, .score = 0.5};
  return (struct mark){.state = STATE_WRONG};
}

/* Of the values that slips{} computes: percent have other decimals than the
 * share that was asked for. What is a matter of rounding is told as that. */
static bool is_near(struct value given, struct value wanted) {
  return fabs(given.number - wanted.number) <= 0.005 * fabs(wanted.number);
}

static struct mark mark_gap(const struct run *r, const struct given *given,
                            size_t gap, struct value value) {
  const struct answer *a = &r->gaps[gap].answer;
  if (a->kind == ANSWER_OPEN)
    return self_mark(given->self);
  if (answer_right(a, value))
    return (struct mark){.state = STATE_RIGHT, .score = 1};
  struct mark rest = answer_rest(a, value);
  for (size_t i = 0; i < r->expect_count; i++) {
    const struct expected *e = &r->expects[i];
    if (e->gap != (int)gap || e->kind == EXPECT_NOTHING)
      continue;
    if (e->computed && rest.state == STATE_PARTLY)
      continue;
    if (!(e->computed && is_near(value, e->value)) &&
        !answer_matches(a, value, e->value))
      continue;
    if (a->kind == ANSWER_NUMBER) /* what is expected is not nearly right */
      rest = (struct mark){.state = STATE_WRONG};
    rest.diagnosis = e->id;
    rest.option = 0;
    break;
  }
  return rest;
}

static enum state state_of(double score) {
  return score >= 1 ? STATE_RIGHT : score <= 0 ? STATE_WRONG : STATE_PARTLY;
}

struct checking {
  struct run *run;
  const struct given *given;
  struct verdict *verdict;
  bool testing;
  int misfit; /* line of a follow() that does not lead to the right answer */
};

static void push_list(lua_State *L, struct numbers list) {
  lua_createtable(L, list.count, 0);
  for (int i = 0; i < list.count; i++) {
    lua_pushinteger(L, list.items[i]);
    lua_rawseti(L, -2, i + 1);
  }
}

static void push_choice(lua_State *L, uint64_t chosen) {
  lua_Integer at = 0;
  lua_newtable(L);
  for (int i = 0; i < OPTIONS_MAX; i++)
    if (chosen >> i & 1) {
      lua_pushinteger(L, i + 1);
      lua_rawseti(L, -2, ++at);
    }
}

void lua_answers_push_number(lua_State *L, double value) {
  if (value == floor(value) && fabs(value) < 0x1p53)
    lua_pushinteger(L, (lua_Integer)value);
  else
    lua_pushnumber(L, value);
}

static void push_value(lua_State *L, const struct answer *a,
                       const struct value *v) {
  switch (a->kind) {
  case ANSWER_NUMBER:
    lua_answers_push_number(L, v->number);
    break;
  case ANSWER_CHOICE:
    push_choice(L, v->chosen);
    break;
  case ANSWER_TEXT:
  case ANSWER_OPEN:
    lua_pushlstring(L, v->text.ptr, v->text.len);
    break;
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
  case ANSWER_GRID:
    push_list(L, v->list);
    break;
  case ANSWER_CODE:
    code_push(L, &v->returned);
    break;
  }
}

static void push_given(lua_State *L, const struct checking *c) {
  const struct run *r = c->run;
  lua_newtable(L);
  for (size_t i = 0; i < r->gap_count; i++) {
    push_value(L, &r->gaps[i].answer, &c->verdict->values[i]);
    lua_setfield(L, -2, r->gaps[i].name.ptr);
  }
  lua_pushinteger(L, c->given->attempt);
  lua_setfield(L, -2, "attempt");
}

static void read_table(lua_State *L, struct verdict *v) {
  if (lua_getfield(L, -1, "score") != LUA_TNUMBER)
    luaL_error(L, "check must return a score from 0 to 1");
  v->score = lua_tonumber(L, -1);
  if (!(v->score >= 0 && v->score <= 1))
    luaL_error(L, "check must return a score from 0 to 1");
  lua_pop(L, 1);
  int type = lua_getfield(L, -1, "on");
  if (type != LUA_TNIL && type != LUA_TSTRING)
    luaL_error(L, "check must return on as a text");
  if (type == LUA_TSTRING) {
    struct str id;
    id.ptr = lua_tolstring(L, -1, &id.len);
    v->whole.diagnosis = pool_str(&run_of(L)->pool, id);
  }
  lua_pop(L, 1);
}

static int call_check(lua_State *L) {
  struct checking *c = lua_touserdata(L, 1);
  lua_Debug check;
  lua_answers_push_check(L);
  lua_pushvalue(L, -1);
  lua_getinfo(L, ">S", &check);
  c->run->sandbox->line_of_c = check.linedefined;
  push_given(L, c);
  lua_call(L, 1, 1);
  if (lua_isboolean(L, -1))
    c->verdict->score = lua_toboolean(L, -1);
  else if (lua_istable(L, -1))
    read_table(L, c->verdict);
  else
    luaL_error(L,
               "check must return true, false or { score = …, on = … }, "
               "not %s",
               luaL_typename(L, -1));
  return 0;
}

/* The author's own code has failed. */
static void set_error(const struct run *r, struct verdict *v) {
  v->whole = (struct mark){.state = STATE_ERROR};
  v->state = STATE_ERROR;
  v->score = 0;
  for (size_t i = 0; i < r->gap_count; i++)
    v->marks[i] = v->whole;
}

/* Gaps that are not right, but follow from what stands in the others. With
 * `testing`, whether what follows from right ones is right. */
static int mark_follows(lua_State *L) {
  struct checking *c = lua_touserdata(L, 1);
  struct expected e;
  push_given(L, c);
  for (size_t i = 0; i < c->run->gap_count; i++) {
    const struct answer *a = &c->run->gaps[i].answer;
    struct mark *m = &c->verdict->marks[i];
    if (!c->testing && m->state == STATE_RIGHT)
      continue;
    lua_slips_follow(L, i, &e);
    bool there = e.kind != EXPECT_NOTHING;
    if (c->testing && e.line && !(there && answer_right(a, e.value)))
      c->misfit = e.line;
    if (there && m->state != STATE_RIGHT &&
        answer_matches(a, c->verdict->values[i], e.value))
      *m = (struct mark){STATE_RIGHT, 1, STR("follow-through"), 0};
  }
  return 0;
}

int verdict_test_follows(struct run *r, const struct given *given,
                         struct verdict *v) {
  struct checking c = {.run = r, .given = given, .verdict = v, .testing = true};
  if (r->follow_count && v->state == STATE_RIGHT && !r->has_check &&
      !sandbox_run(r->sandbox, mark_follows, &c, &v->crash))
    v->state = STATE_ERROR;
  return c.misfit;
}

static void add_up(const struct run *r, struct verdict *v) {
  double sum = 0;
  bool all_right = true;
  for (size_t i = 0; i < r->gap_count; i++) {
    struct mark *m = &v->marks[i];
    sum += m->score;
    all_right = all_right && m->state == STATE_RIGHT && !m->diagnosis.ptr;
    if (!v->whole.diagnosis.ptr && !v->whole.option) {
      v->whole.diagnosis = m->diagnosis;
      v->whole.option = m->option;
    }
  }
  v->score = all_right ? 1 : sum / (double)r->gap_count;
  v->state = state_of(v->score);
}

static void mark_by_rules(struct run *r, const struct given *given,
                          struct verdict *v) {
  struct checking c = {.run = r, .given = given, .verdict = v};
  bool all_right = true;
  for (size_t i = 0; i < r->gap_count; i++) {
    v->marks[i] = mark_gap(r, given, i, v->values[i]);
    all_right = all_right && v->marks[i].state == STATE_RIGHT;
  }
  if (!all_right && r->follow_count &&
      !sandbox_run(r->sandbox, mark_follows, &c, &v->crash))
    set_error(r, v);
  else
    add_up(r, v);
}

static void mark_by_function(struct run *r, const struct given *given,
                             struct verdict *v) {
  struct checking c = {.run = r, .given = given, .verdict = v};
  if (!sandbox_run(r->sandbox, call_check, &c, &v->crash)) {
    set_error(r, v);
    return;
  }
  v->state = state_of(v->score);
  for (size_t i = 0; i < r->gap_count; i++) {
    v->marks[i] = v->whole;
    v->marks[i].state = v->state;
  }
}

void verdict_reach(struct run *r, const struct given *given,
                   struct verdict *v) {
  *v = (struct verdict){0};
  read_all(r, given, v);
  if (v->state >= STATE_UNREADABLE)
    return;
  if (r->has_check)
    mark_by_function(r, given, v);
  else
    mark_by_rules(r, given, v);
}

void verdict_free(struct verdict *v) {
  buf_free(&v->why);
  failure_clear(&v->crash);
}
