/* Which values to hide, so that every combination of keys is shared. */
#include "privacy/patterns_index.h"

#include <stdlib.h>

#include "tables/words.h"

/* All sets of keys are tried up to this many keys, beyond it those of at most
 * SMALL_SET keys, then one key after the other. */
enum { ALL_SETS = 10, SMALL_SET = 3 };
/* Comparisons that putting values back may take. */
#define BACK_STEPS 400000000u

struct choice {
  uint32_t keys; /* one bit each */
  double cost;
};

static double cost_of(const struct patterns *p, uint32_t keys) {
  double cost = 0;
  for (size_t k = 0; k < p->key_count; k++)
    if (keys >> k & 1)
      cost += p->weight[k];
  return cost;
}

static uint32_t bits(uint32_t keys) {
  uint32_t n = 0;
  for (; keys; keys &= keys - 1)
    n++;
  return n;
}

struct patterns *patterns_create(struct arena *a, const struct frame *f,
                                 const size_t *columns, size_t key_count,
                                 const double *weight) {
  struct patterns *p = arena_new(a, struct patterns);
  struct table_words known = {0};
  uint32_t *of = arena_array(a, uint32_t, f->rows);
  size_t cap = 0;
  *p = (struct patterns){
      .arena = a, .key_count = key_count, .of_row = of, .weight = weight};
  for (size_t i = 0; i < f->rows; i++) {
    uint32_t codes[PATTERN_KEYS];
    for (size_t k = 0; k < key_count; k++)
      codes[k] = f->columns[columns[k]].codes[i];
    of[i] = table_words_add(
        a, &known,
        (struct str){(const char *)codes, key_count * sizeof *codes});
    if (of[i] == p->count) {
      struct pattern *new = ARENA_PUSH(a, p->list, p->count, cap);
      uint32_t *own = arena_array(a, uint32_t, key_count);
      for (size_t k = 0; k < key_count; k++) {
        own[k] = codes[k];
        new->missing |= (uint32_t)(codes[k] == FRAME_MISSING) << k;
      }
      new->codes = own;
    }
    p->list[of[i]].records++;
  }
  p->index = patterns_index_create(a, p->list, p->count, key_count);
  return p;
}

size_t patterns_fk(struct patterns *p, size_t i, uint32_t hidden) {
  uint32_t all = (1u << p->key_count) - 1;
  return patterns_index_count(p->index, p->list[i].codes,
                              all & ~(p->list[i].missing | hidden));
}

static int by_cost(const void *pa, const void *pb) {
  const struct choice *a = pa, *b = pb;
  if (a->cost < b->cost || a->cost > b->cost)
    return a->cost < b->cost ? -1 : 1;
  if (bits(a->keys) != bits(b->keys))
    return bits(a->keys) < bits(b->keys) ? -1 : 1;
  return (a->keys > b->keys) - (a->keys < b->keys);
}

static struct choice *choices(const struct patterns *p, size_t *count) {
  uint32_t end = 1u << p->key_count;
  struct choice *list = NULL;
  size_t cap = 0;
  *count = 0;
  for (uint32_t keys = 1; keys < end; keys++)
    if (p->key_count <= ALL_SETS || bits(keys) <= SMALL_SET)
      *ARENA_PUSH(p->arena, list, *count, cap) =
          (struct choice){keys, cost_of(p, keys)};
  qsort(list, *count, sizeof *list, by_cost);
  return list;
}

/* One key more at a time, each time the one that gains most for its cost. */
static uint32_t climb(struct patterns *p, size_t i, size_t k) {
  uint32_t hidden = 0, left = ((1u << p->key_count) - 1) & ~p->list[i].missing;
  while (left && patterns_fk(p, i, hidden) < k) {
    uint32_t best = 0;
    double most = -1;
    for (uint32_t bit = 1; bit <= left; bit <<= 1) {
      if (!(left & bit))
        continue;
      double gain =
          (double)patterns_fk(p, i, hidden | bit) / (cost_of(p, bit) + 1e-6);
      if (gain > most) {
        most = gain;
        best = bit;
      }
    }
    hidden |= best;
    left &= ~best;
  }
  return hidden;
}

/* The cheapest keys to hide; of equally cheap ones those that leave the pattern
 * among most records. */
