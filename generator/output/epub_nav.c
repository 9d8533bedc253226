/* The book's table of contents and its landmarks. */
#include "output/epub.h"

#include "output/escape.h"
#include "output/phrase.h"

/* The contents are written twice, in two formats. */
struct toc {
  struct buf *out;
  bool ncx;
  int count;
  struct buf label; /* of the next entry: markup, for the NCX mere text */
};

/* An entry, left open for those below it. */
static void open_entry(struct toc *t, struct str file, struct str id) {
  t->count++;
  if (t->ncx) {
    buf_printf(t->out, "<navPoint id=\"point-%d\" playOrder=\"%d\">", t->count,
               t->count);
    buf_puts(t->out, "<navLabel><text>");
    buf_put(t->out, str_trim(buf_str(&t->label)));
    buf_puts(t->out, "</text></navLabel>");
  }
  buf_puts(t->out, t->ncx ? "<content src=\"" : "<li><a href=\"");
  escape_url(t->out, file);
  if (id.len) {
    buf_char(t->out, '#');
    escape_url(t->out, id);
  }
  buf_puts(t->out, t->ncx ? "\"/>" : "\">");
  if (!t->ncx) {
    buf_put(t->out, buf_str(&t->label));
    buf_puts(t->out, "</a>");
  }
  buf_clear(&t->label);
}

static void close_entry(struct toc *t) {
  buf_puts(t->out, t->ncx ? "</navPoint>\n" : "</li>\n");
}

static bool has_text(const struct node *heading) {
  return heading->first != NULL && heading->as.heading.id.len > 0;
}

/* The module's headings of the highest level that stand in its text. */
static void put_headings(const struct press *p, struct toc *t, size_t index,
                         struct str chapter) {
  const struct module *m = &p->plan->course->modules[index];
  struct xhtml x = {.out = t->out, .plan = p->plan, .edition = p->edition};
  struct buf text = {0};
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
    buf_puts(t->out, open || t->ncx ? "" : "\n<ol>\n");
    open = true;
    xhtml_plain_text(&x, n, &text);
    escape_text(&t->label, str_trim(buf_str(&text)));
    buf_free(&text);
    open_entry(t, chapter, n->as.heading.id);
    close_entry(t);
  }
  buf_puts(t->out, open && !t->ncx ? "</ol>\n" : "");
}

static void put_back(const struct press *p, struct toc *t, struct str file,
                     const char *key) {
  if (t->ncx)
    phrase_put_plain(&t->label, p->language, key, NULL, 0);
  else
    phrase_put(&t->label, p->language, key, NULL, 0);
  open_entry(t, file, STR(""));
  close_entry(t);
}

static void put_entries(const struct book *book, struct toc *t) {
  const struct press *p = book->press;
  const struct course *c = p->plan->course;
  for (size_t i = 0; i < c->module_count; i++) {
    struct str file = book->pages[i + 1].file; /* after the title page */
    if (t->ncx)
      escape_text(&t->label, c->modules[i].title.s);
    else
      press_put_text(p, &t->label, &c->modules[i].title);
    open_entry(t, file, STR(""));
    put_headings(p, t, i, file);
    close_entry(t);
  }
  if (press_has_answers(p))
    put_back(p, t, STR("answers.xhtml"), "book.answers");
  if (press_has_glossary(p))
    put_back(p, t, STR("glossary.xhtml"), "book.glossary");
  if (press_has_sources(p))
    put_back(p, t, STR("sources.xhtml"), "book.sources");
  buf_free(&t->label);
}

void epub_put_toc(const struct book *book, struct buf *out) {
  struct toc toc = {.out = out};
  buf_puts(out, "<ol>\n");
  put_entries(book, &toc);
  buf_puts(out, "</ol>");
}

void epub_put_ncx(const struct book *book, struct buf *out) {
  const struct press *p = book->press;
  struct toc toc = {.out = out, .ncx = true};
  buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" "
                "version=\"2005-1\"");
  escape_put_attr(out, "xml:lang", p->written);
  buf_puts(out, ">\n<head><meta name=\"dtb:uid\" content=\"");
  epub_put_identifier(p, out);
  buf_puts(out, "\"/></head>\n<docTitle><text>");
  escape_text(out, str_trim(p->plan->course->manifest.title.s));
  buf_puts(out, "</text></docTitle>\n<navMap>\n");
  put_entries(book, &toc);
  buf_puts(out, "</navMap>\n</ncx>\n");
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
