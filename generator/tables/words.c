/* Distinct texts by hash. */
#include "tables/words.h"

#include <string.h>

static uint64_t hash(struct str s) {
  uint64_t h = UINT64_C(0xCBF29CE484222325) ^ s.len;
  while (s.len >= 8) {
    uint64_t eight;
    memcpy(&eight, s.ptr, 8);
    h = (h ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
    s = (struct str){s.ptr + 8, s.len - 8};
  }
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001B3);
  return h ^ (h >> 32);
}

static uint32_t *find_slot(const struct table_words *w, struct str s) {
  size_t mask = w->slot_count - 1, at = (size_t)hash(s) & mask;
  while (w->slots[at] && !str_eq(w->items[w->slots[at] - 1], s))
    at = (at + 1) & mask;
  return &w->slots[at];
}

static void grow(struct arena *a, struct table_words *w) {
  w->slot_count = w->slot_count ? w->slot_count * 4 : 64;
  w->slots = arena_array(a, uint32_t, w->slot_count);
  for (size_t i = 0; i < w->count; i++)
    *find_slot(w, w->items[i]) = (uint32_t)i + 1;
}

uint32_t table_words_add(struct arena *a, struct table_words *w, struct str s) {
  if (w->count * 2 >= w->slot_count)
    grow(a, w);
  uint32_t *slot = find_slot(w, s);
  if (*slot)
    return *slot - 1;
  *ARENA_PUSH(a, w->items, w->count, w->cap) =
      s.len ? arena_str(a, s) : STR("");
  *slot = (uint32_t)w->count;
  return *slot - 1;
}
