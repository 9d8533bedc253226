/* The report on an anonymised table. */
#include "output/data_report.h"

#include <math.h>

#include "engine/chart.h"
#include "output/asset.h"
#include "output/escape.h"
#include "output/template.h"

enum { VALUES_SHOWN = 40, SMALLEST_BASE = 5, CHART_VALUES = 20 };

struct report {
  struct arena *arena;
  const struct anonymised *run;
  const struct comparison *found;
  struct buf *out;
  struct locale *locale;
  size_t base; /* what figures of the raw table are rounded to */
  int charts;
};

static void put_number(const struct report *r, double x, int decimals) {
  if (isfinite(x))
    number_write(r->out, r->locale, x, NUMBER_FIXED, decimals);
  else
    buf_puts(r->out, "–");
}

static void put_share(const struct report *r, size_t part, size_t whole) {
  number_write(r->out, r->locale, whole ? (double)part / (double)whole : 0,
               NUMBER_PERCENT, 1);
}

/* A count of raw records: never small, never exact. */
static void put_raw_count(const struct report *r, size_t n) {
  if (n && n < r->base) {
    buf_printf(r->out, "under %zu", r->base);
    return;
  }
  put_number(r, (double)((n + r->base / 2) / r->base * r->base), 0);
}

static struct str title_of(const struct field *f) {
  return f->title.s.len ? f->title.s : f->name.s;
}

static struct str label_of(const struct field *f, struct str value) {
  for (size_t i = 0; i < f->category_count; i++)
    if (str_eq(f->categories[i].value.s, value) && f->categories[i].label.s.len)
      return f->categories[i].label.s;
  return value;
}

/* Table cells. */

static void head(const struct report *r, const char *text) {
  buf_puts(r->out, "<th scope=\"col\">");
  escape_text(r->out, str_from(text));
  buf_puts(r->out, "</th>");
}

static void open_row(const struct report *r, struct str text) {
  buf_puts(r->out, "<tr><th scope=\"row\">");
  escape_text(r->out, text);
  buf_puts(r->out, "</th>");
}

static void cell(const struct report *r, double x, int decimals) {
  buf_puts(r->out, "<td>");
  put_number(r, x, decimals);
  buf_puts(r->out, "</td>");
}

static void cell_share(const struct report *r, size_t part, size_t whole) {
  buf_puts(r->out, "<td>");
  put_number(r, (double)part, 0);
  if (part) {
    buf_puts(r->out, " (");
    put_share(r, part, whole);
    buf_char(r->out, ')');
  }
  buf_puts(r->out, "</td>");
}

/* Charts. */

static void put_chart(struct report *r, struct chart *c, const char *title,
                      const char *about) {
  char id[32];
  struct buf name = {0};
  buf_printf(&name, "chart-%d", ++r->charts);
  size_t n = name.len < sizeof id ? name.len : sizeof id;
  for (size_t i = 0; i < n; i++)
    id[i] = name.ptr[i];
  c->id = (struct str){id, n};
  buf_puts(r->out, "<figure class=\"wm-chart\">\n");
  chart_write(c, r->locale, str_from(title), str_from(about), r->out);
  buf_puts(r->out, "</figure>\n");
  buf_free(&name);
}

static void risk_chart(struct report *r) {
  const struct compare_risk *a = &r->found->before, *b = &r->found->after;
  double before[3] = {(double)a->below2, (double)a->below3, (double)a->below5};
  double after[3] = {(double)b->below2, (double)b->below3, (double)b->below5};
  const struct str labels[3] = {STR("below 2"), STR("below 3"), STR("below 5")};
  if (!a->below5 && !b->below5)
    return;
  struct chart c = {.kind = CHART_COLUMN,
                    .x_title = STR("Records that share the keys"),
                    .y_title = STR("Records"),
                    .count = 3,
                    .labels = labels,
                    .series_count = 2};
  c.series[0] = (struct chart_series){STR("Before"), before};
  c.series[1] = (struct chart_series){STR("After"), after};
  put_chart(r, &c, "Records at risk before and after",
            "The figures are those of the table above.");
}

