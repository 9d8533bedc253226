/* Comparing what code gave back with what it should have. */
#include "engine/returned.h"

#include "base/json.h"
#include "engine/decimal.h"
#include "engine/locale.h"

#include <math.h>
#include <stdlib.h>

enum { REORDERED_MAX = 2000 };

static bool same_number(double wanted, double given) {
  return fabs(given - wanted) <= 1e-9 * fabs(wanted);
}

/* The kind of values in a column: one letter would do. */
static int storage(const struct series *s) {
  enum column_type type = s->column.info->type;
  return column_is_number(type) ? 0 : column_is_text(type) ? 1 : 2;
}

static bool same_cell(const struct series *a, size_t i, const struct series *b,
                      size_t j) {
  bool missing = series_missing(a, i);
  if (missing || series_missing(b, j))
    return missing && series_missing(b, j);
  if (storage(a) != storage(b))
    return false;
  if (storage(a) == 0)
    return same_number(series_number(a, i), series_number(b, j));
  if (storage(a) == 1)
    return str_eq(series_text(a, i), series_text(b, j));
  return a->column.as.flags[series_row(a, i)] ==
         b->column.as.flags[series_row(b, j)];
}

static bool same_row(const struct dataset *a, size_t i, const struct dataset *b,
                     size_t j) {
  for (size_t c = 0; c < a->count; c++) {
    size_t other = dataset_find(b, a->columns[c].column.info->name);
    if (!same_cell(&a->columns[c], i,
                   &b->columns[other == SIZE_MAX ? c : other], j))
      return false;
  }
  return true;
}

/* Finds for each row of a one of b that is not yet taken. */
static bool same_unordered(const struct dataset *a, const struct dataset *b) {
  bool taken[REORDERED_MAX] = {false};
  for (size_t i = 0; i < a->rows; i++) {
    size_t j = 0;
    while (j < b->rows && (taken[j] || !same_row(a, i, b, j)))
      j++;
    if (j == b->rows)
      return false;
    taken[j] = true;
  }
  return true;
}

static enum sameness compare_rows(const struct dataset *a,
                                  const struct dataset *b) {
  size_t i = 0;
  if (a->rows != b->rows || a->count != b->count)
    return SAME_NOT;
  while (i < a->rows && same_row(a, i, b, i))
    i++;
  if (i == a->rows)
    return SAME_ALL;
  return a->rows <= REORDERED_MAX && same_unordered(a, b) ? SAME_REORDERED
                                                          : SAME_NOT;
}

enum sameness returned_compare(const struct returned *wanted,
                               const struct returned *given) {
  if (wanted->kind != given->kind)
    return SAME_NOT;
  if (wanted->kind == RETURNED_ROWS)
    return compare_rows(wanted->rows, given->rows);
  bool same = wanted->kind == RETURNED_TEXT
                  ? str_eq(wanted->text, given->text)
                  : wanted->kind != RETURNED_NOTHING &&
                        same_number(wanted->number, given->number);
  return same ? SAME_ALL : SAME_NOT;
}

void returned_write(struct buf *out, const struct returned *value) {
  switch (value->kind) {
  case RETURNED_NOTHING:
    buf_puts(out, "null");
    break;
  case RETURNED_NUMBER:
    number_write_json(out, value->number);
    break;
  case RETURNED_TEXT:
    json_put_string(out, value->text);
    break;
  case RETURNED_FLAG:
    buf_puts(out, value->number > 0 ? "true" : "false");
    break;
  case RETURNED_ROWS:
    buf_printf(out, "{\"rows\":%zu,\"columns\":%zu}", value->rows->rows,
               value->rows->count);
    break;
  }
}
