/* The tree as XHTML: every kind of node, in the page and in the book. */
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

/* The first module's text as it is written. */
static const char *written(struct writing *w) {
  struct sample *s = w->sample;
  struct xhtml x = {.out = &w->out,
                    .plan = &s->plan,
                    .edition = &s->edition,
                    .book = w->book};
  buf_clear(&w->out);
  xhtml_module(&x, s->arena, &s->course.modules[0], w->book ? 1 : 2);
  xhtml_notes(&x, &s->course.modules[0]);
  assert_true(buf_ok(&w->out));
  return w->out.ptr ? w->out.ptr : "";
}

static void expect(struct writing *w, const char *wanted) {
  assert_string_equal(written(w), wanted);
}

static void expect_part(struct writing *w, const char *part) {
  if (!strstr(written(w), part))
    fail_msg("no %s in\n%s", part, w->out.ptr);
}

static void expect_none(struct writing *w, const char *part) {
  if (strstr(written(w), part))
    fail_msg("%s in\n%s", part, w->out.ptr);
}

static void writes_paragraphs(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *p = add_paragraph(s, s->text, "a < b");
  add_node(s, p, NODE_SOFT_BREAK);
  add_text(s, add_node(s, p, NODE_EMPHASIS), "c");
  add_node(s, p, NODE_LINE_BREAK);
  add_text(s, add_node(s, p, NODE_STRONG), "d");
  add_node(s, p, NODE_CODE)->text = STR("<e>");
  add_node(s, s->text, NODE_RULE);
  add_paragraph(s, add_node(s, s->text, NODE_QUOTE), "q");
  expect(w, "<p>a &lt; b\n<em>c</em><br/>\n<strong>d</strong>"
            "<code>&lt;e&gt;</code></p>\n<hr/>\n"
            "<blockquote>\n<p>q</p>\n</blockquote>\n");
}

static void headings_follow_the_title(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  add_heading(s, s->text, 2, "first-a", "A");
  add_heading(s, s->text, 3, "first-b", "B");
  add_heading(s, s->text, 6, "first-c", "C");
  expect(w, "<h3 id=\"first-a\">A</h3>\n<h4 id=\"first-b\">B</h4>\n"
            "<h6 id=\"first-c\">C</h6>\n");
  w->book = true;
  expect(w, "<h2 id=\"first-a\">A</h2>\n<h3 id=\"first-b\">B</h3>\n"
            "<h6 id=\"first-c\">C</h6>\n");
}

static void writes_lists(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *list = add_node(s, s->text, NODE_LIST);
  list->as.list.ordered = true;
  list->as.list.start = 3;
  list->as.list.tight = true;
  struct node *item = add_node(s, list, NODE_ITEM);
  add_paragraph(s, item, "one");
  struct node *inner = add_node(s, item, NODE_LIST);
  struct node *task = add_node(s, inner, NODE_ITEM);
  task->as.item.task = TASK_DONE;
  add_paragraph(s, task, "done");
  expect(w, "<ol start=\"3\">\n<li>one\n<ul>\n<li>\xE2\x98\x91 <p>done</p>\n"
            "</li>\n</ul>\n</li>\n</ol>\n");
}

static struct node *add_cell(struct sample *s, struct node *row,
                             const char *text, enum align align) {
  struct node *cell = add_node(s, row, NODE_CELL);
  cell->as.cell.align = align;
  if (*text)
    add_text(s, cell, text);
  return cell;
}

static void tables_name_their_cells(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *table = add_node(s, s->text, NODE_TABLE);
  struct node *head = add_node(s, table, NODE_ROW);
  struct node *row = add_node(s, table, NODE_ROW);
  head->as.row.header = true;
  add_cell(s, head, "", ALIGN_NONE);
  add_cell(s, head, "N", ALIGN_RIGHT);
  add_cell(s, row, "x", ALIGN_NONE);
  add_cell(s, row, "1", ALIGN_RIGHT);
  add_attr(s, table, "caption", "A <b>");
  expect(w, "<div class=\"wm-table\" tabindex=\"0\"><table>\n"
            "<caption>A &lt;b&gt;</caption>\n<thead>\n"
            "<tr><td></td><th scope=\"col\" class=\"wm-right\">N</th></tr>\n"
            "</thead>\n<tbody>\n<tr><th scope=\"row\">x</th>"
            "<td class=\"wm-right\">1</td></tr>\n</tbody>\n</table></div>\n");
}