static void share_chart(struct report *r, const struct compare_field *f,
                        const uint32_t *codes, size_t n) {
  const size_t *after = frame_counts(r->found->after_frame, f->after);
  double *before_share = arena_array(r->arena, double, n);
  double *after_share = arena_array(r->arena, double, n);
  struct str *labels = arena_array(r->arena, struct str, n);
  size_t all = 0, would = 0;
  for (size_t i = 0; i < n; i++) {
    all += after[codes[i]];
    would += f->would_be[codes[i]];
  }
  if (n < 2 || n > CHART_VALUES || !all || !would)
    return;
  for (size_t i = 0; i < n; i++) {
    labels[i] = label_of(f->field, f->after->words[codes[i]]);
    double share = 100 * (double)f->would_be[codes[i]] / (double)would;
    before_share[i] =
        f->would_be[codes[i]] < r->base ? (double)NAN : floor(share + 0.5);
    after_share[i] =
        floor(1000 * (double)after[codes[i]] / (double)all + 0.5) / 10;
  }
  struct chart c = {.kind = CHART_BAR,
                    .y_title = STR("Per cent of the records with a value"),
                    .count = n,
                    .labels = labels,
                    .series_count = 2};
  c.series[0] = (struct chart_series){STR("Before"), before_share};
  c.series[1] = (struct chart_series){STR("After"), after_share};
  put_chart(r, &c, "Shares before and after",
            "The figures are those of the table above.");
}

/* Sections. */

static void put_opening(const struct report *r) {
  struct str title = r->run->resource->title.s;
  buf_puts(r->out, "<h1>");
  escape_text(r->out, title.len ? title : r->run->resource->name.s);
  buf_puts(r->out,
           "</h1>\n<p><strong>Anonymisation report, for the keepers of the raw "
           "data only.</strong> Do not publish it with the data.</p>\n"
           "<p>It names no value that was taken out. Counts of the raw table "
           "are rounded to multiples of ");
  put_number(r, (double)r->base, 0);
  buf_puts(r->out, ", smaller ones are not shown, and a difference is left out "
                   "where it rests on so few records. Counts of the published "
                   "table are exact.</p>\n<h2>What was done</h2>\n<p>");
  escape_text(r->out, r->run->method);
  buf_puts(r->out, "</p>\n");
}

static void risk_row(const struct report *r, const char *what, size_t before,
                     size_t after) {
  open_row(r, str_from(what));
  cell_share(r, before, r->found->before.rows);
  cell_share(r, after, r->found->after.rows);
  buf_puts(r->out, "</tr>\n");
}

static void put_keys(const struct report *r) {
  const struct disclosure *d = &r->run->resource->disclosure;
  for (size_t i = 0; i < d->keys.count; i++) {
    buf_puts(r->out, i ? ", " : "");
    escape_text(r->out, d->keys.items[i].s);
  }
}

static void put_raw_keys(const struct report *r) {
  const struct texts *keys = &r->run->plan->raw_keys;
  if (!keys->count) {
    buf_puts(r->out,
             "Before, the raw columns stand for the keys that were made "
             "from them.");
    return;
  }
  buf_puts(r->out, "Keys before: ");
  for (size_t i = 0; i < keys->count; i++) {
    buf_puts(r->out, i ? ", " : "");
    escape_text(r->out, keys->items[i].s);
  }
  buf_puts(r->out, ".");
}

