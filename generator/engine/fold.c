/* Folding of words by table. */
#include "engine/fold.h"

#include "base/utf8.h"

struct folding {
  uint16_t from;
  uint16_t to[3]; /* 0 ends it; all 0: disappears */
};

static const struct folding TABLE[] = {
#include "fold_data.h"
};
enum { TABLE_COUNT = sizeof TABLE / sizeof *TABLE };

static const struct folding *find(uint32_t code) {
  size_t low = 0, high = TABLE_COUNT;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (TABLE[middle].from < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < TABLE_COUNT && TABLE[low].from == code ? &TABLE[low] : NULL;
}

static bool is_space(uint32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x2069) || c == 0x3000 || c == 0xFEFF;
}

static void put_code(struct buf *out, uint32_t code) {
  if (code >= 'A' && code <= 'Z') {
    buf_char(out, (char)(code + 'a' - 'A'));
    return;
  }
  const struct folding *f = code < 0x80 ? NULL : find(code);
  if (!f) {
    buf_put_utf8(out, code);
    return;
  }
  for (size_t i = 0; i < 3 && f->to[i]; i++)
    buf_put_utf8(out, f->to[i]);
}

void fold_put(struct buf *out, struct str s) {
  while (s.len) {
    uint32_t code = utf8_next(&s);
    if (!is_space(code))
      put_code(out, code);
  }
}

void fold_put_spacing(struct buf *out, struct str s) {
  bool space = false;
  size_t start = out->len;
  while (s.len) {
    uint32_t code = utf8_next(&s);
    if (is_space(code)) {
      space = true;
      continue;
    }
    if (space && out->len > start)
      buf_char(out, ' ');
    space = false;
    buf_put_utf8(out, code);
  }
}
