/* One sheet of an OpenDocument workbook: rows and cells (part 3, 9.1). A row is
 * kept until it ends, since it may stand for many. */
#include "base/utf8.h"
#include "engine/csv_value.h"
#include "tables/ods.h"

enum {
  MOST_MERGED = 1000,
  MOST_REPEATED = 1 << 24,
  MOST_ROWS = 1 << 20, /* of a sheet, as spreadsheet programs have it */
  MOST_ROW = 64 << 20, /* bytes of text */
  MOST_DIGITS = 15     /* of a code */
};

enum cell_kind { CELL_NOTHING, CELL_TEXT, CELL_NUMBER, CELL_ERROR };

/* A cell that holds something, or several alike side by side. */
struct cell {
  enum cell_kind kind;
  uint32_t column, repeated;
  double number;
  size_t text, text_len; /* in the row's texts */
};

struct reading {
  struct sheet sheet;
  size_t place, seen; /* of the sheet that is wanted; sheets seen so far */
  unsigned depth, spreadsheet, table, cell, paragraph, skip; /* depths, or 0 */
  uint32_t row, row_repeated, column; /* column: the next one's */
  bool row_hidden;
  struct cell now; /* the cell being read */
  struct str type; /* its kind of value, in `kinds` */
  char kinds[16];
  bool has_text, is_formula;
  bool computed;                  /* some formula has a result */
  uint32_t open_row, open_column; /* of the first formula without, or 0 */
  struct buf texts;               /* of the row's cells */
  struct cell *cells;
  size_t cell_count, cell_cap;
  struct sheet_range *merged;
  size_t merged_count, merged_cap;
};

static uint32_t number_attr(const struct xml_attr *attrs, size_t count,
                            const char *name) {
  int64_t n;
  struct str s = xml_attr(attrs, count, name);
  if (!csv_integer(s, &n) || n < 1)
    return 1;
  return n < MOST_REPEATED ? (uint32_t)n : MOST_REPEATED;
}

static void start_row(struct reading *r, const struct xml_attr *attrs,
                      size_t count) {
  struct str seen = xml_attr(attrs, count, "visibility");
  r->row_repeated = number_attr(attrs, count, "number-rows-repeated");
  r->row_hidden = seen.ptr && !str_is(seen, "visible");
  r->column = 1;
  r->cell_count = 0;
  buf_clear(&r->texts);
}

/* 2024-02-29T00:00:00 is a day; parts of a second are dropped. */
static struct str date_text(struct str s) {
  s = str_slice(s, 0, str_find(s, '.', 0));
  return str_ends(s, "T00:00:00") ? str_slice(s, 0, s.len - 9) : s;
}

/* PT36H00M00S as 36:00:00; what is none stays as it is. */
static void put_span(struct buf *out, struct str s) {
  int64_t parts[3] = {0};
  struct str rest = s;
  bool minus = str_starts(rest, "-"), good;
  rest = str_slice(rest, minus, rest.len);
  good = str_starts(rest, "PT");
  rest = str_slice(rest, 2, rest.len);
  for (int i = 0; i < 3 && good && rest.len; i++) {
    size_t end = str_find(rest, "HMS"[i], 0);
    if (end == rest.len)
      continue;
    struct str digits = str_slice(rest, 0, end);
    good = csv_integer(str_slice(digits, 0, str_find(digits, '.', 0)),
                       &parts[i]) &&
           parts[i] >= 0 && parts[i] < 100000000;
    rest = str_slice(rest, end + 1, rest.len);
  }
  if (!good || rest.len)
    buf_put(out, s);
  else
    buf_printf(out, "%s%02lld:%02lld:%02lld", minus ? "-" : "",
               (long long)parts[0], (long long)parts[1], (long long)parts[2]);
}

/* LibreOffice writes the kind of a value twice; its own names errors. */
static void read_type(struct reading *r, const struct xml_attr *attrs,
                      size_t count) {
  r->type = (struct str){0};
  for (size_t i = 0; i < count; i++) {
    struct str value = attrs[i].value;
    if (!str_is(attrs[i].name, "value-type") || value.len > sizeof r->kinds ||
        (r->type.ptr && !str_is(value, "error")))
      continue;
    for (size_t k = 0; k < value.len; k++)
      r->kinds[k] = value.ptr[k];
    r->type = (struct str){r->kinds, value.len};
  }
}

/* The value that attributes hold; the text of others is still to come. */
static void read_value(struct reading *r, const struct xml_attr *attrs,
                       size_t count) {
  struct str text = xml_attr(attrs, count, "string-value");
  struct str date = xml_attr(attrs, count, "date-value");
  struct str span = xml_attr(attrs, count, "time-value");
  struct str flag = xml_attr(attrs, count, "boolean-value");
  struct buf *out = &r->texts;
  if (date.ptr)
    buf_put(out, date_text(date));
  else if (span.ptr)
    put_span(out, span);
  else if (flag.ptr)
    buf_puts(out, str_is(flag, "true") ? "true" : "false");
  else if (text.ptr)
    buf_put(out, text);
  r->has_text = date.ptr || span.ptr || flag.ptr || text.len;
}

