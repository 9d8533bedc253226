/* Rewriting the values of a data file. */
#include "course/data_values.h"

#include "base/utf8.h"
#include "engine/csv.h"
#include "engine/csv_value.h"
#include "tables/day.h"
#include "tables/digits.h"
#include "tables/table.h"

enum { SHOWN_FAULTS = 10, SHOWN_BYTES = 40, LEAST_BUDDHIST = 2300 };

struct rewriter {
  struct arena *arena;
  struct diags *diags;
  struct resource *resource;
  const struct field **fields; /* by column; NULL: left alone */
  size_t count;
  struct csv csv;
  struct buf out, value;
  uint32_t line; /* being written */
  size_t faults;
};

static bool is_numeric(const struct field *f) {
  return f->type == FIELD_INTEGER || f->type == FIELD_NUMBER ||
         f->type == FIELD_YEAR;
}

static bool is_declared(const struct field *f) {
  return f->buddhist || f->decimal_mark || f->group_mark.len ||
         f->date_format.len;
}

/* Fields that say so are rewritten, and numbers with other digits. */
static bool is_needed(const struct resource *r) {
  bool foreign = false;
  for (size_t i = 0; i < r->field_count; i++)
    if (is_declared(&r->fields[i]))
      return true;
    else
      foreign |= is_numeric(&r->fields[i]) || r->fields[i].type == FIELD_DATE;
  if (!foreign)
    return false;
  for (size_t i = 0; i < r->csv.len; i++)
    if ((unsigned char)r->csv.ptr[i] >= 0x80)
      return digits_are_foreign(str_slice(r->csv, i, r->csv.len));
  return false;
}

static void fault(struct rewriter *w, const struct field *f, struct str value,
                  const char *what) {
  struct loc at = {w->resource->csv_src, (uint32_t)w->csv.line, 0, 0};
  if (w->faults++ < SHOWN_FAULTS)
    diag_error(w->diags, at, "E-DATA-VALUE", "column '%.*s': '%.*s' %s",
               STR_ARG(utf8_cut(f->name.s, SHOWN_BYTES)),
               STR_ARG(utf8_cut(value, SHOWN_BYTES)), what);
}

static bool is_missing(const struct field *f, struct str s) {
  for (size_t i = 0; i < f->missing.count; i++)
    if (str_eq(f->missing.items[i].s, s))
      return true;
  return false;
}

static bool check_era(struct rewriter *w, const struct field *f,
                      struct str shown, int64_t year) {
  if (year >= LEAST_BUDDHIST)
    return true;
  fault(w, f, shown,
        "is declared as a year of the Buddhist era, such as 2533 for 1990");
  return false;
}

static void put_date(struct rewriter *w, const struct field *f, struct str s) {
  struct day day;
  struct str pattern = f->date_format.len ? f->date_format : STR("%Y-%m-%d");
  size_t start = w->value.len;
  digits_put_latin(&w->value, str_trim(s));
  struct str latin = str_slice(buf_str(&w->value), start, w->value.len);
  if (!day_read(latin, pattern, &day)) {
    fault(w, f, s, "is no date as its format declares");
    return;
  }
  if (f->buddhist && !check_era(w, f, s, day.year))
    return;
  if (f->buddhist)
    day.year -= BUDDHIST_OFFSET;
  buf_truncate(&w->value, start);
  day_put(&w->value, day);
}

/* Bytes of a grouping mark at the start of `s`, or 0: one counts only with
 * three digits behind it, else 1,5 would become 15 in silence. */
static size_t group_mark_at(const struct field *f, struct str s) {
  struct str rest = str_slice(s, f->group_mark.len, s.len);
  if (!f->group_mark.len ||
      !str_eq(str_slice(s, 0, f->group_mark.len), f->group_mark))
    return 0;
  for (int i = 0; i < 3; i++)
    if (!rest.len || digit_value(utf8_next(&rest)) < 0)
      return 0;
  return rest.len && digit_value(utf8_next(&rest)) >= 0 ? 0 : f->group_mark.len;
}

