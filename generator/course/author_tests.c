/* Author's tests of an exercise over seeds. */
#include "course/author_tests.h"

#include "base/json.h"
#include "base/platform.h"
#include "course/reply.h"
#include "course/same_items.h"
#include "engine/interface.h"

enum { EXPECT_MAX = 256, WARNED_MAX = 20, NAMED_SEEDS = 10 };

struct run {
  struct arena *arena;
  struct arena *scratch; /* of one seed */
  struct diags *diags;
  const struct lesson_plan *plan;
  const struct exercise *ex;
  struct str language;
  int seed;
  struct str expects[EXPECT_MAX]; /* of all seeds, each once */
  size_t expect_count;
  uint32_t warned[WARNED_MAX]; /* lines */
  size_t warned_count;
};

static struct loc line_of(const struct run *r, uint32_t line) {
  struct loc at = r->ex->container->at;
  return line ? (struct loc){at.src, line, 0, 0} : at;
}

static bool is_translated(const struct run *r) {
  return !str_eq(r->language, r->plan->course->manifest.language.s);
}

/* ", seed 3, language fr", as far as that helps. */
static struct str circumstances(const struct run *r) {
  struct str where = is_translated(r)
                         ? arena_printf(r->scratch, ", typed as in '%.*s'",
                                        STR_ARG(r->language))
                         : STR("");
  return arena_printf(r->scratch, "%.*s (seed %d)", STR_ARG(where), r->seed);
}

static void report_own(const struct run *r, const struct test_result *own) {
  if (own->ok)
    return;
  struct str when = circumstances(r);
  diag_error(r->diags, r->ex->container->at, "E-OWN-ANSWER",
             "the exercise's own answer, '%.*s', is judged '%.*s'%.*s",
             STR_ARG(own->given), STR_ARG(own->state), STR_ARG(when));
}

static void report_test(const struct run *r, const struct test_result *t) {
  if (t->ok)
    return;
  struct str when = circumstances(r);
  struct str diagnosis =
      t->diagnosis.len
          ? arena_printf(r->scratch, " as '%.*s'", STR_ARG(t->diagnosis))
          : STR("");
  if (t->accept)
    diag_error(r->diags, line_of(r, t->line), "E-TEST-ACCEPT",
               "'%.*s' should be right but is judged '%.*s'%.*s%.*s",
               STR_ARG(t->given), STR_ARG(t->state), STR_ARG(diagnosis),
               STR_ARG(when));
  else if (t->wanted.len)
    diag_error(r->diags, line_of(r, t->line), "E-TEST-REJECT",
               "'%.*s' should be recognised as '%.*s' but is judged "
               "'%.*s'%.*s%.*s",
               STR_ARG(t->given), STR_ARG(t->wanted), STR_ARG(t->state),
               STR_ARG(diagnosis), STR_ARG(when));
  else
    diag_error(r->diags, line_of(r, t->line), "E-TEST-REJECT",
               "'%.*s' should not be right but is%.*s", STR_ARG(t->given),
               STR_ARG(when));
}

static bool known(const struct run *r, struct str id) {
  for (size_t i = 0; i < r->expect_count; i++)
    if (str_eq(r->expects[i], id))
      return true;
  return false;
}

static const char *problem_code(struct arena *a, struct str code) {
  return code.len ? arena_str(a, code).ptr : "E-EXERCISE";
}

static struct str send(const struct run *r, struct host *host, const char *op) {
  struct buf request = {0};
  buf_printf(&request, "{\"op\":\"%s\",\"exercise\":", op);
  json_put_string(&request, r->ex->id);
  buf_printf(&request, ",\"seed\":%d}", r->seed);
  struct str reply = host_call(host, buf_str(&request));
  buf_free(&request);
  return reply;
}

/* False, with the error reported, when the reply is one. */
static bool ask(const struct run *r, struct host *host, const char *op,
                struct str *reply) {
  struct reply_error e;
  *reply = send(r, host, op);
  if (!reply_is_error(r->scratch, *reply, &e))
    return true;
  struct loc at = evaluate_place(r->plan, e.file, e.line, e.col);
  diag_error(r->diags, at.src ? at : r->ex->container->at, "E-LUA",
             "%.*s (seed %d)", STR_ARG(e.message), r->seed);
  return false;
}

static bool is_warning(const struct test_problem *p) {
  return str_starts(p->code, "W-");
}

/* Once for its line, and in the language of the source. */
static bool warns(struct run *r, const struct test_problem *p) {
  bool known = is_translated(r) || r->warned_count == WARNED_MAX;
  for (size_t i = 0; i < r->warned_count; i++)
    known = known || r->warned[i] == p->line;
  if (!known)
    r->warned[r->warned_count++] = p->line;
  return !known;
}

static void report_problem(struct run *r, const struct test_problem *p) {
  struct loc at = line_of(r, p->line);
  const char *code = problem_code(r->arena, p->code);
  if (!is_warning(p))
    diag_error(r->diags, at, code, "%.*s (seed %d)", STR_ARG(p->message),
               r->seed);
  else if (warns(r, p))
    diag_warn(r->diags, at, code, "%.*s (seed %d)", STR_ARG(p->message),
              r->seed);
}

