/* Ordering rows: a merge sort from the bottom up. */
#include "engine/dataset_sort.h"

#include <string.h>

#define SIGN(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_values(const struct series *s, size_t a, size_t b) {
  uint32_t i = series_row(s, a), j = series_row(s, b);
  const struct column *c = &s->column;
  switch (c->info->type) {
  case COLUMN_INTEGER:
  case COLUMN_YEAR:
    return SIGN(column_whole(c, i), column_whole(c, j));
  case COLUMN_NUMBER:
    return SIGN(c->as.numbers[i], c->as.numbers[j]);
  case COLUMN_BOOLEAN:
    return SIGN(c->as.flags[i], c->as.flags[j]);
  default:
    return SIGN(c->as.codes[i], c->as.codes[j]);
  }
}

int sort_compare(const struct sort_key *keys, size_t count, size_t a,
                 size_t b) {
  for (size_t k = 0; k < count; k++) {
    const struct series *s = keys[k].series;
    bool no_a = series_missing(s, a), no_b = series_missing(s, b);
    if (no_a && no_b)
      continue;
    if (no_a || no_b)
      return no_a ? 1 : -1;
    int order = compare_values(s, a, b);
    if (order != 0)
      return keys[k].descending ? -order : order;
  }
  return 0;
}

static void merge(const struct sort_key *keys, size_t key_count,
                  const uint32_t *from, uint32_t *to, size_t low, size_t middle,
                  size_t high) {
  size_t a = low, b = middle;
  for (size_t at = low; at < high; at++) {
    bool right =
        a >= middle ||
        (b < high && sort_compare(keys, key_count, from[b], from[a]) < 0);
    to[at] = right ? from[b++] : from[a++];
  }
}

void sort_rows(const struct sort_key *keys, size_t key_count, uint32_t *rows,
               uint32_t *room, size_t count) {
  uint32_t *from = rows, *to = room;
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t low = 0; low < count; low += 2 * width) {
      size_t middle = low + width < count ? low + width : count;
      size_t high = middle + width < count ? middle + width : count;
      merge(keys, key_count, from, to, low, middle, high);
    }
    uint32_t *other = from;
    from = to;
    to = other;
  }
  if (from != rows)
    memcpy(rows, from, count * sizeof *rows);
}