static void put_number(struct rewriter *w, const struct field *f,
                       struct str s) {
  struct str shown = s;
  int64_t year;
  s = str_trim(s);
  while (s.len) {
    size_t mark = w->value.len ? group_mark_at(f, s) : 0;
    s = str_slice(s, mark, s.len);
    uint32_t c = utf8_next(&s);
    int digit = digit_value(c);
    if (digit >= 0)
      buf_char(&w->value, (char)('0' + digit));
    else if (f->decimal_mark && c == (unsigned char)f->decimal_mark)
      buf_char(&w->value, '.');
    else if (f->decimal_mark && c == '.')
      buf_char(&w->value, ','); /* not a mark then: no number */
    else
      buf_put_utf8(&w->value, c);
  }
  if (f->type != FIELD_YEAR || !f->buddhist ||
      !csv_integer(buf_str(&w->value), &year) || !check_era(w, f, shown, year))
    return;
  buf_clear(&w->value);
  buf_printf(&w->value, "%lld", (long long)year - BUDDHIST_OFFSET);
}

static struct str rewritten(struct rewriter *w, size_t column, struct str s) {
  const struct field *f = column < w->count ? w->fields[column] : NULL;
  if (!f || is_missing(f, s))
    return s;
  buf_clear(&w->value);
  if (f->type == FIELD_DATE)
    put_date(w, f, s);
  else
    put_number(w, f, s);
  return buf_str(&w->value);
}

static void put_row(struct rewriter *w, bool header) {
  for (; w->line < (uint32_t)w->csv.line; w->line++)
    buf_char(&w->out, '\n');
  size_t start = w->out.len;
  for (size_t i = 0; i < w->csv.count; i++) {
    struct str s = w->csv.fields[i].text;
    if (i)
      buf_char(&w->out, w->resource->delimiter);
    table_put_value(&w->out, header ? s : rewritten(w, i, s),
                    w->resource->delimiter);
  }
  if (w->out.len == start)
    buf_puts(&w->out, "\"\"");
  for (size_t i = start; i < w->out.len; i++)
    w->line += w->out.ptr[i] == '\n'; /* in quotes */
}

static void find_fields(struct rewriter *w) {
  const struct resource *r = w->resource;
  w->count = w->csv.count;
  w->fields = arena_array(w->arena, const struct field *, w->count);
  for (size_t i = 0; i < w->count; i++)
    for (size_t j = 0; j < r->field_count; j++) {
      const struct field *f = &r->fields[j];
      if (str_eq(f->name.s, w->csv.fields[i].text) &&
          (is_numeric(f) ||
           (f->type == FIELD_DATE && (f->date_format.len || f->buddhist))))
        w->fields[i] = f;
    }
}

static bool rewrite(struct rewriter *w) {
  enum csv_result result = csv_next(&w->csv);
  if (result == CSV_RECORD) {
    find_fields(w);
    put_row(w, true);
  }
  while (result == CSV_RECORD && (result = csv_next(&w->csv)) == CSV_RECORD)
    put_row(w, false);
  buf_char(&w->out, '\n');
  return result == CSV_END && buf_ok(&w->out);
}

void data_values_rewrite(struct arena *a, struct diags *d, struct resource *r) {
  struct rewriter w = {.arena = a, .diags = d, .resource = r, .line = 1};
  if (!is_needed(r))
    return;
  csv_start(&w.csv, r->csv, r->delimiter);
  /* What cannot be taken apart stays as it is, for datafile.c to report. */
  if (rewrite(&w))
    r->csv = arena_str(a, buf_str(&w.out));
  if (w.faults > SHOWN_FAULTS)
    diag_error(d, (struct loc){.src = r->csv_src}, "E-DATA-VALUE",
               "%zu more values do not fit what the schema declares",
               w.faults - SHOWN_FAULTS);
  csv_finish(&w.csv);
  buf_free(&w.out);
  buf_free(&w.value);
}
