/* Records with the same keys, and how many each cannot be told from. */
#include "engine/risk_steps.h"

#include <math.h>
#include <string.h>

uint32_t risk_number(const struct sort_key *keys, size_t key_count,
                     const uint32_t *list, size_t count, uint32_t *of,
                     uint32_t *first) {
  struct pool own = {0};
  uint32_t mask = 15, numbers = 0;
  while (mask < 2 * count)
    mask = 2 * mask + 1;
  uint32_t *slots = pool_array(&own, uint32_t, (size_t)mask + 1);
  if (!slots)
    return UINT32_MAX;
  memset(of, 0, count * sizeof *of);
#define ROW(i) (list ? list[i] : (i))
  for (size_t k = 0; k < key_count; k++)
    for (uint32_t i = 0; i < count; i++)
      of[i] = risk_mix(of[i], risk_cell(keys[k].series, ROW(i)));
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = of[i] & mask;
    while (slots[at] && !risk_same(keys, key_count, ROW(slots[at] - 1), ROW(i)))
      at = (at + 1) & mask;
    if (!slots[at])
      slots[at] = i + 1;
    of[i] = slots[at] - 1; /* the first that is equal */
  }
  for (uint32_t i = 0; i < count; i++)
    if (of[i] != i) {
      of[i] = of[of[i]];
    } else {
      of[i] = numbers++;
      if (first)
        first[of[i]] = ROW(i);
    }
#undef ROW
  pool_free(&own);
  return numbers;
}

static double weight_of(const struct risk_file *f, size_t row) {
  return f->weight ? series_number(f->weight, row) : 1;
}

static bool has_missing(const struct risk_file *f, size_t row) {
  bool missing = false;
  for (size_t k = 0; k < f->key_count; k++)
    missing = missing || series_missing(f->keys[k].series, row);
  return missing;
}

/* Counts records and their weights by group. */
static bool count_records(const struct risk_file *f, struct risk_groups *g) {
  for (size_t i = 0; i < f->rows; i++) {
    double weight = weight_of(f, i);
    if (!(weight > 0 && weight < (double)INFINITY)) {
      g->bad_row = i;
      return false;
    }
    if (g->size[g->of_row[i]]++ == 0)
      g->first[g->of_row[i]] = (uint32_t)i;
    if (f->weight)
      g->by_weight[g->of_row[i]] += weight;
  }
  return true;
}

enum risk_status risk_group(struct pool *p, const struct risk_file *f,
                            struct risk_groups *g) {
  *g = (struct risk_groups){.rows = f->rows};
  g->of_row = pool_array(p, uint32_t, f->rows);
  if (!g->of_row)
    return RISK_NO_MEMORY;
  g->count = risk_number(f->keys, f->key_count, NULL, f->rows, g->of_row, NULL);
  if (g->count == UINT32_MAX)
    return RISK_NO_MEMORY;
  g->first = pool_array(p, uint32_t, g->count);
  g->fk = g->size = pool_array(p, uint32_t, g->count);
  g->by_weight = f->weight ? pool_array(p, double, g->count) : NULL;
  if (!g->first || !g->size || (f->weight && !g->by_weight))
    return RISK_NO_MEMORY;
  if (!count_records(f, g))
    return RISK_BAD_WEIGHT;
  for (uint32_t i = 0; i < g->count; i++)
    if (has_missing(f, g->first[i]))
      return risk_match(p, f, g);
  return RISK_DONE;
}

double risk_Fk(const struct risk_groups *g, uint32_t group) {
  return g->by_weight ? g->by_weight[group] : g->fk[group];
}
