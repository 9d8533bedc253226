/* Reading a resource's file and comparing it with its schema. */
#include "course/datafile.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "course/csv_rows.h"
#include "course/data_rules.h"
#include "course/data_values.h"
#include "course/schema.h"
#include "tables/text_file.h"

enum {
  SHOWN_FAULTS = 10,
  SHOWN_BYTES = 60,
  HEADER_MAX = 2 * SCHEMA_MAX_FIELDS
};

struct checker {
  struct arena *arena;
  struct diags *diags;
  struct resource *resource;
  struct text *columns; /* of the header row */
  size_t count, cap;
  bool too_many;
  struct cursor cursor; /* in the header row */
};

/* A place from its line and bytes, without walking there. */
static struct loc at_bytes(const struct checker *c, uint32_t line, size_t from,
                           size_t to) {
  struct str text = c->resource->csv;
  size_t start = from;
  while (start && text.ptr[start - 1] != '\n')
    start--;
  return (struct loc){c->resource->csv_src, line, (uint32_t)(from - start + 1),
                      (uint32_t)(to - from)};
}

static uint32_t line_of(struct str text, size_t byte) {
  uint32_t line = 1;
  for (size_t i = 0; i < byte; i++)
    line += text.ptr[i] == '\n';
  return line;
}

/* A heading without its quotes. */
static struct str unquote(struct arena *a, struct str s) {
  if (!str_starts(s, "\"") || !str_ends(s, "\"") || s.len < 2)
    return s;
  s = str_slice(s, 1, s.len - 1);
  char *out = arena_alloc(a, s.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < s.len; i++) {
    out[len++] = s.ptr[i];
    i += s.ptr[i] == '"';
  }
  return (struct str){out, len};
}

static void add_column(void *user, size_t from, size_t to) {
  struct checker *c = user;
  if (c->count == HEADER_MAX) {
    c->too_many = true;
    return;
  }
  cursor_to_byte(&c->cursor, from);
  *ARENA_PUSH(c->arena, c->columns, c->count, c->cap) =
      (struct text){unquote(c->arena, str_slice(c->resource->csv, from, to)),
                    cursor_loc(&c->cursor, to)};
}

static const struct text *find_column(const struct checker *c, struct str name,
                                      size_t end) {
  for (size_t i = 0; i < end; i++)
    if (str_eq(c->columns[i].s, name))
      return &c->columns[i];
  return NULL;
}

static bool has_field(const struct resource *r, struct str name) {
  for (size_t i = 0; i < r->field_count; i++)
    if (str_eq(r->fields[i].name.s, name))
      return true;
  return false;
}

/* ", did you mean …?" among the header's columns or the schema's fields. */
static const char *nearest(const struct checker *c, struct str name,
                           bool columns) {
  const struct resource *r = c->resource;
  size_t count = columns ? c->count : r->field_count;
  if (diags_errors(c->diags) > 100)
    return "";
  struct str *names = arena_array(c->arena, struct str, count);
  for (size_t i = 0; i < count; i++)
    names[i] = columns ? c->columns[i].s : r->fields[i].name.s;
  return diag_nearest(c->arena, name, names, count);
}

static void check_header(const struct checker *c) {
  const struct resource *r = c->resource;
  for (size_t i = 0; i < c->count; i++) {
    const struct text *t = &c->columns[i];
    struct str shown = utf8_cut(t->s, SHOWN_BYTES);
    if (find_column(c, t->s, i))
      diag_error(c->diags, t->at, "E-CSV-COLUMN",
                 "the column '%.*s' stands twice in the header row",
                 STR_ARG(shown));
    else if (!has_field(r, t->s))
      diag_error(c->diags, t->at, "E-CSV-COLUMN",
                 "the column '%.*s' is not declared in the schema of '%.*s'%s",
                 STR_ARG(shown), STR_ARG(utf8_cut(r->name.s, SHOWN_BYTES)),
                 nearest(c, t->s, false));
  }
  for (size_t i = 0; i < r->field_count; i++) {
    struct text name = r->fields[i].name;
    if (name.s.len && !find_column(c, name.s, c->count))
      diag_error(c->diags, name.at, "E-DATA-FIELD",
                 "the field '%.*s' is no column of '%.*s'%s",
                 STR_ARG(utf8_cut(name.s, SHOWN_BYTES)), STR_ARG(r->path.s),
                 nearest(c, name.s, true));
  }
}

/* A table with another delimiter looks like one long column. */
static bool is_other_delimiter(const struct checker *c) {
  static const char marks[] = ";\t|,";
  const struct resource *r = c->resource;
  if (c->count != 1 || r->field_count < 2)
    return false;
  struct text only = c->columns[0];
  for (size_t i = 0; i + 1 < sizeof marks; i++) {
    if (marks[i] == r->delimiter || str_find(only.s, marks[i], 0) == only.s.len)
      continue;
    diag_error(c->diags, only.at, "E-CSV-DELIMITER",
               "the header row has no '%s' but '%s': the resource needs "
               "'dialect: {delimiter: \"%s\"}'",
               text_file_mark(r->delimiter), text_file_mark(marks[i]),
               text_file_mark(marks[i]));
    return true;
  }
  return false;
}