static struct node *add_link(struct sample *s, struct node *p,
                             const char *module, const char *target) {
  struct node *link = add_node(s, p, NODE_LINK);
  link->as.link.url = STR("x.md");
  link->as.link.module = str_from(module);
  link->as.link.target = str_from(target);
  add_text(s, link, "l");
  return link;
}

static void links_lead_to_modules(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *p = add_paragraph(s, s->text, NULL);
  add_link(s, p, "second", "");
  add_link(s, p, "second", "second-x");
  add_link(s, p, "first", "first-y");
  add_link(s, p, "", "")->as.link.url = STR("https://x.org/?a=1&b=\"");
  expect(w, "<p><a href=\"#second\">l</a><a href=\"#second-x\">l</a>"
            "<a href=\"#first-y\">l</a><a href=\"https://x.org/?a=1&amp;b=%22\""
            " class=\"wm-external\">l</a></p>\n");
  w->book = true;
  expect(w, "<p><a href=\"chapter-second.xhtml\">l</a>"
            "<a href=\"chapter-second.xhtml#second-x\">l</a>"
            "<a href=\"#first-y\">l</a><a href=\"https://x.org/?a=1&amp;b=%22\""
            " class=\"wm-external\">l</a></p>\n");
}

static void pictures_with_titles_are_figures(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *image = add_node(s, add_paragraph(s, s->text, NULL), NODE_IMAGE);
  image->as.link.target = STR("media/map.png");
  image->as.link.title = STR("Map & key");
  add_text(s, add_node(s, image, NODE_EMPHASIS), "A \"map\"");
  expect(w, "<figure class=\"wm-figure\"><img src=\"media/map.png\" "
            "alt=\"A &quot;map&quot;\"/><figcaption>Map &amp; key"
            "</figcaption></figure>\n");
}

static void spans_have_language_and_direction(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *span = add_node(s, add_paragraph(s, s->text, NULL), NODE_SPAN);
  add_attr(s, span, "class", "a");
  add_attr(s, span, "class", "b");
  add_attr(s, span, "lang", "ar");
  add_text(s, span, "x");
  expect(w, "<p><span class=\"a b\" lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">x"
            "</span></p>\n");
}

static void raw_elements_are_closed(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *p = add_paragraph(s, s->text, NULL);
  struct node *abbr = add_node(s, p, NODE_ELEMENT);
  abbr->as.element.tag = STR("abbr");
  add_attr(s, abbr, "title", "a\"b<");
  add_text(s, abbr, "x");
  add_node(s, p, NODE_ELEMENT)->as.element.tag = STR("wbr");
  expect(w, "<p><abbr title=\"a&quot;b&lt;\">x</abbr><wbr/></p>\n");
}

static void code_is_listed_but_setup_is_not(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *code = add_node(s, s->text, NODE_CODE_BLOCK);
  code->as.code.info = STR("lua");
  code->text = STR("a < b\n");
  struct node *setup = add_node(s, s->text, NODE_CODE_BLOCK);
  setup->as.code.info = STR("lua setup");
  setup->text = STR("secret = 1\n");
  expect(
      w,
      "<pre dir=\"ltr\" tabindex=\"0\"><code class=\"language-lua\">a &lt; b\n"
      "</code></pre>\n");
}

static void computed_text_is_isolated(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  add_value(s, &s->plan.module_scopes[0], &s->edition.modules[0], "1 < 2");
  struct node *p = add_paragraph(s, s->text, "n = ");
  add_computed(s, p, 0);
  add_computed(s, p, 7); /* resolve never does; nothing must break */
  expect(w, "<p>n = <bdi>1 &lt; 2</bdi><bdi></bdi></p>\n");
}

