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

static void put_fact(const struct facts *f, const char *key,
                     const struct text *text) {
  if (text->s.len == 0)
    return;
  open_fact(f, key);
  press_put_text(f->press, f->out, text);
  close_fact(f);
}

static bool is_address(struct str s) {
  return str_starts(s, "https://") || str_starts(s, "http://");
}

/* A title that leads to its address, or whichever of the two is there. */
static void put_reference(const struct facts *f, const struct text *title,
                          struct str address) {
  struct buf *out = f->out;
  const struct text plain = {.s = address};
  const struct text *shown = title->s.len ? title : &plain;
  if (!is_address(address)) {
    press_put_text(f->press, out, shown);
    return;
  }
  buf_puts(out, shown == &plain ? "<a class=\"wm-external wm-address\" href=\""
                                : "<a class=\"wm-external\" href=\"");
  escape_url(out, address);
  /* An address keeps its order in text from right to left. */
  bool turned = shown == &plain && str_is(f->press->dir, "rtl");
  buf_puts(out, turned ? "\" dir=\"ltr\">" : "\">");
  press_put_text(f->press, out, shown);
  buf_puts(out, "</a>");
}

static void put_sources(const struct facts *f, const struct resource *r) {
  if (r->source_count == 0)
    return;
  open_fact(f, "book.source");
  for (size_t i = 0; i < r->source_count; i++) {
    buf_puts(f->out, i ? "; " : "");
    put_reference(f, &r->sources[i].title, r->sources[i].path.s);
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
    put_reference(f, l->title.s.len ? &l->title : &l->name, l->path.s);
  }
  close_fact(f);
}

