/* The request that runs the author's tests and the exercise's own answer. */
#include "engine/operation.h"

#include "base/json.h"
#include "engine/marking.h"

/* What is typed for a test lives as long as the run. */
static struct str keep(struct run *r, struct buf *typed) {
  struct str s = pool_str(&r->pool, buf_str(typed));
  buf_free(typed);
  return s;
}

/* Of code, the first that the author says is right; ptr NULL: none. */
static struct str own_code(const struct run *r, size_t gap) {
  for (size_t i = 0; i < r->test_count; i++)
    for (size_t j = 0; j < r->tests[i].count && r->tests[i].accept; j++) {
      const struct test_value *v = &r->tests[i].values[j];
      if (v->kind == TEST_TEXT && (v->gap.ptr ? run_gap(r, v->gap) : 0) == gap)
        return v->text;
    }
  return (struct str){NULL, 0};
}

/* Without code that is right nobody knows whether there is any. The answer that
 * lacks it, or NULL. */
static const struct answer *lacks_code(const struct run *r) {
  for (size_t i = 0; i < r->gap_count; i++)
    if (r->gaps[i].answer.kind == ANSWER_CODE && !own_code(r, i).ptr)
      return &r->gaps[i].answer;
  return NULL;
}

static void type_own(struct run *r, struct given *given) {
  *given = (struct given){.attempt = 1, .self = STR("right")};
  for (size_t i = 0; i < r->gap_count; i++) {
    struct buf typed = {0};
    if (r->gaps[i].answer.kind == ANSWER_CODE)
      buf_put(&typed, own_code(r, i));
    answer_type(&typed, &r->gaps[i].answer, r->store, &r->pool);
    given->typed[i] = keep(r, &typed);
  }
}

static struct str type_value(struct run *r, const struct test_value *v,
                             const struct answer *a) {
  struct buf typed = {0};
  if (v->kind == TEST_TEXT)
    return v->text;
  if (v->kind == TEST_LIST || a->kind == ANSWER_CHOICE ||
      a->kind == ANSWER_RECORDS)
    list_put(&typed, v->list);
  else
    number_write_typed(&typed, r->store->locale, v->number);
  return keep(r, &typed);
}

static bool wrong_test(struct run *r, const struct author_test *t,
                       const char *what, struct str name) {
  failure_set(r->failure, FAILURE_LUA, "%s: %s '%.*s'",
              t->accept ? "accept" : "reject", what, STR_ARG(name));
  failure_at(r->failure, r->file, t->line, 0);
  return false;
}

/* Gaps that the test does not name get the right answer. */
static bool type_test(struct run *r, const struct author_test *t,
                      struct given *given) {
  type_own(r, given);
  for (size_t i = 0; i < t->count; i++) {
    const struct test_value *v = &t->values[i];
    size_t gap = v->gap.ptr ? run_gap(r, v->gap) : 0;
    if (gap == SIZE_MAX)
      return wrong_test(r, t, "there is no gap", v->gap);
    if (!v->gap.ptr && r->gap_count > 1)
      return wrong_test(r, t, "several gaps need a table like { name = value }",
                        r->gaps[0].name);
    const struct answer *a = &r->gaps[gap].answer;
    bool takes_list = a->kind != ANSWER_NUMBER && a->kind != ANSWER_TEXT &&
                      a->kind != ANSWER_OPEN && a->kind != ANSWER_CODE;
    if (v->kind == TEST_LIST && !takes_list)
      return wrong_test(r, t, "a list of numbers for the gap",
                        r->gaps[gap].name);
    given->typed[gap] = type_value(r, v, a);
  }
  return true;
}

static void put_given(const struct run *r, const struct given *given,
                      struct buf *out) {
  buf_puts(out, ",\"given\":{");
  for (size_t i = 0; i < r->gap_count; i++) {
    buf_puts(out, i ? "," : "");
    json_put_string(out, r->gaps[i].name);
    buf_char(out, ':');
    json_put_string(out, given->typed[i]);
  }
  buf_char(out, '}');
}

/* A check function that crashes is the author's mistake, at its line. */
static bool crashed(struct run *r, struct verdict *v) {
  if (v->state != STATE_ERROR || v->crash.file.len == 0)
    return false;
  failure_set(r->failure, v->crash.kind, "%.*s",
              STR_ARG(buf_str(&v->crash.message)));
  failure_at(r->failure, r->file, v->crash.line, 0);
  return true;
}

static bool put_own(struct run *r, struct buf *out, int *misfit) {
  struct given given;
  struct verdict v;
  type_own(r, &given);
  verdict_reach(r, &given, &v);
  *misfit = verdict_test_follows(r, &given, &v);
  bool ok = !crashed(r, &v);
  buf_printf(out, ",\"own\":{\"ok\":%s",
             v.state == STATE_RIGHT || lacks_code(r) ? "true" : "false");
  put_given(r, &given, out);
  buf_printf(out, ",\"state\":\"%s\"}", state_name(v.state));
  verdict_free(&v);
  return ok;
}

static bool has_diagnosis(const struct mark *m, struct str wanted) {
  struct buf number = {0};
  buf_printf(&number, "option-%d", m->option);
  bool same = m->diagnosis.ptr ? str_eq(m->diagnosis, wanted)
                               : m->option && str_eq(buf_str(&number), wanted);
  buf_free(&number);
  return same;
}

static bool passes(const struct author_test *t, const struct verdict *v) {
  if (t->accept)
    return v->state == STATE_RIGHT;
  return v->state != STATE_RIGHT &&
         (!t->wanted.ptr || has_diagnosis(&v->whole, t->wanted));
}

