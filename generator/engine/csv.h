#ifndef WM_ENGINE_CSV_H
#define WM_ENGINE_CSV_H

/* Splitting CSV text into records (RFC 4180; LF or CRLF). What a field means is
 * csv_value.h's. */

#include "base/buf.h"

struct csv_field {
  struct str text;
  bool quoted;
  bool copied; /* text is in the reader's buffer: "" inside quotes */
};

struct csv {
  struct str text;
  size_t at;
  char delimiter;
  int line;      /* where the record begins, from 1 */
  int next_line; /* where the next one will */
  struct csv_field *fields;
  size_t count, cap;
  struct buf copies;
};

enum csv_result {
  CSV_RECORD,
  CSV_END,
  CSV_UNCLOSED,    /* a quoted field does not end; csv.line: where it begins */
  CSV_AFTER_QUOTE, /* text after a closing quote */
  CSV_NO_MEMORY
};

/* `text` is borrowed, without a byte order mark. */
void csv_start(struct csv *c, struct str text, char delimiter);
/* The next record, in c->fields; valid until the next call. Empty lines are
 * passed over. */
enum csv_result csv_next(struct csv *c);
void csv_finish(struct csv *c);

#endif