static void put_published(const struct facts *f, const struct disclosure *d) {
  if (d->published.s.len == 0)
    return;
  open_fact(f, "book.published");
  put_reference(f, &(struct text){0}, d->published.s);
  if (d->threshold > 0) {
    buf_puts(f->out, "<br/>\n");
    phrase_put(f->out, f->press->language, "book.published-exempt", NULL, 0);
  }
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

static void say(const struct press *p, struct buf *out, const char *key) {
  phrase_put(out, p->language, key, NULL, 0);
}

/* "02 Pre-primary", or the label alone where it says the same. */
static void put_value(const struct press *p, struct buf *out,
                      const struct category *c) {
  buf_puts(out, "<span class=\"wm-value\">");
  if (!str_eq(c->value.s, c->label.s)) {
    buf_puts(out, "<code>");
    escape_text(out, c->value.s);
    buf_puts(out, "</code> ");
  }
  press_put_text(p, out, &c->label);
  buf_puts(out, "</span>");
}

/* What may stand in the column: its categories, or what the constraints say of
 * a field without them. No paragraphs: some readers set those across the table.
 */
static void put_values(const struct press *p, struct buf *out,
                       const struct field *f) {
  bool range = f->minimum.s.len || f->maximum.s.len;
  if (f->category_count == 0 && !range)
    return;
  buf_puts(out, f->description.s.len ? "<br/>\n" : "");
  buf_puts(out, "<span class=\"wm-values\">");
  say(p, out, "book.field-values");
  buf_char(out, ' ');
  for (size_t i = 0; i < f->category_count; i++) {
    buf_puts(out, i ? "; " : "");
    put_value(p, out, &f->categories[i]);
  }
  if (f->category_count == 0) {
    escape_text(out, f->minimum.s);
    buf_puts(out, "\xE2\x80\xA6");
    escape_text(out, f->maximum.s);
  }
  buf_puts(out, "</span>");
}

static void put_field(const struct press *p, struct buf *out,
                      const struct field *f) {
  static const char *const TYPES[] = {"book.type-string", "book.type-integer",
                                      "book.type-number", "book.type-boolean",
                                      "book.type-year",   "book.type-date"};
  buf_puts(out, "<tr><th scope=\"row\">");
  press_put_text(p, out, f->title.s.len ? &f->title : &f->name);
  buf_puts(out, "<br/>\n<code>");
  escape_text(out, f->name.s);
  buf_puts(out, "</code></th><td>");
  say(p, out, TYPES[f->type]);
  buf_puts(out, "</td><td>");
  press_put_text(p, out, &f->description);
  put_values(p, out, f);
  buf_puts(out, "</td></tr>\n");
}

static void put_head(const struct press *p, struct buf *out, const char *key) {
  buf_puts(out, "<th scope=\"col\">");
  say(p, out, key);
  buf_puts(out, "</th>");
}

/* What each column means: of those that leave the house. */
static void put_codebook(const struct press *p, struct buf *out,
                         const struct resource *r) {
  buf_puts(out, "<div class=\"wm-table wm-codebook\" tabindex=\"0\"><table>\n"
                "<caption>");
  say(p, out, "book.codebook");
  buf_puts(out, "</caption>\n<thead>\n<tr>");
  buf_puts(out, "<th scope=\"col\">");
  say(p, out, "book.field");
  buf_puts(out, "<br/>\n<span class=\"wm-form\">");
  say(p, out, "book.data-name");
  buf_puts(out, "</span></th>");
  put_head(p, out, "book.field-type");
  put_head(p, out, "book.field-meaning");
  buf_puts(out, "</tr>\n</thead>\n<tbody>\n");
  for (size_t i = 0; i < r->field_count; i++)
    if (xhtml_field_ships(r, &r->fields[i]))
      put_field(p, out, &r->fields[i]);
  buf_puts(out, "</tbody>\n</table></div>\n");
}

static void put_size(const struct facts *f, const struct resource *r) {
  open_fact(f, "book.size");
  phrase_put_number(f->out, f->press->language, "book.rows", "count",
                    (long long)xhtml_row_count(r));
  close_fact(f);
}

static void put_resource(const struct press *p, struct buf *out,
                         const struct resource *r, int level) {
  struct facts facts = {p, out};
  const struct disclosure *d = &r->disclosure;
  buf_puts(out, "<section class=\"wm-source\" id=\"wm-data-");
  escape_attr(out, r->name.s);
  buf_printf(out, "\">\n<h%d>", level);
  press_put_text(p, out, r->title.s.len ? &r->title : &r->name);
  buf_printf(out, "</h%d>\n", level);
  if (r->description.s.len) {
    buf_puts(out, "<p>");
    press_put_text(p, out, &r->description);
    buf_puts(out, "</p>\n");
  }
  buf_puts(out, "<dl class=\"wm-facts\">\n");
  put_fact(&facts, "book.data-name", &r->name);
  put_size(&facts, r);
  put_sources(&facts, r);
  put_licences(&facts, r);
  put_fact(&facts, "book.method", &d->method);
  put_published(&facts, d);
  put_fact(&facts, "book.reviewed", &d->reviewed);
  put_waiver(&facts, d);
  buf_puts(out, "</dl>\n");
  if (r->field_count)
    put_codebook(p, out, r);
  buf_puts(out, "</section>\n");
}

void page_put_sources(const struct press *p, struct buf *out, bool book) {
  const struct course *c = p->plan->course;
  int level = book ? 1 : 2;
  if (!press_has_sources(p))
    return;
  /* No module can make an id with two dashes: its own begins with a letter. */
  buf_puts(out, "<section class=\"wm-module wm-sources\" id=\"wm-sources\" "
                "data-module=\"wm-sources\" "
                "aria-labelledby=\"wm--sources-title\">\n");
  buf_printf(out,
             "<header class=\"wm-module-header\">\n"
             "<h%d class=\"wm-module-title\" id=\"wm--sources-title\">",
             level);
  phrase_put(out, p->language, "book.sources", NULL, 0);
  buf_printf(out, "</h%d>\n</header>\n", level);
  for (size_t i = 0; i < c->resource_count; i++)
    if (c->resources[i].used)
      put_resource(p, out, &c->resources[i], level + 1);
  buf_puts(out, "</section>\n");
}
