/* The book's table of contents and its landmarks. */
#include "output/epub.h"

#include "output/escape.h"
#include "output/phrase.h"

static void open_item(struct buf *out, struct str file) {
  buf_puts(out, "<li><a href=\"");
  escape_url(out, file);
}

static void put_heading(struct xhtml *x, struct str chapter,
                        const struct node *heading) {
  struct buf text = {0};
  xhtml_plain_text(x, heading, &text);
  open_item(x->out, chapter);
  buf_char(x->out, '#');
  escape_url(x->out, heading->as.heading.id);
  buf_puts(x->out, "\">");
  escape_text(x->out, str_trim(buf_str(&text)));
  buf_puts(x->out, "</a></li>\n");
  buf_free(&text);
}

static bool has_text(const struct node *heading) {
  return heading->first != NULL && heading->as.heading.id.len > 0;
}

/* The module's headings of the highest level that stand in its text. */
static void put_headings(const struct press *p, struct buf *out, size_t index,
                         struct str chapter) {
  const struct module *m = &p->plan->course->modules[index];
  struct xhtml x = {.out = out, .plan = p->plan, .edition = p->edition};
  int level = 7;
  bool open = false;
  x.module = m;
  x.drawn = p->edition->modules ? &p->edition->modules[index] : NULL;
  for (const struct node *n = m->body->first; n; n = n->next)
    if (n->kind == NODE_HEADING && n->as.heading.level < level)
      level = n->as.heading.level;
  for (const struct node *n = m->body->first; n; n = n->next) {
    if (n->kind != NODE_HEADING || n->as.heading.level != level || !has_text(n))
      continue;
    buf_puts(out, open ? "" : "\n<ol>\n");
    open = true;
    put_heading(&x, chapter, n);
  }
  buf_puts(out, open ? "</ol>\n" : "");
}

static void put_back(const struct press *p, struct buf *out, struct str file,
                     const char *key) {
  open_item(out, file);
  buf_puts(out, "\">");
  phrase_put(out, p->language, key, NULL, 0);
  buf_puts(out, "</a></li>\n");
}

void epub_put_toc(const struct book *book, struct buf *out) {
  const struct press *p = book->press;
  const struct course *c = p->plan->course;
  buf_puts(out, "<ol>\n");
  for (size_t i = 0; i < c->module_count; i++) {
    struct str file = book->pages[i + 1].file; /* after the title page */
    open_item(out, file);
    buf_puts(out, "\">");
    press_put_text(p, out, &c->modules[i].title);
    buf_puts(out, "</a>");
    put_headings(p, out, i, file);
    buf_puts(out, "</li>\n");
  }
  if (press_has_answers(p))
    put_back(p, out, STR("answers.xhtml"), "book.answers");
  if (press_has_glossary(p))
    put_back(p, out, STR("glossary.xhtml"), "book.glossary");
  if (press_has_sources(p))
    put_back(p, out, STR("sources.xhtml"), "book.sources");
  buf_puts(out, "</ol>");
}

static void put_landmark(const struct press *p, struct buf *out,
                         const char *type, struct str file, const char *key) {
  buf_printf(out, "<li><a epub:type=\"%s\" href=\"", type);
  escape_url(out, file);
  buf_puts(out, "\">");
  phrase_put(out, p->language, key, NULL, 0);
  buf_puts(out, "</a></li>\n");
}

void epub_put_landmarks(const struct book *book, struct buf *out) {
  const struct press *p = book->press;
  buf_puts(out, "<ol>\n");
  put_landmark(p, out, "titlepage", STR("title.xhtml"), "book.title-page");
  put_landmark(p, out, "toc", STR("nav.xhtml"), "book.map");
  if (p->plan->course->module_count)
    put_landmark(p, out, "bodymatter", book->pages[1].file, "book.begin");
  if (press_has_glossary(p))
    put_landmark(p, out, "glossary", STR("glossary.xhtml"), "book.glossary");
  buf_puts(out, "</ol>");
}
