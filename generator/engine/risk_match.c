/* Missing keys match everything, both ways. Groups are gathered by which of
 * their keys are missing; two such patterns meet over the keys that both have:
 * the smaller one makes a table of hashes, the larger one looks things up. A
 * missing key adds nothing to a hash, so each group is hashed once, and a
 * meeting only takes off the keys that the other side lacks. */
#include "engine/risk_steps.h"

#include <string.h>

enum { CHUNK = 256 };

struct match {
  const struct risk_file *file;
  struct risk_groups *groups;
  const double *weight;   /* per group, before others were added */
  const uint32_t *size;   /* the same of records */
  uint32_t *hash, *order; /* per group; groups, pattern after pattern */
  uint32_t *current;      /* hashes of the larger side as they are now */
  uint32_t taken, change; /* keys off them; what the next meeting toggles */
  uint32_t *keys, *start; /* per pattern: keys missing; place in order */
  uint32_t count;         /* patterns */
};

/* Groups of the smaller side that are equal in the common keys. */
struct bucket {
  uint32_t row, records, found; /* found: records on the other side */
  double people, found_people;
};

struct meeting {
  struct match *match;
  struct sort_key keys[RISK_MAX_KEYS];
  size_t key_count;
  struct bucket *buckets;
  struct slot {
    uint32_t hash, bucket; /* bucket: its number plus 1; 0: empty */
  } * slots;
  uint32_t mask, count;
  uint8_t *seen; /* a bit for each hash, so that most misses cost no slot */
};

static uint32_t missing_keys(const struct risk_file *f, uint32_t row) {
  uint32_t keys = 0;
  for (size_t k = 0; k < f->key_count; k++)
    keys |= (uint32_t)(risk_cell(f->keys[k].series, row) == RISK_MISSING) << k;
  return keys;
}

/* Puts the values of some keys into the hashes of groups, or takes them off. */
static void toggle(const struct match *m, uint32_t keys, const uint32_t *groups,
                   size_t count, uint32_t *hash) {
  for (uint32_t k = 0; k < m->file->key_count; k++) {
    const struct series *s = m->file->keys[k].series;
    for (size_t i = 0; keys >> k & 1 && i < count; i++) {
      uint64_t value = risk_cell(s, m->groups->first[groups[i]]);
      if (value != RISK_MISSING)
        hash[i] ^= risk_mix(k + 1, value);
    }
  }
}

/* The place of a pattern, new or known; RISK_MAX_PATTERNS: one too many. */
static uint32_t pattern_of(struct match *m, uint32_t group) {
  uint32_t keys = missing_keys(m->file, m->groups->first[group]), i = 0;
  while (i < m->count && m->keys[i] != keys)
    i++;
  if (i == m->count && i < RISK_MAX_PATTERNS)
    m->keys[m->count++] = keys;
  return i;
}

/* Finds the patterns and puts the groups in their order. */
static bool find_patterns(struct match *m) {
  for (uint32_t g = 0; g < m->groups->count; g++) {
    uint32_t pattern = pattern_of(m, g);
    if (pattern == RISK_MAX_PATTERNS)
      return false;
    m->start[pattern + 2]++;
  }
  for (uint32_t i = 2; i < m->count + 2; i++)
    m->start[i] += m->start[i - 1];
  for (uint32_t g = 0; g < m->groups->count; g++)
    m->order[m->start[pattern_of(m, g) + 1]++] = g;
  return true;
}

/* The slot of a group of either side: its bucket, or an empty one. */
static struct slot *find_slot(const struct meeting *t, uint32_t hash,
                              uint32_t row) {
  uint32_t at = hash & t->mask;
  for (;; at = (at + 1) & t->mask) {
    struct slot *s = &t->slots[at];
    if (!s->bucket ||
        (s->hash == hash &&
         risk_same(t->keys, t->key_count, t->buckets[s->bucket - 1].row, row)))
      return s;
  }
}

/* The groups of a pattern, `step` after `step`: makes buckets of them (0), lets
 * them look there (1), gives them what was found (2). */
static void visit(struct meeting *t, uint32_t pattern, uint32_t other,
                  int step) {
  const struct match *m = t->match;
  struct risk_groups *g = m->groups;
  uint32_t hash[CHUNK], start = m->start[pattern], end = m->start[pattern + 1];
  for (uint32_t from = start; from < end; from += CHUNK) {
    size_t n = end - from < CHUNK ? end - from : CHUNK;
    const uint32_t *groups = m->order + from;
    if (step == 1) {
      toggle(m, m->change, groups, n, m->current + (from - start));
      memcpy(hash, m->current + (from - start), n * sizeof *hash);
    } else {
      for (size_t i = 0; i < n; i++)
        hash[i] = m->hash[groups[i]];
      toggle(m, m->keys[other] & ~m->keys[pattern], groups, n, hash);
    }
    for (size_t i = 0; i < n; i++) {
      uint32_t at = groups[i], row = g->first[at];
      uint8_t *seen = &t->seen[hash[i] / 8 & t->mask];
      if (step && !(*seen >> hash[i] % 8 & 1))
        continue;
      *seen |= (uint8_t)(1 << hash[i] % 8);
      struct slot *slot = find_slot(t, hash[i], row);
      if (!slot->bucket && step)
        continue;
      if (!slot->bucket) {
        t->buckets[t->count] = (struct bucket){.row = row};
        *slot = (struct slot){hash[i], ++t->count};
      }
      struct bucket *b = &t->buckets[slot->bucket - 1];
      double people = m->weight ? m->weight[at] : 0;
      b->records += step ? 0 : m->size[at];
      b->people += step ? 0 : people;
      b->found += step == 1 ? m->size[at] : 0;
      b->found_people += step == 1 ? people : 0;
      if (step)
        g->fk[at] += step == 1 ? b->records : b->found;
      if (step && m->weight)
        g->by_weight[at] += step == 1 ? b->people : b->found_people;
    }
  }
}

