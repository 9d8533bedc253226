/* malloc for WebAssembly, in a tenth of the size of the C library's. Freed
 * blocks wait in a list by size class (steps of 16 bytes to 1 KB, then four
 * steps to each doubling), and are used again for the same class only. That
 * suits an engine which makes a Lua state for each request and frees all of it:
 * the next state finds the blocks of the last. Memory is never given back to
 * the page; a block that ends the heap is given back to the heap. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
  STEP = 16,
  SMALL_CLASSES = 64, /* 16, 32 … 1024 */
  CLASSES = SMALL_CLASSES + 4 * 21,
  HEADER = 8, /* keeps blocks at multiples of 8, enough for double */
  WASM_PAGE = 65536
};

struct block {
  uint32_t class;
  struct block *next; /* when free; else the bytes begin after HEADER */
};

extern unsigned char __heap_base;

static struct {
  struct block *free[CLASSES];
  uintptr_t top, end; /* of what the heap has used, of what there is */
} heap;

static uint32_t class_of(size_t size) {
  if (size <= STEP * SMALL_CLASSES)
    return size ? (uint32_t)((size - 1) / STEP) : 0;
  uint32_t power = 31 - (uint32_t)__builtin_clz((uint32_t)size - 1);
  uint32_t quarter = ((uint32_t)size - 1) >> (power - 2) & 3;
  return SMALL_CLASSES + (power - 10) * 4 + quarter;
}

/* Bytes that a block of the class has room for. */
static size_t class_size(uint32_t class) {
  if (class < SMALL_CLASSES)
    return (class + 1) * STEP;
  uint32_t power = 10 + (class - SMALL_CLASSES) / 4;
  uint32_t quarter = (class - SMALL_CLASSES) % 4;
  return (size_t)(5 + quarter) << (power - 2);
}

static int grow(size_t size) {
  size_t missing = heap.top + size - heap.end;
  size_t pages = (missing + WASM_PAGE - 1) / WASM_PAGE;
  size_t got = __builtin_wasm_memory_grow(0, pages);
  if (got == SIZE_MAX)
    return 0;
  heap.end += pages * WASM_PAGE;
  return 1;
}

static struct block *take_from_top(uint32_t class) {
  size_t size = HEADER + class_size(class);
  if (!heap.top) {
    heap.top = ((uintptr_t)&__heap_base + HEADER - 1) / HEADER * HEADER;
    heap.end = __builtin_wasm_memory_size(0) * WASM_PAGE;
  }
  if (heap.end - heap.top < size && !grow(size))
    return NULL;
  struct block *b = (struct block *)heap.top;
  heap.top += size;
  b->class = class;
  return b;
}

void *malloc(size_t size) {
  if (size > (size_t)1 << 30)
    return NULL;
  uint32_t class = class_of(size);
  struct block *b = heap.free[class];
  if (b)
    heap.free[class] = b->next;
  else
    b = take_from_top(class);
  return b ? (char *)b + HEADER : NULL;
}

void free(void *ptr) {
  if (!ptr)
    return;
  struct block *b = (struct block *)((char *)ptr - HEADER);
  if ((uintptr_t)ptr + class_size(b->class) == heap.top) {
    heap.top = (uintptr_t)b;
    return;
  }
  b->next = heap.free[b->class];
  heap.free[b->class] = b;
}

void *calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size)
    return NULL;
  void *ptr = malloc(count * size);
  return ptr ? memset(ptr, 0, count * size) : NULL;
}

void *realloc(void *ptr, size_t size) {
  if (!ptr)
    return malloc(size);
  struct block *b = (struct block *)((char *)ptr - HEADER);
  size_t room = class_size(b->class);
  if (size <= room && size > room / 2)
    return ptr;
  void *bigger = malloc(size);
  if (!bigger)
    return NULL;
  memcpy(bigger, ptr, size < room ? size : room);
  free(ptr);
  return bigger;
}
