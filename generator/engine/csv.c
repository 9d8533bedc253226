/* Splitting CSV text into records. */
#include "engine/csv.h"

#include "engine/pool.h"

#include <string.h>

void csv_start(struct csv *c, struct str text, char delimiter) {
  *c = (struct csv){.text = text, .delimiter = delimiter};
  c->line = c->next_line = 1;
}

void csv_finish(struct csv *c) {
  buf_free(&c->copies);
  pool_release(c->fields);
  c->fields = NULL;
}

static struct csv_field *add_field(struct csv *c) {
  if (c->count == c->cap) {
    size_t cap = c->cap ? c->cap * 2 : 16;
    struct csv_field *more = pool_resize(c->fields, cap, sizeof *more);
    if (!more)
      return NULL;
    c->fields = more;
    c->cap = cap;
  }
  struct csv_field *f = &c->fields[c->count++];
  *f = (struct csv_field){0};
  return f;
}

static void read_plain(struct csv *c, struct csv_field *f) {
  const char *p = c->text.ptr + c->at, *end = c->text.ptr + c->text.len;
  const char *start = p;
  while (p < end && *p != c->delimiter && *p != '\n')
    p++;
  size_t len = (size_t)(p - start);
  c->at += len;
  if (len && start[len - 1] == '\r' && (p == end || *p == '\n'))
    len--;
  f->text = (struct str){start, len};
}

static enum csv_result end_quoted(struct csv *c) {
  struct str rest = str_slice(c->text, c->at, c->text.len);
  if (rest.len == 0 || rest.ptr[0] == c->delimiter || rest.ptr[0] == '\n')
    return CSV_RECORD;
  if (rest.ptr[0] == '\r' && (rest.len == 1 || rest.ptr[1] == '\n')) {
    c->at++;
    return CSV_RECORD;
  }
  return CSV_AFTER_QUOTE;
}

static enum csv_result read_quoted(struct csv *c, struct csv_field *f) {
  size_t start = ++c->at, copied = c->copies.len;
  f->quoted = true;
  for (;; c->at++) {
    if (c->at >= c->text.len)
      return CSV_UNCLOSED;
    char ch = c->text.ptr[c->at];
    if (ch == '\n')
      c->next_line++;
    if (ch != '"')
      continue;
    f->text = str_slice(c->text, start, c->at++);
    bool doubled = c->at < c->text.len && c->text.ptr[c->at] == '"';
    if (doubled || f->copied) {
      buf_put(&c->copies, f->text);
      f->copied = true;
    }
    if (!doubled)
      break;
    buf_char(&c->copies, '"');
    start = c->at + 1;
  }
  if (f->copied) /* the offset for now: the buffer may still move */
    f->text = (struct str){NULL, copied};
  return end_quoted(c);
}

/* Copied fields get their text when the buffer does not move any more: each
 * ends where the next copied one begins. */
static void place_copies(struct csv *c) {
  size_t end = c->copies.len;
  for (size_t i = c->count; i-- > 0;) {
    struct csv_field *f = &c->fields[i];
    if (!f->copied)
      continue;
    size_t from = f->text.len;
    f->text = str_slice(buf_str(&c->copies), from, end);
    end = from;
  }
}

static void skip_empty_lines(struct csv *c) {
  while (c->at < c->text.len) {
    struct str rest = str_slice(c->text, c->at, c->text.len);
    size_t skip = str_starts(rest, "\r\n")                       ? 2
                  : str_starts(rest, "\n") || str_is(rest, "\r") ? 1
                                                                 : 0;
    if (skip == 0)
      break;
    c->at += skip;
    c->next_line++;
  }
}

enum csv_result csv_next(struct csv *c) {
  enum csv_result result = CSV_RECORD;
  skip_empty_lines(c);
  c->line = c->next_line;
  c->count = 0;
  buf_clear(&c->copies);
  if (c->at >= c->text.len)
    return CSV_END;
  for (;;) {
    struct csv_field *f = add_field(c);
    if (!f)
      return CSV_NO_MEMORY;
    if (c->at < c->text.len && c->text.ptr[c->at] == '"')
      result = read_quoted(c, f);
    else
      read_plain(c, f);
    if (result != CSV_RECORD)
      return result;
    if (c->at >= c->text.len)
      break;
    if (c->text.ptr[c->at++] == '\n') {
      c->next_line++;
      break;
    }
  }
  if (!buf_ok(&c->copies))
    return CSV_NO_MEMORY;
  place_copies(c);
  return CSV_RECORD;
}
