/* The data that an exercise uses: what it is, how much, and where it is
 * described. A script adds a view of the rows. */
#include "course/csv_rows.h"
#include "course/data_use.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

static void skip_value(void *user, size_t from, size_t to) {
  (void)user, (void)from, (void)to;
}

size_t xhtml_row_count(const struct resource *r) {
  struct csv_rows rows = csv_rows_start(r->csv, r->delimiter);
  size_t count = 0;
  while (csv_rows_next(&rows, skip_value, NULL))
    count++;
  return count ? count - 1 : 0; /* the first row names the columns */
}

bool xhtml_field_ships(const struct resource *r, const struct field *f) {
  for (size_t i = 0; i < r->embed.count; i++)
    if (str_eq(r->embed.items[i].s, f->name.s))
      return true;
  return r->embed.count == 0;
}

static void put_columns(struct xhtml *x, const struct resource *r) {
  bool first = true;
  for (size_t i = 0; i < r->field_count; i++) {
    const struct field *f = &r->fields[i];
    if (!xhtml_field_ships(r, f))
      continue;
    buf_puts(x->out, first ? "" : ", ");
    foreign_put_text(x, f->title.s.len ? &f->title : &f->name);
    first = false;
  }
}

static void put_codebook_link(struct xhtml *x, const struct resource *r) {
  buf_puts(x->out, "<a href=\"");
  buf_puts(x->out, x->book ? "sources.xhtml#wm-data-" : "#wm-data-");
  escape_url(x->out, r->name.s);
  buf_puts(x->out, "\">");
  xhtml_say(x, "book.codebook-link");
  buf_puts(x->out, "</a>");
}

static void write_resource(struct xhtml *x, const struct resource *r) {
  struct phrase_value title = {"title",
                               r->title.s.len ? r->title.s : r->name.s};
  buf_puts(x->out, "<details class=\"wm-data\"");
  escape_put_attr(x->out, "data-dataset", r->name.s);
  buf_puts(x->out, "><summary");
  if (course_is_foreign(x->plan->course, &r->title))
    buf_puts(x->out, " class=\"wm-untranslated\"");
  buf_char(x->out, '>');
  phrase_put(x->out, xhtml_language(x), "book.data", &title, 1);
  buf_puts(x->out, "</summary>\n<div class=\"wm-data-facts\">\n<p>");
  phrase_put_number(x->out, xhtml_language(x), "book.rows", "count",
                    (long long)xhtml_row_count(r));
  buf_puts(x->out, " ");
  xhtml_say(x, "book.columns");
  buf_char(x->out, ' ');
  put_columns(x, r);
  buf_puts(x->out, ". ");
  put_codebook_link(x, r);
  buf_puts(x->out, "</p>\n</div>\n<div class=\"wm-data-view\"></div>\n"
                   "</details>\n");
}

bool xhtml_uses_data(const struct exercise *ex) {
  return ex->logic || ex->scope.expression_count || ex->scope.block_count;
}

static bool is_drawn(const struct xhtml *x, struct str name) {
  for (size_t i = 0; i < x->drawn->data_count; i++)
    if (str_eq(x->drawn->data[i], name))
      return true;
  return false;
}

static bool names(struct str lua, struct str name) {
  struct str other;
  for (size_t i = 0; data_use_next(lua, &i, &other);)
    if (str_eq(name, other))
      return true;
  return false;
}

static void write_named(struct xhtml *x, struct str name) {
  const struct resource *r = course_resource(x->plan->course, name);
  if (r && r->used)
    write_resource(x, r);
}

/* What this variant used, then what the logic names for others. */
void xhtml_data(struct xhtml *x) {
  if (!xhtml_uses_data(x->exercise) || !x->drawn)
    return;
  for (size_t i = 0; i < x->drawn->data_count; i++)
    write_named(x, x->drawn->data[i]);
  const struct node *logic = x->exercise->logic;
  const struct course *c = x->plan->course;
  for (size_t i = 0; logic && i < c->resource_count; i++) {
    struct str name = c->resources[i].name.s;
    if (!is_drawn(x, name) && names(logic->text, name))
      write_named(x, name);
  }
}
