/* Sums over columns: f_0_4, f_5_11 … f_total, total. */
#include <math.h>
#include <string.h>

#include "privacy/sums_steps.h"

enum { FEW_ROWS = 3, READS_MAX = 200000000 };

struct columns {
  struct arena *arena;
  const struct sums_table *table;
  struct audit *audit;
  size_t left[SUMS_MAX_COLUMNS]; /* columns not yet part of another */
  size_t count;
  bool done[SUMS_MAX_COLUMNS]; /* is a sum already */
  size_t reads; /* cells read: a table of zeros agrees with everything */
};

/* In rows that show all of them, is `total` always the sum of left[from, to)?
 * Returns how many rows say so, 0 where one denies it; rows of nothing say
 * nothing. */
static size_t rows_agreeing(struct columns *c, size_t total, size_t from,
                            size_t to) {
  size_t rows = 0;
  for (size_t row = 0; row < c->table->rows; row++) {
    double whole = series_number(c->table->counts[total], row), sum = 0;
    if ((c->reads += to - from) > READS_MAX)
      return 0;
    for (size_t i = from; i < to; i++)
      if (c->left[i] != total)
        sum += series_number(c->table->counts[c->left[i]], row);
    if (isnan(whole) || isnan(sum))
      continue;
    if (sum != whole)
      return 0;
    rows += whole > 0;
  }
  return rows;
}

/* Notes the sum in each row, and takes the parts off the list. */
static void take_sum(struct columns *c, size_t total, size_t from, size_t to) {
  size_t n = 0, kept = 0;
  size_t parts[SUMS_MAX_COLUMNS];
  for (size_t i = from; i < to; i++)
    if (c->left[i] != total)
      parts[n++] = c->left[i];
  for (size_t row = 0; row < c->table->rows; row++) {
    uint32_t *cells = arena_array(c->arena, uint32_t, n);
    for (size_t i = 0; i < n; i++)
      cells[i] = (uint32_t)(parts[i] * c->table->rows + row);
    sums_add(c->arena, c->audit, (uint32_t)(total * c->table->rows + row),
             cells, n);
  }
  for (size_t i = 0; i < c->count; i++)
    if (i < from || i >= to || c->left[i] == total)
      c->left[kept++] = c->left[i];
  c->count = kept;
  c->done[total] = true;
}

static bool is_named(const struct columns *c, size_t column) {
  const struct column_info *info = c->table->counts[column]->column.info;
  return sums_is_total(info->name) || sums_is_total(info->title);
}

/* One more sum of at least two neighbours in the list; shortest first, so that
 * subtotals are found before what they add up to. A column
 * called total needs fewer rows to prove it, or none when it stands last. */
static bool find_sum(struct columns *c) {
  for (size_t length = 2; length <= c->count; length++)
    for (size_t from = 0; from + length <= c->count; from++)
      for (size_t i = 0; i < c->count; i++) {
        size_t total = c->left[i];
        bool inside = i >= from && i < from + length;
        if (c->done[total] || (inside && length < 3))
          continue;
        size_t rows = rows_agreeing(c, total, from, from + length);
        if (rows >= FEW_ROWS || (rows && is_named(c, total))) {
          take_sum(c, total, from, from + length);
          return true;
        }
      }
  return false;
}

/* Where suppression leaves no complete row, names must do: one column called
 * total stands for all others. */
static void trust_name(struct columns *c) {
  size_t total = SIZE_MAX, named = 0;
  for (size_t i = 0; i < c->count; i++)
    if (is_named(c, c->left[i])) {
      total = c->left[i];
      named++;
    }
  for (size_t row = 0; row < c->table->rows; row++) {
    bool complete = true;
    for (size_t i = 0; i < c->count; i++)
      complete = complete && !series_missing(c->table->counts[c->left[i]], row);
    if (complete)
      return; /* such a row has been asked, and denied it */
  }
  if (named == 1 && !c->done[total] && c->count > 2)
    take_sum(c, total, 0, c->count);
}

void sums_add_columns(struct arena *a, const struct sums_table *t,
                      struct audit *out) {
  struct columns c = {.arena = a, .table = t, .audit = out};
  for (size_t i = 0; i < t->count_count; i++)
    c.left[c.count++] = i;
  while (find_sum(&c))
    ;
  trust_name(&c);
}