static void put_risk(struct report *r) {
  const struct compare_risk *a = &r->found->before, *b = &r->found->after;
  buf_puts(r->out, "<h2>Risk</h2>\n");
  if (!b->known || !a->known) {
    buf_puts(r->out, "<p>The resource names no keys, so nobody can be looked "
                     "for by them.</p>\n");
    return;
  }
  buf_puts(r->out, "<p>Keys: ");
  put_keys(r);
  buf_puts(r->out, ". A missing value may be any value. ");
  put_raw_keys(r);
  buf_puts(r->out, "</p>\n<div class=\"wm-block\" "
                   "tabindex=\"0\">\n<table>\n<thead><tr><td></td>");
  head(r, "Before");
  head(r, "After");
  buf_puts(r->out, "</tr></thead>\n<tbody>\n");
  open_row(r, STR("Records"));
  cell(r, (double)a->rows, 0);
  cell(r, (double)b->rows, 0);
  buf_puts(r->out, "</tr>\n");
  risk_row(r, "that nobody shares keys with (fk = 1)", a->below2, b->below2);
  risk_row(r, "with fk below 3", a->below3, b->below3);
  risk_row(r, "with fk below 5", a->below5, b->below5);
  open_row(r, STR("Smallest fk"));
  cell(r, (double)a->smallest, 0);
  cell(r, (double)b->smallest, 0);
  buf_puts(r->out, "</tr>\n");
  open_row(r, STR("Mean risk, %"));
  cell(r, 100 * a->global, 2);
  cell(r, 100 * b->global, 2);
  buf_puts(r->out, "</tr>\n");
  open_row(r, STR("Expected re-identifications"));
  cell(r, a->expected, 1);
  cell(r, b->expected, 1);
  buf_puts(r->out, "</tr>\n</tbody>\n</table>\n</div>\n");
  risk_chart(r);
}

static size_t lost(const struct compare_field *f) {
  return f->missing_after > f->missing_before
             ? f->missing_after - f->missing_before
             : 0;
}

static void put_fields(const struct report *r) {
  buf_puts(r->out,
           "<h2>Columns</h2>\n<p>A number counts as changed where it "
           "differs; another value only where a record got a different one "
           "than most records with the same raw value.</p>\n<div "
           "class=\"wm-block\" tabindex=\"0\">\n<table>\n<thead><tr>");
  head(r, "Column");
  head(r, "Different values before");
  head(r, "after");
  head(r, "Left out");
  head(r, "Changed");
  buf_puts(r->out, "</tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < r->found->count; i++) {
    const struct compare_field *f = &r->found->fields[i];
    open_row(r, title_of(f->field));
    if (f->before)
      cell(r, (double)f->values_before, 0);
    else
      buf_puts(r->out, "<td>new</td>");
    cell(r, (double)f->after->word_count, 0);
    cell_share(r, f->before ? lost(f) : 0, r->found->rows_after);
    cell_share(r, f->changed, r->found->rows_after);
    buf_puts(r->out, "</tr>\n");
  }
  buf_puts(r->out, "</tbody>\n</table>\n</div>\n");
}

/* A difference between the tables that rests on a few records would tell what
 * they held. */
static bool is_told(const struct report *r, const struct compare_field *f) {
  size_t touched = lost(f) + f->changed;
  return r->found->rows_after >= r->base &&
         (touched == 0 || touched >= r->base);
}

static void put_number_row(const struct report *r,
                           const struct compare_field *f) {
  open_row(r, title_of(f->field));
  cell(r, f->mean_after, 2);
  cell(r, f->sd_after, 2);
  if (is_told(r, f)) {
    cell(r, 100 * (f->mean_after - f->mean_before) / f->sd_before, 1);
    cell(r, 100 * (f->sd_after / f->sd_before - 1), 1);
    cell(r, f->loss, 3);
  } else {
    buf_puts(r->out, "<td colspan=\"3\">not shown: few records differ</td>");
  }
  buf_puts(r->out, "</tr>\n");
}

