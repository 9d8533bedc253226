/* The distinct texts of a column. */
#include "engine/dataset_words.h"

#include <stdlib.h>
#include <string.h>

void word_list_start(struct word_list *w, struct pool *pool) {
  *w = (struct word_list){.pool = pool};
}

void word_list_free(struct word_list *w) {
  pool_release(w->items);
  pool_release(w->slots);
  *w = (struct word_list){0};
}

static uint32_t hash(struct str s) {
  uint64_t h = UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001B3);
  return (uint32_t)(h ^ (h >> 32));
}

/* The slot where the text is, or would go. */
static uint32_t *find_slot(const struct word_list *w, struct str s) {
  uint32_t mask = w->slot_count - 1;
  uint32_t at = hash(s) & mask;
  while (w->slots[at] && !str_eq(w->items[w->slots[at] - 1], s))
    at = (at + 1) & mask;
  return &w->slots[at];
}

static bool grow(struct word_list *w) {
  uint32_t cap = w->cap ? w->cap * 2 : 32;
  if (cap >= UINT32_MAX / 8)
    return false;
  struct str *items = pool_resize(w->items, cap, sizeof *items);
  if (!items)
    return false;
  w->items = items;
  uint32_t *slots = pool_resize(w->slots, (size_t)cap * 2, sizeof *slots);
  if (!slots)
    return false;
  w->slots = slots;
  w->cap = cap;
  w->slot_count = cap * 2;
  memset(slots, 0, (size_t)w->slot_count * sizeof *slots);
  for (uint32_t i = 0; i < w->count; i++)
    *find_slot(w, w->items[i]) = i + 1;
  return true;
}

uint32_t word_list_add(struct word_list *w, struct str s) {
  if (w->count == w->cap && !grow(w))
    return MISSING_CODE;
  uint32_t *slot = find_slot(w, s);
  if (*slot)
    return *slot - 1;
  struct str copy = pool_str(w->pool, s);
  if (!copy.ptr)
    return MISSING_CODE;
  w->items[w->count] = copy;
  *slot = ++w->count;
  return w->count - 1;
}

struct ranked {
  struct str text;
  uint32_t old;
};

static int compare(const void *a, const void *b) {
  return str_cmp(((const struct ranked *)a)->text,
                 ((const struct ranked *)b)->text);
}

bool word_list_sort(struct word_list *w, uint32_t *order, struct words *out) {
  struct ranked *all = pool_resize(NULL, w->count, sizeof *all);
  struct str *items = pool_array(w->pool, struct str, w->count);
  if (all && items) {
    for (uint32_t i = 0; i < w->count; i++)
      all[i] = (struct ranked){w->items[i], i};
    qsort(all, w->count, sizeof *all, compare);
    for (uint32_t i = 0; i < w->count; i++) {
      items[i] = all[i].text;
      order[all[i].old] = i;
    }
    *out = (struct words){items, w->count};
  }
  pool_release(all);
  return all && items;
}
