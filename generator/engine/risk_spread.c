/* Entropy l-diversity and t-closeness. */
#include "engine/risk.h"

#include "engine/portable_math.h"

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
  double *below;  /* shares of all values up to this one */
  double *area;   /* sum of `below` over the values before this one */
  uint32_t count; /* without missing, which sorts last */
};

static bool rank_values(struct pool *p, const struct spread *s,
                        struct whole *w) {
  size_t rows = s->groups->rows;
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
  if (!order || !room || !w->rank)
    return false;
  memcpy(order, first, w->count * sizeof *order);
  sort_rows(&key, 1, order, room, w->count);
  for (uint32_t i = 0; i < w->count; i++)
    w->rank[w->of[order[i]]] = i;
  if (w->count && series_missing(s->sensitive, order[w->count - 1]))
    w->count--;
  return true;
}

static bool add_up(struct pool *p, const struct spread *s, struct whole *w) {
  size_t rows = s->groups->rows, known = 0;
  w->share = pool_array(p, double, w->count + (size_t)1);
  w->below = pool_array(p, double, w->count + (size_t)1);
  w->area = pool_array(p, double, w->count + (size_t)1);
  if (!w->share || !w->below || !w->area)
    return false;
  for (size_t i = 0; i < rows; i++) {
    known += !series_missing(s->sensitive, i);
    w->share[w->rank[w->of[i]]]++;
  }
  double sum = 0;
  for (uint32_t i = 0; i < w->count; i++) {
    sum += w->share[i]; /* whole numbers: no rounding */
    w->share[i] /= (double)known;
    w->below[i] = sum / (double)known;
    w->area[i + 1] = w->area[i] + w->below[i];
  }
  return true;
}

/* What is carried over the values from..to-1 when a group has the share `c` of
 * its records up to there: the sum of |c - below|, in which `below` rises. */
static double carry(const struct whole *w, uint32_t from, uint32_t to,
                    double c) {
  uint32_t low = from, high = to;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (w->below[middle] > c)
      high = middle;
    else
      low = middle + 1;
  }
  return c * (low - from) - (w->area[low] - w->area[from]) +
         (w->area[to] - w->area[low]) - c * (to - low);
}

/* The combinations of each group, by rank of their values: those of group g
 * stand from start[g] to start[g + 1]. */
static bool sort_groups(struct pool *p, const struct spread *s,
                        const struct whole *w, uint32_t *start,
                        uint32_t *sorted) {
  uint32_t *at = pool_array(p, uint32_t, w->count + (size_t)3);
  uint32_t *by_rank = pool_array(p, uint32_t, s->count);
  if (!at || !by_rank)
    return false;
#define RANK(i) w->rank[w->of[s->first[i]]]
  for (uint32_t i = 0; i < s->count; i++)
    at[RANK(i) + 2]++;
  for (uint32_t v = 2; v < w->count + 3; v++)
    at[v] += at[v - 1];
  for (uint32_t i = 0; i < s->count; i++)
    by_rank[at[RANK(i) + 1]++] = i;
#undef RANK
  for (uint32_t i = 0; i < s->count; i++)
    start[s->groups->of_row[s->first[i]] + 2]++;
  for (size_t g = 2; g < s->groups->count + (size_t)2; g++)
    start[g] += start[g - 1];
  for (uint32_t i = 0; i < s->count; i++) {
    uint32_t of = s->groups->of_row[s->first[by_rank[i]]];
    sorted[start[of + 1]++] = by_rank[i];
  }
  return true;
}

/* The distance of one group, from its combinations in order. */
static double distance(const struct spread *s, const struct whole *w,
                       const uint32_t *list, size_t count) {
  double moved = 0, records = 0, c = 0;
  bool ordered = is_ordered(s->sensitive);
  uint32_t from = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t at = w->rank[w->of[s->first[list[i]]]], size = s->size[list[i]];
    if (at == w->count) /* missing */
      break;
    double known = s->known[s->groups->of_row[s->first[list[i]]]];
    double more = size / known - w->share[at];
    moved += ordered ? carry(w, from, at, c) : more > 0 ? more : 0;
    records += size;
    c = records / known;
    from = at;
  }
  if (!ordered || w->count < 2 || records == 0)
    return ordered ? 0 : moved;
  return (moved + carry(w, from, w->count, c)) / (w->count - 1);
}

static bool measure(struct pool *p, const struct spread *s,
                    struct risk_spread *out) {
  struct whole w = {0};
  size_t groups = s->groups->count;
  uint32_t *start = pool_array(p, uint32_t, groups + 2);
  uint32_t *sorted = pool_array(p, uint32_t, s->count);
  if (!start || !sorted || !rank_values(p, s, &w) || !add_up(p, s, &w) ||
      !sort_groups(p, s, &w, start, sorted))
    return false;
  for (size_t g = 0; g < groups; g++)
    out->distance[g] =
        distance(s, &w, sorted + start[g], start[g + 1] - start[g]);
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
