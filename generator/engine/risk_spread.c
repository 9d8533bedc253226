/* Entropy l-diversity and t-closeness. */
#include "engine/risk.h"

#include "engine/portable_math.h"

#include <math.h>
#include <string.h>

/* Combinations of group and sensitive value, and the values alone. */
struct spread {
  const struct series *sensitive;
  const struct risk_groups *groups;
  uint32_t *of, *first, *size; /* combinations, per record and each */
  uint32_t count;
  uint32_t *known; /* per group: records with a value */
};

static bool is_ordered(const struct series *s) {
  enum column_type type = s->column.info->type;
  return column_is_number(type) || type == COLUMN_DATE;
}

static bool combine(struct pool *p, const struct risk_file *f,
                    struct spread *s) {
  struct sort_key keys[RISK_MAX_KEYS + 1];
  for (size_t k = 0; k < f->key_count; k++)
    keys[k] = f->keys[k];
  keys[f->key_count] = (struct sort_key){s->sensitive, false};
  s->of = pool_array(p, uint32_t, f->rows);
  s->first = pool_array(p, uint32_t, f->rows);
  s->known = pool_array(p, uint32_t, s->groups->count);
  if (!s->of || !s->first || !s->known)
    return false;
  s->count =
      risk_number(keys, f->key_count + 1, NULL, f->rows, s->of, s->first);
  s->size = s->count == UINT32_MAX ? NULL : pool_array(p, uint32_t, s->count);
  if (!s->size)
    return false;
  for (size_t i = 0; i < f->rows; i++) {
    s->size[s->of[i]]++;
    s->known[s->groups->of_row[i]] += !series_missing(s->sensitive, i);
  }
  return true;
}

static void count_values(const struct spread *s, struct risk_spread *out) {
  memset(out->entropy, 0, s->groups->count * sizeof *out->entropy);
  for (uint32_t i = 0; i < s->count; i++) {
    uint32_t g = s->groups->of_row[s->first[i]];
    double share = (double)s->size[i] / s->known[g];
    if (series_missing(s->sensitive, s->first[i]))
      continue;
    out->entropy[g] -= share * portable_log(share);
  }
  for (uint32_t g = 0; g < s->groups->count; g++)
    out->entropy[g] = s->known[g] ? portable_exp(out->entropy[g]) : 0;
}

/* The values of the whole file in order, each with its share of the records.
 */
struct whole {
  uint32_t *of, *rank;
  double *share;
  uint32_t count; /* without missing, which sorts last */
};

static bool rank_values(struct pool *p, const struct spread *s,
                        struct whole *w) {
  size_t rows = s->groups->rows, known = 0;
  struct sort_key key = {s->sensitive, false};
  uint32_t *first = pool_array(p, uint32_t, rows);
  w->of = pool_array(p, uint32_t, rows);
  if (!first || !w->of)
    return false;
  w->count = risk_number(&key, 1, NULL, rows, w->of, first);
  if (w->count == UINT32_MAX)
    return false;
  uint32_t *order = pool_array(p, uint32_t, w->count);
  uint32_t *room = pool_array(p, uint32_t, w->count);
  w->rank = pool_array(p, uint32_t, w->count);
  w->share = pool_array(p, double, w->count);
  if (!order || !room || !w->rank || !w->share)
    return false;
  memcpy(order, first, w->count * sizeof *order);
  sort_rows(&key, 1, order, room, w->count);
  for (uint32_t i = 0; i < w->count; i++)
    w->rank[w->of[order[i]]] = i;
  for (size_t i = 0; i < rows; i++) {
    known += !series_missing(s->sensitive, i);
    w->share[w->rank[w->of[i]]]++;
  }
  if (w->count && series_missing(s->sensitive, order[w->count - 1]))
    w->count--;
  for (uint32_t i = 0; i < w->count; i++)
    w->share[i] /= (double)known;
  return true;
}

/* Distance of each group: its combinations lie between start and the next. */
static bool measure(struct pool *p, const struct spread *s,
                    struct risk_spread *out) {
  struct whole w = {0};
  size_t groups = s->groups->count;
  uint32_t *start = pool_array(p, uint32_t, groups + 2);
  uint32_t *by_group = pool_array(p, uint32_t, s->count);
  if (!start || !by_group || !rank_values(p, s, &w))
    return false;
  double *share = pool_array(p, double, w.count + 1);
  if (!share)
    return false;
  for (uint32_t i = 0; i < s->count; i++)
    start[s->groups->of_row[s->first[i]] + 2]++;
  for (size_t g = 2; g < groups + 2; g++)
    start[g] += start[g - 1];
  for (uint32_t i = 0; i < s->count; i++)
    by_group[start[s->groups->of_row[s->first[i]] + 1]++] = i;
  for (size_t g = 0; g < groups; g++) {
    double moved = 0, carried = 0;
    memset(share, 0, w.count * sizeof *share);
    for (uint32_t i = start[g]; i < start[g + 1]; i++)
      if (!series_missing(s->sensitive, s->first[by_group[i]]))
        share[w.rank[w.of[s->first[by_group[i]]]]] =
            (double)s->size[by_group[i]] / s->known[g];
    for (uint32_t v = 0; v < w.count && s->known[g]; v++) {
      double more = share[v] - w.share[v];
      carried += more;
      moved += fabs(is_ordered(s->sensitive) ? carried : more / 2);
    }
    out->distance[g] =
        is_ordered(s->sensitive) && w.count > 1 ? moved / (w.count - 1) : moved;
  }
  return true;
}

bool risk_spread(const struct risk_file *f, const struct risk_groups *g,
                 const struct series *sensitive, struct risk_spread *out) {
  struct pool pool = {0};
  struct spread s = {.sensitive = sensitive, .groups = g};
  bool ok = combine(&pool, f, &s);
  if (ok && out->entropy)
    count_values(&s, out);
  if (ok && out->distance)
    ok = measure(&pool, &s, out);
  pool_free(&pool);
  return ok;
}