static void computed_blocks_are_put_in(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *code = add_node(s, s->text, NODE_CODE_BLOCK);
  struct str blocks[] = {STR("<table></table>")};
  code->as.code.info = STR("lua table");
  code->as.code.block = 1;
  s->plan.module_scopes[0].block_count = 1;
  s->edition.modules[0].blocks = blocks;
  expect(w, "<div class=\"wm-block\"><table></table></div>\n");
}

/* Readers that draw no patterns would fill both series alike. */
static void series_differ_without_patterns(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct str blocks[] = {
      STR("<svg><path fill=\"currentColor\"/><path fill=\"url(#c-1-2)\"/>"
          "<path fill=\"url(#c-1-3)\"/></svg>")};
  struct node *code = add_node(s, s->text, NODE_CODE_BLOCK);
  code->as.code.info = STR("lua chart");
  code->as.code.block = 1;
  s->edition.modules[0].blocks = blocks;
  s->plan.module_scopes[0].block_count = 1;
  expect_part(w, "<path fill=\"url(#c-1-2)\"/>");
  w->book = true;
  expect_part(w, "<svg><path fill=\"currentColor\"/>"
                 "<path fill-opacity=\".4\" fill=\"url(#c-1-2)\"/>"
                 "<path fill-opacity=\".7\" fill=\"url(#c-1-3)\"/></svg>");
}

static void callouts_are_labelled(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *tip = add_container(s, s->text, "tip");
  add_attr(s, tip, "id", "t");
  add_paragraph(s, tip, "x");
  struct node *note = add_container(s, s->text, "note");
  add_attr(s, note, "title", "Mind <this>");
  expect(w, "<aside role=\"doc-tip\" id=\"t\" "
            "class=\"wm-callout wm-callout-tip\">\n"
            "<p class=\"wm-callout-title\">Tip</p>\n<p>x</p>\n</aside>\n"
            "<aside role=\"note\" class=\"wm-callout wm-callout-note\">\n"
            "<p class=\"wm-callout-title\">Mind &lt;this&gt;</p>\n</aside>\n");
}

static void learners_see_no_trainer_notes(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  add_paragraph(s, add_container(s, s->text, "trainer"), "for trainers");
  add_paragraph(s, add_container(s, s->text, "slide"), "for slides");
  expect(w, "");
}

static void footnotes_are_linked_both_ways(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *p = add_paragraph(s, s->text, NULL);
  for (int i = 0; i < 2; i++)
    add_node(s, p, NODE_FOOTNOTE_REF)->as.footnote.number = 1;
  for (int i = 1; i <= 2; i++) {
    struct node *note = add_node(s, s->text, NODE_FOOTNOTE);
    note->as.footnote.number = i;
    add_paragraph(s, note, i == 1 ? "The note." : "Nobody refers to it.");
  }
  w->book = true;
  expect_part(w, "<a class=\"wm-noteref\" role=\"doc-noteref\" "
                 "epub:type=\"noteref\" id=\"first-fnref-1\" "
                 "href=\"#first-fn-1\">1</a>");
  expect_part(w, "id=\"first-fnref-1-2\"");
  expect_part(w, "<div class=\"wm-footnote\" role=\"doc-footnote\" "
                 "epub:type=\"footnote\" id=\"first-fn-1\">");
  expect_part(w, "role=\"doc-backlink\" href=\"#first-fnref-1\"");
  expect_none(w, "Nobody");
  w->book = false;
  expect_none(w, "epub:");
}

