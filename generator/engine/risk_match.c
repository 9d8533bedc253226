/* Missing keys match everything, both ways. Groups are gathered by which of
 * their keys are missing, their pattern. Two patterns meet over the keys that
 * both have: the groups of the smaller one go into a table by those keys, the
 * larger one looks its groups up, and what it found is given back. All larger
 * patterns that share the same keys with a smaller one use one table. */
#include "engine/risk_steps.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 256, SLOTS = 4096 }; /* SLOTS: twice RISK_MAX_PATTERNS */

struct pattern {
  uint32_t missing;    /* keys */
  uint32_t start, end; /* places in order */
};

struct match {
  const struct risk_file *file;
  struct risk_groups *groups;
  const uint32_t *size;    /* per group: records before others were added */
  const double *weight;    /* the same of people; NULL without weights */
  uint32_t *order;         /* groups, pattern after pattern */
  struct risk_codes codes; /* in that order */
  struct pattern *patterns;
  uint32_t count;
};

/* Groups of a pattern by the values of some keys. */
struct table {
  uint32_t bits[RISK_MAX_KEYS]; /* of the keys, in each word */
  uint32_t mask, count;
  uint32_t *slots; /* number of a bucket plus 1; 0: empty */
  uint8_t *seen;   /* a bit for each hash, so that most misses cost no slot */
  /* buckets: a group's place, records, records found on the other side */
  uint32_t *place, *records, *found;
  double *people, *found_people; /* the same by weight, or NULL */
  uint32_t *of;                  /* per group of the pattern: its bucket */
};

/* Equal missing keys, equal numbers. RISK_MAX_PATTERNS: one too many. */
static uint32_t pattern_of(struct match *m, uint32_t *slots, uint32_t group) {
  uint32_t missing = 0, row = m->groups->first[group];
  for (size_t k = 0; k < m->file->key_count; k++)
    missing |=
        (uint32_t)(risk_cell(m->file->keys[k].series, row) == RISK_MISSING)
        << k;
  uint32_t at = risk_mix(0, missing) % SLOTS;
  while (slots[at] && m->patterns[slots[at] - 1].missing != missing)
    at = (at + 1) % SLOTS;
  if (!slots[at] && m->count < RISK_MAX_PATTERNS) {
    m->patterns[m->count].missing = missing;
    slots[at] = ++m->count;
  }
  return slots[at] ? slots[at] - 1 : RISK_MAX_PATTERNS;
}

/* Finds the patterns and puts the groups in their order. `of`: room. */
static enum risk_status find_patterns(struct pool *p, struct pool *room,
                                      struct match *m, uint32_t *of) {
  uint32_t n = m->groups->count, start = 0;
  uint32_t *slots = pool_array(room, uint32_t, SLOTS);
  m->order = pool_array(room, uint32_t, n);
  m->patterns = pool_array(p, struct pattern, RISK_MAX_PATTERNS);
  if (!slots || !m->order || !m->patterns)
    return RISK_NO_MEMORY;
  for (uint32_t g = 0; g < n; g++) {
    of[g] = pattern_of(m, slots, g);
    if (of[g] == RISK_MAX_PATTERNS)
      return RISK_TOO_SPARSE;
    m->patterns[of[g]].end++;
  }
  for (uint32_t i = 0; i < m->count; i++) {
    uint32_t size = m->patterns[i].end;
    m->patterns[i].start = m->patterns[i].end = start;
    start += size;
  }
  for (uint32_t g = 0; g < n; g++)
    m->order[m->patterns[of[g]].end++] = g;
  return RISK_DONE;
}

static uint32_t size_of(const struct pattern *p) { return p->end - p->start; }

static int by_size(const void *pa, const void *pb) {
  const struct pattern *a = pa, *b = pb;
  if (size_of(a) != size_of(b))
    return size_of(a) < size_of(b) ? 1 : -1;
  return (a->start > b->start) - (a->start < b->start);
}

