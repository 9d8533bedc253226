/* Tables: filling them, their cells, and their CSV. */
#include "tables/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tables/build.h"
#include "tables/words.h"

/* The bits of a NaN that stands for a Stata missing value, but its letter. */
static const uint64_t TAGGED = UINT64_C(0x7FF8574D00000000);

double table_tagged(char letter) {
  uint64_t bits = TAGGED | (unsigned char)letter;
  double number;
  memcpy(&number, &bits, sizeof number);
  return number;
}

char table_tag(double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  return (bits & ~UINT64_C(0xFF)) == TAGGED ? (char)(bits & 0xFF) : 0;
}

struct table *table_new(const struct table_source *s,
                        enum table_format format) {
  struct table *t = arena_new(s->arena, struct table);
  t->arena = s->arena;
  t->file = s->file;
  t->format = format;
  t->header_line = 1;
  return t;
}

bool table_add_column(struct table *t, struct diags *d, struct str name) {
  if (t->column_count == TABLE_MAX_COLUMNS) {
    diag_error(d, (struct loc){.src = t->src}, "E-TABLE-COLUMNS",
               "the table has more than %d columns: keep those you need",
               TABLE_MAX_COLUMNS);
    return false;
  }
  struct table_column *c =
      ARENA_PUSH(t->arena, t->columns, t->column_count, t->column_cap);
  c->name = name;
  return true;
}

struct table_label *table_add_label(struct table *t, size_t column) {
  struct table_column *c = &t->columns[column];
  return ARENA_PUSH(t->arena, c->labels, c->label_count, c->label_cap);
}

static void fill_empty(double *numbers, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    numbers[i] = NAN;
}

/* Old arrays stay in the arena, so rows grow by doubling. */
static void grow_rows(struct table *t) {
  size_t cap = t->row_cap ? t->row_cap * 2 : 64;
  uint32_t *lines = arena_array(t->arena, uint32_t, cap);
  if (t->rows)
    memcpy(lines, t->lines, t->rows * sizeof *lines);
  t->lines = lines;
  for (size_t i = 0; i < t->column_count; i++) {
    struct table_column *c = &t->columns[i];
    if (c->kind == TABLE_TEXTS) {
      uint32_t *codes = arena_array(t->arena, uint32_t, cap);
      memcpy(codes, c->codes, t->rows * sizeof *codes);
      c->codes = codes;
    } else if (c->kind == TABLE_NUMBERS) {
      double *numbers = arena_array(t->arena, double, cap);
      memcpy(numbers, c->numbers, t->rows * sizeof *numbers);
      fill_empty(numbers, t->rows, cap);
      c->numbers = numbers;
    }
  }
  t->row_cap = cap;
}

void table_reserve(struct table *t, size_t rows) {
  size_t most = TABLE_MAX_CELLS / (t->column_count ? t->column_count : 1);
  t->row_cap = rows < most ? rows : most;
  t->lines = arena_array(t->arena, uint32_t, t->row_cap);
}

bool table_add_row(struct table *t, struct diags *d, uint32_t line) {
  if (t->rows == TABLE_MAX_ROWS ||
      t->rows * t->column_count >= TABLE_MAX_CELLS) {
    diag_error(d, (struct loc){.src = t->src, .line = line}, "E-TABLE-ROWS",
               "the table has more than %zu rows of %zu columns: keep those "
               "you need",
               t->rows, t->column_count);
    return false;
  }
  if (t->rows == t->row_cap)
    grow_rows(t);
  t->lines[t->rows++] = line;
  return true;
}

static uint32_t add_word(struct table *t, struct table_column *c,
                         struct str s) {
  struct table_words *w = c->builder;
  return table_words_add(t->arena, w, s);
}

static void become_texts(struct table *t, struct table_column *c) {
  c->codes = arena_array(t->arena, uint32_t, t->row_cap);
  c->builder = arena_new(t->arena, struct table_words);
  add_word(t, c, STR(""));
  char room[TABLE_CELL_ROOM];
  for (size_t i = 0; c->kind == TABLE_NUMBERS && i < t->rows; i++)
    c->codes[i] = add_word(t, c, table_cell(c, i, room));
  c->kind = TABLE_TEXTS;
  c->numbers = NULL;
}

void table_put_text(struct table *t, size_t column, struct str text) {
  struct table_column *c = &t->columns[column];
  if (text.len == 0)
    return;
  if (c->kind != TABLE_TEXTS)
    become_texts(t, c);
  c->codes[t->rows - 1] = add_word(t, c, text);
}

void table_put_number(struct table *t, size_t column, double number) {
  struct table_column *c = &t->columns[column];
  char room[TABLE_CELL_ROOM];
  if (c->kind == TABLE_TEXTS) {
    table_put_text(t, column, table_number_text(number, room));
    return;
  }
  if (c->kind == TABLE_EMPTY) {
    c->numbers = arena_array(t->arena, double, t->row_cap);
    fill_empty(c->numbers, 0, t->row_cap);
    c->kind = TABLE_NUMBERS;
  }
  c->numbers[t->rows - 1] = number;
}

static int by_name(const void *a, const void *b) {
  const struct table_column *x = *(const struct table_column *const *)a;
  const struct table_column *y = *(const struct table_column *const *)b;
  int order = str_cmp(x->name, y->name);
  return order ? order : (x > y) - (x < y);
}

