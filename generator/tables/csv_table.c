/* Delimited text to tables. */
#include "base/utf8.h"
#include "engine/csv.h"
#include "tables/build.h"
#include "tables/sdmx.h"
#include "tables/text_file.h"

enum { SHOWN_FAULTS = 10 };

struct csv_reader {
  const struct table_source *source;
  struct table *table;
  struct csv csv;
  size_t ragged; /* rows */
};

static struct loc line_place(const struct csv_reader *r) {
  return (struct loc){r->table->src, (uint32_t)r->csv.line, 0, 0};
}

/* A record that is none. */
static void report(const struct csv_reader *r, enum csv_result result) {
  struct diags *d = r->source->diags;
  if (result == CSV_NO_MEMORY)
    diag_failure(d, line_place(r), "E-MEMORY", "no memory for the row");
  else
    diag_error(d, line_place(r), "E-CSV-QUOTE",
               result == CSV_UNCLOSED
                   ? "the quotes are not closed"
                   : "text after the closing quotes, expected the delimiter or "
                     "the end of the line");
}

static bool read_header(struct csv_reader *r) {
  struct diags *d = r->source->diags;
  enum csv_result result = csv_next(&r->csv);
  if (result == CSV_END)
    diag_error(d, (struct loc){.src = r->table->src}, "E-CSV-EMPTY",
               "the file is empty, expected a header row");
  else if (result != CSV_RECORD)
    report(r, result);
  if (result != CSV_RECORD)
    return false;
  r->table->header_line = (uint32_t)r->csv.line;
  for (size_t i = 0; i < r->csv.count; i++)
    if (!table_add_column(
            r->table, d,
            arena_str(r->source->arena, str_trim(r->csv.fields[i].text))))
      return false;
  return true;
}

static bool read_row(struct csv_reader *r) {
  struct diags *d = r->source->diags;
  size_t count = r->csv.count, expected = r->table->column_count;
  if (count != expected) {
    if (r->ragged++ < SHOWN_FAULTS)
      diag_error(d, line_place(r), "E-CSV-ROW",
                 "the row has %zu value%s, expected %zu as in the header row%s",
                 count, count == 1 ? "" : "s", expected,
                 expected == 1 && r->ragged == 1
                     ? ": if the headings stand in another row, declare it "
                       "with 'dialect: {headerRows: [N]}'"
                     : "");
    return true;
  }
  if (!table_add_row(r->table, d, (uint32_t)r->csv.line))
    return false;
  for (size_t i = 0; i < count; i++) {
    struct str s = r->csv.fields[i].text;
    if (s.len > TABLE_MAX_CELL) {
      diag_error(d, line_place(r), "E-CSV-LONG",
                 "a value of more than %zu bytes", TABLE_MAX_CELL);
      return false;
    }
    table_put_text(r->table, i, s);
  }
  return true;
}

static bool read_rows(struct csv_reader *r) {
  enum csv_result result;
  while ((result = csv_next(&r->csv)) == CSV_RECORD)
    if (!read_row(r))
      return false;
  if (r->ragged > SHOWN_FAULTS)
    diag_error(r->source->diags, line_place(r), "E-CSV-ROW",
               "%zu more rows with faults", r->ragged - SHOWN_FAULTS);
  if (result != CSV_END)
    report(r, result);
  return result == CSV_END && !r->ragged;
}

/* No more rows than lines, and than records of that many delimiters. */
static size_t most_rows(struct str text, size_t columns) {
  size_t lines = 1, most = text.len / columns + 1;
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n';
  return lines < most ? lines : most;
}

struct table *table_from_csv(const struct table_source *s) {
  struct text_file file;
  if (!text_file_open(s, &file))
    return NULL;
  struct csv_reader r = {.source = s, .table = table_new(s, TABLE_CSV)};
  r.table->src = file.src;
  r.table->encoding = file.encoding;
  r.table->delimiter = file.delimiter;
  csv_start(&r.csv, file.text, file.delimiter);
  bool done = read_header(&r);
  if (done)
    table_reserve(r.table, most_rows(file.text, r.table->column_count));
  done = done && read_rows(&r);
  csv_finish(&r.csv);
  struct table *t = done ? table_finish(r.table, s->diags) : NULL;
  if (t)
    sdmx_complete(t, s->diags);
  return t;
}
