#ifndef WM_CSV_ROWS_H
#define WM_CSV_ROWS_H

/* The rows of a CSV text, one after another, as RFC 4180 has them: values in
 * double quotes may hold delimiters, line ends and quotes written twice. Lines
 * end with LF or CRLF; a line without any byte is no row. The engine reads the
 * values (engine/csv.h, same rules); this finds out before whether it will be
 * able to: without memory for the values, and going on after a fault. */

#include "base/str.h"

enum csv_row_fault {
  CSV_ROW_OK,
  CSV_ROW_OPEN,        /* quotes without an end */
  CSV_ROW_AFTER_QUOTE, /* text between closing quotes and the delimiter */
  CSV_ROW_LONG         /* a value longer than CSV_ROW_MAX_VALUE */
};

#define CSV_ROW_MAX_VALUE ((size_t)1 << 20)

struct csv_rows {
  struct str text;
  char delimiter;
  size_t at; /* of the next byte */
  uint32_t line, next_line;
  size_t row_start; /* of the row */
  size_t columns;   /* of the row */
  enum csv_row_fault fault;
  size_t fault_at; /* byte */
};

struct csv_rows csv_rows_start(struct str text, char delimiter);
/* Called with each value of a row, still quoted: its place in the text. */
typedef void csv_rows_value_fn(void *user, size_t from, size_t to);
/* Moves to the next row and visits its values; false at the end. After a fault
 * the row ends at the next line end. `line` is where the row starts. */
bool csv_rows_next(struct csv_rows *rows, csv_rows_value_fn *visit, void *user);

#endif
