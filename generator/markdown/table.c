/* Pipe tables: finding them, splitting rows, moving cells out of the way. */
#include "markdown/normaliser.h"

#include "markdown/code_span.h"
#include "markdown/computed.h"

/* Takes cells off a row, left to right. */
struct splitter {
  struct str row;
  size_t at;
  bool done;
  struct code_spans code;
  bool computed; /* {{ is still looked for */
};

static size_t skip_blanks(struct str s, size_t i) {
  while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t'))
    i++;
  return i;
}

static struct splitter split_start(struct str row) {
  struct splitter s = {.row = row, .computed = true};
  s.at = skip_blanks(row, 0);
  if (s.at < row.len && row.ptr[s.at] == '|')
    s.at++;
  return s;
}

/* Past one thing that may hide a |. */
static void split_step(struct splitter *s) {
  char c = s->row.ptr[s->at];
  char next = s->at + 1 < s->row.len ? s->row.ptr[s->at + 1] : '\0';
  bool found = false;
  size_t end = 0;
  if (c == '\\') {
    s->at += 2;
  } else if (c == '`') {
    s->at = code_span_end(&s->code, s->row, s->at, &found);
  } else if (c == '{' && next == '{' && s->computed) {
    s->computed = computed_end(s->row, s->at, &end) == COMPUTED_OK;
    s->at = s->computed ? end : s->at + 2;
  } else {
    s->at++;
  }
}

/* The next cell as [*from, *to) of the row, trimmed; false at the end. */
static bool split_next(struct splitter *s, size_t *from, size_t *to) {
  if (s->done)
    return false;
  size_t start = s->at;
  while (s->at < s->row.len && s->row.ptr[s->at] != '|')
    split_step(s);
  if (s->at > s->row.len)
    s->at = s->row.len;
  struct str cell = str_trim(str_slice(s->row, start, s->at));
  *from = cell.len ? (size_t)(cell.ptr - s->row.ptr) : start;
  *to = *from + cell.len;
  s->done = skip_blanks(s->row, s->at + 1) >= s->row.len;
  s->at++;
  return true;
}

static uint32_t count_cells(struct str row) {
  struct splitter s = split_start(row);
  size_t from, to;
  uint32_t count = 0;
  while (split_next(&s, &from, &to))
    count++;
  return count;
}

/* One cell of a delimiter row: :--, --, :-:, --: */
static bool read_align(struct str cell, enum align *align) {
  bool left = cell.len > 0 && cell.ptr[0] == ':';
  bool right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';
  struct str dashes = str_slice(cell, left, cell.len - right);
  for (size_t i = 0; i < dashes.len; i++)
    if (dashes.ptr[i] != '-')
      return false;
  static const enum align aligns[2][2] = {{ALIGN_NONE, ALIGN_RIGHT},
                                          {ALIGN_LEFT, ALIGN_CENTER}};
  *align = aligns[left][right];
  return dashes.len > 0;
}

/* The number of columns if this is a delimiter row (it has a |), else 0. Fills
 * up to TABLE_COLUMNS_MAX of `aligns`. */
static uint32_t delimiter_row(struct str row, enum align *aligns) {
  size_t first = skip_blanks(row, 0);
  if (first >= row.len || str_find(row, '|', 0) == row.len ||
      (row.ptr[first] != '|' && row.ptr[first] != ':' && row.ptr[first] != '-'))
    return 0;
  struct splitter s = split_start(row);
  size_t from, to;
  uint32_t count = 0;
  while (split_next(&s, &from, &to)) {
    enum align align;
    if (!read_align(str_slice(row, from, to), &align))
      return 0;
    if (count < TABLE_COLUMNS_MAX)
      aligns[count] = align;
    count++;
  }
  return count;
}

static struct str line_text(const struct normaliser *n,
                            struct content_line line) {
  return str_slice(n->source->text, line.from, line.to);
}

void table_put_cell(struct normaliser *n, uint32_t from, uint32_t to,
                    size_t first_edit) {
  struct edited *e = &n->normal->edited;
  edited_put(n->scratch, e, STR(MARK_CELL), from);
  edited_copy(n->scratch, e, n->source, from, to, &n->edits, first_edit);
  edited_put(n->scratch, e, STR("\n\n"), to);
  n->edits.count = first_edit;
  n->normal->front_lines += 2;
}

