/* Choices: radio buttons or check boxes, and a note for each option that says
 * whether it is right. */
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

/* `ID-note-2"`; with several fields `ID-GAP-note-2"`. */
static void put_note_name(struct xhtml *x, const struct drawn_gap *gap,
                          const char *what, int number) {
  escape_attr(x->out, x->exercise->id);
  if (x->drawn->gap_count > 1) {
    buf_char(x->out, '-');
    escape_attr(x->out, gap->name);
  }
  buf_printf(x->out, "-%s-%d\"", what, number);
}

/* The number, in the source, of the option that stands at a place. */
static int shown_option(const struct drawn_gap *gap, size_t place) {
  return gap->items.shown ? gap->items.shown[place] : (int)place + 1;
}

/* Readers count the options as they stand; ids keep the source's number. */
static void put_note_link(struct xhtml *x, const struct drawn_gap *gap,
                          size_t place) {
  int number = shown_option(gap, place);
  buf_puts(x->out, " <a class=\"wm-note-link\" role=\"doc-noteref\"");
  if (x->book)
    buf_puts(x->out, " epub:type=\"noteref\"");
  buf_puts(x->out, " id=\"");
  put_note_name(x, gap, "noteref", number);
  xhtml_open_answer_url(x);
  put_note_name(x, gap, "note", number);
  buf_char(x->out, '>');
  xhtml_say(x, "book.option-note");
  buf_puts(x->out, "<span class=\"wm-hidden\"> ");
  phrase_put_number(x->out, xhtml_language(x), "book.option", "number",
                    (long long)place + 1);
  buf_puts(x->out, "</span></a>");
}

/* Options written as a task list belong to the only choice without computed
 * texts. */
static const struct option *option_of(const struct xhtml *x,
                                      const struct drawn_gap *gap, int number) {
  if (gap->items.texts || number < 1 ||
      (size_t)number > x->exercise->option_count)
    return NULL;
  return &x->exercise->options[number - 1];
}

/* A label may hold text only: the first paragraph goes in, the rest after. */
static const struct node *label_part(const struct option *o) {
  const struct node *first = o->item->first;
  return first && first->kind == NODE_PARAGRAPH ? first : NULL;
}

static void put_option_text(struct xhtml *x, const struct drawn_gap *gap,
                            int number) {
  const struct option *o = option_of(x, gap, number);
  const struct node *text = o ? label_part(o) : NULL;
  buf_puts(x->out, " <span class=\"wm-option-text\">");
  if (text)
    xhtml_children(x, text);
  else if (gap->items.texts)
    escape_text(x->out, gap->items.texts[number - 1]);
  buf_puts(x->out, "</span></label>");
}

static void write_option(struct xhtml *x, const struct drawn_gap *gap,
                         size_t place) {
  int number = shown_option(gap, place);
  const struct option *o = option_of(x, gap, number);
  buf_printf(x->out, "<li><label><input type=\"%s\"",
             gap->multiple ? "checkbox" : "radio");
  xhtml_put_field_name(x, "name", '.', gap->name);
  buf_printf(x->out, " value=\"%d\"/>", number);
  put_option_text(x, gap, number);
  put_note_link(x, gap, place);
  if (o)
    for (const struct node *n = label_part(o) ? o->item->first->next
                                              : o->item->first;
         n; n = n->next)
      xhtml_node(x, n);
  buf_puts(x->out, "</li>\n");
}

void xhtml_choice(struct xhtml *x, const struct drawn_gap *gap) {
  xhtml_open_fieldset(x, gap, "wm-choice",
                      gap->multiple ? "book.choose-several"
                                    : "book.choose-one");
  buf_puts(x->out, "<ol class=\"wm-options\">\n");
  for (size_t i = 0; i < gap->items.count; i++)
    write_option(x, gap, i);
  buf_puts(x->out, "</ol></fieldset>\n");
}

static bool is_right(const struct drawn_gap *gap, int number) {
  for (size_t i = 0; i < gap->right_count; i++)
    if (gap->right[i] == number)
      return true;
  return false;
}

static void put_general_feedback(struct xhtml *x, bool right) {
  const struct exercise *ex = x->exercise;
  for (size_t i = 0; i < ex->feedback_count; i++)
    if (str_is(ex->feedback[i].on, right ? "right" : "wrong"))
      xhtml_children(x, ex->feedback[i].container);
}

static void write_option_note(struct xhtml *x, const struct drawn_gap *gap,
                              size_t place) {
  int number = shown_option(gap, place);
  const struct option *o = option_of(x, gap, number);
  bool right = is_right(gap, number);
  buf_puts(x->out, "<div class=\"wm-note\" role=\"doc-footnote\"");
  if (x->book)
    buf_puts(x->out, " epub:type=\"footnote\"");
  buf_puts(x->out, " id=\"");
  put_note_name(x, gap, "note", number);
  buf_puts(x->out, ">\n<p><b class=\"wm-note-number\">");
  phrase_put_number(x->out, xhtml_language(x), "book.option", "number",
                    (long long)place + 1);
  buf_puts(x->out, "</b> ");
  xhtml_say(x, right ? "book.option-right" : "book.option-wrong");
  buf_puts(x->out, "</p>\n");
  if (o && o->feedback)
    xhtml_children(x, o->feedback);
  else
    put_general_feedback(x, right);
  buf_puts(x->out, "<p><a class=\"wm-backref\" role=\"doc-backlink\"");
  xhtml_open_answer_url(x);
  put_note_name(x, gap, "noteref", number);
  xhtml_close_backref(x->out, xhtml_language(x), x->book);
  buf_puts(x->out, "</p>\n</div>\n");
}

void xhtml_option_notes(struct xhtml *x) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    for (size_t j = 0; gap->kind == GAP_CHOICE && j < gap->items.count; j++)
      write_option_note(x, gap, j);
  }
}
