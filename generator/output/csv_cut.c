/* RFC 4180 cells, passed on or left out as they stand. */
#include "output/csv_cut.h"

/* Takes the next cell, quotes included, off `rest`; false after the last cell
 * of a row. */
static bool next_cell(struct str *rest, char delimiter, struct str *cell) {
  size_t i = 0;
  bool quoted = false;
  while (i < rest->len) {
    char c = rest->ptr[i];
    if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == delimiter || c == '\n'))
      break;
    i++;
  }
  bool more = i < rest->len && rest->ptr[i] == delimiter;
  *cell = str_slice(*rest, 0, i);
  *rest = str_slice(*rest, i + 1, rest->len);
  if (!more && cell->len && cell->ptr[cell->len - 1] == '\r')
    cell->len--;
  return more;
}

static bool is_wanted(struct str cell, const struct str *columns,
                      size_t count) {
  cell = str_trim(cell);
  if (cell.len > 1 && cell.ptr[0] == '"')
    cell = str_slice(cell, 1, cell.len - 1);
  for (size_t i = 0; i < count; i++)
    if (str_eq(cell, columns[i]))
      return true;
  return false;
}

enum { MAX_COLUMNS = 4096 };

void csv_put_columns(struct buf *out, struct str csv, char delimiter,
                     const struct str *columns, size_t count) {
  unsigned char wanted[MAX_COLUMNS] = {0};
  bool head = true;
  while (csv.len) {
    size_t column = 0, written = 0, start = out->len;
    bool blank = csv.ptr[0] == '\n' || csv.ptr[0] == '\r';
    for (bool more = true; more; column++) {
      struct str cell;
      more = next_cell(&csv, delimiter, &cell);
      if (column >= MAX_COLUMNS)
        continue;
      if (head)
        wanted[column] = is_wanted(cell, columns, count);
      if (!wanted[column])
        continue;
      if (written++)
        buf_char(out, delimiter);
      buf_put(out, cell);
    }
    if (written && out->len == start && !blank)
      buf_puts(out, "\"\""); /* a missing value, not a blank line */
    buf_char(out, '\n');
    head = false;
  }
}
