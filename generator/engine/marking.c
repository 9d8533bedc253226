/* From what a learner typed to a verdict. */
#include "engine/marking.h"

#include "base/json.h"
#include "engine/lua_answers.h"

#include <math.h>

void verdict_write_diagnosis(struct buf *out, const struct mark *mark) {
  if (mark->diagnosis.ptr)
    json_put_string(out, mark->diagnosis);
  else if (mark->option)
    buf_printf(out, "\"option-%d\"", mark->option);
  else
    buf_puts(out, "null");
}

static bool read_all(struct run *r, const struct given *given,
                     struct verdict *v) {
  bool readable = true;
  struct buf why = {0};
  for (size_t i = 0; i < r->gap_count; i++) {
    buf_clear(&why);
    if (answer_read(&r->gaps[i].answer, r->store, given->typed[i],
                    &v->values[i], &why))
      continue;
    v->marks[i].state = STATE_UNREADABLE;
    readable = false;
    /* Several empty fields say the same: once is enough. */
    struct str text = buf_str(&why);
    if (str_search(buf_str(&v->why), text) == v->why.len)
      buf_put(&v->why, text);
  }
  buf_free(&why);
  return readable;
}

static struct mark mark_gap(const struct run *r, size_t gap,
                            struct value value) {
  const struct answer *a = &r->gaps[gap].answer;
  if (answer_right(a, value))
    return (struct mark){.state = STATE_RIGHT, .score = 1};
  struct mark rest = answer_rest(a, value);
  for (size_t i = 0; i < r->expect_count; i++) {
    const struct expected *e = &r->expects[i];
    if (e->gap != (int)gap || e->kind == EXPECT_NOTHING ||
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

static void mark_by_rules(const struct run *r, struct verdict *v) {
  double sum = 0;
  bool all_right = true;
  for (size_t i = 0; i < r->gap_count; i++) {
    struct mark *m = &v->marks[i];
    *m = mark_gap(r, i, v->values[i]);
    sum += m->score;
    all_right = all_right && m->state == STATE_RIGHT;
    if (!v->whole.diagnosis.ptr && !v->whole.option) {
      v->whole.diagnosis = m->diagnosis;
      v->whole.option = m->option;
    }
  }
  v->score = all_right ? 1 : sum / (double)r->gap_count;
  v->state = state_of(v->score);
}

struct checking {
  struct run *run;
  const struct given *given;
  struct verdict *verdict;
};

static void push_choice(lua_State *L, uint64_t chosen) {
  lua_Integer at = 0;
  lua_newtable(L);
  for (int i = 0; i < OPTIONS_MAX; i++)
    if (chosen >> i & 1) {
      lua_pushinteger(L, i + 1);
      lua_rawseti(L, -2, ++at);
    }
}

/* Whole numbers arrive as integers, so that given.answer == 3 shows as 3. */
static void push_number(lua_State *L, double value) {
  if (value == floor(value) && fabs(value) < 0x1p53)
    lua_pushinteger(L, (lua_Integer)value);
  else
    lua_pushnumber(L, value);
}

static void push_given(lua_State *L, const struct checking *c) {
  const struct run *r = c->run;
  lua_newtable(L);
  for (size_t i = 0; i < r->gap_count; i++) {
    if (r->gaps[i].answer.kind == ANSWER_CHOICE)
      push_choice(L, c->verdict->values[i].chosen);
    else
      push_number(L, c->verdict->values[i].number);
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
  lua_answers_push_check(L);
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

static void mark_by_function(struct run *r, const struct given *given,
                             struct verdict *v) {
  struct checking c = {r, given, v};
  if (sandbox_run(r->sandbox, call_check, &c, &v->crash)) {
    v->state = state_of(v->score);
  } else {
    v->state = STATE_ERROR;
    v->score = 0;
    v->whole.diagnosis.ptr = NULL;
  }
  for (size_t i = 0; i < r->gap_count; i++) {
    v->marks[i] = v->whole;
    v->marks[i].state = v->state;
  }
}

void verdict_reach(struct run *r, const struct given *given,
                   struct verdict *v) {
  *v = (struct verdict){0};
  if (!read_all(r, given, v))
    v->state = STATE_UNREADABLE;
  else if (r->has_check)
    mark_by_function(r, given, v);
  else
    mark_by_rules(r, v);
}

void verdict_free(struct verdict *v) {
  buf_free(&v->why);
  failure_clear(&v->crash);
}
