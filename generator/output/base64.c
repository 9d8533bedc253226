/* RFC 4648, section 4. */
#include "output/base64.h"

void base64_put(struct buf *out, struct str bytes) {
  static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < bytes.len; i += 3) {
    size_t n = bytes.len - i < 3 ? bytes.len - i : 3;
    uint32_t group = 0;
    char four[4];
    for (size_t j = 0; j < 3; j++)
      group = group << 8 | (j < n ? (unsigned char)bytes.ptr[i + j] : 0u);
    for (size_t j = 0; j < 4; j++)
      four[j] = j <= n ? DIGITS[group >> (18 - 6 * j) & 63] : '=';
    buf_put_n(out, four, sizeof four);
  }
}
