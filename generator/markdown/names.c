/* Open addressing over an arena. */
#include "markdown/names.h"

static size_t hash(struct str s) {
  uint64_t h = 14695981039346656037u; /* FNV-1a */
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
  return (size_t)(h ^ h >> 32);
}

/* The slot of `key`, or the empty one where it would go. */
static struct name *slot(const struct names *n, struct str key) {
  size_t i = hash(key) & (n->cap - 1);
  while (n->slots[i].key.ptr && !str_eq(n->slots[i].key, key))
    i = (i + 1) & (n->cap - 1);
  return &n->slots[i];
}

static void grow(struct arena *a, struct names *n) {
  struct names bigger = {.cap = n->cap ? n->cap * 2 : 64, .count = n->count};
  bigger.slots = arena_array(a, struct name, bigger.cap);
  for (size_t i = 0; i < n->cap; i++)
    if (n->slots[i].key.ptr)
      *slot(&bigger, n->slots[i].key) = n->slots[i];
  *n = bigger;
}

struct name *names_put(struct arena *a, struct names *n, struct str key) {
  if (n->count * 2 >= n->cap)
    grow(a, n);
  struct name *found = slot(n, key);
  if (!found->key.ptr) {
    found->key = key.ptr ? key : STR("");
    n->count++;
  }
  return found;
}

struct name *names_find(const struct names *n, struct str key) {
  if (n->cap == 0)
    return NULL;
  struct name *found = slot(n, key);
  return found->key.ptr ? found : NULL;
}
