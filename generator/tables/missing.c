/* Missing codes that a file gives as ranges. */
#include <math.h>

#include "engine/csv_value.h"
#include "tables/build.h"

enum { MOST_RANGE_CODES = 1000 };

static struct table_label *label_of(struct table *t, size_t column,
                                    struct str value) {
  struct table_column *c = &t->columns[column];
  for (size_t i = 0; i < c->label_count; i++)
    if (str_eq(c->labels[i].value, value))
      return &c->labels[i];
  if (c->label_count == MOST_RANGE_CODES)
    return NULL;
  struct table_label *l = table_add_label(t, column);
  l->value = arena_str(t->arena, value);
  return l;
}

static bool in_ranges(const struct table_column *c, double n) {
  for (size_t i = 0; i < c->range_count; i++)
    if (n >= c->ranges[i].from && n <= c->ranges[i].to)
      return true;
  return false;
}

static void name_value(struct table *t, size_t column, struct str value) {
  struct table_label *l = label_of(t, column, value);
  if (l)
    l->missing = true;
}

static void name_texts(struct table *t, size_t column) {
  const struct table_column *c = &t->columns[column];
  double n;
  for (uint32_t i = 1; i < c->word_count; i++)
    if (csv_number(c->words[i], &n) && in_ranges(c, n))
      name_value(t, column, c->words[i]);
}

void table_name_missing(struct table *t, size_t column) {
  struct table_column *c = &t->columns[column];
  char room[TABLE_CELL_ROOM];
  double n, last = NAN;
  if (c->range_count == 0)
    return;
  for (size_t i = 0; i < c->label_count; i++)
    if (csv_number(c->labels[i].value, &n) && in_ranges(c, n))
      c->labels[i].missing = true;
  for (size_t i = 0; c->kind == TABLE_NUMBERS && i < t->rows; i++) {
    n = c->numbers[i];
    if (!isfinite(n) || n == last || !in_ranges(c, n))
      continue;
    name_value(t, column, table_number_text(n, room));
    last = n;
  }
  name_texts(t, column);
}
