/* Sheets of workbooks, of any form. */
#include "tables/sheet.h"

#include "base/utf8.h"
#include "engine/csv_value.h"

enum { SHOWN_FAULTS = 10, SHOWN_BYTES = 60, MOST_FAULTS = 100000 };

struct sheet_heading {
  uint32_t column; /* of the sheet, from 1 */
  struct str text;
};

static struct loc at_row(const struct sheet *s) {
  return (struct loc){s->table->src, s->row, s->column, 0};
}

/* "C17", in `room` of 16 bytes. */
static const char *cell_name(uint32_t column, uint32_t row, char *room) {
  char *p = room + 15;
  *p = '\0';
  do
    *--p = (char)('0' + row % 10);
  while (row /= 10);
  for (; column && p > room; column = (column - 1) / 26)
    *--p = (char)('A' + (column - 1) % 26);
  return p;
}

void sheet_row(struct sheet *s, uint32_t row, bool hidden) {
  s->row = row;
  s->column = 0;
  s->row_started = false;
  if (hidden && s->hidden_rows++ == 0)
    s->first_hidden = row;
}

void sheet_fault(struct sheet *s, const char *code, const char *what) {
  char room[16];
  if (s->faults++ < SHOWN_FAULTS)
    diag_error(s->diags, at_row(s), code, "cell %s: %s",
               cell_name(s->column, s->row, room), what);
  s->failed = s->failed || s->faults == MOST_FAULTS;
}

void sheet_formula_error(struct sheet *s, struct str error) {
  char room[16];
  if (s->faults++ < SHOWN_FAULTS)
    diag_error(s->diags, at_row(s), "E-SHEET-FORMULA",
               "cell %s: the formula gives %.*s, which is no value: mend or "
               "empty the cell",
               cell_name(s->column, s->row, room),
               STR_ARG(utf8_cut(error, 20)));
}

void sheet_formula_open(struct sheet *s) {
  sheet_fault(s, "E-SHEET-FORMULA",
              "a formula that was never computed: open the workbook, let it "
              "compute, and save it");
}

/* Line breaks in a cell count as blanks, so that each row is one line. */
static struct str one_line(struct sheet *s, struct str text) {
  if (str_find(text, '\n', 0) == text.len &&
      str_find(text, '\r', 0) == text.len)
    return text;
  char *copy = arena_alloc(s->table->arena, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    bool line = text.ptr[i] == '\n' || text.ptr[i] == '\r';
    if (!line)
      copy[len++] = text.ptr[i];
    else if (len && copy[len - 1] != ' ')
      copy[len++] = ' ';
  }
  return (struct str){copy, len};
}

/* True while the row of headings is not over: the declared one, else the first
 * row that holds anything. Rows above it are passed over. */
static bool in_header(const struct sheet *s) {
  uint32_t declared = s->options->header_row;
  if (s->header_done)
    return false;
  if (declared)
    return s->row <= declared;
  return s->heading_count == 0 || s->row == s->table->header_line;
}

static void add_heading(struct sheet *s, struct str text) {
  uint32_t declared = s->options->header_row;
  text = str_trim(one_line(s, text));
  if (!text.len || (declared && s->row != declared))
    return;
  struct sheet_heading *h = ARENA_PUSH(s->table->arena, s->headings,
                                       s->heading_count, s->heading_cap);
  h->column = s->column;
  h->text = arena_str(s->table->arena, text);
  s->table->header_line = s->row;
}

/* The columns of the table, once its row of headings is over. */
static void finish_header(struct sheet *s) {
  s->header_done = true;
  if (s->heading_count == 0) {
    diag_error(s->diags, at_row(s), "E-TABLE-HEADING",
               "the row of headings is empty");
    s->failed = true;
    return;
  }
  s->first = s->headings[0].column;
  s->last = s->headings[s->heading_count - 1].column;
  for (uint32_t i = s->first, h = 0; i <= s->last && !s->failed; i++) {
    bool has = s->headings[h].column == i;
    s->failed = !table_add_column(s->table, s->diags,
                                  has ? s->headings[h].text : STR(""));
    h += has;
  }
}

/* Said once: where the row of headings is another, each cell is outside. */
static void report_outside(struct sheet *s) {
  if (s->outside++ == 0)
    sheet_fault(
        s, "E-SHEET-ROW",
        "a value in a column without a heading: if the headings stand in "
        "another row, declare it with 'dialect: {headerRows: [N]}'");
  s->failed = s->failed || s->outside == MOST_FAULTS;
}

/* The column of the table that the cell belongs to, or SIZE_MAX; begins the row
 * at its first cell that holds something. */
static size_t place_cell(struct sheet *s) {
  if (!s->header_done)
    finish_header(s);
  if (s->failed)
    return SIZE_MAX;
  if (s->column < s->first || s->column > s->last) {
    report_outside(s);
    return SIZE_MAX;
  }
  if (!s->row_started && !table_add_row(s->table, s->diags, s->row)) {
    s->failed = true;
    return SIZE_MAX;
  }
  s->row_started = true;
  return s->column - s->first;
}

