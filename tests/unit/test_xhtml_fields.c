/* Fields of every kind, quizzes and data, as they stand before any script. */
#include "output_help.h"

#include "output/xhtml.h"

struct writing {
  struct sample *sample;
  struct buf out;
  bool book;
};

static int set_up(void **state) {
  struct writing *w = test_calloc(1, sizeof *w);
  w->sample = sample_create();
  *state = w;
  return 0;
}

static int tear_down(void **state) {
  struct writing *w = *state;
  sample_destroy(w->sample);
  buf_free(&w->out);
  test_free(w);
  return 0;
}

static const char *written(struct writing *w) {
  struct sample *s = w->sample;
  struct xhtml x = {.out = &w->out,
                    .plan = &s->plan,
                    .edition = &s->edition,
                    .book = w->book};
  buf_clear(&w->out);
  xhtml_module(&x, s->arena, &s->course.modules[0], w->book ? 1 : 2);
  assert_true(buf_ok(&w->out));
  return w->out.ptr ? w->out.ptr : "";
}

static void expect_part(struct writing *w, const char *part) {
  if (!strstr(written(w), part))
    fail_msg("no %s in\n%s", part, w->out.ptr);
}

static void expect_none(struct writing *w, const char *part) {
  if (strstr(written(w), part))
    fail_msg("%s in\n%s", part, w->out.ptr);
}

/* Items 1 to `count`, shown last first. */
static struct drawn_items items(struct sample *s, int count,
                                const char *const *texts) {
  struct drawn_items out = {.count = (size_t)count};
  out.shown = arena_array(s->arena, int, out.count);
  for (int i = 0; i < count; i++)
    out.shown[i] = count - i;
  if (texts)
    out.texts = arena_array(s->arena, struct str, out.count);
  for (int i = 0; texts && i < count; i++)
    out.texts[i] = str_from(texts[i]);
  return out;
}

static struct node *add_gap(struct sample *s, struct node *parent,
                            const char *name) {
  struct node *gap = add_node(s, parent, NODE_GAP);
  gap->text = str_from(name);
  return gap;
}

static void words_are_not_corrected(void **state) {
  struct writing *w = *state;
  struct drawn_gap gap = {
      .name = STR("answer"), .kind = GAP_TEXT, .answer = STR("a <camp>")};
  add_exercise(w->sample, "ex", gap);
  expect_part(w, "<input type=\"text\" dir=\"auto\" spellcheck=\"false\" "
                 "autocapitalize=\"off\" id=\"ex-answer\" name=\"ex.answer\" "
                 "aria-describedby=\"ex-prompt\" autocomplete=\"off\"/>");
  expect_none(w, "inputmode");
  expect_part(w, "<a role=\"doc-noteref\" id=\"ex-noteref\" "
                 "href=\"#ex-note\">What is right?</a>");
  expect_part(w, "id=\"ex-note\">\n<p>Right: a &lt;camp&gt;</p>");
}

static void gaps_in_cells_are_named_by_their_heads(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("n"));
  struct node *table = add_node(s, ex->container, NODE_TABLE);
  const char *const texts[] = {"Camp", "Peo\"ple", "Umpiem"};
  for (int i = 0; i < 4; i++) {
    struct node *row = i % 2 ? table->last : add_node(s, table, NODE_ROW);
    struct node *cell = add_node(s, row, NODE_CELL);
    row->as.row.header = i < 2;
    if (i < 3)
      add_text(s, cell, texts[i]);
    else
      add_gap(s, cell, "n");
  }
  expect_part(w, "aria-label=\"Umpiem, Peo&quot;ple\"");
}

static void lists_to_order_are_lettered_as_shown(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  const char *const texts[] = {"one", "t<wo", "three"};
  struct drawn_gap gap = {
      .name = STR("answer"), .kind = GAP_ORDER, .items = items(s, 3, texts)};
  add_exercise(s, "ex", gap);
  const char *html = written(w);
  assert_true(strstr(html, "data-item=\"3\"") <
              strstr(html, "data-item=\"1\""));
  expect_part(w, "<fieldset class=\"wm-order\" data-gap=\"answer\"");
  expect_part(w, "<ol class=\"wm-items\" type=\"A\">");
  expect_part(w, "<div class=\"wm-item-text\" id=\"ex-answer-item-2\">t&lt;wo"
                 "</div><span class=\"wm-moves\" hidden=\"hidden\">"
                 "<button type=\"button\" data-move=\"up\" "
                 "id=\"ex-answer-up-2\" aria-label=\"Move up\" "
                 "aria-labelledby=\"ex-answer-up-2 ex-answer-item-2\">");
  expect_part(w, "<p>The right order: C, B, A</p>");
}

