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

struct range {
  uint32_t first, last;
};

static bool in_ranges(const struct range *list, size_t count, uint32_t cp) {
  for (size_t i = 0; i < count; i++)
    if (cp >= list[i].first && cp <= list[i].last)
      return true;
  return false;
}

int utf8_cells(uint32_t cp) {
  /* Latin, Hebrew, Arabic, Devanagari and Bengali, Thai, Lao, Burmese, Khmer,
   * joiners and marks for symbols. */
  static const struct range marks[] = {
      {0x300, 0x36F},   {0x591, 0x5BD},   {0x610, 0x61A},   {0x64B, 0x65F},
      {0x670, 0x670},   {0x6D6, 0x6DC},   {0x93A, 0x93A},   {0x93C, 0x93C},
      {0x941, 0x948},   {0x94D, 0x94D},   {0x9C1, 0x9C4},   {0x9CD, 0x9CD},
      {0xE31, 0xE31},   {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0xEB1, 0xEB1},
      {0xEB4, 0xEBC},   {0xEC8, 0xECE},   {0x102D, 0x1030}, {0x1032, 0x1037},
      {0x1039, 0x103A}, {0x103D, 0x103E}, {0x1058, 0x1059}, {0x105E, 0x1060},
      {0x1071, 0x1074}, {0x1082, 0x1082}, {0x1085, 0x1086}, {0x108D, 0x108D},
      {0x17B4, 0x17B5}, {0x17B7, 0x17BD}, {0x17C6, 0x17C6}, {0x17C9, 0x17D3},
      {0x17DD, 0x17DD}, {0x200B, 0x200F}, {0x20D0, 0x20F0}, {0xFE00, 0xFE0F},
      {0xFE20, 0xFE2F}};
  static const struct range wide[] = {
      {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},
      {0x4E00, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
      {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
      {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
  if (cp < 0x300)
    return 1;
  if (in_ranges(marks, sizeof marks / sizeof *marks, cp))
    return 0;
  return in_ranges(wide, sizeof wide / sizeof *wide, cp) ? 2 : 1;
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
