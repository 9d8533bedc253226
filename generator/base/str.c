/* Borrowed text: comparing, searching and cutting. */
#include "base/str.h"

#include <string.h>

enum { DISTANCE_MAX = 64 };

struct str str_from(const char *c_string) {
  return (struct str){c_string, c_string ? strlen(c_string) : 0};
}

bool str_eq(struct str a, struct str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(struct str s, const char *c_string) {
  return str_eq(s, str_from(c_string));
}

int str_cmp(struct str a, struct str b) {
  size_t shared = a.len < b.len ? a.len : b.len;
  int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
  if (order != 0)
    return order;
  return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(struct str s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.len >= n && (n == 0 || memcmp(s.ptr, prefix, n) == 0);
}

bool str_ends(struct str s, const char *suffix) {
  size_t n = strlen(suffix);
  return s.len >= n && (n == 0 || memcmp(s.ptr + s.len - n, suffix, n) == 0);
}

size_t str_find(struct str s, char c, size_t from) {
  if (from >= s.len)
    return s.len;
  const char *hit = memchr(s.ptr + from, c, s.len - from);
  return hit ? (size_t)(hit - s.ptr) : s.len;
}

size_t str_search(struct str s, struct str needle) {
  if (needle.len == 0)
    return 0;
  size_t at = str_find(s, needle.ptr[0], 0);
  while (at + needle.len <= s.len) {
    if (memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
      return at;
    at = str_find(s, needle.ptr[0], at + 1);
  }
  return s.len;
}

struct str str_slice(struct str s, size_t from, size_t to) {
  if (to > s.len)
    to = s.len;
  if (from > to)
    from = to;
  return (struct str){s.ptr ? s.ptr + from : NULL, to - from};
}

struct str str_trim(struct str s) {
  while (s.len && char_is_space(s.ptr[0]))
    s = str_slice(s, 1, s.len);
  while (s.len && char_is_space(s.ptr[s.len - 1]))
    s.len--;
  return s;
}

bool str_next_line(struct str *rest, struct str *line) {
  if (rest->len == 0)
    return false;
  size_t end = str_find(*rest, '\n', 0);
  *line = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end + 1, rest->len);
  if (line->len && line->ptr[line->len - 1] == '\r')
    line->len--;
  return true;
}

static size_t min3(size_t a, size_t b, size_t c) {
  size_t m = a < b ? a : b;
  return m < c ? m : c;
}

size_t str_distance(struct str a, struct str b) {
  size_t row[DISTANCE_MAX + 1];
  a = str_slice(a, 0, DISTANCE_MAX);
  b = str_slice(b, 0, DISTANCE_MAX);
  for (size_t j = 0; j <= b.len; j++)
    row[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t above = row[j];
      size_t swap = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
      row[j] = min3(swap, above + 1, row[j - 1] + 1);
      diagonal = above;
    }
  }
  return row[b.len];
}

bool char_is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
         c == '\v';
}

bool char_is_digit(char c) { return c >= '0' && c <= '9'; }

bool char_is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