static void report_all(struct run *r, const struct test_report *report) {
  report_own(r, &report->own);
  for (size_t i = 0; i < report->test_count; i++)
    report_test(r, &report->tests[i]);
  for (size_t i = 0; i < report->problem_count; i++)
    report_problem(r, &report->problems[i]);
  for (size_t i = 0; i < report->expect_count; i++)
    if (!known(r, report->expects[i]) && r->expect_count < EXPECT_MAX)
      r->expects[r->expect_count++] = arena_str(r->arena, report->expects[i]);
}

static bool run_seed(struct run *r, const struct author_tests *t) {
  struct str reply;
  struct test_report report;
  struct drawn_scope drawn;
  size_t before = diags_errors(r->diags);
  long long start = platform_now();
  if (!ask(r, t->host, "test", &reply))
    return false;
  long long time = platform_now() - start;
  reply_test(r->scratch, reply, &report);
  report_all(r, &report);
  bool look = r->seed == 1 || same_items_vary(t->ex);
  if ((t->report || look) && ask(r, t->host, "draw", &reply)) {
    reply_draw(r->scratch, reply, &drawn);
    if (look)
      same_items_check(r->diags, t->ex, &drawn, r->seed);
    if (t->report)
      seed_report_add(t->report, (size_t)(t->ex - t->plan->exercises), &drawn,
                      time);
  }
  return diags_errors(r->diags) == before;
}

static bool has_feedback(const struct exercise *ex, struct str on) {
  for (size_t i = 0; i < ex->feedback_count; i++)
    if (str_eq(ex->feedback[i].on, on))
      return true;
  return false;
}

static bool is_general(struct str on) {
  return str_is(on, "right") || str_is(on, "partly") || str_is(on, "wrong") ||
         str_is(on, "rounding") || str_is(on, "row-order") ||
         str_is(on, "follow-through");
}

/* A diagnosis may also come from the author's own check function, whose ids
 * stand in the code as strings. */
static bool in_code(struct arena *a, const struct exercise *ex, struct str id) {
  static const char QUOTES[] = "\"'";
  for (const char *q = QUOTES; ex->logic && *q; q++) {
    struct str wanted = arena_printf(a, "%c%.*s%c", *q, STR_ARG(id), *q);
    if (str_search(ex->logic->text, wanted) < ex->logic->text.len)
      return true;
  }
  return false;
}

static void check_feedback(const struct run *r) {
  const struct exercise *ex = r->ex;
  for (size_t i = 0; i < r->expect_count; i++)
    if (!has_feedback(ex, r->expects[i]) &&
        !interface_of_mistake(r->expects[i]))
      diag_warn(r->diags, ex->container->at, "W-EXPECT-FEEDBACK",
                "the expected mistake '%.*s' has no feedback of its own: add "
                "::: feedback {on=%.*s}",
                STR_ARG(r->expects[i]), STR_ARG(r->expects[i]));
  for (size_t i = 0; i < ex->feedback_count; i++) {
    struct str on = ex->feedback[i].on;
    if (is_general(on) || known(r, on) || in_code(r->arena, ex, on))
      continue;
    diag_error(r->diags, ex->feedback[i].container->at, "E-FEEDBACK-ON",
               "nothing leads to the feedback for '%.*s'%s", STR_ARG(on),
               diag_nearest(r->arena, on, r->expects, r->expect_count));
  }
}

static bool fails_quietly(const struct run *r, struct host *host) {
  struct reply_error e;
  struct test_report report;
  struct str reply = send(r, host, "test");
  if (reply_is_error(r->scratch, reply, &e))
    return true;
  reply_test(r->scratch, reply, &report);
  bool failed = !report.own.ok;
  for (size_t i = 0; i < report.problem_count; i++)
    failed = failed || !is_warning(&report.problems[i]);
  for (size_t i = 0; i < report.test_count; i++)
    failed = failed || !report.tests[i].ok;
  return failed;
}

/* Of the seeds after the first that fails, only which of them fail, too. */
static void name_other_seeds(struct run *r, const struct author_tests *t) {
  struct buf names = {0};
  size_t failed = 0;
  for (; r->seed <= t->seeds; r->seed++) {
    if (fails_quietly(r, t->host) && ++failed <= NAMED_SEEDS)
      buf_printf(&names, "%s%d", failed > 1 ? ", " : "", r->seed);
    arena_reset(r->scratch);
  }
  if (failed > NAMED_SEEDS)
    buf_printf(&names, " and %zu more", failed - NAMED_SEEDS);
  if (failed)
    diag_note(r->diags, t->ex->container->at, NULL,
              "it fails with seed%s %.*s, too", failed == 1 ? "" : "s",
              STR_ARG(buf_str(&names)));
  buf_free(&names);
}

void author_tests_run(struct arena *a, struct diags *d,
                      const struct author_tests *tests) {
  struct run r = {.arena = a,
                  .scratch = arena_create(),
                  .diags = d,
                  .plan = tests->plan,
                  .ex = tests->ex,
                  .language = tests->language};
  bool good = true;
  for (r.seed = 1; good && r.seed <= tests->seeds; r.seed++) {
    good = run_seed(&r, tests);
    arena_reset(r.scratch);
  }
  if (good)
    check_feedback(&r);
  else if (tests->report)
    name_other_seeds(&r, tests);
  arena_destroy(r.scratch);
}