static void lists_stand_where_they_are_written(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct drawn_gap gap = {
      .name = STR("answer"), .kind = GAP_ORDER, .items = items(s, 2, NULL)};
  struct exercise *ex = add_exercise(s, "ex", gap);
  struct node *box = add_container(s, ex->container, "order");
  struct node *list = add_node(s, box, NODE_LIST);
  list->as.list.tight = true;
  add_paragraph(s, add_node(s, list, NODE_ITEM), "first");
  add_paragraph(s, add_node(s, list, NODE_ITEM), "second");
  add_paragraph(s, ex->container, "After.");
  *ARENA_PUSH(s->arena, ex->orders, ex->order_count, ex->order_cap) =
      (struct order_list){STR("answer"), box, list};
  const char *html = written(w);
  assert_true(strstr(html, ">second</div>") < strstr(html, ">first</div>"));
  assert_true(strstr(html, ">first</div>") < strstr(html, "<p>After.</p>"));
  assert_null(strstr(html, "wm-fields"));
}

static void matches_are_two_lists(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  const char *const left[] = {"a", "b"}, *const right[] = {"x", "y", "z"};
  struct drawn_gap gap = {.name = STR("answer"),
                          .kind = GAP_MATCH,
                          .left = items(s, 2, left),
                          .items = items(s, 3, right)};
  add_exercise(s, "ex", gap);
  expect_part(w, "<li data-item=\"2\"><label for=\"ex-answer-2\">"
                 "<span class=\"wm-item-text\">b</span></label> "
                 "<span class=\"wm-entry\"><select id=\"ex-answer-2\" "
                 "name=\"ex.2\" autocomplete=\"off\">"
                 "<option value=\"\">Choose …</option>"
                 "<option value=\"3\">z</option><option value=\"2\">y</option>"
                 "<option value=\"1\">x</option></select></span></li>");
  expect_part(w, "<ol class=\"wm-right\" type=\"A\">\n<li data-item=\"3\">"
                 "<div class=\"wm-item-text\">z</div></li>");
  expect_part(w, "<p>What belongs together: 1–C, 2–B</p>");
}

static void tables_of_the_engine_are_put_in(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct drawn_gap gap = {.name = STR("answer"),
                          .kind = GAP_RECORDS,
                          .table = STR("<table>R</table>")};
  gap.right = arena_array(s->arena, int, 2);
  gap.right[0] = 4;
  gap.right[1] = 9;
  gap.right_count = 2;
  add_exercise(s, "ex", gap);
  expect_part(w, "<fieldset class=\"wm-records\" data-gap=\"answer\"");
  expect_part(w, "<div class=\"wm-table\" tabindex=\"0\"><table>R</table>"
                 "</div></fieldset>");
  expect_part(w, "<p>The right rows: 4, 9</p>");
}

static void a_grid_has_its_cells_fields(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  add_exercise(s, "ex", number_gap("r2c3"));
  s->edition.exercises[0].grid = STR("<table>G</table>");
  expect_part(w, "<div class=\"wm-fields\">\n<fieldset class=\"wm-grid\"");
  expect_part(w, "<table>G</table>");
  expect_none(w, "<input");
  expect_part(w, "the table add up to 15.</p>");
  expect_part(w, "<p>row 2, column 3: 44.7</p>");
}

static void code_starts_with_the_starter(void **state) {
  struct writing *w = *state;
  struct drawn_gap gap = {.name = STR("answer"),
                          .kind = GAP_CODE,
                          .starter = STR("\nreturn a < 1\n")};
  add_exercise(w->sample, "ex", gap);
  expect_part(w, "<textarea id=\"ex-answer\" name=\"ex.answer\" "
                 "aria-describedby=\"ex-prompt\" rows=\"6\" "
                 "cols=\"60\" dir=\"ltr\" spellcheck=\"false\" "
                 "autocapitalize=\"off\" autocomplete=\"off\">"
                 "return a &lt; 1\n</textarea>");
  expect_part(w, "hidden=\"hidden\"><button type=\"button\" "
                 "data-action=\"run\">");
  expect_part(w, "<div class=\"wm-output\" role=\"region\" "
                 "aria-live=\"polite\"");
}

static void open_answers_are_judged_after_the_solution(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct drawn_gap gap = {.name = STR("answer"), .kind = GAP_OPEN};
  struct exercise *ex = add_exercise(s, "ex", gap);
  ex->solution = add_container(s, NULL, "solution");
  add_paragraph(s, ex->solution, "So.");
  const char *html = written(w);
  assert_non_null(
      strstr(html, "aria-describedby=\"ex-prompt ex-answer-privacy\""));
  assert_non_null(strstr(html, "Write no names of children"));
  const char *self = strstr(html, "<fieldset class=\"wm-self\" hidden");
  assert_non_null(self);
  assert_true(strstr(html, "<p>So.</p>") < self);
  assert_non_null(strstr(self, "name=\"ex.self\" value=\"partly\""));
}

