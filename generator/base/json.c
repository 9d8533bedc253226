/* Text as a JSON string that is also safe inside a script element. */
#include "base/json.h"

#include "base/utf8.h"

#include <string.h>

static void put_escaped(struct buf *out, unsigned char c) {
  switch (c) {
  case '"':
    buf_puts(out, "\\\"");
    break;
  case '\\':
    buf_puts(out, "\\\\");
    break;
  case '\n':
    buf_puts(out, "\\n");
    break;
  case '\r':
    buf_puts(out, "\\r");
    break;
  case '\t':
    buf_puts(out, "\\t");
    break;
  default:
    buf_printf(out, "\\u%04x", c);
  }
}

static bool must_escape(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '&' || c == 0x7F;
}

static void put_run(struct buf *out, struct str s) {
  size_t plain = 0; /* start of the run not yet written */
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    bool separator = c == 0xE2 && s.len - i >= 3 &&
                     (memcmp(s.ptr + i, "\xE2\x80\xA8", 3) == 0 ||
                      memcmp(s.ptr + i, "\xE2\x80\xA9", 3) == 0);
    if (!separator && !must_escape(c))
      continue;
    buf_put(out, str_slice(s, plain, i));
    if (separator) {
      buf_puts(out, s.ptr[i + 2] == '\xA8' ? "\\u2028" : "\\u2029");
      i += 2;
    } else {
      put_escaped(out, c);
    }
    plain = i + 1;
  }
  buf_put(out, str_slice(s, plain, s.len));
}

void json_put_string(struct buf *out, struct str s) {
  size_t bad;
  buf_char(out, '"');
  while (!utf8_valid(s, &bad)) {
    put_run(out, str_slice(s, 0, bad));
    buf_put_utf8(out, 0xFFFD);
    s = str_slice(s, bad + 1, s.len);
  }
  put_run(out, s);
  buf_char(out, '"');
}
