#ifndef WM_ENGINE_POOL_H
#define WM_ENGINE_POOL_H

/* The engine's own memory. Base's arena ends the program when memory runs out;
 * the engine lives in a page and must answer instead, so here failure is NULL,
 * to be checked. A zeroed pool is empty and valid. */

#include "base/str.h"

struct pool_block;

struct pool {
  struct pool_block *blocks; /* newest first */
};

/* Zeroed and aligned for any type; NULL when there is no memory. Lives until
 * pool_free. */
void *pool_alloc(struct pool *p, size_t count, size_t size);
#define pool_new(p, type) ((type *)pool_alloc((p), 1, sizeof(type)))
#define pool_array(p, type, count)                                             \
  ((type *)pool_alloc((p), (count), sizeof(type)))
/* A copy with a NUL behind it; ptr NULL when there is no memory. */
struct str pool_str(struct pool *p, struct str s);
void pool_free(struct pool *p); /* leaves an empty pool */

/* A single growing block, outside of pools; the old one stays on failure. */
void *pool_resize(void *block, size_t count, size_t size);
void pool_release(void *block);

#endif
