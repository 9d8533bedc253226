/* The parts of the C library that the engine and Lua use most bytes of, for
 * WebAssembly, written for size. Compiled with -fno-builtin, or the compiler
 * would make each loop a call of the function it is in. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t __attribute__((may_alias, aligned(1))) word;

void *memcpy(void *restrict to, const void *restrict from, size_t n) {
  char *out = to;
  const char *in = from;
  for (; n >= sizeof(word); n -= sizeof(word)) {
    *(word *)out = *(const word *)in;
    out += sizeof(word);
    in += sizeof(word);
  }
  while (n-- > 0)
    *out++ = *in++;
  return to;
}

void *memmove(void *to, const void *from, size_t n) {
  char *out = to;
  const char *in = from;
  if (out <= in || out >= in + n)
    return memcpy(to, from, n);
  while (n-- > 0)
    out[n] = in[n];
  return to;
}

void *memset(void *to, int c, size_t n) {
  unsigned char *out = to;
  word all = 0x0101010101010101u * (unsigned char)c;
  for (; n >= sizeof all; n -= sizeof all, out += sizeof all)
    *(word *)out = all;
  while (n-- > 0)
    *out++ = (unsigned char)c;
  return to;
}

void *memchr(const void *s, int c, size_t n) {
  const unsigned char *at = s;
  for (; n > 0; n--, at++)
    if (*at == (unsigned char)c)
      return (void *)(uintptr_t)at;
  return NULL;
}

size_t strlen(const char *s) {
  size_t n = 0;
  while (s[n])
    n++;
  return n;
}

char *strchr(const char *s, int c) { return memchr(s, c, strlen(s) + 1); }

size_t strspn(const char *s, const char *set) {
  size_t n = 0;
  while (s[n] && strchr(set, s[n]))
    n++;
  return n;
}

char *strpbrk(const char *s, const char *set) {
  for (; *s; s++)
    if (strchr(set, *s))
      return (char *)(uintptr_t)s;
  return NULL;
}

static void swap(char *a, char *b, size_t size) {
  while (size-- > 0) {
    char kept = a[size];
    a[size] = b[size];
    b[size] = kept;
  }
}

/* A heap, the largest first; all orders here are total, so it need not be
 * stable. */
static void sink(char *base, size_t at, size_t count, size_t size,
                 int (*compare)(const void *, const void *)) {
  for (size_t child; (child = 2 * at + 1) < count; at = child) {
    char *c = base + child * size;
    if (child + 1 < count && compare(c, c + size) < 0) {
      child++;
      c += size;
    }
    if (compare(base + at * size, c) >= 0)
      return;
    swap(base + at * size, c, size);
  }
}

void qsort(void *base, size_t count, size_t size,
           int (*compare)(const void *, const void *)) {
  for (size_t i = count / 2; i-- > 0;)
    sink(base, i, count, size, compare);
  for (size_t left = count; left-- > 1;) {
    swap(base, (char *)base + left * size, size);
    sink(base, 0, left, size, compare);
  }
}
