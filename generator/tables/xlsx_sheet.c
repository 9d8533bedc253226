/* One sheet of a workbook: rows and cells (ECMA-376 18.3.1). */
#include "tables/xlsx.h"

#include <math.h>
#include <stdio.h>

#include "engine/csv_value.h"
#include "tables/xml.h"

enum cell_type {
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT, /* inlineStr, str */
  CELL_BOOLEAN,
  CELL_ERROR,
  CELL_DATE /* ISO 8601 */
};

struct reading {
  const struct xlsx *x;
  struct sheet sheet;
  enum cell_type type;
  size_t style;
  bool in_value, has_value, has_formula, in_phonetic;
  struct buf text; /* of the cell */
};

/* Column and row of a reference such as C17; false when it is none. */
static bool read_reference(struct str s, uint32_t *column, uint32_t *row) {
  size_t i = 0;
  *column = *row = 0;
  for (; i < s.len && char_is_alpha(s.ptr[i]) && *column < 100000; i++)
    *column = *column * 26 + (uint32_t)((s.ptr[i] & 0xDF) - 'A' + 1);
  for (; i < s.len && char_is_digit(s.ptr[i]) && *row < 10000000; i++)
    *row = *row * 10 + (uint32_t)(s.ptr[i] - '0');
  return i == s.len && *column && *column <= SHEET_MOST_COLUMNS && *row;
}

static enum cell_type type_of(struct str t) {
  if (t.len != 1)
    return t.ptr ? CELL_TEXT : CELL_NUMBER;
  switch (t.ptr[0]) {
  case 'n':
    return CELL_NUMBER;
  case 's':
    return CELL_SHARED;
  case 'b':
    return CELL_BOOLEAN;
  case 'e':
    return CELL_ERROR;
  case 'd':
    return CELL_DATE;
  default:
    return CELL_TEXT;
  }
}

static void start_row(struct reading *r, const struct xml_attr *attrs,
                      size_t count) {
  int64_t number;
  uint32_t row = r->sheet.row;
  if (csv_integer(xml_attr(attrs, count, "r"), &number) && number > row &&
      number <= (int64_t)TABLE_MAX_ROWS)
    row = (uint32_t)number;
  else
    row++;
  sheet_row(&r->sheet, row, xlsx_is_true(xml_attr(attrs, count, "hidden")));
}

/* Cells are most of a workbook: their parts have names of one letter. */
static void start_cell(struct reading *r, const struct xml_attr *attrs,
                       size_t count) {
  uint32_t column, row;
  int64_t style = 0;
  struct str type = {0};
  uint32_t next = r->sheet.column + 1;
  r->style = 0;
  r->has_value = r->has_formula = false;
  buf_clear(&r->text);
  for (size_t i = 0; i < count; i++) {
    struct str value = attrs[i].value;
    if (attrs[i].name.len != 1)
      continue;
    if (attrs[i].name.ptr[0] == 't')
      type = value;
    else if (attrs[i].name.ptr[0] == 's' && csv_integer(value, &style) &&
             style > 0)
      r->style = (size_t)style;
    else if (attrs[i].name.ptr[0] == 'r' &&
             read_reference(value, &column, &row) && column > r->sheet.column)
      next = column;
  }
  r->sheet.column = next;
  r->type = type_of(type);
}

static void check_merged(struct reading *r, struct str range) {
  struct sheet_range g;
  size_t colon = str_find(range, ':', 0);
  if (read_reference(str_slice(range, 0, colon), &g.c1, &g.r1) &&
      read_reference(str_slice(range, colon + 1, range.len), &g.c2, &g.r2))
    sheet_merged(&r->sheet, g);
}

static void start_letter(struct reading *r, char name,
                         const struct xml_attr *attrs, size_t count) {
  if (name == 'c')
    start_cell(r, attrs, count);
  else if (name == 'v' || (name == 't' && !r->in_phonetic))
    r->in_value = r->has_value = true;
  else if (name == 'f')
    r->has_formula = true;
}

