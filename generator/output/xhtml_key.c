/* The right answers, for readers without a script: one note at the end of the
 * exercise (in the book, of the answers), behind a link. Choices have a note
 * for each option instead, and numbers a paper check. */
#include "course/gaps.h"
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

bool xhtml_gap_has_key(const struct drawn_scope *drawn,
                       const struct drawn_gap *gap) {
  if (gap->kind == GAP_ORDER || gap->kind == GAP_MATCH)
    return gap->items.count > 0;
  return gap->kind == GAP_RECORDS ||
         (gap->kind == GAP_TEXT && gap->answer.len) || gap_is_cell(drawn, gap);
}

static bool any_key(const struct xhtml *x) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++)
    if (xhtml_gap_has_key(x->drawn, &x->drawn->gaps[i]))
      return true;
  return false;
}

/* A number has no note of its own: its answer stands at the end. */
static bool any_number(const struct xhtml *x) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++)
    if (x->drawn->gaps[i].kind == GAP_NUMBER && x->drawn->gaps[i].answer.len)
      return true;
  return false;
}

void xhtml_key_link(struct xhtml *x) {
  bool note = any_key(x);
  if (!note && !any_number(x))
    return;
  buf_puts(x->out, "<p class=\"wm-note-link\"><a");
  if (note) {
    buf_puts(x->out, " role=\"doc-noteref\"");
    if (x->book)
      buf_puts(x->out, " epub:type=\"noteref\"");
    xhtml_put_id(x, "id", "", x->exercise->id, "-noteref", -1);
    xhtml_open_answer_url(x);
    escape_attr(x->out, x->exercise->id);
    buf_puts(x->out, "-note\">");
  } else {
    if (x->book)
      buf_puts(x->out, " role=\"doc-noteref\" epub:type=\"noteref\"");
    buf_printf(x->out, " href=\"%s#wm-answer-", x->book ? "answers.xhtml" : "");
    escape_attr(x->out, x->exercise->id);
    buf_puts(x->out, "\">");
  }
  xhtml_say(x, "book.key");
  buf_puts(x->out, "</a></p>\n");
}

void xhtml_put_letter(struct buf *out, const struct drawn_items *items,
                      int number) {
  size_t place = 0;
  while (place < items->count && items->shown[place] != number)
    place++;
  if (place >= 26)
    buf_char(out, (char)('A' + place / 26 - 1));
  buf_char(out, (char)('A' + place % 26));
}

static void put_order(struct buf *out, const struct drawn_gap *gap) {
  for (size_t i = 1; i <= gap->items.count; i++) {
    buf_puts(out, i > 1 ? ", " : "");
    xhtml_put_letter(out, &gap->items, (int)i);
  }
}

static void put_match(struct buf *out, struct str language,
                      const struct drawn_gap *gap) {
  for (size_t i = 1; i <= gap->left.count; i++) {
    buf_puts(out, i > 1 ? ", " : "");
    cldr_put_count(out, language, i);
    buf_puts(out, "\xE2\x80\x93");
    xhtml_put_letter(out, &gap->items, (int)i);
  }
}

static void put_rows(struct buf *out, struct str language,
                     const struct drawn_gap *gap) {
  for (size_t i = 0; i < gap->right_count; i++) {
    buf_puts(out, i ? ", " : "");
    cldr_put_count(out, language, (size_t)gap->right[i]);
  }
}

static size_t count_of(struct str digits) {
  size_t count = 0;
  for (size_t i = 0; i < digits.len && count < 1000000; i++)
    count = count * 10 + (size_t)(digits.ptr[i] - '0');
  return count;
}

/* "r2c3" as row and column. */
static void put_cell(struct xhtml *x, const struct drawn_gap *gap) {
  size_t c = str_find(gap->name, 'c', 0);
  struct str language = xhtml_language(x);
  struct buf row = {0}, column = {0};
  cldr_put_count(&row, language, count_of(str_slice(gap->name, 1, c)));
  cldr_put_count(&column, language,
                 count_of(str_slice(gap->name, c + 1, gap->name.len)));
  struct phrase_value values[] = {{"row", buf_str(&row)},
                                  {"column", buf_str(&column)},
                                  {"answer", gap->answer}};
  phrase_put(x->out, language, "book.key-cell", values, 3);
  buf_free(&row);
  buf_free(&column);
}

/* All cells in one paragraph. */
static void put_grid(struct xhtml *x) {
  bool first = true;
  for (size_t i = 0; i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    if (!gap_is_cell(x->drawn, gap))
      continue;
    buf_puts(x->out, first ? "<p>" : "; ");
    put_cell(x, gap);
    first = false;
  }
  if (!first)
    buf_puts(x->out, "</p>\n");
}

static void say_key(struct xhtml *x, const char *key, struct str answer) {
  struct phrase_value value = {"answer", answer};
  phrase_put(x->out, xhtml_language(x), key, &value, 1);
}

static void put_key(struct xhtml *x, const struct drawn_gap *gap) {
  struct buf answer = {0};
  buf_puts(x->out, "<p>");
  if (x->drawn->gap_count > 1) {
    xhtml_put_label(x, gap);
    buf_puts(x->out, ". ");
  }
  if (gap->kind == GAP_ORDER)
    put_order(&answer, gap);
  else if (gap->kind == GAP_MATCH)
    put_match(&answer, xhtml_language(x), gap);
  else if (gap->kind == GAP_RECORDS)
    put_rows(&answer, xhtml_language(x), gap);
  if (gap->kind == GAP_TEXT)
    say_key(x, "book.key-text", gap->answer);
  else if (gap->kind == GAP_RECORDS && !gap->right_count)
    xhtml_say(x, "book.key-no-rows");
  else
    say_key(x,
            gap->kind == GAP_ORDER   ? "book.key-order"
            : gap->kind == GAP_MATCH ? "book.key-match"
                                     : "book.key-rows",
            buf_str(&answer));
  buf_puts(x->out, "</p>\n");
  buf_free(&answer);
}

void xhtml_key_lines(struct xhtml *x) {
  put_grid(x);
  for (size_t i = 0; i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    if (xhtml_gap_has_key(x->drawn, gap) && !gap_is_cell(x->drawn, gap))
      put_key(x, gap);
  }
}

void xhtml_key(struct xhtml *x) {
  const struct exercise *ex = x->exercise;
  if (!any_key(x))
    return;
  buf_puts(x->out, "<div class=\"wm-note\" role=\"doc-footnote\"");
  if (x->book)
    buf_puts(x->out, " epub:type=\"footnote\"");
  xhtml_put_id(x, "id", "", ex->id, "-note", -1);
  buf_puts(x->out, ">\n");
  xhtml_key_lines(x);
  for (size_t i = 0; i < ex->feedback_count; i++)
    if (str_is(ex->feedback[i].on, "right"))
      xhtml_children(x, ex->feedback[i].container);
  buf_puts(x->out, "<p><a class=\"wm-backref\" role=\"doc-backlink\"");
  xhtml_open_answer_url(x);
  escape_attr(x->out, ex->id);
  buf_puts(x->out, "-noteref\"");
  xhtml_close_backref(x->out, xhtml_language(x), x->book);
  buf_puts(x->out, "</p>\n</div>\n");
}
