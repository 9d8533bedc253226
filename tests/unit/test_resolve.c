/* From trees to a lesson plan: what is found, and what is refused, where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "course/resolve.h"
#include "course/resolve_steps.h"
#include "markdown/reader.h"

struct world {
  struct arena *arena;
  struct diags *diags;
  struct course course;
};

static int setup(void **state) {
  struct arena *a = arena_create();
  struct world *w = arena_new(a, struct world);
  w->arena = a;
  w->diags = diags_create(a);
  w->course.folder = STR("no-such-folder");
  *state = w;
  return 0;
}

static int teardown(void **state) {
  struct world *w = *state;
  arena_destroy(w->arena);
  return 0;
}

static void add_module(struct world *w, const char *id, const char *file,
                       const char *text) {
  struct course *c = &w->course;
  struct module *m =
      ARENA_PUSH(w->arena, c->modules, c->module_count, c->module_cap);
  struct str source = str_from(text);
  m->src = diags_add_source(w->diags, str_from(file), source);
  m->file = str_from(file);
  m->id.s = str_from(id);
  m->id.at = (struct loc){m->src, 0, 0, 0};
  m->body = md_read(w->arena, w->diags, m->src, source,
                    (struct md_options){.module = m->id.s, .first_line = 1});
}

static void add_resource(struct world *w, const char *name) {
  struct course *c = &w->course;
  struct resource *r =
      ARENA_PUSH(w->arena, c->resources, c->resource_count, c->resource_cap);
  r->name.s = str_from(name);
  r->csv = STR("a\n1\n");
}

static struct lesson_plan *resolve(struct world *w) {
  return resolve_course(w->arena, w->diags, &w->course);
}

/* The diagnostics contain `wanted`; one line shows what they are otherwise. */
static void assert_said(struct world *w, const char *wanted) {
  struct buf out = {0};
  diags_print(w->diags, (struct diag_style){0}, &out);
  if (!strstr(out.ptr ? out.ptr : "", wanted))
    print_error("expected: %s\nbut got:\n%s\n", wanted,
                out.ptr ? out.ptr : "(nothing)");
  bool found = strstr(out.ptr ? out.ptr : "", wanted) != NULL;
  buf_free(&out);
  assert_true(found);
}

static void assert_clean(struct world *w) {
  if (diags_errors(w->diags))
    assert_said(w, "no errors at all");
}

static void assert_str(struct str got, const char *wanted) {
  assert_int_equal(got.len, strlen(wanted));
  assert_memory_equal(got.ptr, wanted, got.len);
}

static const char CHOICE[] = "::: exercise {#pick-one title=\"Pick {{n}}\" "
                             "points=3}\n"
                             "Which is {{what}}?\n\n"
                             "- [ ] one\n"
                             "  > no, {{why}}\n"
                             "- [x] two\n\n"
                             "::: hint\nThink.\n:::\n"
                             "::: feedback {on=wrong}\nNot {{n}}.\n:::\n"
                             "::: solution\nTwo.\n:::\n"
                             ":::\n";

static void test_choice_exercise(void **state) {
  struct world *w = *state;
  add_module(w, "m", "m.md", CHOICE);
  struct lesson_plan *p = resolve(w);
  assert_clean(w);
  assert_int_equal(p->exercise_count, 1);
  struct exercise *ex = plan_exercise(p, STR("pick-one"));
  assert_non_null(ex);
  assert_int_equal(ex->points, 3);
  assert_int_equal(ex->option_count, 2);
  assert_false(ex->options[0].right);
  assert_true(ex->options[1].right);
  assert_non_null(ex->options[0].feedback);
  assert_null(ex->options[1].feedback);
  assert_int_equal(ex->hint_count, 1);
  assert_int_equal(ex->feedback_count, 1);
  assert_non_null(ex->solution);
  assert_int_equal(ex->scope.expression_count, 4);
  assert_int_equal(ex->hash.len, 16);
  assert_ptr_equal(plan_exercise_of(p, ex->container), ex);
}

