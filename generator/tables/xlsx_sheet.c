/* One sheet of a workbook: rows and cells (ECMA-376 18.3.1). */
#include "tables/xlsx.h"

#include "base/utf8.h"
#include "engine/csv_value.h"
#include "tables/xml.h"

enum { SHOWN_FAULTS = 10, SHOWN_BYTES = 60, MOST_SHEET_COLUMNS = 16384 };

enum cell_type {
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT, /* inlineStr, str */
  CELL_BOOLEAN,
  CELL_ERROR,
  CELL_DATE /* ISO 8601 */
};

struct heading {
  uint32_t column; /* of the sheet, from 1 */
  struct str text;
};

struct sheet {
  const struct xlsx *x;
  struct table *table;
  struct diags *diags;
  uint32_t row, column; /* from 1; of the cell being read */
  bool row_started;     /* the table has the row */
  enum cell_type type;
  size_t style;
  bool in_value, has_value, has_formula, in_phonetic;
  struct buf text; /* of the cell */
  struct heading *headings;
  size_t heading_count, heading_cap;
  bool header_done;
  uint32_t first, last; /* columns of the table in the sheet */
  size_t faults, hidden_rows, hidden_columns;
  uint32_t first_hidden;
  bool failed; /* too large: stop */
};

static struct loc at_row(const struct sheet *s) {
  return (struct loc){s->x->src, s->row, s->column, 0};
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

/* Column and row of a reference such as C17; false when it is none. */
static bool read_reference(struct str s, uint32_t *column, uint32_t *row) {
  size_t i = 0;
  *column = *row = 0;
  for (; i < s.len && char_is_alpha(s.ptr[i]) && *column < 100000; i++)
    *column = *column * 26 + (uint32_t)((s.ptr[i] & 0xDF) - 'A' + 1);
  for (; i < s.len && char_is_digit(s.ptr[i]) && *row < 10000000; i++)
    *row = *row * 10 + (uint32_t)(s.ptr[i] - '0');
  return i == s.len && *column && *column <= MOST_SHEET_COLUMNS && *row;
}

static void fault(struct sheet *s, const char *code, const char *what) {
  char room[16];
  if (s->faults++ < SHOWN_FAULTS)
    diag_error(s->diags, at_row(s), code, "cell %s: %s",
               cell_name(s->column, s->row, room), what);
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

static void start_row(struct sheet *s, const struct xml_attr *attrs,
                      size_t count) {
  int64_t number;
  struct str hidden = xml_attr(attrs, count, "hidden");
  uint32_t before = s->row;
  if (csv_integer(xml_attr(attrs, count, "r"), &number) && number > before &&
      number <= (int64_t)TABLE_MAX_ROWS)
    s->row = (uint32_t)number;
  else
    s->row++;
  s->column = 0;
  s->row_started = false;
  if (str_is(hidden, "1") || str_is(hidden, "true"))
    if (s->hidden_rows++ == 0)
      s->first_hidden = s->row;
}

/* Cells are most of a workbook: their parts have names of one letter. */
static void start_cell(struct sheet *s, const struct xml_attr *attrs,
                       size_t count) {
  uint32_t column, row;
  int64_t style = 0;
  struct str type = {0};
  uint32_t next = s->column + 1;
  s->style = 0;
  s->has_value = s->has_formula = false;
  buf_clear(&s->text);
  for (size_t i = 0; i < count; i++) {
    struct str value = attrs[i].value;
    if (attrs[i].name.len != 1)
      continue;
    if (attrs[i].name.ptr[0] == 't')
      type = value;
    else if (attrs[i].name.ptr[0] == 's' && csv_integer(value, &style) &&
             style > 0)
      s->style = (size_t)style;
    else if (attrs[i].name.ptr[0] == 'r' &&
             read_reference(value, &column, &row) && column > s->column)
      next = column;
  }
  s->column = next;
  s->type = type_of(type);
}

static void start_hidden_columns(struct sheet *s, const struct xml_attr *attrs,
                                 size_t count) {
  struct str hidden = xml_attr(attrs, count, "hidden");
  s->hidden_columns += str_is(hidden, "1") || str_is(hidden, "true");
}

/* A merged range holds its value in the first cell alone. */
static void check_merged(struct sheet *s, struct str range) {
  uint32_t c1, r1, c2, r2;
  size_t colon = str_find(range, ':', 0);
  uint32_t header = s->table->header_line;
  if (!read_reference(str_slice(range, 0, colon), &c1, &r1) ||
      !read_reference(str_slice(range, colon + 1, range.len), &c2, &r2) ||
      !s->header_done || r2 < header || c1 > s->last || c2 < s->first ||
      s->faults++ >= SHOWN_FAULTS)
    return;
  bool heading = r1 <= header;
  struct loc at = {s->x->src, r1, c1, 0};
  diag_error(s->diags, at, "E-XLSX-MERGED",
             "the cells %.*s are merged, so %s: unmerge them and write %s in "
             "each%s",
             STR_ARG(utf8_cut(range, SHOWN_BYTES)),
             heading ? "a column has no heading of its own"
                     : "only the first holds the value",
             heading ? "a heading" : "it",
             heading ? ", or declare the row of headings with 'dialect: "
                       "{headerRows: [N]}'"
                     : "");
}

static void start_letter(struct sheet *s, char name,
                         const struct xml_attr *attrs, size_t count) {
  if (name == 'c')
    start_cell(s, attrs, count);
  else if (name == 'v' || (name == 't' && !s->in_phonetic))
    s->in_value = s->has_value = true;
  else if (name == 'f')
    s->has_formula = true;
}

static void on_start(void *user, struct str name, const struct xml_attr *attrs,
                     size_t count) {
  struct sheet *s = user;
  if (name.len == 1)
    start_letter(s, name.ptr[0], attrs, count);
  else if (str_is(name, "row"))
    start_row(s, attrs, count);
  else if (str_is(name, "rPh"))
    s->in_phonetic = true;
  else if (str_is(name, "mergeCell"))
    check_merged(s, xml_attr(attrs, count, "ref"));
  else if (str_is(name, "col"))
    start_hidden_columns(s, attrs, count);
}

static void on_text(void *user, struct str text) {
  struct sheet *s = user;
  if (s->in_value && s->text.len + text.len <= TABLE_MAX_CELL)
    buf_put(&s->text, text);
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

static struct str shared_text(struct sheet *s) {
  int64_t at;
  struct str text = buf_str(&s->text);
  if (csv_integer(str_trim(text), &at) && at >= 0 &&
      (uint64_t)at < s->x->string_count)
    return s->x->strings[at];
  fault(s, "E-XLSX-BROKEN", "its text is not in the workbook");
  return STR("");
}

/* True while the row of headings is not over: the declared one, else the first
 * row that holds anything. Rows above it are passed over. */
static bool in_header(const struct sheet *s) {
  uint32_t declared = s->x->source->options->header_row;
  if (s->header_done)
    return false;
  if (declared)
    return s->row <= declared;
  return s->heading_count == 0 || s->row == s->table->header_line;
}

static void add_heading(struct sheet *s, struct str text) {
  uint32_t declared = s->x->source->options->header_row;
  text = str_trim(one_line(s, text));
  if (!text.len || (declared && s->row != declared))
    return;
  struct heading *h = ARENA_PUSH(s->table->arena, s->headings, s->heading_count,
                                 s->heading_cap);
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

/* The column of the table that the cell belongs to, or SIZE_MAX; begins the row
 * at its first cell that holds something. */
static size_t place_cell(struct sheet *s) {
  if (!s->header_done)
    finish_header(s);
  if (s->failed)
    return SIZE_MAX;
  if (s->column < s->first || s->column > s->last) {
    fault(s, "E-XLSX-ROW",
          "a value in a column without a heading: if the headings stand in "
          "another row, declare it with 'dialect: {headerRows: [N]}'");
    return SIZE_MAX;
  }
  if (!s->row_started && !table_add_row(s->table, s->diags, s->row)) {
    s->failed = true;
    return SIZE_MAX;
  }
  s->row_started = true;
  return s->column - s->first;
}

static void put_text(struct sheet *s, struct str text) {
  if (in_header(s)) {
    add_heading(s, text);
    return;
  }
  size_t column = text.len ? place_cell(s) : SIZE_MAX;
  if (column != SIZE_MAX)
    table_put_text(s->table, column, one_line(s, text));
}

static void put_number(struct sheet *s, struct str text) {
  double number;
  char room[TABLE_CELL_ROOM];
  enum moment kind = s->style < s->x->style_count
                         ? (enum moment)s->x->styles[s->style]
                         : MOMENT_NONE;
  if (!csv_number(str_trim(text), &number))
    fault(s, "E-XLSX-BROKEN", "not a number, though it is declared as one");
  else if (kind != MOMENT_NONE)
    put_text(s, xlsx_date_text(s->x, number, kind, room));
  else if (in_header(s))
    add_heading(s, table_number_text(number, room));
  else {
    size_t column = place_cell(s);
    if (column != SIZE_MAX)
      table_put_number(s->table, column, number);
  }
}

static void put_error(struct sheet *s) {
  char room[16];
  if (s->faults++ < SHOWN_FAULTS)
    diag_error(s->diags, at_row(s), "E-XLSX-FORMULA",
               "cell %s: the formula gives %.*s, which is no value: mend or "
               "empty the cell",
               cell_name(s->column, s->row, room),
               STR_ARG(utf8_cut(buf_str(&s->text), 20)));
}

static void end_cell(struct sheet *s) {
  struct str text = buf_str(&s->text);
  if (s->failed)
    return;
  if (s->has_formula && !s->has_value)
    fault(s, "E-XLSX-FORMULA",
          "a formula that was never computed: open the workbook, let it "
          "compute, and save it");
  if (!s->has_value || !text.len)
    return;
  if (s->type == CELL_NUMBER)
    put_number(s, text);
  else if (s->type == CELL_SHARED)
    put_text(s, shared_text(s));
  else if (s->type == CELL_BOOLEAN)
    put_text(s, str_is(text, "1") ? STR("true") : STR("false"));
  else if (s->type == CELL_ERROR)
    put_error(s);
  else if (s->type == CELL_DATE && str_ends(text, "T00:00:00"))
    put_text(s, str_slice(text, 0, text.len - 9));
  else
    put_text(s, xlsx_unescape(s->table->arena, text));
}

static void on_end(void *user, struct str name) {
  struct sheet *s = user;
  if (name.len == 1) {
    s->in_value = false;
    if (name.ptr[0] == 'c')
      end_cell(s);
  } else if (str_is(name, "rPh")) {
    s->in_phonetic = false;
  }
}

static void report_hidden(const struct sheet *s) {
  struct loc at = {s->x->src, s->first_hidden, 0, 0};
  if (s->x->source->options->quiet)
    return;
  if (s->hidden_rows)
    diag_warn(s->diags, at, "W-XLSX-HIDDEN", "%zu hidden row%s read too",
              s->hidden_rows, s->hidden_rows == 1 ? " was" : "s were");
  if (s->hidden_columns)
    diag_warn(s->diags, (struct loc){.src = s->x->src}, "W-XLSX-HIDDEN",
              "hidden columns were read too");
}

bool xlsx_read_sheet(const struct xlsx *x, struct str part, struct table *t) {
  static const struct xml_events events = {on_start, on_end, on_text};
  struct sheet s = {.x = x, .table = t, .diags = x->source->diags};
  bool read = xlsx_read_part(x, part, true, &events, &s);
  buf_free(&s.text);
  if (read && !s.failed && s.heading_count == 0)
    diag_error(s.diags, (struct loc){.src = x->src}, "E-CSV-EMPTY",
               "the sheet '%.*s' is empty, expected a row of headings",
               STR_ARG(utf8_cut(t->sheet, SHOWN_BYTES)));
  if (read && !s.failed && s.heading_count && !s.header_done)
    finish_header(&s);
  if (s.faults > SHOWN_FAULTS)
    diag_error(s.diags, (struct loc){.src = x->src}, "E-XLSX-CELLS",
               "%zu more cells with faults", s.faults - SHOWN_FAULTS);
  if (read)
    report_hidden(&s);
  return read && !s.failed && !s.faults && s.heading_count;
}
