/* Special uniques: the smallest sets of keys that single a record out. A set is
 * looked at after its subsets, and only while some record is left that none of
 * those made unique. Works on groups: equal records can never be unique. */
#include "engine/risk.h"

struct found { /* a set of keys that makes the record unique */
  struct found *next;
  uint32_t keys;
};

struct search {
  struct pool pool;
  const struct risk_file *file;
  const struct risk_groups *groups;
  const struct risk_suda *suda;
  struct found **found;         /* per group */
  uint32_t *missing;            /* per group: missing keys, as bits */
  uint32_t *of, *first, *times; /* room: one place per group */
};

double risk_suda_sets(size_t keys, size_t depth) {
  double sum = 0, choose = 1;
  for (size_t n = 1; n <= keys && (n <= depth || !depth); n++)
    sum += choose = choose * (double)(keys - n + 1) / (double)n;
  return sum;
}

static bool start(struct search *s) {
  size_t n = s->groups->count;
  s->found = pool_array(&s->pool, struct found *, n);
  s->missing = pool_array(&s->pool, uint32_t, n);
  s->of = pool_array(&s->pool, uint32_t, n);
  s->first = pool_array(&s->pool, uint32_t, n);
  s->times = pool_array(&s->pool, uint32_t, n);
  if (!s->found || !s->missing || !s->of || !s->first || !s->times)
    return false;
  for (size_t g = 0; g < n; g++)
    for (size_t k = 0; k < s->file->key_count; k++)
      s->missing[g] |=
          (uint32_t)series_missing(s->file->keys[k].series, s->groups->first[g])
          << k;
  return true;
}

/* Could the keys make the group's record unique, with none to spare? */
static bool is_open(const struct search *s, uint32_t group, uint32_t keys) {
  const struct found *f = s->found[group];
  if (s->groups->size[group] != 1 || s->missing[group] & keys)
    return false;
  while (f && f->keys & ~keys)
    f = f->next;
  return !f;
}

static bool note(struct search *s, uint32_t group, uint32_t keys,
                 double points) {
  struct found *f = pool_new(&s->pool, struct found);
  uint32_t row = s->groups->first[group];
  if (!f)
    return false;
  *f = (struct found){s->found[group], keys};
  s->found[group] = f;
  s->suda->score[row] += points;
  if (s->suda->found)
    s->suda->found(s->suda->user, row, keys);
  return true;
}

static bool look(struct search *s, uint32_t set, double points) {
  const struct risk_groups *g = s->groups;
  struct sort_key keys[RISK_MAX_KEYS];
  size_t count = 0;
  uint32_t open = 0;
  while (open < g->count && !is_open(s, open, set))
    open++;
  if (open == g->count)
    return true;
  for (size_t k = 0; k < s->file->key_count; k++)
    if (set >> k & 1)
      keys[count++] = s->file->keys[k];
  uint32_t numbers =
      risk_number(keys, count, g->first, g->count, s->of, s->first);
  if (numbers == UINT32_MAX)
    return false;
  for (uint32_t i = 0; i < numbers; i++)
    s->times[i] = 0;
  for (uint32_t i = 0; i < g->count; i++)
    s->times[s->of[i]] += g->size[i];
  for (uint32_t i = open; i < g->count; i++)
    if (s->times[s->of[i]] == 1 && is_open(s, i, set) &&
        !note(s, i, set, points))
      return false;
  return true;
}

bool risk_suda(const struct risk_file *f, const struct risk_groups *g,
               const struct risk_suda *suda) {
  struct search s = {.file = f, .groups = g, .suda = suda};
  size_t keys = f->key_count, depth = suda->depth;
  if (!depth || depth > keys)
    depth = keys;
  bool ok = start(&s);
  for (size_t n = 1; ok && n <= depth; n++) {
    double points = 1;
    for (size_t i = n; i <= depth && i < keys; i++)
      points *= (double)(keys - i);
    uint64_t set = ((uint64_t)1 << n) - 1; /* then the next of n bits */
    while (ok && !(set >> keys)) {
      ok = look(&s, (uint32_t)set, points);
      uint64_t low = set & (~set + 1), carried = set + low;
      set = ((set ^ carried) / low) >> 2 | carried;
    }
  }
  pool_free(&s.pool);
  return ok;
}