static void number_exercise(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("answer"));
  ex->points = 2;
  add_value(s, &ex->scope, &s->edition.exercises[0], "Tak");
  s->edition.exercises[0].variants = true;
  add_computed(s, add_paragraph(s, ex->container, "In "), 0);
  ex->hints = arena_array(s->arena, struct node *, 1);
  ex->hints[0] = add_container(s, NULL, "hint");
  ex->hint_count = 1;
  add_paragraph(s, ex->hints[0], "Filter.");
  ex->solution = add_container(s, NULL, "solution");
  add_paragraph(s, ex->solution, "Divide.");
  expect(w,
         "<section class=\"wm-exercise\" id=\"ex\" data-exercise=\"ex\" "
         "data-seed=\"1\" aria-labelledby=\"ex-title\">\n"
         "<h3 class=\"wm-exercise-title\" id=\"ex-title\">Exercise 1</h3>\n"
         "<p class=\"wm-points\">2 points</p>\n"
         "<div class=\"wm-prompt\" id=\"ex-prompt\">\n"
         "<p>In <bdi data-wm-text=\"0\">Tak</bdi></p>\n</div>\n"
         "<div class=\"wm-fields\">\n"
         "<div class=\"wm-field\"><label for=\"ex-answer\">Your answer "
         "<span class=\"wm-form\">e.g. 12.5</span></label>"
         "<span class=\"wm-entry\"><input type=\"text\" inputmode=\"decimal\" "
         "id=\"ex-answer\" name=\"ex.answer\" "
         "aria-describedby=\"ex-prompt ex-answer-unit\" autocomplete=\"off\"/>"
         "<span class=\"wm-unit\" id=\"ex-answer-unit\">%</span></span></div>\n"
         "</div>\n"
         "<p class=\"wm-note-link\"><a href=\"#wm-answer-ex\">What is "
         "right?</a></p>\n"
         "<div class=\"wm-actions\" hidden=\"hidden\">"
         "<button type=\"button\" class=\"wm-check\" data-action=\"check\">"
         "Check</button><button type=\"button\" data-action=\"another\">"
         "Try another one</button></div>\n"
         "<div role=\"status\" class=\"wm-verdict\"></div>\n"
         "<p class=\"wm-papercheck\">To check on paper: the digits of the "
         "right answer add up to 15.</p>\n"
         "<details class=\"wm-hint\" id=\"ex-hint-1\"><summary>Hint</summary>\n"
         "<p>Filter.</p>\n</details>\n"
         "<details class=\"wm-solution\" id=\"ex-solution\">"
         "<summary>Solution</summary>\n<p>Divide.</p>\n</details>\n"
         "</section>\n");
}

static void gaps_stand_in_the_prompt(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("share"));
  struct node *gap =
      add_node(s, add_paragraph(s, ex->container, "It is "), NODE_GAP);
  gap->text = STR("share");
  expect_part(w, "<p>It is <span class=\"wm-entry\"><input type=\"text\" "
                 "inputmode=\"decimal\" class=\"wm-gap\" id=\"ex-share\" "
                 "name=\"ex.share\" aria-label=\"It is\"");
  expect_none(w, "wm-fields");
  expect_none(w, "data-action=\"another\"");
}

static void choices_link_to_their_notes(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  add_choice(s, "ch");
  const char *html = written(w);
  assert_non_null(strstr(html, "<legend>Choose one answer</legend>"));
  assert_non_null(strstr(html, "<li><label><input type=\"radio\" "
                               "name=\"ch.answer\" value=\"2\"/> "
                               "<span class=\"wm-option-text\">This one</span>"
                               "</label> <a class=\"wm-note-link\" "
                               "role=\"doc-noteref\" id=\"ch-noteref-2\" "
                               "href=\"#ch-note-2\">"));
  assert_true(strstr(html, "value=\"2\"") < strstr(html, "value=\"1\""));
  assert_non_null(strstr(html, "id=\"ch-note-2\">\n<p><b "
                               "class=\"wm-note-number\">Answer 1</b> is "
                               "right.</p>\n"));
  assert_non_null(strstr(html, "Answer 2</b> is not right.</p>\n"
                               "<p>That one is older.</p>\n"));
  assert_null(strstr(html, "epub:type"));
  assert_null(strstr(html, "[x]"));
}

static void computed_alternatives_are_kept_as_parts(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("answer"));
  struct node *p = add_paragraph(s, ex->container, "See ");
  struct node *image = add_node(s, p, NODE_IMAGE);
  add_value(s, &ex->scope, &s->edition.exercises[0], "5");
  image->as.link.target = STR("media/a.png");
  add_text(s, image, "Share of ");
  add_computed(s, image, 0);
  expect_part(w, "alt=\"Share of 5\" "
                 "data-wm-parts-alt=\"[&quot;Share of &quot;,0]\"");
}

