/* "Data and sources": what data the course ships, where it comes from, under
 * which licence, and what was done to protect the people in it. */
#include "output/press.h"

#include "output/escape.h"
#include "output/phrase.h"

struct facts { /* a definition list that opens with its first entry */
  const struct press *press;
  struct buf *out;
};

static void open_fact(const struct facts *f, const char *key) {
  buf_puts(f->out, "<dt>");
  phrase_put(f->out, f->press->language, key, NULL, 0);
  buf_puts(f->out, "</dt>\n<dd>");
}

static void close_fact(const struct facts *f) { buf_puts(f->out, "</dd>\n"); }

static void put_fact(const struct facts *f, const char *key, struct str text) {
  if (text.len == 0)
    return;
  open_fact(f, key);
  escape_text(f->out, text);
  close_fact(f);
}

static bool is_address(struct str s) {
  return str_starts(s, "https://") || str_starts(s, "http://");
}

/* A title that leads to its address, or whichever of the two is there. */
static void put_reference(struct buf *out, struct str title,
                          struct str address) {
  struct str shown = title.len ? title : address;
  if (!is_address(address)) {
    escape_text(out, shown);
    return;
  }
  buf_puts(out, "<a class=\"wm-external\" href=\"");
  escape_url(out, address);
  buf_puts(out, "\">");
  escape_text(out, shown);
  buf_puts(out, "</a>");
}

static void put_sources(const struct facts *f, const struct resource *r) {
  if (r->source_count == 0)
    return;
  open_fact(f, "book.source");
  for (size_t i = 0; i < r->source_count; i++) {
    buf_puts(f->out, i ? "; " : "");
    put_reference(f->out, r->sources[i].title.s, r->sources[i].path.s);
  }
  close_fact(f);
}

static void put_licences(const struct facts *f, const struct resource *r) {
  if (r->licence_count == 0)
    return;
  open_fact(f, "book.data-licence");
  for (size_t i = 0; i < r->licence_count; i++) {
    const struct licence *l = &r->licences[i];
    buf_puts(f->out, i ? "; " : "");
    put_reference(f->out, l->title.s.len ? l->title.s : l->name.s, l->path.s);
  }
  close_fact(f);
}

static void put_published(const struct facts *f, const struct disclosure *d) {
  if (d->published.s.len == 0)
    return;
  open_fact(f, "book.published");
  put_reference(f->out, (struct str){0}, d->published.s);
  close_fact(f);
}

/* A rule that was not kept is told with the reason and who answers for it. */
static void put_waiver(const struct facts *f, const struct disclosure *d) {
  struct phrase_value values[] = {{"reason", d->waiver_reason.s},
                                  {"by", d->waiver_by.s}};
  if (d->waiver_reason.s.len == 0)
    return;
  open_fact(f, "book.waiver");
  phrase_put(f->out, f->press->language, "book.waiver-text", values, 2);
  close_fact(f);
}

static void put_resource(const struct press *p, struct buf *out,
                         const struct resource *r, int level) {
  struct facts facts = {p, out};
  const struct disclosure *d = &r->disclosure;
  struct str title = r->title.s.len ? r->title.s : r->name.s;
  buf_puts(out, "<section class=\"wm-source\" id=\"wm-data-");
  escape_attr(out, r->name.s);
  buf_printf(out, "\">\n<h%d>", level);
  escape_text(out, title);
  buf_printf(out, "</h%d>\n", level);
  if (r->description.s.len) {
    buf_puts(out, "<p>");
    escape_text(out, str_trim(r->description.s));
    buf_puts(out, "</p>\n");
  }
  buf_puts(out, "<dl class=\"wm-facts\">\n");
  put_fact(&facts, "book.data-name", r->name.s);
  put_sources(&facts, r);
  put_licences(&facts, r);
  put_fact(&facts, "book.method", d->method.s);
  put_published(&facts, d);
  put_fact(&facts, "book.reviewed", d->reviewed.s);
  put_waiver(&facts, d);
  buf_puts(out, "</dl>\n</section>\n");
}

void page_put_sources(const struct press *p, struct buf *out, bool book) {
  const struct course *c = p->plan->course;
  int level = book ? 1 : 2;
  if (!press_has_sources(p))
    return;
  buf_puts(out, "<section class=\"wm-module wm-sources\" id=\"wm-sources\" "
                "data-module=\"wm-sources\" "
                "aria-labelledby=\"wm-sources-title\">\n");
  buf_printf(out,
             "<header class=\"wm-module-header\">\n"
             "<h%d class=\"wm-module-title\" id=\"wm-sources-title\">",
             level);
  phrase_put(out, p->language, "book.sources", NULL, 0);
  buf_printf(out, "</h%d>\n</header>\n", level);
  for (size_t i = 0; i < c->resource_count; i++)
    if (c->resources[i].used)
      put_resource(p, out, &c->resources[i], level + 1);
  buf_puts(out, "</section>\n");
}
