/* Blocks of memory freed together; out of memory ends the program here. */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGN = 16 };

struct block {
  struct block *next; /* the one filled before */
  size_t used;
  size_t size;
  /* the bytes follow, aligned */
};

struct arena {
  struct block *top;
  size_t used;
};

static const size_t HEADER = (sizeof(struct block) + ALIGN - 1) / ALIGN * ALIGN;

static void out_of_memory(void) {
  fputs("waymark: error: out of memory\n", stderr);
  exit(3);
}

static struct block *block_create(size_t size, struct block *next) {
  struct block *b = malloc(HEADER + size);
  if (!b)
    out_of_memory();
  *b = (struct block){.next = next, .size = size};
  return b;
}

struct arena *arena_create(void) {
  struct arena *a = malloc(sizeof *a);
  if (!a)
    out_of_memory();
  a->top = block_create(BLOCK_SIZE, NULL);
  a->used = 0;
  return a;
}

void arena_reset(struct arena *a) {
  while (a->top->next) {
    struct block *below = a->top->next;
    free(a->top);
    a->top = below;
  }
  a->top->used = 0;
  a->used = 0;
}

void arena_destroy(struct arena *a) {
  if (!a)
    return;
  arena_reset(a);
  free(a->top);
  free(a);
}

size_t arena_used(const struct arena *a) { return a->used; }

void *arena_alloc(struct arena *a, size_t size) {
  if (size > SIZE_MAX - ALIGN - HEADER)
    out_of_memory();
  size_t need = (size + ALIGN - 1) / ALIGN * ALIGN;
  struct block *b = a->top;
  if (b->size - b->used < need) {
    size_t grown = a->used / 2 < BLOCK_SIZE ? BLOCK_SIZE : a->used / 2;
    b = a->top = block_create(need > grown ? need : grown, b);
  }
  char *ptr = (char *)b + HEADER + b->used;
  b->used += need;
  a->used += need;
  return memset(ptr, 0, need);
}

void *arena_alloc_array(struct arena *a, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size)
    out_of_memory();
  return arena_alloc(a, count * size);
}

struct str arena_str(struct arena *a, struct str s) {
  char *copy = arena_alloc(a, s.len + 1);
  if (s.len)
    memcpy(copy, s.ptr, s.len);
  return (struct str){copy, s.len};
}

struct str arena_printf(struct arena *a, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0)
    return (struct str){0};
  char *text = arena_alloc(a, (size_t)len + 1);
  va_start(args, format);
  vsnprintf(text, (size_t)len + 1, format, args);
  va_end(args);
  return (struct str){text, (size_t)len};
}

void *arena_push(struct arena *a, void *list, size_t *count, size_t *cap,
                 size_t size) {
  if (*count == *cap) {
    size_t grown = *cap ? *cap * 2 : 8;
    char *bigger = arena_alloc_array(a, grown, size);
    if (*count)
      memcpy(bigger, list, *count * size);
    list = bigger;
    *cap = grown;
  }
  memset((char *)list + *count * size, 0, size);
  ++*count;
  return list;
}