static void feedback_becomes_parts(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("answer"));
  struct node *box = add_container(s, NULL, "feedback");
  struct node *p = add_paragraph(s, box, "Of ");
  add_computed(s, p, 3);
  add_text(s, p, ", <half>.");
  ex->feedback = arena_array(s->arena, struct feedback, 1);
  ex->feedback[0] = (struct feedback){STR("right"), box};
  ex->feedback_count = 1;
  output_parts(&w->out, &s->plan, box, NULL);
  assert_string_equal(w->out.ptr,
                      "[\"\\u003cp>Of \",3,\", \\u0026lt;half\\u0026gt;."
                      "\\u003c/p>\\n\"]");
}

/* In a book the other module is another file. */
static void feedback_links_follow_the_output(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct exercise *ex = add_exercise(s, "ex", number_gap("answer"));
  struct node *box = add_container(s, NULL, "feedback");
  struct parts_form book = {.book = true};
  add_link(s, add_paragraph(s, box, NULL), "second", "x");
  add_link(s, box->first, "first", "y");
  ex->feedback = arena_array(s->arena, struct feedback, 1);
  ex->feedback[0] = (struct feedback){STR("right"), box};
  ex->feedback_count = 1;
  output_parts(&w->out, &s->plan, box, NULL);
  assert_string_equal(w->out.ptr,
                      "[\"\\u003cp>\\u003ca href=\\\"#x\\\">l\\u003c/a>"
                      "\\u003ca href=\\\"#y\\\">l\\u003c/a>\\u003c/p>\\n\"]");
  buf_clear(&w->out);
  output_parts(&w->out, &s->plan, box, &book);
  assert_string_equal(
      w->out.ptr,
      "[\"\\u003cp>\\u003ca href=\\\"chapter-second.xhtml#x\\\">l\\u003c/a>"
      "\\u003ca href=\\\"#y\\\">l\\u003c/a>\\u003c/p>\\n\"]");
}

static void attributes_become_parts(void **state) {
  struct writing *w = *state;
  struct part items[] = {{.text = STR("In \"")},
                         {.computed = true, .expression = 2},
                         {.text = STR("\"")}};
  struct parts parts = {items, 3, 3};
  struct attr plain = {.value = STR("a & b")};
  struct attr split = {.parts = &parts};
  output_attr_parts(&w->out, &plain);
  assert_string_equal(w->out.ptr, "[\"a \\u0026amp; b\"]");
  buf_clear(&w->out);
  output_attr_parts(&w->out, &split);
  assert_string_equal(w->out.ptr, "[\"In \\\"\",2,\"\\\"\"]");
}

static void depth_is_limited(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct node *n = s->text;
  for (int i = 0; i < 100000; i++)
    n = add_node(s, n, NODE_QUOTE);
  assert_true(strlen(written(w)) < 100000);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(writes_paragraphs),
      TEST(headings_follow_the_title),
      TEST(writes_lists),
      TEST(tables_name_their_cells),
      TEST(links_lead_to_modules),
      TEST(pictures_with_titles_are_figures),
      TEST(spans_have_language_and_direction),
      TEST(raw_elements_are_closed),
      TEST(code_is_listed_but_setup_is_not),
      TEST(computed_text_is_isolated),
      TEST(computed_blocks_are_put_in),
      TEST(series_differ_without_patterns),
      TEST(callouts_are_labelled),
      TEST(learners_see_no_trainer_notes),
      TEST(footnotes_are_linked_both_ways),
      TEST(number_exercise),
      TEST(gaps_stand_in_the_prompt),
      TEST(choices_link_to_their_notes),
      TEST(computed_alternatives_are_kept_as_parts),
      TEST(feedback_becomes_parts),
      TEST(feedback_links_follow_the_output),
      TEST(attributes_become_parts),
      TEST(depth_is_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
