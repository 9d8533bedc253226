/* UTF-8 decoding and checking. */
#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

bool utf8_is_continuation(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Length of the sequence at the start of `s` and its code point; 0 if bad. */
static size_t decode(struct str s, uint32_t *cp) {
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  unsigned char lead = (unsigned char)s.ptr[0];
  size_t n = lead < 0x80             ? 1
             : (lead & 0xE0) == 0xC0 ? 2
             : (lead & 0xF0) == 0xE0 ? 3
             : (lead & 0xF8) == 0xF0 ? 4
                                     : 0;
  if (n == 0 || n > s.len)
    return 0;
  uint32_t v = n == 1 ? lead : lead & (0x7Fu >> n);
  for (size_t i = 1; i < n; i++) {
    if (!utf8_is_continuation(s.ptr[i]))
      return 0;
    v = v << 6 | ((unsigned char)s.ptr[i] & 0x3F);
  }
  if (v < smallest[n] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
    return 0;
  *cp = v;
  return n;
}

uint32_t utf8_next(struct str *s) {
  uint32_t cp = REPLACEMENT;
  size_t n = decode(*s, &cp);
  *s = str_slice(*s, n ? n : 1, s->len);
  return cp;
}

bool utf8_valid(struct str s, size_t *bad) {
  for (size_t i = 0; i < s.len;) {
    uint32_t cp;
    size_t n = (unsigned char)s.ptr[i] < 0x80
                   ? 1
                   : decode(str_slice(s, i, s.len), &cp);
    if (n == 0) {
      *bad = i;
      return false;
    }
    i += n;
  }
  return true;
}

size_t utf8_length(struct str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += !utf8_is_continuation(s.ptr[i]);
  return n;
}

struct str utf8_cut(struct str s, size_t max) {
  if (s.len <= max)
    return s;
  while (max && utf8_is_continuation(s.ptr[max]))
    max--;
  return str_slice(s, 0, max);
}

void utf8_put_printable(struct buf *out, struct str s) {
  while (s.len) {
    uint32_t cp = utf8_next(&s);
    bool control = (cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0) ||
                   (cp >= 0x202A && cp <= 0x202E) ||
                   (cp >= 0x2066 && cp <= 0x2069);
    buf_put_utf8(out, control ? REPLACEMENT : cp);
  }
}