static uint32_t size_of(const struct match *m, uint32_t pattern) {
  return m->start[pattern + 1] - m->start[pattern];
}

static bool meet(struct match *m, uint32_t many, uint32_t few) {
  struct meeting t = {.match = m, .mask = 15};
  struct pool pool = {0};
  uint32_t missing = m->keys[many] | m->keys[few];
  for (size_t k = 0; k < m->file->key_count; k++)
    if (!(missing >> k & 1))
      t.keys[t.key_count++] = m->file->keys[k];
  while (t.mask < 4 * (uint64_t)size_of(m, few))
    t.mask = 2 * t.mask + 1;
  t.slots = pool_array(&pool, struct slot, (size_t)t.mask + 1);
  t.seen = pool_array(&pool, uint8_t, (size_t)t.mask + 1);
  t.buckets = pool_array(&pool, struct bucket, size_of(m, few));
  m->change = m->taken ^ (m->keys[few] & ~m->keys[many]);
  m->taken ^= m->change;
  bool ok = t.slots && t.seen && t.buckets;
  for (int step = 0; ok && step < 3; step++)
    visit(&t, step == 1 ? many : few, step == 1 ? few : many, step);
  pool_free(&pool);
  return ok;
}

/* Lets a pattern meet all smaller ones, in an order in which one key changes
 * from each to the next where that can be (a Gray code). */
static bool meet_smaller(struct match *m, uint32_t many, const uint32_t *gray) {
  uint32_t size = size_of(m, many);
  m->taken = 0;
  for (uint32_t i = 0; i < size; i++)
    m->current[i] = m->hash[m->order[m->start[many] + i]];
  for (uint32_t i = 0; i < m->count; i++) {
    uint32_t few = gray[i], other = size_of(m, few);
    if ((other < size || (other == size && few < many)) && !meet(m, many, few))
      return false;
  }
  return true;
}

static uint32_t gray_rank(uint32_t code) {
  for (uint32_t shift = 1; shift < 32; shift *= 2)
    code ^= code >> shift;
  return code;
}

static uint32_t *sort_gray(struct pool *p, const struct match *m) {
  uint32_t *list = pool_array(p, uint32_t, m->count);
  for (uint32_t i = 0; list && i < m->count; i++) {
    uint32_t at = i, rank = gray_rank(m->keys[i]);
    for (; at && gray_rank(m->keys[list[at - 1]]) > rank; at--)
      list[at] = list[at - 1];
    list[at] = i;
  }
  return list;
}

static enum risk_status start(struct pool *p, struct match *m) {
  uint32_t n = m->groups->count;
  m->order = pool_array(p, uint32_t, n);
  m->hash = pool_array(p, uint32_t, n);
  m->current = pool_array(p, uint32_t, n);
  m->keys = pool_array(p, uint32_t, RISK_MAX_PATTERNS);
  m->start = pool_array(p, uint32_t, RISK_MAX_PATTERNS + 2);
  if (!m->order || !m->hash || !m->current || !m->keys || !m->start)
    return RISK_NO_MEMORY;
  if (!find_patterns(m))
    return RISK_TOO_SPARSE;
  for (uint32_t g = 0; g < n; g++)
    m->current[g] = g;
  toggle(m, UINT32_MAX, m->current, n, m->hash);
  return RISK_DONE;
}

static enum risk_status match(struct pool *p, struct match *m) {
  enum risk_status status = start(p, m);
  uint32_t *gray = status == RISK_DONE ? sort_gray(p, m) : NULL;
  for (uint32_t i = 0; gray && i < m->count; i++)
    if (!meet_smaller(m, i, gray))
      return RISK_NO_MEMORY;
  return gray || status != RISK_DONE ? status : RISK_NO_MEMORY;
}

enum risk_status risk_match(struct pool *p, const struct risk_file *f,
                            struct risk_groups *g) {
  struct match m = {
      .file = f, .groups = g, .size = g->size, .weight = g->by_weight};
  struct pool room = {0};
  uint32_t n = g->count;
  g->fk = pool_array(p, uint32_t, n);
  g->by_weight = m.weight ? pool_array(p, double, n) : NULL;
  if (!g->fk || (m.weight && !g->by_weight))
    return RISK_NO_MEMORY;
  memcpy(g->fk, m.size, n * sizeof *g->fk);
  if (m.weight)
    memcpy(g->by_weight, m.weight, n * sizeof *g->by_weight);
  enum risk_status status = match(&room, &m);
  pool_free(&room);
  return status;
}