static void report_fault(const struct checker *c, const struct csv_rows *rows) {
  uint32_t line = line_of(c->resource->csv, rows->fault_at);
  struct loc at = at_bytes(c, line, rows->fault_at, rows->fault_at);
  if (rows->fault == CSV_ROW_OPEN)
    diag_error(c->diags, at, "E-CSV-QUOTE", "the quotes are not closed");
  else if (rows->fault == CSV_ROW_AFTER_QUOTE)
    diag_error(c->diags, at, "E-CSV-QUOTE",
               "text after the closing quotes, expected the delimiter or the "
               "end of the line");
  else
    diag_error(c->diags, (struct loc){at.src, at.line, 0, 0}, "E-CSV-LONG",
               "a value of more than %zu bytes", CSV_ROW_MAX_VALUE);
}

static void check_rows(const struct checker *c, struct csv_rows *rows) {
  size_t faults = 0, more = 0;
  uint32_t more_line = 0;
  while (csv_rows_next(rows, NULL, NULL)) {
    bool ragged = rows->columns != c->count;
    if (rows->fault == CSV_ROW_OK && !ragged)
      continue;
    if (faults++ >= SHOWN_FAULTS)
      more_line = more++ ? more_line : rows->line;
    else if (rows->fault != CSV_ROW_OK)
      report_fault(c, rows);
    else
      diag_error(c->diags,
                 at_bytes(c, rows->line, rows->row_start, rows->row_start),
                 "E-CSV-ROW",
                 "the row has %zu value%s, expected %zu as in the header row",
                 rows->columns, rows->columns == 1 ? "" : "s", c->count);
  }
  if (more)
    diag_error(c->diags,
               (struct loc){.src = c->resource->csv_src, .line = more_line},
               "E-CSV-ROW", "%zu more row%s with faults from here on", more,
               more == 1 ? "" : "s");
}

void datafile_check(struct arena *a, struct diags *d, struct resource *r) {
  struct checker c = {.arena = a, .diags = d, .resource = r};
  c.cursor = cursor_start(r->csv_src, r->csv, 1);
  struct csv_rows rows = csv_rows_start(r->csv, r->delimiter);
  if (!csv_rows_next(&rows, add_column, &c)) {
    diag_error(d, (struct loc){.src = r->csv_src}, "E-CSV-EMPTY",
               "the file is empty, expected a header row");
    return;
  }
  if (rows.fault != CSV_ROW_OK) {
    report_fault(&c, &rows); /* the columns are not known then */
    return;
  }
  if (c.too_many) {
    diag_error(d, (struct loc){.src = r->csv_src}, "E-CSV-COLUMNS",
               "more than %d columns", HEADER_MAX);
    return;
  }
  if (is_other_delimiter(&c))
    return;
  size_t before = diags_errors(d);
  if (r->field_count)
    check_header(&c);
  check_rows(&c, &rows);
  if (diags_errors(d) == before)
    data_rules_check(d, r);
}

/* A table of another kind of file: it becomes CSV, once, here. */
static bool convert(const struct table_source *s, struct resource *r) {
  struct table *t =
      table_from(s->arena, s->diags, s->file, s->bytes, s->options);
  if (!t)
    return false;
  struct buf csv = {0};
  table_put_csv(&csv, t);
  bool ok = buf_ok(&csv);
  if (ok)
    r->csv = arena_str(s->arena, buf_str(&csv));
  else
    diag_error(s->diags, r->path.at, "E-FILE-SIZE",
               "'%.*s' is too large as a table", STR_ARG(r->path.s));
  buf_free(&csv);
  r->delimiter = ',';
  r->csv_src = diags_add_source(s->diags, s->file, r->csv);
  schema_complete(s->arena, r, t);
  return ok;
}

static bool open_table(const struct table_source *s, struct resource *r) {
  struct text_file text;
  enum table_format found;
  if (!table_source_format(s, &found))
    return false;
  if (found != TABLE_CSV)
    return convert(s, r);
  if (!text_file_open(s, &text))
    return false;
  r->csv = text.text;
  r->csv_src = text.src;
  r->delimiter = text.delimiter;
  return true;
}

void datafile_read(struct arena *a, struct diags *d, struct str course_folder,
                   struct resource *r) {
  if (!r->path.s.len)
    return;
  r->file = path_join(a, course_folder, r->path.s);
  if (!path_is_inside(course_folder, r->file)) {
    diag_error(d, r->path.at, "E-PATH",
               "'%.*s' is a link that leads out of the course folder",
               STR_ARG(r->path.s));
    return;
  }
  struct table_source source = {a, d, r->file, STR(""), &r->table};
  if (!file_read(a, d, r->path.at, r->file, FILE_MAX_BYTES, &source.bytes) ||
      !open_table(&source, r))
    return;
  data_values_rewrite(a, d, r);
  datafile_check(a, d, r);
}
