/* Cuts CSV into rows and values without copying. */
#include "course/csv_rows.h"

#include <string.h>

struct csv_rows csv_rows_start(struct str text, char delimiter) {
  return (struct csv_rows){
      .text = text, .delimiter = delimiter, .next_line = 1};
}

static char byte_at(const struct csv_rows *r, size_t at) {
  return at < r->text.len ? r->text.ptr[at] : '\n';
}

/* Length of the line end at `at`: 0, 1 or 2; the text's end counts. */
static size_t line_end_at(const struct csv_rows *r, size_t at) {
  if (byte_at(r, at) == '\n')
    return 1;
  return byte_at(r, at) == '\r' && byte_at(r, at + 1) == '\n' ? 2 : 0;
}

static void set_fault(struct csv_rows *r, enum csv_row_fault fault, size_t at) {
  if (r->fault != CSV_ROW_OK)
    return;
  r->fault = fault;
  r->fault_at = at;
}

/* From the byte after the opening quotes to the byte after the closing ones. */
static size_t skip_quoted(struct csv_rows *r, size_t at) {
  size_t open = at - 1;
  uint32_t lines = 0;
  for (;;) {
    const char *quote = at < r->text.len
                            ? memchr(r->text.ptr + at, '"', r->text.len - at)
                            : NULL;
    if (!quote) {
      set_fault(r, CSV_ROW_OPEN, open);
      return open + 1;
    }
    size_t end = (size_t)(quote - r->text.ptr);
    for (; at < end; at++)
      lines += r->text.ptr[at] == '\n';
    at = end + 1;
    if (byte_at(r, at) != '"')
      break;
    at++;
  }
  r->next_line += lines;
  return at;
}

static size_t skip_plain(const struct csv_rows *r, size_t at) {
  while (byte_at(r, at) != r->delimiter && !line_end_at(r, at))
    at++;
  return at;
}

static size_t skip_value(struct csv_rows *r, size_t at) {
  size_t from = at;
  if (byte_at(r, at) == '"') {
    at = skip_quoted(r, at + 1);
    if (byte_at(r, at) != r->delimiter && !line_end_at(r, at)) {
      set_fault(r, CSV_ROW_AFTER_QUOTE, at);
      at = skip_plain(r, at);
    }
  } else {
    at = skip_plain(r, at);
  }
  if (at - from > CSV_ROW_MAX_VALUE)
    set_fault(r, CSV_ROW_LONG, from);
  return at;
}

bool csv_rows_next(struct csv_rows *r, csv_rows_value_fn *visit, void *user) {
  while (r->at < r->text.len && line_end_at(r, r->at)) {
    r->at += line_end_at(r, r->at);
    r->next_line++;
  }
  if (r->at >= r->text.len)
    return false;
  r->line = r->next_line;
  r->row_start = r->at;
  r->columns = 0;
  r->fault = CSV_ROW_OK;
  for (;;) {
    size_t to = skip_value(r, r->at);
    if (visit)
      visit(user, r->at, to);
    r->columns++;
    r->at = to;
    if (line_end_at(r, to))
      break;
    r->at++; /* the delimiter */
  }
  if (r->at < r->text.len)
    r->at += line_end_at(r, r->at);
  r->next_line++;
  return true;
}