static void test_parts_leave_the_prompt(void **state) {
  struct world *w = *state;
  add_module(w, "m", "m.md", CHOICE);
  struct exercise *ex = plan_exercise(resolve(w), STR("pick-one"));
  for (struct node *n = ex->container->first; n; n = n->next)
    assert_int_not_equal(n->kind, NODE_CONTAINER);
}

static void test_title_is_split(void **state) {
  struct world *w = *state;
  add_module(w, "m", "m.md", CHOICE);
  struct exercise *ex = plan_exercise(resolve(w), STR("pick-one"));
  struct parts *parts = ex->title->parts;
  assert_non_null(parts);
  assert_int_equal(parts->count, 2);
  assert_str(parts->items[0].text, "Pick ");
  assert_true(parts->items[1].computed);
  assert_str(ex->scope.expressions[parts->items[1].expression].code, "n");
}

static void test_scopes_are_apart(void **state) {
  struct world *w = *state;
  add_module(w, "m", "m.md",
             "Prose {{a}}.\n\n::: exercise {#x}\nAsk {{b}} and {{c}}.\n\n"
             "```lua\nanswer = number(1)\n```\n:::\n\nMore {{d}}.\n");
  struct lesson_plan *p = resolve(w);
  assert_clean(w);
  assert_int_equal(p->module_scopes[0].expression_count, 2);
  assert_str(p->module_scopes[0].expressions[1].code, "d");
  assert_int_equal(p->exercises[0].scope.expression_count, 2);
  assert_str(p->exercises[0].scope.expressions[0].code, "b");
  assert_int_equal(p->exercises[0].scope.expressions[0].at.line, 4);
  assert_non_null(p->exercises[0].logic);
  assert_int_equal(p->exercises[0].logic->as.code.code_at.line, 7);
}

static void test_data_is_marked_as_used(void **state) {
  struct world *w = *state;
  add_resource(w, "camps");
  add_resource(w, "unused");
  add_resource(w, "in_text");
  add_module(w, "m", "m.md",
             "Total {{data.in_text:sum \"a\"}}.\n\n"
             "```lua setup\n-- data.unused\nx = data.camps\n"
             "y = \"data.unused\"\n```\n");
  resolve(w);
  assert_clean(w);
  assert_true(w->course.resources[0].used);
  assert_false(w->course.resources[1].used);
  assert_true(w->course.resources[2].used);
}

static void test_unknown_data(void **state) {
  struct world *w = *state;
  add_resource(w, "camps");
  add_module(w, "m", "m.md", "```lua setup\nx = 1\ny = data.camp\n```\n");
  resolve(w);
  assert_said(w, "m.md:3:10: error: the data package has no resource 'camp', "
                 "did you mean 'camps'? [E-DATA-NAME]");
}

/* A changed figure changes the hash of the exercises that use it, only. */
static void test_hash_follows_data(void **state) {
  static const char TEXT[] = "::: exercise {#a}\nAsk.\n\n```lua\nanswer = "
                             "number(data.one:sum \"a\")\n```\n:::\n"
                             "::: exercise {#b}\nAsk.\n\n```lua\nanswer = "
                             "number(data.two:sum \"a\")\n```\n:::\n";
  struct world *w = *state;
  add_resource(w, "one");
  add_resource(w, "two");
  add_module(w, "m", "m.md", TEXT);
  struct lesson_plan *before = resolve(w);
  struct str a = before->exercises[0].hash, b = before->exercises[1].hash;
  w->course.resources[1].csv = STR("a\n2\n");
  w->course.module_count = 0;
  w->diags = diags_create(w->arena);
  add_module(w, "m", "m.md", TEXT);
  struct lesson_plan *after = resolve(w);
  assert_clean(w);
  assert_true(str_eq(a, after->exercises[0].hash));
  assert_false(str_eq(b, after->exercises[1].hash));
}

