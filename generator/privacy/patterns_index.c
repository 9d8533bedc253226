/* Counts of records by the values of some keys. */
#include "privacy/patterns_index.h"

#include <string.h>

/* Patterns that lack the same keys. */
struct lacking {
  uint32_t missing;
  size_t records;
  uint32_t *members; /* also those that have left */
  size_t member_count, member_cap;
  uint32_t *counted; /* sets of keys by whose values there are counts */
  size_t counted_count, counted_cap;
};

struct slot {
  uint64_t key; /* 0: free */
  size_t records;
};

/* Counts that are kept, a gigabyte of them. */
enum { COUNTS_MAX = 1 << 25 };
/* Counts that may be looked up. */
#define STEPS_MAX 4000000000u

struct patterns_index {
  struct arena *arena;
  const struct pattern *list;
  size_t key_count;
  uint32_t *now; /* by pattern: the keys it lacks */
  struct lacking *groups;
  size_t group_count, group_cap;
  struct slot *slots;
  size_t slot_count, used;
  size_t steps;
};

/* 64 bits stand for the values themselves: that two of a million differ and
 * share them has a chance of 1 in 10 million, and the gate looks again. */
static uint64_t mix(uint64_t h, uint64_t value) {
  h = (h ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  h ^= h >> 32;
  h *= UINT64_C(0xD6E8FEB86659FD93);
  return h ^ h >> 29;
}

static uint64_t key_of(const uint32_t *codes, uint32_t missing,
                       uint32_t known) {
  uint64_t h =
      mix(UINT64_C(0x243F6A8885A308D3), (uint64_t)missing << 32 | known);
  for (uint32_t k = 0; known >> k; k++)
    if (known >> k & 1)
      h = mix(h, codes[k]);
  return h ? h : 1;
}

static struct slot *find(const struct patterns_index *x, uint64_t key) {
  size_t mask = x->slot_count - 1, at = (size_t)key & mask;
  while (x->slots[at].key && x->slots[at].key != key)
    at = (at + 1) & mask;
  return &x->slots[at];
}

static void grow(struct patterns_index *x) {
  const struct slot *old = x->slots;
  size_t count = x->slot_count;
  x->slot_count = count ? 4 * count : 1024;
  x->slots = arena_array(x->arena, struct slot, x->slot_count);
  for (size_t i = 0; i < count; i++)
    if (old[i].key)
      *find(x, old[i].key) = old[i];
}

static void add(struct patterns_index *x, uint64_t key, size_t records) {
  if (x->used >= COUNTS_MAX)
    return; /* from now on it is full, and nothing it says is used */
  if (2 * (x->used + 1) > x->slot_count)
    grow(x);
  struct slot *s = find(x, key);
  x->used += s->key == 0;
  s->key = key;
  s->records += records;
}

static struct lacking *group_of(struct patterns_index *x, uint32_t missing) {
  for (size_t i = 0; i < x->group_count; i++)
    if (x->groups[i].missing == missing)
      return &x->groups[i];
  struct lacking *g =
      ARENA_PUSH(x->arena, x->groups, x->group_count, x->group_cap);
  g->missing = missing;
  return g;
}

static void join(struct patterns_index *x, size_t i, uint32_t missing) {
  struct lacking *g = group_of(x, missing);
  *ARENA_PUSH(x->arena, g->members, g->member_count, g->member_cap) =
      (uint32_t)i;
  g->records += x->list[i].records;
  x->now[i] = missing;
  for (size_t k = 0; k < g->counted_count; k++)
    add(x, key_of(x->list[i].codes, missing, g->counted[k]),
        x->list[i].records);
}

struct patterns_index *patterns_index_create(struct arena *a,
                                             const struct pattern *list,
                                             size_t count, size_t key_count) {
  struct patterns_index *x = arena_new(a, struct patterns_index);
  x->arena = a;
  x->list = list;
  x->key_count = key_count;
  x->now = arena_array(a, uint32_t, count);
  grow(x);
  for (size_t i = 0; i < count; i++)
    join(x, i, list[i].missing);
  return x;
}

/* Makes sure that the group's records are counted by the values of `known`. */
static void count_by(struct patterns_index *x, struct lacking *g,
                     uint32_t known) {
  for (size_t i = 0; i < g->counted_count; i++)
    if (g->counted[i] == known)
      return;
  *ARENA_PUSH(x->arena, g->counted, g->counted_count, g->counted_cap) = known;
  x->steps += g->member_count;
  size_t kept = 0;
  for (size_t i = 0; i < g->member_count; i++) {
    uint32_t member = g->members[i];
    if (x->now[member] != g->missing)
      continue;
    g->members[kept++] = member;
    add(x, key_of(x->list[member].codes, g->missing, known),
        x->list[member].records);
  }
  g->member_count = kept;
}

size_t patterns_index_count(struct patterns_index *x, const uint32_t *codes,
                            uint32_t known) {
  size_t records = 0;
  x->steps += x->group_count;
  for (size_t i = 0; i < x->group_count; i++) {
    struct lacking *g = &x->groups[i];
    uint32_t both = known & ~g->missing;
    if (!g->records)
      continue;
    if (!both) {
      records += g->records;
      continue;
    }
    count_by(x, g, both);
    records += find(x, key_of(codes, g->missing, both))->records;
  }
  return records;
}

void patterns_index_move(struct patterns_index *x, size_t i, uint32_t from,
                         uint32_t to) {
  struct lacking *g = group_of(x, from);
  size_t records = x->list[i].records;
  g->records -= records;
  for (size_t k = 0; k < g->counted_count; k++)
    find(x, key_of(x->list[i].codes, from, g->counted[k]))->records -= records;
  join(x, i, to);
}

bool patterns_index_is_full(const struct patterns_index *x) {
  return x->used >= COUNTS_MAX || x->steps > STEPS_MAX;
}
