/* The engine's own memory: blocks that are freed together, and failure that is
 * an answer. */
#include "engine/pool.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192 };

struct pool_block {
  struct pool_block *next;
  size_t used, size;
  alignas(max_align_t) unsigned char bytes[];
};

static bool multiply(size_t a, size_t b, size_t *out) {
  if (b != 0 && a > SIZE_MAX / 2 / b)
    return false;
  *out = a * b;
  return true;
}

void *pool_alloc(struct pool *p, size_t count, size_t size) {
  size_t bytes;
  if (!multiply(count, size, &bytes))
    return NULL;
  bytes = (bytes + alignof(max_align_t)) & ~(alignof(max_align_t) - 1);
  struct pool_block *b = p->blocks;
  if (!b || b->size - b->used < bytes) {
    size_t room = bytes > BLOCK_SIZE ? bytes : BLOCK_SIZE;
    b = calloc(1, sizeof *b + room);
    if (!b)
      return NULL;
    b->size = room;
    b->next = p->blocks;
    p->blocks = b;
  }
  void *result = b->bytes + b->used;
  b->used += bytes;
  return result;
}

struct str pool_str(struct pool *p, struct str s) {
  char *copy = pool_alloc(p, s.len + 1, 1);
  if (!copy)
    return (struct str){NULL, 0};
  if (s.len)
    memcpy(copy, s.ptr, s.len);
  return (struct str){copy, s.len};
}

void pool_free(struct pool *p) {
  while (p->blocks) {
    struct pool_block *next = p->blocks->next;
    free(p->blocks);
    p->blocks = next;
  }
}

void *pool_resize(void *block, size_t count, size_t size) {
  size_t bytes;
  if (!multiply(count, size, &bytes))
    return NULL;
  return realloc(block, bytes ? bytes : 1);
}

void pool_release(void *block) { free(block); }