static void put_numbers(const struct report *r) {
  size_t n = 0;
  for (size_t i = 0; i < r->found->count; i++)
    n += r->found->fields[i].numbers;
  if (!n)
    return;
  buf_puts(r->out, "<h2>Numbers</h2>\n<p>IL1s is the mean distance between a "
                   "number before and after, over √2 standard deviations: 0 "
                   "when nothing changed.</p>\n<div class=\"wm-block\" "
                   "tabindex=\"0\">\n<table>\n<thead><tr>");
  head(r, "Column");
  head(r, "Mean, published");
  head(r, "Standard deviation");
  head(r, "Mean moved, % of the deviation");
  head(r, "Deviation changed, %");
  head(r, "IL1s");
  buf_puts(r->out, "</tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < r->found->count; i++)
    if (r->found->fields[i].numbers)
      put_number_row(r, &r->found->fields[i]);
  buf_puts(r->out, "</tbody>\n</table>\n</div>\n");
}

static void put_counts(struct report *r, const struct compare_field *f) {
  const struct frame_column *c = f->after;
  const uint32_t *codes = frame_ranked(r->found->after_frame, c);
  const size_t *after = frame_counts(r->found->after_frame, c);
  buf_puts(r->out, "<h3>");
  escape_text(r->out, title_of(f->field));
  buf_puts(
      r->out,
      "</h3>\n<div class=\"wm-block\" tabindex=\"0\">\n<table>\n<thead><tr>");
  head(r, "Value");
  head(r, "Before");
  head(r, "After");
  buf_puts(r->out, "</tr></thead>\n<tbody>\n");
  for (uint32_t i = 0; i < c->word_count; i++) {
    open_row(r, label_of(f->field, c->words[codes[i]]));
    buf_puts(r->out, "<td>");
    put_raw_count(r, f->would_be[codes[i]]);
    buf_puts(r->out, "</td>");
    cell_share(r, after[codes[i]], r->found->rows_after);
    buf_puts(r->out, "</tr>\n");
  }
  if (f->missing_after || f->missing_before) {
    open_row(r, STR("missing"));
    buf_puts(r->out, "<td>");
    put_raw_count(r, f->missing_before);
    buf_puts(r->out, "</td>");
    cell_share(r, f->missing_after, r->found->rows_after);
    buf_puts(r->out, "</tr>\n");
  }
  buf_puts(r->out, "</tbody>\n</table>\n</div>\n");
  share_chart(r, f, codes, c->word_count);
}

static void put_frequencies(struct report *r) {
  bool any = false;
  for (size_t i = 0; i < r->found->count; i++) {
    const struct compare_field *f = &r->found->fields[i];
    if (f->numbers || !f->would_be || f->after->word_count > VALUES_SHOWN)
      continue;
    if (!any)
      buf_puts(r->out, "<h2>Frequencies</h2>\n<p>Before: the raw records, with "
                       "each value replaced by what became of it.</p>\n");
    any = true;
    put_counts(r, f);
  }
}

static size_t base_of(const struct disclosure *d) {
  size_t base = SMALLEST_BASE;
  if (d->k > 0 && (size_t)d->k > base)
    base = (size_t)d->k;
  if (d->threshold > 0 && (size_t)d->threshold > base)
    base = (size_t)d->threshold;
  return base;
}

static struct str fill_page(struct arena *a, struct diags *d, struct str title,
                            struct str body) {
  const struct asset *page = asset_find(STR("start.xhtml"));
  const struct asset *css = asset_find(STR("waymark.css"));
  struct str style =
      css ? arena_printf(a, "<style>\n%.*s</style>", STR_ARG(css->bytes))
          : STR("");
  const struct slot slots[] = {{"language", STR("en")},
                               {"dir", STR("ltr")},
                               {"title", title},
                               {"style", style},
                               {"body", body}};
  struct template t = {page ? page->bytes : STR("{body}"), STR("en"), slots,
                       sizeof slots / sizeof *slots};
  struct buf out = {0};
  struct str unknown, text = STR("");
  if (template_write(&out, &t, &unknown) && buf_ok(&out))
    text = arena_str(a, buf_str(&out));
  else
    diag_failure(d, (struct loc){0}, "E-REPORT",
                 "the report could not be written");
  buf_free(&out);
  return text;
}

struct str data_report(struct arena *a, struct diags *d,
                       const struct anonymised *run) {
  const char *why;
  struct buf body = {0}, title = {0};
  struct report r = {.arena = a,
                     .run = run,
                     .found = &run->comparison,
                     .out = &body,
                     .locale = locale_create(NULL, &why),
                     .base = base_of(&run->resource->disclosure)};
  escape_text(&title, run->resource->name.s);
  buf_puts(&title, ": anonymisation report");
  put_opening(&r);
  put_risk(&r);
  put_fields(&r);
  put_numbers(&r);
  put_frequencies(&r);
  struct str page = fill_page(a, d, buf_str(&title), buf_str(&body));
  locale_destroy(r.locale);
  buf_free(&body);
  buf_free(&title);
  return page;
}