static void test_links(void **state) {
  struct world *w = *state;
  add_module(w, "one", "01.md", "# Top {#top}\n\n[a](02.md#there) [b](#top)\n");
  add_module(w, "two", "02.md", "# There {#there}\n\n[c](01.md)\n");
  resolve(w);
  assert_clean(w);
  struct node *n = w->course.modules[0].body;
  while (n && n->kind != NODE_LINK)
    n = node_walk(w->course.modules[0].body, n);
  assert_non_null(n);
  assert_str(n->as.link.module, "two");
  assert_str(n->as.link.target, "there");
}

static void test_answers_in_markdown(void **state) {
  struct world *w = *state;
  add_module(w, "m", "m.md",
             "::: quiz {#q title=\"Try\" pass=60 tries=1 shuffle}\n"
             "::: exercise {#x}\nSort.\n\n"
             "::: order {for=steps}\n1. one\n2. two\n3. three\n:::\n"
             "::: match {for=pairs}\n| a | b |\n|---|---|\n| 1 | 2 |\n"
             "| 3 | 4 |\n|   | 5 |\n:::\n"
             "::: accept {for=word}\n- yes {{n}}\n- ja\n:::\n"
             "```lua\nanswers.n = number(1)\n```\n"
             "```lua starter {for=code}\nreturn 1\n```\n:::\n:::\n");
  struct lesson_plan *p = resolve(w);
  assert_clean(w);
  struct exercise *ex = &p->exercises[0];
  assert_int_equal(p->quiz_count, 1);
  assert_ptr_equal(ex->quiz, &p->quizzes[0]);
  assert_int_equal(ex->quiz->pass, 60);
  assert_int_equal(ex->quiz->tries, 1);
  assert_true(ex->quiz->shuffle);
  assert_int_equal(ex->order_count, 1);
  assert_str(ex->orders[0].gap, "steps");
  assert_int_equal(ex->matches[0].left, 2);
  assert_int_equal(ex->matches[0].right, 3);
  assert_int_equal(ex->accept_count, 1);
  assert_int_equal(ex->starter_count, 1);
  assert_str(ex->starters[0].code->text, "return 1\n");
  size_t left_in_prompt = 0;
  for (struct node *n = ex->container->first; n; n = n->next)
    left_in_prompt++;
  assert_int_equal(left_in_prompt, 3); /* text, order, match */
}

