/* Records with the same keys, and how many each cannot be told from. */
#include "engine/risk.h"

#include <math.h>
#include <string.h>

static uint64_t cell(const struct series *s, size_t i) {
  uint32_t row = series_row(s, i);
  const struct column *c = &s->column;
  union {
    double number;
    uint64_t bits;
  } any;
  if (series_missing(s, i))
    return UINT64_MAX;
  if (column_is_whole(c->info->type))
    return (uint64_t)c->as.integers[row];
  if (column_is_text(c->info->type))
    return c->as.codes[row];
  if (c->info->type == COLUMN_BOOLEAN)
    return c->as.flags[row];
  any.number = c->as.numbers[row] + 0.0; /* one zero */
  return any.bits;
}

static uint32_t mix(uint32_t hash, uint64_t value) {
  value = (value ^ hash) * 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 32) * 0xD6E8FEB86659FD93u;
  return (uint32_t)(value ^ value >> 32);
}

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
  for (size_t k = 0; k < key_count; k++)
    for (size_t i = 0; i < count; i++)
      of[i] = mix(of[i], cell(keys[k].series, list ? list[i] : i));
  for (size_t i = 0; i < count; i++) {
    uint32_t row = list ? list[i] : (uint32_t)i, at = of[i] & mask;
    while (slots[at] &&
           sort_compare(keys, key_count, first[slots[at] - 1], row) != 0)
      at = (at + 1) & mask;
    if (!slots[at]) {
      first[numbers] = row;
      slots[at] = ++numbers;
    }
    of[i] = slots[at] - 1;
  }
  pool_free(&own);
  return numbers;
}

/* Which keys are missing in a record, as bits. */
static uint32_t missing_keys(const struct risk_file *f, uint32_t row) {
  uint32_t keys = 0;
  for (size_t k = 0; k < f->key_count; k++)
    keys |= (uint32_t)series_missing(f->keys[k].series, row) << k;
  return keys;
}

/* Groups gathered by which of their keys are missing. */
struct patterns {
  const struct risk_file *file;
  struct risk_groups *groups;
  uint32_t *keys, *start; /* per pattern; start has one place more */
  uint32_t count;
  uint32_t *order;                 /* groups, pattern after pattern */
  uint32_t *rows, *bucket, *first; /* room: one place per group */
  double *people;                  /* room: four places per group */
};

static bool find_patterns(struct pool *p, struct patterns *t) {
  uint32_t n = t->groups->count, *pattern = pool_array(p, uint32_t, n);
  t->keys = pool_array(p, uint32_t, n);
  t->start = pool_array(p, uint32_t, (size_t)n + 2);
  t->order = pool_array(p, uint32_t, n);
  if (!pattern || !t->keys || !t->start || !t->order)
    return false;
  for (uint32_t g = 0; g < n; g++) {
    uint32_t keys = missing_keys(t->file, t->groups->first[g]), i = 0;
    while (i < t->count && t->keys[i] != keys)
      i++;
    if (i == t->count)
      t->keys[t->count++] = keys;
    pattern[g] = i;
    t->start[i + 2]++;
  }
  for (uint32_t i = 2; i < t->count + 2; i++)
    t->start[i] += t->start[i - 1];
  for (uint32_t g = 0; g < n; g++)
    t->order[t->start[pattern[g] + 1]++] = g;
  return true;
}

/* Lets the groups of two patterns meet that agree where both have values. */
static bool meet(struct patterns *t, uint32_t a, uint32_t b) {
  struct risk_groups *g = t->groups;
  struct sort_key keys[RISK_MAX_KEYS];
  size_t key_count = 0, n = 0;
  for (size_t k = 0; k < t->file->key_count; k++)
    if (!((t->keys[a] | t->keys[b]) >> k & 1))
      keys[key_count++] = t->file->keys[k];
  for (uint32_t side = a;; side = b) {
    for (uint32_t i = t->start[side]; i < t->start[side + 1]; i++)
      t->rows[n++] = g->first[t->order[i]];
    if (side == b)
      break;
  }
  uint32_t buckets =
      risk_number(keys, key_count, t->rows, n, t->bucket, t->first);
  if (buckets == UINT32_MAX)
    return false;
  memset(t->people, 0, 4 * (size_t)buckets * sizeof *t->people);
  size_t left = t->start[a + 1] - t->start[a];
  for (int adding = 0; adding < 2; adding++)
    for (size_t i = 0; i < n; i++) {
      bool right = i >= left;
      uint32_t at = t->order[right ? t->start[b] + i - left : t->start[a] + i];
      double *sum = t->people + 4 * (size_t)t->bucket[i];
      if (adding) { /* what is on the other side */
        g->fk[at] += (uint32_t)sum[2 * !right];
        g->Fk[at] += sum[2 * !right + 1];
      } else { /* size is kept: fk may have grown */
        sum[2 * right] += g->size[at];
        sum[2 * right + 1] += t->people[4 * (size_t)g->count + at];
      }
    }
  return true;
}

/* Adds, to what each group has itself, all the groups it may be one with. */
static bool match_missing(struct pool *p, const struct risk_file *f,
                          struct risk_groups *g) {
  struct patterns t = {.file = f, .groups = g};
  size_t n = g->count;
  if (!find_patterns(p, &t))
    return false;
  if (t.count < 2)
    return true;
  t.rows = pool_array(p, uint32_t, n);
  t.bucket = pool_array(p, uint32_t, n);
  t.first = pool_array(p, uint32_t, n);
  t.people = pool_array(p, double, 5 * n);
  if (!t.rows || !t.bucket || !t.first || !t.people)
    return false;
  memcpy(t.people + 4 * n, g->Fk, n * sizeof *g->Fk);
  for (uint32_t a = 0; a < t.count; a++)
    for (uint32_t b = a + 1; b < t.count; b++)
      if (!meet(&t, a, b))
        return false;
  return true;
}

static double weight_of(const struct risk_file *f, size_t row) {
  return f->weight ? series_number(f->weight, row) : 1;
}

enum risk_status risk_group(struct pool *p, const struct risk_file *f,
                            struct risk_groups *g) {
  *g = (struct risk_groups){.rows = f->rows};
  g->of_row = pool_array(p, uint32_t, f->rows);
  g->first = pool_array(p, uint32_t, f->rows);
  if (!g->of_row || !g->first)
    return RISK_NO_MEMORY;
  g->count =
      risk_number(f->keys, f->key_count, NULL, f->rows, g->of_row, g->first);
  if (g->count == UINT32_MAX)
    return RISK_NO_MEMORY;
  g->size = pool_array(p, uint32_t, g->count);
  g->fk = pool_array(p, uint32_t, g->count);
  g->Fk = pool_array(p, double, g->count);
  if (!g->size || !g->fk || !g->Fk)
    return RISK_NO_MEMORY;
  for (size_t i = 0; i < f->rows; i++) {
    double weight = weight_of(f, i);
    if (!(weight > 0 && weight < (double)INFINITY)) {
      g->bad_row = i;
      return RISK_BAD_WEIGHT;
    }
    g->size[g->of_row[i]]++;
    g->fk[g->of_row[i]]++;
    g->Fk[g->of_row[i]] += weight;
  }
  struct pool room = {0};
  bool matched = match_missing(&room, f, g);
  pool_free(&room);
  return matched ? RISK_DONE : RISK_NO_MEMORY;
}