/* The hashes of groups from a place on, of at most CHUNK; how many. */
static uint32_t hash_keys(const struct match *m, const struct table *t,
                          uint32_t from, uint32_t end, uint32_t *hash) {
  uint32_t n = end - from < CHUNK ? end - from : CHUNK;
  memset(hash, 0, n * sizeof *hash);
  for (uint32_t w = 0; w < m->codes.words; w++) {
    const uint32_t *codes = m->codes.codes[w] + from;
    uint32_t bits = t->bits[w];
    for (uint32_t i = 0; bits && i < n; i++)
      hash[i] = risk_mix(hash[i], codes[i] & bits);
  }
  return n;
}

static bool same_keys(const struct match *m, const struct table *t, uint32_t a,
                      uint32_t b) {
  uint32_t differ = 0;
  for (uint32_t w = 0; w < m->codes.words; w++)
    differ |= (m->codes.codes[w][a] ^ m->codes.codes[w][b]) & t->bits[w];
  return !differ;
}

/* The slot of a group: its bucket's, or an empty one. */
static uint32_t *find_slot(const struct match *m, const struct table *t,
                           uint32_t hash, uint32_t place) {
  uint32_t at = hash & t->mask;
  while (t->slots[at] && !same_keys(m, t, t->place[t->slots[at] - 1], place))
    at = (at + 1) & t->mask;
  return &t->slots[at];
}

static uint32_t seen_at(const struct table *t, uint32_t hash) {
  return hash >> 3 & t->mask;
}

/* At most half of them get used. */
static size_t slots_for(size_t groups) {
  size_t slots = 16;
  while (slots < 2 * groups)
    slots *= 2;
  return slots;
}

/* Empties the table for the groups of a pattern. */
static void clear(const struct match *m, struct table *t, uint32_t count,
                  uint32_t missing) {
  memset(t->bits, 0, sizeof t->bits);
  for (size_t k = 0; k < m->file->key_count; k++)
    if (!(missing >> k & 1))
      t->bits[m->codes.word[k]] |= m->codes.bits[k];
  t->mask = (uint32_t)(slots_for(count) - 1);
  memset(t->slots, 0, ((size_t)t->mask + 1) * sizeof *t->slots);
  memset(t->seen, 0, (size_t)t->mask + 1);
  t->count = 0;
}

/* Counts a pattern's groups by all keys but those of `missing`. */
static void build(const struct match *m, struct table *t,
                  const struct pattern *few, uint32_t missing) {
  uint32_t hash[CHUNK];
  clear(m, t, size_of(few), missing);
  for (uint32_t i = 0; i < size_of(few); i++) {
    uint32_t place = few->start + i, group = m->order[place];
    if (i % CHUNK == 0)
      hash_keys(m, t, place, few->end, hash);
    uint32_t h = hash[i % CHUNK], *slot = find_slot(m, t, h, place);
    if (!*slot) {
      t->seen[seen_at(t, h)] |= (uint8_t)(1 << (h & 7));
      t->place[t->count] = place;
      t->records[t->count] = t->found[t->count] = 0;
      if (m->weight)
        t->people[t->count] = t->found_people[t->count] = 0;
      *slot = ++t->count;
    }
    uint32_t bucket = t->of[i] = *slot - 1;
    t->records[bucket] += m->size[group];
    if (m->weight)
      t->people[bucket] += m->weight[group];
  }
}

/* Lets the groups of a larger pattern look themselves up. */
static void look_up(const struct match *m, struct table *t,
                    const struct pattern *many) {
  struct risk_groups *g = m->groups;
  uint32_t hash[CHUNK], hit[CHUNK];
  for (uint32_t from = many->start; from < many->end; from += CHUNK) {
    uint32_t n = hash_keys(m, t, from, many->end, hash), hits = 0;
    for (uint32_t i = 0; i < n; i++) {
      hit[hits] = i;
      hits += t->seen[seen_at(t, hash[i])] >> (hash[i] & 7) & 1;
    }
    for (uint32_t i = 0; i < hits; i++) {
      uint32_t place = from + hit[i], group = m->order[place];
      uint32_t slot = *find_slot(m, t, hash[hit[i]], place);
      if (!slot)
        continue;
      g->fk[group] += t->records[slot - 1];
      t->found[slot - 1] += m->size[group];
      if (!m->weight)
        continue;
      g->by_weight[group] += t->people[slot - 1];
      t->found_people[slot - 1] += m->weight[group];
    }
  }
}