static bool check_names(const struct table *t, struct diags *d) {
  const struct loc at = {.src = t->src, .line = t->header_line};
  size_t n = t->column_count, errors = diags_errors(d);
  const struct table_column **sorted =
      arena_array(t->arena, const struct table_column *, n);
  for (size_t i = 0; i < n; i++) {
    sorted[i] = &t->columns[i];
    if (t->columns[i].name.len == 0)
      diag_error(d, at, "E-TABLE-HEADING",
                 "column %zu has no heading, expected a name in the row of "
                 "headings",
                 i + 1);
  }
  if (n)
    qsort(sorted, n, sizeof *sorted, by_name);
  for (size_t i = 1; i < n; i++)
    if (sorted[i]->name.len && str_eq(sorted[i]->name, sorted[i - 1]->name))
      diag_error(d, at, "E-TABLE-HEADING",
                 "the columns %zu and %zu are both called '%.*s'",
                 (size_t)(sorted[i - 1] - t->columns) + 1,
                 (size_t)(sorted[i] - t->columns) + 1,
                 STR_ARG(utf8_cut(sorted[i]->name, 60)));
  return diags_errors(d) == errors;
}

struct table *table_finish(struct table *t, struct diags *d) {
  for (size_t i = 0; i < t->column_count; i++) {
    struct table_column *c = &t->columns[i];
    const struct table_words *w = c->builder;
    if (w) {
      c->words = w->items;
      c->word_count = (uint32_t)w->count;
    }
    c->builder = NULL;
  }
  return check_names(t, d) ? t : NULL;
}

size_t table_column_find(const struct table *t, struct str name) {
  for (size_t i = 0; i < t->column_count; i++)
    if (str_eq(t->columns[i].name, name))
      return i;
  return SIZE_MAX;
}

bool table_is_empty(const struct table_column *c, size_t row) {
  if (c->kind == TABLE_TEXTS)
    return c->codes[row] == 0;
  return c->kind == TABLE_EMPTY ||
         (isnan(c->numbers[row]) && !table_tag(c->numbers[row]));
}

static struct str whole_text(int64_t value, char *room) {
  char *end = room + TABLE_CELL_ROOM, *p = end;
  uint64_t rest = value < 0 ? (uint64_t)-value : (uint64_t)value;
  do
    *--p = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0)
    *--p = '-';
  return (struct str){p, (size_t)(end - p)};
}

struct str table_number_text(double number, char *room) {
  char letter = table_tag(number);
  if (letter) {
    room[0] = '.';
    room[1] = letter;
    return (struct str){room, 2};
  }
  if (!isfinite(number))
    return STR("");
  if (number == floor(number) && fabs(number) <= 9007199254740992.0)
    return whole_text((int64_t)number, room);
  int len = snprintf(room, TABLE_CELL_ROOM, "%.15g", number);
  if (strtod(room, NULL) != number)
    len = snprintf(room, TABLE_CELL_ROOM, "%.16g", number);
  if (strtod(room, NULL) != number)
    len = snprintf(room, TABLE_CELL_ROOM, "%.17g", number);
  return (struct str){room, (size_t)len};
}

struct str table_cell(const struct table_column *c, size_t row, char *room) {
  if (c->kind == TABLE_TEXTS)
    return c->words[c->codes[row]];
  if (c->kind == TABLE_EMPTY)
    return STR("");
  return table_number_text(c->numbers[row], room);
}

void table_put_value(struct buf *out, struct str value, char delimiter) {
  bool quote = false;
  for (size_t i = 0; i < value.len && !quote; i++) {
    char c = value.ptr[i];
    quote = c == '"' || c == delimiter || c == '\n' || c == '\r';
  }
  if (!quote) {
    buf_put(out, value);
    return;
  }
  buf_char(out, '"');
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == '"')
      buf_char(out, '"');
    buf_char(out, value.ptr[i]);
  }
  buf_char(out, '"');
}

static void to_line(struct buf *out, uint32_t *at, uint32_t line) {
  for (; *at < line; ++*at)
    buf_char(out, '\n');
}

void table_put_csv(struct buf *out, const struct table *t) {
  char room[TABLE_CELL_ROOM];
  uint32_t at = 1;
  to_line(out, &at, t->header_line);
  for (size_t i = 0; i < t->column_count; i++) {
    if (i)
      buf_char(out, ',');
    table_put_value(out, t->columns[i].name, ',');
  }
  for (size_t row = 0; row < t->rows; row++) {
    size_t start;
    to_line(out, &at, t->lines[row]);
    start = out->len;
    for (size_t i = 0; i < t->column_count; i++) {
      if (i)
        buf_char(out, ',');
      table_put_value(out, table_cell(&t->columns[i], row, room), ',');
    }
    if (out->len == start)
      buf_puts(out, "\"\""); /* a missing value, not a blank line */
  }
  buf_char(out, '\n');
}

static const struct {
  const char *name, *called;
} formats[] = {[TABLE_ANY] = {"", "a file"},
               [TABLE_CSV] = {"csv", "a text file"},
               [TABLE_XLSX] = {"xlsx", "a workbook"},
               [TABLE_ODS] = {"ods", "an OpenDocument workbook"},
               [TABLE_SAV] = {"sav", "an SPSS file"},
               [TABLE_DTA] = {"dta", "a Stata file"}};

bool table_is_workbook(const struct table *t) {
  return t->format == TABLE_XLSX || t->format == TABLE_ODS;
}

const char *table_format_name(enum table_format format) {
  return formats[format].name;
}

const char *table_format_called(enum table_format format) {
  return formats[format].called;
}

enum table_format table_format_named(struct str name) {
  for (size_t i = TABLE_CSV; i <= TABLE_DTA; i++)
    if (str_is(name, formats[i].name))
      return (enum table_format)i;
  return str_is(name, "tsv") ? TABLE_CSV : TABLE_ANY;
}