static uint32_t cheapest(struct patterns *p, size_t i, size_t k,
                         const struct choice *list, size_t count) {
  uint32_t best = 0;
  size_t most = 0;
  double cost = 0;
  for (size_t c = 0; c < count && (!best || list[c].cost <= cost); c++) {
    if (list[c].keys & p->list[i].missing)
      continue;
    size_t fk = patterns_fk(p, i, list[c].keys);
    if (fk < k || fk <= most)
      continue;
    best = list[c].keys;
    most = fk;
    cost = list[c].cost;
  }
  return best ? best : climb(p, i, k);
}

static void set_hidden(struct patterns *p, size_t i, uint32_t hidden) {
  struct pattern *it = &p->list[i];
  patterns_index_move(p->index, i, it->missing | it->hidden,
                      it->missing | hidden);
  it->hidden = hidden;
}

struct weak {
  uint32_t pattern;
  size_t records, fk;
};

static int by_size(const void *pa, const void *pb) {
  const struct weak *a = pa, *b = pb;
  if (a->records != b->records)
    return a->records < b->records ? -1 : 1;
  if (a->fk != b->fk)
    return a->fk < b->fk ? -1 : 1;
  return (a->pattern > b->pattern) - (a->pattern < b->pattern);
}

/* Could a record of one pattern be one of the other, with these keys missing?
 */
static bool agree(const struct patterns *p, size_t i, uint32_t missing_i,
                  size_t j) {
  uint32_t missing = missing_i | p->list[j].missing | p->list[j].hidden;
  for (size_t k = 0; k < p->key_count; k++)
    if (!(missing >> k & 1) && p->list[i].codes[k] != p->list[j].codes[k])
      return false;
  return true;
}

/* Whether all others keep their k when pattern i hides fewer keys. */
static bool can_show(struct patterns *p, size_t i, uint32_t hidden, size_t k) {
  struct pattern *it = &p->list[i];
  for (size_t j = 0; j < p->count; j++)
    if (j != i && agree(p, i, it->missing | it->hidden, j) &&
        !agree(p, i, it->missing | hidden, j) &&
        patterns_fk(p, j, p->list[j].hidden) < k + it->records)
      return false;
  return true;
}

/* What others have hidden since may make a choice cheaper. */
static void put_back(struct patterns *p, size_t k, const struct weak *weak,
                     size_t weak_count) {
  size_t count, steps = 0;
  const struct choice *list = choices(p, &count);
  for (size_t n = 0; n < weak_count; n++) {
    size_t i = weak[n].pattern;
    uint32_t now = p->list[i].hidden;
    double cost = cost_of(p, now);
    if (!now)
      continue;
    if (patterns_index_is_full(p->index))
      return;
    if (patterns_fk(p, i, 0) >= k && (steps += p->count) < BACK_STEPS &&
        can_show(p, i, 0, k)) {
      set_hidden(p, i, 0);
      continue;
    }
    for (size_t c = 0; c < count && list[c].cost < cost; c++) {
      if ((list[c].keys & ~now) || patterns_fk(p, i, list[c].keys) < k)
        continue;
      if ((steps += p->count) >= BACK_STEPS)
        return;
      if (!can_show(p, i, list[c].keys, k))
        continue;
      set_hidden(p, i, list[c].keys);
      break;
    }
  }
}

bool patterns_hide(struct patterns *p, size_t k) {
  size_t weak_count = 0, cap = 0, count;
  struct weak *weak = NULL;
  const struct choice *list = choices(p, &count);
  for (size_t i = 0; i < p->count; i++) {
    size_t fk = patterns_fk(p, i, 0);
    if (fk < k)
      *ARENA_PUSH(p->arena, weak, weak_count, cap) =
          (struct weak){(uint32_t)i, p->list[i].records, fk};
  }
  if (weak_count)
    qsort(weak, weak_count, sizeof *weak, by_size);
  for (size_t n = 0; n < weak_count; n++) {
    size_t i = weak[n].pattern;
    if (patterns_fk(p, i, 0) < k)
      set_hidden(p, i, cheapest(p, i, k, list, count));
    if (patterns_index_is_full(p->index))
      return false;
  }
  put_back(p, k, weak, weak_count);
  return true;
}