static void scan_cell(struct normaliser *n, uint32_t from, uint32_t to) {
  struct region r = {.text = str_slice(n->source->text, from, to),
                     .base = from,
                     .lines = 1,
                     .cell = true};
  size_t before = n->edits.count;
  scan_inlines(n, &r);
  table_put_cell(n, from, to, before);
}

static void add_cell(struct normaliser *n, uint32_t from, uint32_t to) {
  struct table_cell *cell = ARENA_PUSH(
      n->scratch, n->normal->cells, n->normal->cell_count, n->normal->cell_cap);
  cell->at = source_loc(n->source, from, to - from);
  cell->source = str_slice(n->source->text, from, to);
  cell->empty = from == to;
  if (!cell->empty)
    scan_cell(n, from, to);
}

/* A row's cells, exactly as many as the table has columns. */
static void add_row(struct normaliser *n, struct table *t,
                    struct content_line line) {
  struct str row = line_text(n, line);
  struct splitter s = split_start(row);
  size_t from = 0, to = row.len;
  uint32_t column = 0;
  for (; column < t->columns && split_next(&s, &from, &to); column++)
    add_cell(n, line.from + (uint32_t)from, line.from + (uint32_t)to);
  for (; column < t->columns; column++)
    add_cell(n, line.to, line.to);
  if (split_next(&s, &from, &to))
    diag_error(n->diags,
               source_loc(n->source, line.from + (uint32_t)from,
                          (uint32_t)(to - from)),
               "E-TABLE-CELLS",
               "this row has more cells than the table's %u columns",
               (unsigned)t->columns);
  t->row_at[t->rows++] = source_loc(n->source, line.from, line.to - line.from);
}

void table_add(struct normaliser *n, const struct table_start *start,
               const struct content_line *lines, uint32_t count) {
  struct normal *normal = n->normal;
  struct table *t = ARENA_PUSH(n->scratch, normal->tables, normal->table_count,
                               normal->table_cap);
  t->columns = start->columns;
  t->aligns = arena_array(n->scratch, enum align, start->columns);
  for (uint32_t i = 0; i < start->columns; i++)
    t->aligns[i] = start->aligns[i];
  t->row_at = arena_array(n->scratch, struct loc, count);
  t->first_cell = normal->cell_count;
  add_row(n, t, lines[0]);
  for (uint32_t i = 2; i < count; i++)
    add_row(n, t, lines[i]);
  struct mark *m =
      normaliser_mark(n, MARK_TABLE, lines[0].from, lines[count - 1].to);
  m->index = (uint32_t)normal->table_count - 1;
}

/* Whether lines `at` - 1 and `at` start a table; says what is wrong if they
 * nearly do. */
static bool starts_at(struct normaliser *n, const struct content_line *lines,
                      uint32_t at, struct table_start *start) {
  uint32_t columns = delimiter_row(line_text(n, lines[at]), start->aligns);
  if (columns == 0)
    return false;
  struct loc loc =
      source_loc(n->source, lines[at].from, lines[at].to - lines[at].from);
  uint32_t header = count_cells(line_text(n, lines[at - 1]));
  if (header != columns) {
    diag_error(n->diags, loc, "E-TABLE-HEADER",
               "the table's header has %u column%s, the line under it %u",
               (unsigned)header, header == 1 ? "" : "s", (unsigned)columns);
    return false;
  }
  if (columns > TABLE_COLUMNS_MAX) {
    diag_error(n->diags, loc, "E-TABLE-COLUMNS",
               "a table of %u columns; at most %d are read", (unsigned)columns,
               TABLE_COLUMNS_MAX);
    return false;
  }
  start->columns = columns;
  return true;
}

uint32_t table_find(struct normaliser *n, const struct content_line *lines,
                    uint32_t count, struct table_start *start) {
  for (uint32_t at = 1; at < count; at++)
    if (starts_at(n, lines, at, start))
      return at - 1;
  return count;
}