static bool put_test(struct run *r, const struct author_test *t,
                     struct buf *out) {
  struct given given;
  struct verdict v;
  if (!type_test(r, t, &given))
    return false;
  verdict_reach(r, &given, &v);
  bool ok = !crashed(r, &v);
  buf_printf(out, "{\"line\":%d,\"kind\":\"%s\",\"ok\":%s", t->line,
             t->accept ? "accept" : "reject", passes(t, &v) ? "true" : "false");
  put_given(r, &given, out);
  buf_printf(out, ",\"state\":\"%s\",\"diagnosis\":", state_name(v.state));
  verdict_write_diagnosis(out, &v.whole);
  buf_puts(out, ",\"wanted\":");
  if (t->wanted.ptr)
    json_put_string(out, t->wanted);
  else
    buf_puts(out, "null");
  buf_char(out, '}');
  verdict_free(&v);
  return ok;
}

static void put_problem(struct buf *out, const char **comma, int line,
                        const char *code, const char *message) {
  buf_printf(out, "%s{\"line\":%d,\"code\":\"%s\",\"message\":", *comma, line,
             code);
  json_put_string(out, str_from(message));
  buf_char(out, '}');
  *comma = ",";
}

static void put_expect_problems(const struct run *r, struct buf *out,
                                const char **comma) {
  for (size_t i = 0; i < r->expect_count; i++) {
    const struct expected *e = &r->expects[i];
    struct buf message = {0};
    bool nothing = e->kind == EXPECT_NOTHING;
    if (nothing)
      buf_printf(&message,
                 "the expected mistake '%s' has no value here (nil, "
                 "or divided by 0?)",
                 e->id.ptr);
    else if (answer_right(&r->gaps[e->gap].answer, e->value))
      buf_printf(&message,
                 "the expected mistake '%s' is the right answer here: expect "
                 "it only where it differs",
                 e->id.ptr);
    if (message.len)
      put_problem(out, comma, e->line,
                  nothing ? "E-EXPECT-VALUE" : "E-EXPECT-ANSWER", message.ptr);
    buf_free(&message);
  }
}

/* The expected mistake that is told where `late` is met, as the first that the
 * same answer shows; NULL when that is `late` itself, or one of its name. What
 * slips{} computes is left to chance. */
static const struct expected *met_before(const struct run *r, size_t late) {
  const struct expected *e = &r->expects[late];
  const struct answer *a = &r->gaps[e->gap].answer;
  if (e->computed || e->kind == EXPECT_NOTHING || answer_right(a, e->value))
    return NULL;
  for (size_t i = 0; i < late; i++) {
    const struct expected *early = &r->expects[i];
    if (early->gap == e->gap && early->kind == e->kind && !early->computed &&
        answer_matches(a, e->value, early->value))
      return str_eq(early->id, e->id) ? NULL : early;
  }
  return NULL;
}

static void put_same_expects(const struct run *r, struct buf *out,
                             const char **comma) {
  for (size_t i = 0; i < r->expect_count; i++) {
    const struct expected *early = met_before(r, i);
    struct buf message = {0};
    if (!early)
      continue;
    buf_printf(&message,
               "the expected mistake '%s' has the value of '%s' here, which "
               "comes first: '%s' is never told",
               r->expects[i].id.ptr, early->id.ptr, r->expects[i].id.ptr);
    put_problem(out, comma, r->expects[i].line, "W-EXPECT-SAME", message.ptr);
    buf_free(&message);
  }
}

static void put_option_problems(const struct run *r, struct buf *out,
                                const char **comma) {
  for (size_t g = 0; g < r->gap_count; g++) {
    const struct answer *a = &r->gaps[g].answer;
    if (a->kind != ANSWER_CHOICE || !a->as.choice.computed)
      continue;
    const struct choice_answer *c = &a->as.choice;
    for (int i = 1; i < c->count; i++)
      for (int j = 0; j < i; j++)
        if (str_eq(c->options[i].text, c->options[j].text)) {
          put_problem(out, comma, a->line, "E-OPTION-SAME",
                      "two options of the choice are the same here");
          i = j = c->count; /* once is enough */
        }
  }
}

static void put_expects(const struct run *r, struct buf *out) {
  const char *comma = "";
  buf_puts(out, ",\"expects\":[");
  for (size_t i = 0; i < r->expect_count; i++) {
    bool before = false;
    for (size_t j = 0; j < i; j++)
      before = before || str_eq(r->expects[j].id, r->expects[i].id);
    if (before)
      continue;
    buf_puts(out, comma);
    json_put_string(out, r->expects[i].id);
    comma = ",";
  }
  buf_char(out, ']');
}

bool operation_test(const struct operation *o) {
  struct run *r = operation_start(o, false);
  const char *comma = "";
  int misfit;
  if (!r)
    return false;
  buf_printf(o->out, "{\"seed\":%lld", (long long)r->seed);
  bool ok = put_own(r, o->out, &misfit);
  buf_puts(o->out, ",\"tests\":[");
  for (size_t i = 0; i < r->test_count && ok; i++) {
    buf_puts(o->out, i ? "," : "");
    ok = put_test(r, &r->tests[i], o->out);
  }
  buf_puts(o->out, "],\"problems\":[");
  put_expect_problems(r, o->out, &comma);
  put_same_expects(r, o->out, &comma);
  put_option_problems(r, o->out, &comma);
  if (misfit)
    put_problem(o->out, &comma, misfit, "E-FOLLOW-ANSWER",
                "from the right answers, follow leads to something else than "
                "the right answer");
  const struct answer *a = lacks_code(r);
  if (a)
    put_problem(o->out, &comma, a->line, "E-CODE-ACCEPT",
                "code{} needs code that is right, to be tested with: "
                "accept [[return …]]");
  buf_char(o->out, ']');
  put_expects(r, o->out);
  buf_char(o->out, '}');
  run_free(r);
  return ok;
}