/* Gives the smaller pattern what was found. */
static void give_back(const struct match *m, const struct table *t,
                      const struct pattern *few) {
  for (uint32_t i = 0; i < size_of(few); i++) {
    uint32_t group = m->order[few->start + i];
    m->groups->fk[group] += t->found[t->of[i]];
    if (m->weight)
      m->groups->by_weight[group] += t->found_people[t->of[i]];
  }
}

static int by_missing(const void *pa, const void *pb) {
  const struct pattern *a = pa, *b = pb;
  return (a->missing > b->missing) - (a->missing < b->missing);
}

/* Lets a pattern meet all larger ones; `larger` is room for them. */
static void meet_larger(const struct match *m, struct table *t, uint32_t few,
                        struct pattern *larger) {
  memcpy(larger, m->patterns, few * sizeof *larger);
  for (uint32_t i = 0; i < few; i++)
    larger[i].missing |= m->patterns[few].missing;
  qsort(larger, few, sizeof *larger, by_missing);
  for (uint32_t i = 0, next; i < few; i = next) {
    build(m, t, &m->patterns[few], larger[i].missing);
    for (next = i; next < few && larger[next].missing == larger[i].missing;)
      look_up(m, t, &larger[next++]);
    give_back(m, t, &m->patterns[few]);
  }
}

/* The table with room for any pattern but the largest. */
static bool make_room(struct pool *p, const struct match *m, struct table *t) {
  size_t most = m->count > 1 ? size_of(&m->patterns[1]) : 0;
  size_t slots = slots_for(most);
  t->slots = pool_array(p, uint32_t, slots);
  t->seen = pool_array(p, uint8_t, slots);
  t->place = pool_array(p, uint32_t, most);
  t->records = pool_array(p, uint32_t, most);
  t->found = pool_array(p, uint32_t, most);
  t->of = pool_array(p, uint32_t, most);
  if (m->weight) {
    t->people = pool_array(p, double, most);
    t->found_people = pool_array(p, double, most);
  }
  return t->slots && t->seen && t->place && t->records && t->found && t->of &&
         (!m->weight || (t->people && t->found_people));
}

/* To save memory, fk is the room for steps before it is filled, and `first`
 * holds the order meanwhile. */
static enum risk_status start(struct pool *p, struct match *m) {
  struct risk_groups *g = m->groups;
  struct pool room = {0};
  enum risk_status status = find_patterns(p, &room, m, g->fk);
  for (uint32_t i = 0; status == RISK_DONE && i < g->count; i++)
    g->fk[i] = g->first[m->order[i]];
  if (status == RISK_DONE)
    memcpy(g->first, m->order, g->count * sizeof *g->first);
  m->order = g->first;
  pool_free(&room);
  if (status != RISK_DONE)
    return status;
  if (!risk_encode(p, m->file, g->fk, g->count, &m->codes))
    return RISK_NO_MEMORY;
  memcpy(g->fk, m->size, g->count * sizeof *g->fk);
  if (m->weight)
    memcpy(g->by_weight, m->weight, g->count * sizeof *g->by_weight);
  qsort(m->patterns, m->count, sizeof *m->patterns, by_size);
  return RISK_DONE;
}

enum risk_status risk_match(struct pool *p, const struct risk_file *f,
                            struct risk_groups *g) {
  struct match m = {
      .file = f, .groups = g, .size = g->size, .weight = g->by_weight};
  struct table t = {0};
  struct pool room = {0};
  g->fk = pool_array(p, uint32_t, g->count);
  g->by_weight = m.weight ? pool_array(p, double, g->count) : NULL;
  if (!g->fk || (m.weight && !g->by_weight))
    return RISK_NO_MEMORY;
  enum risk_status status = start(&room, &m);
  struct pattern *larger = pool_array(&room, struct pattern, m.count);
  if (status == RISK_DONE && (!larger || !make_room(&room, &m, &t)))
    status = RISK_NO_MEMORY;
  for (uint32_t i = 1; status == RISK_DONE && i < m.count; i++)
    meet_larger(&m, &t, i, larger);
  pool_free(&room);
  for (size_t i = g->rows; i-- > 0;)
    g->first[g->of_row[i]] = (uint32_t)i;
  return status;
}