static void keep_merged(struct reading *r, uint32_t columns, uint32_t rows) {
  if (columns * (uint64_t)rows == 1 || r->merged_count == MOST_MERGED)
    return;
  *ARENA_PUSH(r->sheet.table->arena, r->merged, r->merged_count,
              r->merged_cap) = (struct sheet_range){
      r->column, r->row + 1, r->column + columns - 1, r->row + rows};
}

static void start_cell(struct reading *r, const struct xml_attr *attrs,
                       size_t count) {
  r->cell = r->depth;
  r->paragraph = 0;
  r->now = (struct cell){
      .column = r->column,
      .repeated = number_attr(attrs, count, "number-columns-repeated"),
      .text = r->texts.len};
  r->is_formula = xml_attr(attrs, count, "formula").ptr != NULL;
  read_type(r, attrs, count);
  read_value(r, attrs, count);
  bool number = str_is(r->type, "float") || str_is(r->type, "percentage") ||
                str_is(r->type, "currency");
  if (number && csv_number(xml_attr(attrs, count, "value"), &r->now.number))
    r->now.kind = CELL_NUMBER;
  keep_merged(r, number_attr(attrs, count, "number-columns-spanned"),
              number_attr(attrs, count, "number-rows-spanned"));
}

static void put_blanks(struct reading *r, uint32_t n, char what) {
  while (n-- && r->texts.len - r->now.text <= TABLE_MAX_CELL)
    buf_char(&r->texts, what);
}

/* Only paragraphs are the text of a cell; notes and pictures are not. */
static void start_in_cell(struct reading *r, struct str name,
                          const struct xml_attr *attrs, size_t count) {
  bool paragraph = str_is(name, "p") && r->depth == r->cell + 1;
  if (paragraph) {
    if (r->paragraph++ && !r->has_text)
      put_blanks(r, 1, '\n');
  } else if (r->depth == r->cell + 1 || str_is(name, "annotation") ||
             str_is(name, "note") || str_is(name, "ruby-text")) {
    r->skip = r->depth;
  } else if (!r->has_text) {
    if (str_is(name, "s"))
      put_blanks(r, number_attr(attrs, count, "c"), ' ');
    else if (str_is(name, "tab") || str_is(name, "line-break"))
      put_blanks(r, 1, '\n');
  }
}

static void start_in_table(struct reading *r, struct str name,
                           const struct xml_attr *attrs, size_t count) {
  struct str seen = xml_attr(attrs, count, "visibility");
  if (str_is(name, "table-row"))
    start_row(r, attrs, count);
  else if (str_is(name, "table-cell") || str_is(name, "covered-table-cell"))
    start_cell(r, attrs, count);
  else if (str_is(name, "table-column"))
    r->sheet.hidden_columns += seen.ptr && !str_is(seen, "visible");
  else if (str_is(name, "shapes") || str_is(name, "forms"))
    r->skip = r->depth;
}

static void on_start(void *user, struct str name, const struct xml_attr *attrs,
                     size_t count) {
  struct reading *r = user;
  r->depth++;
  if (r->skip)
    return;
  if (r->cell)
    start_in_cell(r, name, attrs, count);
  else if (r->table)
    start_in_table(r, name, attrs, count);
  else if (str_is(name, "spreadsheet"))
    r->spreadsheet = r->depth;
  else if (str_is(name, "table") && r->spreadsheet &&
           r->depth == r->spreadsheet + 1 && r->seen++ == r->place)
    r->table = r->depth;
}

/* Of a text that is too long enough is kept for sheet_text to refuse it. */
static void on_text(void *user, struct str text) {
  struct reading *r = user;
  if (!r->skip && r->cell && r->depth > r->cell && !r->has_text &&
      r->texts.len - r->now.text <= TABLE_MAX_CELL)
    buf_put(&r->texts, text);
}

/* Older programs write a formula's error as 0 that is shown in this way. */
static bool shows_error(struct str text) {
  static const char *const errors[] = {"Err:",   "#DIV/0!", "#N/A",  "#NAME?",
                                       "#NULL!", "#NUM!",   "#REF!", "#VALUE!"};
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (str_starts(text, errors[i]))
      return true;
  return false;
}

/* LibreOffice writes a formula that gives an empty text like one that was never
 * computed. */
static void note_formula(struct reading *r) {
  r->computed |= r->type.ptr != NULL;
  if (r->type.ptr || r->now.text_len || r->open_row)
    return;
  r->open_row = r->row + 1;
  r->open_column = r->now.column;
}