/* In a paragraph of its own a gap is a field's place; in a hint, a name. */
static void gaps_give_fields_their_place(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct drawn_gap gap = {.name = STR("why"), .kind = GAP_OPEN};
  struct exercise *ex = add_exercise(s, "ex", gap);
  add_gap(s, add_paragraph(s, ex->container, NULL), "why");
  add_paragraph(s, ex->container, "After.");
  ex->hints = arena_array(s->arena, struct node *, 1);
  ex->hints[0] = add_container(s, NULL, "hint");
  ex->hint_count = 1;
  add_gap(s, add_paragraph(s, ex->hints[0], "See "), "why");
  const char *html = written(w);
  const char *area = strstr(html, "<textarea");
  assert_non_null(area);
  assert_true(area < strstr(html, "<p>After.</p>"));
  assert_null(strstr(area + 1, "<textarea"));
  assert_non_null(
      strstr(html, "See <span class=\"wm-gap-name\">[Your answer]"));
}

static void quizzes_group_exercises(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("answer"));
  struct node *box = add_container(s, s->text, "quiz");
  struct lesson_plan *p = &s->plan;
  add_attr(s, box, "id", "q");
  node_unlink(ex->container);
  node_append(box, ex->container);
  *ARENA_PUSH(s->arena, p->quizzes, p->quiz_count, p->quiz_cap) =
      (struct quiz){.id = STR("q"),
                    .module = ex->module,
                    .container = box,
                    .pass = 70,
                    .tries = 1,
                    .shuffle = true};
  expect_part(w, "<section id=\"q\" class=\"wm-quiz\" data-quiz=\"q\" "
                 "data-pass=\"70\" data-tries=\"1\" data-shuffle=\"true\" "
                 "aria-labelledby=\"q-title\">\n"
                 "<h3 class=\"wm-quiz-title\" id=\"q-title\">Quiz</h3>\n"
                 "<section class=\"wm-exercise\"");
  expect_part(w, "<h4 class=\"wm-exercise-title\"");
  expect_part(w, "<div class=\"wm-quiz-summary\" role=\"status\"></div>\n"
                 "</section>\n");
  p->quizzes[0].pass = -1;
  p->quizzes[0].tries = 0;
  p->quizzes[0].shuffle = false;
  expect_part(w, "data-quiz=\"q\" aria-labelledby");
}

static void data_is_named_with_its_columns(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct course *c = &s->course;
  struct resource *r =
      ARENA_PUSH(s->arena, c->resources, c->resource_count, c->resource_cap);
  struct exercise *ex = add_exercise(s, "ex", number_gap("answer"));
  const char *const names[] = {"shown", "kept"};
  r->name = text_of("camps");
  r->title = text_of("Camps & more");
  r->csv = STR("shown,kept\n1,2\n\n3,4\n");
  r->delimiter = ',';
  r->used = true;
  for (int i = 0; i < 2; i++)
    ARENA_PUSH(s->arena, r->fields, r->field_count, r->field_cap)->name =
        text_of(names[i]);
  *ARENA_PUSH(s->arena, r->embed.items, r->embed.count, r->embed.cap) =
      text_of("shown");
  s->edition.exercises[0].data = &r->name.s;
  s->edition.exercises[0].data_count = 1;
  expect_none(w, "wm-data"); /* it computes nothing */
  ex->logic = add_node(s, NULL, NODE_CODE_BLOCK);
  expect_part(w, "<details class=\"wm-data\" data-dataset=\"camps\">"
                 "<summary>Data: Camps &amp; more</summary>");
  expect_part(w, "2 rows. Columns: shown. <a href=\"#wm-data-camps\">");
  w->book = true;
  expect_part(w, "href=\"sources.xhtml#wm-data-camps\"");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(words_are_not_corrected),
      TEST(gaps_in_cells_are_named_by_their_heads),
      TEST(lists_to_order_are_lettered_as_shown),
      TEST(lists_stand_where_they_are_written),
      TEST(matches_are_two_lists),
      TEST(tables_of_the_engine_are_put_in),
      TEST(a_grid_has_its_cells_fields),
      TEST(code_starts_with_the_starter),
      TEST(open_answers_are_judged_after_the_solution),
      TEST(gaps_give_fields_their_place),
      TEST(quizzes_group_exercises),
      TEST(data_is_named_with_its_columns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