/* One bad line a row, and what is said about it. */
static const struct {
  const char *text, *said;
} BAD[] = {
    {"[a](03.md)\n", "[E-LINK-FILE]"},
    {"[a](#nowhere)\n", "nothing in 'm.md' has the id 'nowhere'"},
    {"[a](javascript:x)\n", "[E-LINK-SCHEME]"},
    {"![a](http://example.org/x.png)\n", "[E-IMAGE-REMOTE]"},
    {"![a](media/none.png)\n", "[E-IMAGE-MISSING]"},
    {"![](media/none.png)\n", "[E-ALT-MISSING]"},
    {"![a](../x.png)\n", "[E-PATH-OUTSIDE]"},
    {"![a](media/x.pdf)\n", "[E-IMAGE-TYPE]"},
    {"# A {#x}\n\n# B {#x}\n", "m.md:3:6: error: the id 'x' is used twice"},
    {"# A {#Bad_Id}\n", "[E-ID-FORM]"},
    {"# A {#wm-mine}\n", "[E-ID-RESERVED]"},
    {"::: exercise\nAsk.\n\n- [x] a\n- [ ] b\n:::\n", "[E-EXERCISE-ID]"},
    {"::: exercise {#x}\nAsk.\n:::\n", "m.md:1:1: error: the exercise has no"},
    {"::: exercise {#x}\nAsk.\n\n- [ ] a\n- [ ] b\n:::\n",
     "[E-CHOICE-NONE-RIGHT]"},
    {"::: exercise {#x}\nAsk.\n\n- [x] a\n- [x] b\n:::\n",
     "[E-CHOICE-MANY-RIGHT]"},
    {"::: exercise {#x}\nAsk.\n\n- [x] a\n- b\n:::\n",
     "m.md:5:1: error: this option has neither"},
    {"::: exercise {#x points=0}\nAsk.\n\n- [x] a\n- [ ] b\n:::\n",
     "[E-ATTR-NUMBER]"},
    {"::: exercise {#x pionts=2}\nAsk.\n\n- [x] a\n- [ ] b\n:::\n",
     "did you mean 'points'? [E-ATTR-UNKNOWN]"},
    {"::: hint\nLost.\n:::\n", "[E-CONTAINER-PLACE]"},
    {"::: exercise {#x}\nAsk.\n\n- [x] a\n- [ ] b\n\n"
     "::: exercise {#y}\nAsk.\n:::\n:::\n",
     "[E-EXERCISE-NESTED]"},
    {"::: exercise {#x}\nAsk.\n\n- [x] a\n- [ ] b\n\n"
     "::: feedback\nHm.\n:::\n:::\n",
     "[E-FEEDBACK-ON]"},
    {"::: exercise {#x}\nAsk.\n\n- [x] a\n- [ ] b\n\n"
     "::: solution\nA.\n:::\n::: solution\nB.\n:::\n:::\n",
     "[E-SOLUTION-DUP]"},
    {"::: exercise {#x}\nSort.\n\n::: order\nno list\n:::\n:::\n",
     "'order' stands around one list"},
    {"::: exercise {#x}\nSort.\n\n::: order\n- one\n:::\n:::\n",
     "'order' has 1 item; it needs 2 to 50"},
    {"::: exercise {#x}\nM.\n\n::: match\n| a | b |\n|--|--|\n| 1 | |\n"
     "| 2 | 3 |\n:::\n:::\n",
     "m.md:7:1: error: this row has nothing in its right column"},
    {"::: exercise {#x}\nM.\n\n::: match\n| a | b |\n|--|--|\n|  | 1 |\n"
     "| 2 | 3 |\n| 3 | 4 |\n:::\n:::\n",
     "[E-MATCH-EXTRA]"},
    {"::: exercise {#x}\nM.\n\n::: match\n| a |\n|--|\n| 1 |\n:::\n:::\n",
     "[E-MATCH-COLUMNS]"},
    {"::: quiz {#q}\nNothing.\n:::\n", "[E-QUIZ-EMPTY]"},
    {"::: quiz {#q pass=101}\n::: exercise {#x}\nA.\n\n- [x] a\n- [ ] b\n"
     ":::\n:::\n",
     "pass=\"101\" is not a whole number from 0 to 100"},
    {"::: exercise {#x}\nA.\n\n- [x] a\n- [ ] b\n\n::: quiz {#q}\nB.\n"
     ":::\n:::\n",
     "[E-CONTAINER-PLACE]"},
    {"Fill [[in]].\n", "[E-GAP-PLACE]"},
    {"```lua chart {caption=\"c\"}\nchart{}\n```\n", "[E-ALT-MISSING]"},
};

static void test_bad_input(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    void *fresh;
    setup(&fresh);
    add_module(fresh, "m", "m.md", BAD[i].text);
    resolve(fresh);
    assert_said(fresh, BAD[i].said);
    teardown(&fresh);
  }
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_choice_exercise),        TEST(test_parts_leave_the_prompt),
      TEST(test_title_is_split),         TEST(test_scopes_are_apart),
      TEST(test_data_is_marked_as_used), TEST(test_unknown_data),
      TEST(test_hash_follows_data),      TEST(test_links),
      TEST(test_answers_in_markdown),    TEST(test_bad_input),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
