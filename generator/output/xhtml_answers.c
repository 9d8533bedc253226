/* The answer to an exercise, apart from it: among the answers at the end, for
 * paper and for readers without a script. In the book the notes of the options
 * stand there too, so that nobody reads them before answering. */
#include "course/gaps.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

void xhtml_open_answer_url(struct xhtml *x) {
  buf_puts(x->out, " href=\"");
  if (x->book && x->apart)
    xhtml_put_chapter(x->out, x->module->id.s);
  else if (x->book)
    buf_puts(x->out, "answers.xhtml");
  buf_char(x->out, '#');
}

static bool has_line(const struct drawn_gap *gap) {
  return gap->kind == GAP_CHOICE ? gap->right_count > 0
                                 : gap->kind == GAP_NUMBER && gap->answer.len;
}

bool xhtml_is_shown(const struct exercise *ex) {
  for (const struct node *up = ex->container->parent; up; up = up->parent)
    if (up->kind == NODE_CONTAINER && xhtml_is_left_out(up->as.container.name))
      return false;
  return true;
}

bool xhtml_has_answer(const struct xhtml *x, const struct exercise *ex) {
  const struct drawn_scope *drawn = xhtml_drawn_for(x, ex);
  if (!xhtml_is_shown(ex))
    return false;
  for (size_t i = 0; drawn && i < drawn->gap_count; i++)
    if (has_line(&drawn->gaps[i]) || xhtml_gap_has_key(drawn, &drawn->gaps[i]))
      return true;
  return false;
}

/* "Answer 1, Answer 3": the right options by the places where they stand. */
static void put_options(struct xhtml *x, const struct drawn_gap *gap) {
  bool first = true;
  for (size_t i = 0; i < gap->items.count; i++) {
    int number = gap->items.shown ? gap->items.shown[i] : (int)i + 1;
    for (size_t j = 0; j < gap->right_count; j++) {
      if (gap->right[j] != number)
        continue;
      buf_puts(x->out, first ? "" : ", ");
      phrase_put_number(x->out, xhtml_language(x), "book.option", "number",
                        (long long)i + 1);
      first = false;
    }
  }
}

static void put_line(struct xhtml *x, const struct drawn_gap *gap) {
  struct phrase_value answer = {"answer", gap->answer};
  buf_puts(x->out, "<p>");
  if (x->drawn->gap_count > 1) {
    xhtml_put_label(x, gap);
    buf_puts(x->out, ". ");
  }
  if (gap->kind == GAP_CHOICE) {
    xhtml_say(x, "book.key-options");
    buf_char(x->out, ' ');
    put_options(x, gap);
  } else {
    phrase_put(x->out, xhtml_language(x), "book.key-text", &answer, 1);
    if (gap->unit.len) {
      buf_char(x->out, ' ');
      escape_text(x->out, gap->unit);
    }
  }
  buf_puts(x->out, "</p>\n");
}

static void put_title(struct xhtml *x, const struct exercise *ex) {
  xhtml_open_heading(x, x->level);
  buf_puts(x->out, " class=\"wm-answer-title\"><a");
  xhtml_open_answer_url(x);
  escape_attr(x->out, ex->id);
  buf_puts(x->out, "\">");
  xhtml_exercise_title(x, ex);
  buf_puts(x->out, "</a>");
  xhtml_close_heading(x, x->level);
}

void xhtml_answer(struct xhtml *x, const struct exercise *ex, int level) {
  x->module = ex->module;
  x->exercise = ex;
  x->drawn = &x->edition->exercises[ex - x->plan->exercises];
  x->level = level;
  x->apart = true;
  buf_puts(x->out, "<div class=\"wm-answer\"");
  xhtml_put_id(x, "id", "wm-answer-", ex->id, "", -1);
  buf_puts(x->out, ">\n");
  put_title(x, ex);
  for (size_t i = 0; i < x->drawn->gap_count; i++)
    if (has_line(&x->drawn->gaps[i]) &&
        !gap_is_cell(x->drawn, &x->drawn->gaps[i]))
      put_line(x, &x->drawn->gaps[i]);
  if (x->book) {
    xhtml_option_notes(x);
    xhtml_key(x);
  } else {
    xhtml_key_lines(x);
  }
  buf_puts(x->out, "</div>\n");
}