static void on_start(void *user, struct str name, const struct xml_attr *attrs,
                     size_t count) {
  struct reading *r = user;
  if (name.len == 1)
    start_letter(r, name.ptr[0], attrs, count);
  else if (str_is(name, "row"))
    start_row(r, attrs, count);
  else if (str_is(name, "rPh"))
    r->in_phonetic = true;
  else if (str_is(name, "mergeCell"))
    check_merged(r, xml_attr(attrs, count, "ref"));
  else if (str_is(name, "col"))
    r->sheet.hidden_columns += xlsx_is_true(xml_attr(attrs, count, "hidden"));
}

/* Of a text that is too long enough is kept for sheet_text to refuse it. */
static void on_text(void *user, struct str text) {
  struct reading *r = user;
  if (r->in_value && r->text.len <= TABLE_MAX_CELL)
    buf_put(&r->text, text);
}

static struct str shared_text(struct reading *r) {
  int64_t at;
  struct str text = buf_str(&r->text);
  if (csv_integer(str_trim(text), &at) && at >= 0 &&
      (uint64_t)at < r->x->string_count)
    return r->x->strings[at];
  sheet_fault(&r->sheet, "E-SHEET-BROKEN", "its text is not in the workbook");
  return STR("");
}

static struct str with_zeros(double number, size_t digits, char *room) {
  int len = snprintf(room, TABLE_CELL_ROOM, "%0*.0f", (int)digits, number);
  return (struct str){room, (size_t)len};
}

static void put_number(struct reading *r, struct str text) {
  double number;
  char room[TABLE_CELL_ROOM];
  struct xlsx_format f = {MOMENT_NONE, 0};
  if (r->style < r->x->style_count)
    f = r->x->styles[r->style];
  if (!csv_number(str_trim(text), &number))
    sheet_fault(&r->sheet, "E-SHEET-BROKEN",
                "not a number, though it is declared as one");
  else if (f.moment != MOMENT_NONE)
    sheet_text(&r->sheet, xlsx_date_text(r->x, number, f.moment, room));
  else if (f.digits && number >= 0 && number < 1e15 && number == floor(number))
    sheet_text(&r->sheet, with_zeros(number, f.digits, room));
  else
    sheet_number(&r->sheet, number);
}

static void end_cell(struct reading *r) {
  struct str text = buf_str(&r->text);
  if (r->sheet.failed)
    return;
  /* A text may be empty; a number that is was never computed. */
  bool open = !r->has_value || (!text.len && r->type == CELL_NUMBER);
  if (r->has_formula && (open || r->x->stale))
    sheet_formula_open(&r->sheet);
  if (!r->has_value || !text.len)
    return;
  if (r->type == CELL_NUMBER)
    put_number(r, text);
  else if (r->type == CELL_SHARED)
    sheet_text(&r->sheet, shared_text(r));
  else if (r->type == CELL_BOOLEAN)
    sheet_text(&r->sheet, str_is(text, "1") ? STR("true") : STR("false"));
  else if (r->type == CELL_ERROR)
    sheet_formula_error(&r->sheet, text);
  else if (r->type == CELL_DATE && str_ends(text, "T00:00:00"))
    sheet_text(&r->sheet, str_slice(text, 0, text.len - 9));
  else
    sheet_text(&r->sheet, xlsx_unescape(r->sheet.table->arena, text));
}

static void on_end(void *user, struct str name) {
  struct reading *r = user;
  if (name.len == 1) {
    r->in_value = false;
    if (name.ptr[0] == 'c')
      end_cell(r);
  } else if (str_is(name, "rPh")) {
    r->in_phonetic = false;
  }
}

bool xlsx_read_sheet(const struct xlsx *x, struct str part, struct table *t) {
  static const struct xml_events events = {on_start, on_end, on_text};
  struct reading r = {.x = x,
                      .sheet = {.table = t,
                                .diags = x->book.source->diags,
                                .options = x->book.source->options}};
  bool read = book_read_part(&x->book, part, true, &events, &r);
  buf_free(&r.text);
  return read && sheet_finish(&r.sheet);
}
