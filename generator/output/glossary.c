/* The glossary at the end of page and book: each term with what it means, in
 * the order of the reader's language. A link to a term leads here; pages and
 * reading systems that can show it where it stands. */
#include "output/press.h"

#include "locale/collate.h"
#include "output/escape.h"
#include "output/phrase.h"

bool press_has_glossary(const struct press *p) {
  return p->plan->course->term_count > 0;
}

static void say(const struct press *p, struct buf *out, const char *key) {
  phrase_put(out, p->language, key, NULL, 0);
}

/* Blank lines part the paragraphs of a definition. */
static void put_definition(const struct press *p, struct buf *out,
                           const struct text *definition) {
  struct str text = definition->s, line;
  bool open = false;
  bool foreign = course_is_foreign(p->plan->course, definition);
  if (foreign) {
    buf_puts(out, "<div");
    press_put_class(p, out, "wm-term-text", definition);
    buf_puts(out, ">\n");
  }
  while (str_next_line(&text, &line)) {
    line = str_trim(line);
    if (line.len)
      buf_puts(out, open ? "\n" : "<p>");
    else if (open)
      buf_puts(out, "</p>\n");
    open = line.len > 0;
    escape_text(out, line);
  }
  buf_puts(out, open ? "</p>\n" : "");
  buf_puts(out, foreign ? "</div>\n" : "");
}

static void put_forms(const struct press *p, struct buf *out,
                      const struct texts *forms) {
  if (forms->count == 0)
    return;
  buf_puts(out, "<p class=\"wm-forms\">");
  say(p, out, "book.term-forms");
  for (size_t i = 0; i < forms->count; i++) {
    buf_puts(out, i ? ", " : " ");
    press_put_text(p, out, &forms->items[i]);
  }
  buf_puts(out, "</p>\n");
}

/* To where the term is first used in the text. */
static void put_way_back(const struct press *p, struct buf *out,
                         const struct term *t, bool book) {
  if (!t->first)
    return;
  buf_puts(out, "<p><a class=\"wm-backref\" role=\"doc-backlink\" href=\"");
  if (book)
    xhtml_put_chapter(out, t->module);
  buf_puts(out, "#wm-termref-");
  escape_attr(out, t->id.s);
  buf_char(out, '"');
  xhtml_close_backref(out, p->language, book);
  buf_puts(out, "</p>\n");
}

static void put_term(const struct press *p, struct buf *out,
                     const struct term *t, bool book) {
  buf_puts(out, "<div class=\"wm-glossary-entry\" id=\"wm-term-");
  escape_attr(out, t->id.s);
  buf_puts(out, "\">\n<dt><dfn>");
  press_put_text(p, out, &t->term);
  buf_puts(out, "</dfn></dt>\n<dd>\n");
  put_definition(p, out, &t->definition);
  put_forms(p, out, &t->forms);
  put_way_back(p, out, t, book);
  buf_puts(out, "</dd>\n</div>\n");
}

static void put_terms(const struct press *p, struct buf *out, bool book) {
  const struct course *c = p->plan->course;
  struct str *words = arena_array(p->arena, struct str, c->term_count);
  for (size_t i = 0; i < c->term_count; i++)
    words[i] = c->terms[i].term.s;
  const size_t *order = collate(p->arena, p->language, words, c->term_count);
  for (size_t i = 0; i < c->term_count; i++)
    put_term(p, out, &c->terms[order[i]], book);
}

void page_put_glossary(const struct press *p, struct buf *out, bool book) {
  int level = book ? 1 : 2;
  if (!press_has_glossary(p))
    return;
  /* No module can make an id with two dashes: its own begins with a letter. */
  buf_puts(out, "<section class=\"wm-module wm-glossary\" id=\"wm-glossary\" "
                "data-module=\"wm-glossary\" role=\"doc-glossary\" "
                "aria-labelledby=\"wm--glossary-title\"");
  buf_puts(out, book ? " epub:type=\"glossary\">\n" : ">\n");
  buf_printf(out,
             "<header class=\"wm-module-header\">\n"
             "<h%d class=\"wm-module-title\" id=\"wm--glossary-title\">",
             level);
  say(p, out, "book.glossary");
  buf_printf(out, "</h%d>\n</header>\n<dl>\n", level);
  put_terms(p, out, book);
  buf_puts(out, "</dl>\n</section>\n");
}
