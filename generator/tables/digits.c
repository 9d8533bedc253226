/* Digits of other scripts. */
#include "tables/digits.h"

#include "base/utf8.h"

int digit_value(uint32_t c) {
  static const uint32_t zeros[] = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50,
                                   0x0ED0, 0x1040, 0x17E0, 0xFF10};
  if (c < 0x80)
    return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
  for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
    if (c >= zeros[i] && c <= zeros[i] + 9)
      return (int)(c - zeros[i]);
  return -1;
}

bool digits_are_foreign(struct str s) {
  while (s.len) {
    uint32_t c = utf8_next(&s);
    if (c >= 0x80 && digit_value(c) >= 0)
      return true;
  }
  return false;
}

void digits_put_latin(struct buf *out, struct str s) {
  while (s.len) {
    uint32_t c = utf8_next(&s);
    int digit = digit_value(c);
    if (digit >= 0)
      buf_char(out, (char)('0' + digit));
    else
      buf_put_utf8(out, c);
  }
}