/* 007 is a code, and the zeros are a part of it. */
static bool is_code(const struct reading *r, struct str shown) {
  int64_t n;
  bool code = shown.len > 1 && shown.len <= MOST_DIGITS && shown.ptr[0] == '0';
  for (size_t i = 0; i < shown.len && code; i++)
    code = char_is_digit(shown.ptr[i]);
  return code && csv_integer(shown, &n) && (double)n == r->now.number;
}

/* Formulas' truth values are written as numbers. */
static void read_truth(struct reading *r, struct str shown) {
  double n = r->now.number;
  if (!r->is_formula || !((n == 1 && str_is(shown, "TRUE")) ||
                          (n == 0 && str_is(shown, "FALSE"))))
    return;
  r->texts.len = r->now.text;
  buf_puts(&r->texts, n == 1 ? "true" : "false");
  r->now.kind = CELL_TEXT;
}

static void end_cell(struct reading *r) {
  struct cell *c = &r->now;
  if (c->kind == CELL_NUMBER)
    read_truth(r, str_slice(buf_str(&r->texts), c->text, r->texts.len));
  struct str all = buf_str(&r->texts);
  c->text_len = all.len - c->text;
  if (str_is(r->type, "error") ||
      (r->is_formula && shows_error(str_slice(all, c->text, all.len))))
    c->kind = CELL_ERROR;
  else if (c->kind == CELL_NOTHING && c->text_len)
    c->kind = CELL_TEXT;
  else if (c->kind == CELL_NUMBER &&
           is_code(r, str_slice(all, c->text, all.len)))
    c->kind = CELL_TEXT;
  if (r->is_formula)
    note_formula(r);
  r->cell = 0;
  r->column += c->repeated;
  if (r->column > MOST_REPEATED)
    r->column = MOST_REPEATED;
  if (c->kind != CELL_NOTHING && c->column <= SHEET_MOST_COLUMNS)
    *ARENA_PUSH(r->sheet.table->arena, r->cells, r->cell_count, r->cell_cap) =
        *c;
}

static void put_cell(struct reading *r, const struct cell *c) {
  struct sheet *s = &r->sheet;
  struct str all = buf_str(&r->texts);
  struct str text = str_slice(all, c->text, c->text + c->text_len);
  for (uint32_t i = 0; i < c->repeated && !s->failed; i++) {
    s->column = c->column + i;
    if (s->column > SHEET_MOST_COLUMNS)
      return;
    if (c->kind == CELL_NUMBER)
      sheet_number(s, c->number);
    else if (c->kind == CELL_TEXT)
      sheet_text(s, text);
    else
      sheet_formula_error(s, text);
  }
}

static void end_row(struct reading *r) {
  struct sheet *s = &r->sheet;
  for (uint32_t n = 0; n < r->row_repeated && r->cell_count; n++) {
    sheet_row(s, r->row + n + 1, r->row_hidden);
    if (s->row > MOST_ROWS) {
      sheet_fault(s, "E-SHEET-SIZE", "no sheet has so many rows");
      s->failed = true;
    }
    for (size_t i = 0; i < r->cell_count && !s->failed; i++)
      put_cell(r, &r->cells[i]);
    if (s->failed)
      return;
  }
  r->row += r->row_repeated;
  if (r->row > UINT32_MAX / 2)
    r->row = UINT32_MAX / 2;
}

static void on_end(void *user, struct str name) {
  struct reading *r = user;
  if (r->skip == r->depth)
    r->skip = 0;
  else if (!r->skip && r->cell == r->depth)
    end_cell(r);
  else if (!r->skip && !r->cell && r->table && !r->sheet.failed &&
           str_is(name, "table-row"))
    end_row(r);
  r->table = r->table == r->depth ? 0 : r->table;
  r->spreadsheet = r->spreadsheet == r->depth ? 0 : r->spreadsheet;
  r->depth--;
}

bool ods_read_sheet(const struct ods *o, size_t place, struct table *t) {
  static const struct xml_events events = {on_start, on_end, on_text};
  struct reading r = {.place = place,
                      .texts.max = MOST_ROW,
                      .sheet = {.table = t,
                                .diags = o->book.source->diags,
                                .options = o->book.source->options}};
  bool read = book_read_part(&o->book, STR("content.xml"), true, &events, &r);
  bool fits = buf_ok(&r.texts);
  if (!fits)
    diag_error(o->book.source->diags, (struct loc){.src = o->book.src},
               "E-SHEET-SIZE", "a row of the sheet '%.*s' holds too much text",
               STR_ARG(utf8_cut(t->sheet, 60)));
  buf_free(&r.texts);
  if (read && r.open_row && !r.computed && !o->computed) {
    sheet_row(&r.sheet, r.open_row, false);
    r.sheet.column = r.open_column;
    sheet_formula_open(&r.sheet);
  }
  for (size_t i = 0; i < r.merged_count && read; i++)
    sheet_merged(&r.sheet, r.merged[i]);
  return read && sheet_finish(&r.sheet) && fits;
}
