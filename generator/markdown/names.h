#ifndef WM_MARKDOWN_NAMES_H
#define WM_MARKDOWN_NAMES_H

/* A set of names with a number each, in a hash table. */

#include "base/arena.h"

struct name {
  struct str key;
  size_t value;
};

struct names {
  struct name *slots; /* an empty one has key.ptr == NULL */
  size_t cap, count;
};

/* The entry of `key`, made with value 0 if there is none. The pointer is good
 * until the next call. `key` is borrowed. */
struct name *names_put(struct arena *a, struct names *n, struct str key);
/* NULL if there is none. */
struct name *names_find(const struct names *n, struct str key);

#endif
