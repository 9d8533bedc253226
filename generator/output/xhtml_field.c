/* The fields of an exercise: number entries, in the prompt or below it, and
 * choices with a note for each option. */
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

static struct str language_of(const struct xhtml *x) {
  return x->edition ? x->edition->language : STR("en");
}

/* "ID-GAP" or "ID.GAP". */
static void put_field_name(struct xhtml *x, const char *key, char joint,
                           struct str gap) {
  buf_printf(x->out, " %s=\"", key);
  escape_attr(x->out, x->exercise->id);
  buf_char(x->out, joint);
  escape_attr(x->out, gap);
  buf_char(x->out, '"');
}

static const struct drawn_gap *gap_named(const struct xhtml *x,
                                         struct str name) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++)
    if (str_eq(x->drawn->gaps[i].name, name))
      return &x->drawn->gaps[i];
  return NULL;
}

static bool stands_in_prompt(const struct xhtml *x, struct str name) {
  const struct node *root = x->exercise->container;
  for (const struct node *n = root; n; n = xhtml_walk(root, n))
    if (n->kind == NODE_GAP && str_eq(n->text, name))
      return true;
  return false;
}

static void put_label(struct xhtml *x, const struct drawn_gap *gap) {
  struct phrase_value v = {"name", gap->name};
  if (x->drawn->gap_count == 1)
    phrase_put(x->out, language_of(x), "book.answer", NULL, 0);
  else
    phrase_put(x->out, language_of(x), "book.answer-to", &v, 1);
}

static void put_entry(struct xhtml *x, const struct drawn_gap *gap,
                      bool in_text) {
  buf_puts(x->out, "<input type=\"text\" inputmode=\"decimal\"");
  if (in_text)
    buf_puts(x->out, " class=\"wm-gap\"");
  put_field_name(x, "id", '-', gap->name);
  put_field_name(x, "name", '.', gap->name);
  if (in_text) {
    buf_puts(x->out, " aria-label=\"");
    put_label(x, gap);
    buf_char(x->out, '"');
  }
  if (gap->unit.len) {
    put_field_name(x, "aria-describedby", '-', gap->name);
    buf_truncate(x->out, x->out->len - 1);
    buf_puts(x->out, "-unit\"");
  }
  buf_puts(x->out, " autocomplete=\"off\"/>");
  if (gap->unit.len) {
    buf_puts(x->out, "<span class=\"wm-unit\"");
    put_field_name(x, "id", '-', gap->name);
    buf_truncate(x->out, x->out->len - 1);
    buf_puts(x->out, "-unit\">");
    escape_text(x->out, gap->unit);
    buf_puts(x->out, "</span>");
  }
}

void xhtml_gap(struct xhtml *x, const struct node *n) {
  const struct drawn_gap *gap = x->exercise ? gap_named(x, n->text) : NULL;
  if (gap && gap->kind == GAP_NUMBER) {
    buf_puts(x->out, "<span class=\"wm-entry\">");
    put_entry(x, gap, true);
    buf_puts(x->out, "</span>");
    return;
  }
  /* A choice stands below the prompt; here its name refers to it. */
  buf_puts(x->out, "<span class=\"wm-gap-name\">[");
  escape_text(x->out, n->text);
  buf_puts(x->out, "]</span>");
}

static void write_number(struct xhtml *x, const struct drawn_gap *gap) {
  buf_puts(x->out, "<div class=\"wm-field\"><label");
  put_field_name(x, "for", '-', gap->name);
  buf_char(x->out, '>');
  put_label(x, gap);
  buf_puts(x->out, "</label><span class=\"wm-entry\">");
  put_entry(x, gap, false);
  buf_puts(x->out, "</span></div>\n");
}

/* "ID-note-2"; with several fields "ID-GAP-note-2". */
static void put_note_id(struct xhtml *x, const char *key, const char *before,
                        const struct drawn_gap *gap, const char *what,
                        int number) {
  buf_printf(x->out, " %s=\"%s", key, before);
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
  put_note_id(x, "id", "", gap, "noteref", number);
  put_note_id(x, "href", "#", gap, "note", number);
  buf_char(x->out, '>');
  xhtml_say(x, "book.option-note");
  buf_puts(x->out, "<span class=\"wm-hidden\"> ");
  phrase_put_number(x->out, language_of(x), "book.option", "number",
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
  put_field_name(x, "name", '.', gap->name);
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

static void write_choice(struct xhtml *x, const struct drawn_gap *gap) {
  buf_puts(x->out, "<fieldset class=\"wm-choice\"");
  xhtml_put_id(x, "aria-describedby", "", x->exercise->id, "-prompt", -1);
  buf_puts(x->out, "><legend>");
  xhtml_say(x, gap->multiple ? "book.choose-several" : "book.choose-one");
  if (x->drawn->gap_count > 1) {
    buf_puts(x->out, " [");
    escape_text(x->out, gap->name);
    buf_char(x->out, ']');
  }
  buf_puts(x->out, "</legend>\n<ol class=\"wm-options\">\n");
  for (size_t i = 0; i < gap->items.count; i++)
    write_option(x, gap, i);
  buf_puts(x->out, "</ol></fieldset>\n");
}

void xhtml_fields(struct xhtml *x) {
  bool open = false;
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    if (gap->kind == GAP_NUMBER && stands_in_prompt(x, gap->name))
      continue;
    if (!open)
      buf_puts(x->out, "<div class=\"wm-fields\">\n");
    open = true;
    if (gap->kind == GAP_CHOICE)
      write_choice(x, gap);
    else
      write_number(x, gap);
  }
  if (open)
    buf_puts(x->out, "</div>\n");
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
  buf_puts(x->out, "<aside class=\"wm-note\" role=\"doc-footnote\"");
  if (x->book)
    buf_puts(x->out, " epub:type=\"footnote\"");
  put_note_id(x, "id", "", gap, "note", number);
  buf_puts(x->out, ">\n<p><b class=\"wm-note-number\">");
  phrase_put_number(x->out, language_of(x), "book.option", "number",
                    (long long)place + 1);
  buf_puts(x->out, "</b> ");
  xhtml_say(x, right ? "book.option-right" : "book.option-wrong");
  buf_puts(x->out, "</p>\n");
  if (o && o->feedback)
    xhtml_children(x, o->feedback);
  else
    put_general_feedback(x, right);
  buf_puts(x->out, "<p><a class=\"wm-backref\" role=\"doc-backlink\"");
  put_note_id(x, "href", "#", gap, "noteref", number);
  buf_puts(x->out, " aria-label=\"");
  xhtml_say(x, "book.backref");
  buf_puts(x->out, "\">\xE2\x86\xA9\xEF\xB8\x8E</a></p>\n</aside>\n");
}

void xhtml_option_notes(struct xhtml *x) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    for (size_t j = 0; gap->kind == GAP_CHOICE && j < gap->items.count; j++)
      write_option_note(x, gap, j);
  }
}

/* What a reader on paper checks the own answer against. */
void xhtml_paper_check(struct xhtml *x) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    if (gap->kind != GAP_NUMBER || gap->paper < 0)
      continue;
    buf_puts(x->out, "<p class=\"wm-papercheck\">");
    if (x->drawn->gap_count > 1) {
      put_label(x, gap);
      buf_puts(x->out, ": ");
    }
    phrase_put_number(x->out, language_of(x), "book.papercheck", "sum",
                      gap->paper);
    buf_puts(x->out, "</p>\n");
  }
}