void sheet_text(struct sheet *s, struct str text) {
  if (text.len > TABLE_MAX_CELL) {
    sheet_fault(s, "E-CSV-LONG", "a text of more than a megabyte");
    return;
  }
  if (in_header(s)) {
    add_heading(s, text);
    return;
  }
  size_t column = text.len ? place_cell(s) : SIZE_MAX;
  if (column != SIZE_MAX)
    table_put_text(s->table, column, one_line(s, text));
}

void sheet_number(struct sheet *s, double number) {
  char room[TABLE_CELL_ROOM];
  if (in_header(s)) {
    add_heading(s, table_number_text(number, room));
    return;
  }
  size_t column = place_cell(s);
  if (column != SIZE_MAX)
    table_put_number(s->table, column, number);
}

/* A merged range holds its value in the first cell alone. */
void sheet_merged(struct sheet *s, struct sheet_range r) {
  char from[16], to[16];
  uint32_t header = s->table->header_line;
  if (!s->header_done || r.r2 < header || r.c1 > s->last || r.c2 < s->first ||
      s->faults++ >= SHOWN_FAULTS)
    return;
  bool heading = r.r1 <= header;
  struct loc at = {s->table->src, r.r1, r.c1, 0};
  diag_error(s->diags, at, "E-SHEET-MERGED",
             "the cells %s:%s are merged, so %s: unmerge them and write %s in "
             "each%s",
             cell_name(r.c1, r.r1, from), cell_name(r.c2, r.r2, to),
             heading ? "a column has no heading of its own"
                     : "only the first holds the value",
             heading ? "a heading" : "it",
             heading ? ", or declare the row of headings with 'dialect: "
                       "{headerRows: [N]}'"
                     : "");
}

static void report_hidden(const struct sheet *s) {
  struct loc at = {s->table->src, s->first_hidden, 0, 0};
  if (s->options->quiet)
    return;
  if (s->hidden_rows)
    diag_warn(s->diags, at, "W-SHEET-HIDDEN", "%zu hidden row%s read too",
              s->hidden_rows, s->hidden_rows == 1 ? " was" : "s were");
  if (s->hidden_columns)
    diag_warn(s->diags, (struct loc){.src = s->table->src}, "W-SHEET-HIDDEN",
              "hidden columns were read too");
}

bool sheet_finish(struct sheet *s) {
  struct loc whole = {.src = s->table->src};
  if (!s->failed && s->heading_count == 0)
    diag_error(s->diags, whole, "E-CSV-EMPTY",
               "the sheet '%.*s' is empty, expected a row of headings",
               STR_ARG(utf8_cut(s->table->sheet, SHOWN_BYTES)));
  if (!s->failed && s->heading_count && !s->header_done)
    finish_header(s);
  if (s->outside > 1)
    diag_error(s->diags, whole, "E-SHEET-ROW",
               "%zu more value%s in columns without a heading", s->outside - 1,
               s->outside == 2 ? "" : "s");
  if (s->faults > SHOWN_FAULTS)
    diag_error(s->diags, whole, "E-SHEET-CELLS", "%zu more cells with faults",
               s->faults - SHOWN_FAULTS);
  report_hidden(s);
  return !s->failed && !s->faults && s->heading_count;
}

static const struct sheet_entry *
find_sheet(struct str wanted, const struct sheet_entry *list, size_t count) {
  int64_t number;
  for (size_t i = 0; i < count; i++)
    if (wanted.ptr ? str_eq(list[i].name, wanted) : !list[i].hidden)
      return &list[i];
  if (!wanted.ptr)
    return count ? &list[0] : NULL;
  return csv_integer(wanted, &number) && number >= 1 &&
                 (uint64_t)number <= count
             ? &list[number - 1]
             : NULL;
}

static void put_names(struct buf *out, const struct sheet_entry *list,
                      size_t count) {
  for (size_t i = 0; i < count && i < 10; i++)
    buf_printf(out, "%s'%.*s'", i ? ", " : "",
               STR_ARG(utf8_cut(list[i].name, SHOWN_BYTES)));
}

const struct sheet_entry *sheet_choose(const struct table_source *source,
                                       uint32_t src,
                                       const struct sheet_entry *list,
                                       size_t count) {
  const struct table_options *o = source->options;
  const struct sheet_entry *s = find_sheet(o->sheet, list, count);
  struct loc whole = {.src = src};
  size_t visible = 0;
  struct buf names = {0};
  put_names(&names, list, count);
  for (size_t i = 0; i < count; i++)
    visible += !list[i].hidden;
  if (!count)
    diag_error(source->diags, whole, "E-SHEET-BROKEN",
               "the file is no workbook that can be read: it has no sheets");
  else if (!s)
    diag_error(source->diags, whole, "E-SHEET-NAME",
               "the workbook has no sheet '%.*s', only %.*s",
               STR_ARG(utf8_cut(o->sheet, SHOWN_BYTES)),
               STR_ARG(buf_str(&names)));
  else if (!o->sheet.ptr && visible > 1 && !o->quiet)
    diag_warn(source->diags, whole, "W-SHEET-NAME",
              "the sheet '%.*s' was taken of %zu (%.*s): declare 'dialect: "
              "{sheet: NAME}' for the one you mean",
              STR_ARG(utf8_cut(s->name, SHOWN_BYTES)), count,
              STR_ARG(buf_str(&names)));
  buf_free(&names);
  return s;
}
