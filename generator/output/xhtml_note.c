/* Footnotes: the mark in the text, and the notes after it. Reading systems
 * show them as popups by the epub:type and role of both ends. */
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

static void put_number(struct xhtml *x, int number) {
  cldr_put_count(x->out, xhtml_language(x), (size_t)number);
}

/* ` id="MODULE-fnref-2"`, and "-3" for the third mark of the same note. */
static void put_ref_id(struct xhtml *x, const char *key, const char *before,
                       int number, int count) {
  buf_printf(x->out, " %s=\"%s", key, before);
  escape_attr(x->out, x->module->id.s);
  buf_printf(x->out, "-fnref-%d", number);
  if (count > 1)
    buf_printf(x->out, "-%d", count);
  buf_char(x->out, '"');
}

void xhtml_note_ref(struct xhtml *x, const struct node *n) {
  int number = n->as.footnote.number;
  bool known = number > 0 && (size_t)number <= x->note_count && x->note_refs;
  bool elsewhere = x->parts || x->apart;
  if (!x->module || (!elsewhere && !known)) /* its definition was refused */
    return;
  buf_puts(x->out, "<a class=\"wm-noteref\" role=\"doc-noteref\"");
  if (x->book)
    buf_puts(x->out, " epub:type=\"noteref\"");
  if (!elsewhere)
    put_ref_id(x, "id", "", number, ++x->note_refs[number - 1]);
  buf_puts(x->out, " href=\"");
  if (x->apart && x->book)
    xhtml_put_chapter(x->out, x->module->id.s);
  buf_char(x->out, '#');
  escape_attr(x->out, x->module->id.s);
  buf_printf(x->out, "-fn-%d\">", number);
  put_number(x, number);
  buf_puts(x->out, "</a>");
}

static bool refers(const struct node *root, int number) {
  for (const struct node *n = root; n; n = xhtml_walk(root, n))
    if (n->kind == NODE_FOOTNOTE_REF && n->as.footnote.number == number)
      return true;
  return false;
}

/* Whether feedback, which comes later or stands elsewhere, refers to the note.
 */
static bool feedback_refers(const struct xhtml *x, const struct module *m,
                            int number) {
  for (size_t i = 0; i < x->plan->exercise_count; i++) {
    const struct exercise *ex = &x->plan->exercises[i];
    if (ex->module != m)
      continue;
    for (size_t j = 0; j < ex->feedback_count; j++)
      if (refers(ex->feedback[j].container, number))
        return true;
    for (size_t j = 0; j < ex->option_count; j++)
      if (ex->options[j].feedback && refers(ex->options[j].feedback, number))
        return true;
  }
  return false;
}

void xhtml_close_backref(struct buf *out, struct str language, bool book) {
  buf_puts(out, book ? ">" : " aria-label=\"");
  phrase_put(out, language, "book.backref", NULL, 0);
  buf_puts(out, book ? "</a>" : "\">\xE2\x86\xA9\xEF\xB8\x8E</a>");
}

static void put_backref(struct xhtml *x, int number) {
  if (x->note_refs[number - 1] == 0)
    return;
  buf_puts(x->out, "<a class=\"wm-backref\" role=\"doc-backlink\"");
  put_ref_id(x, "href", "#", number, 1);
  xhtml_close_backref(x->out, xhtml_language(x), x->book);
}

/* The number goes into the first paragraph, the way back into the last. */
static void write_note(struct xhtml *x, const struct node *n) {
  int number = n->as.footnote.number;
  buf_puts(x->out, "<div class=\"wm-footnote\" role=\"doc-footnote\"");
  if (x->book)
    buf_puts(x->out, " epub:type=\"footnote\"");
  xhtml_put_id(x, "id", "", x->module->id.s, "-fn-", number);
  buf_puts(x->out, ">");
  bool inside = n->first && n->first->kind == NODE_PARAGRAPH;
  if (inside) {
    buf_puts(x->out, "<p><span class=\"wm-note-number\">");
    put_number(x, number);
    buf_puts(x->out, "</span> ");
    xhtml_children(x, n->first);
    if (n->first == n->last) {
      buf_char(x->out, ' ');
      put_backref(x, number);
    }
    buf_puts(x->out, "</p>\n");
  } else {
    buf_puts(x->out, "<p class=\"wm-note-number\">");
    put_number(x, number);
    buf_puts(x->out, "</p>\n");
  }
  for (const struct node *c = inside ? n->first->next : n->first; c;
       c = c->next)
    xhtml_node(x, c);
  if (!inside || n->first != n->last) {
    buf_puts(x->out, "<p>");
    put_backref(x, number);
    buf_puts(x->out, "</p>\n");
  }
  buf_puts(x->out, "</div>\n");
}

static bool is_wanted(const struct xhtml *x, const struct node *n,
                      const struct module *m) {
  int number = n->as.footnote.number;
  if (n->kind != NODE_FOOTNOTE || number < 1 || (size_t)number > x->note_count)
    return false;
  return x->note_refs[number - 1] > 0 || feedback_refers(x, m, number);
}

void xhtml_notes(struct xhtml *x, const struct module *m) {
  bool open = false;
  for (const struct node *n = m->body->first; n; n = n->next) {
    if (!is_wanted(x, n, m))
      continue;
    if (!open) {
      buf_puts(x->out, "<section class=\"wm-notes\" role=\"doc-endnotes\"");
      buf_puts(x->out, " aria-label=\"");
      xhtml_say(x, "book.notes");
      buf_puts(x->out, "\">\n");
    }
    open = true;
    write_note(x, n);
  }
  if (open)
    buf_puts(x->out, "</section>\n");
}
