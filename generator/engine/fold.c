/* Folding of words by table. */
#include "engine/fold.h"

#include "base/utf8.h"

/* Rows from `row` on, up to the next block; the first one is of `code`. */
struct block {
  uint16_t code, row;
};

#include "fold_data.h"

enum {
  BLOCKS = sizeof blocks / sizeof *blocks,
  ROWS = sizeof steps,
  SHIFTS = sizeof shifts / sizeof *shifts,
  LONGEST = 3 /* texts; 0 ends a shorter one */
};

/* The number of the row of a code point, ROWS when it has none. */
static size_t find(uint32_t code) {
  size_t low = 0, high = BLOCKS;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (blocks[middle].code > code)
      high = middle;
    else
      low = middle;
  }
  size_t row = blocks[low].row;
  size_t end = low + 1 < BLOCKS ? blocks[low + 1].row : ROWS;
  uint32_t at = blocks[low].code;
  while (at < code && ++row < end)
    at += steps[row];
  return at == code ? row : ROWS;
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
  size_t row = code < 0x80 ? ROWS : find(code);
  if (row == ROWS) {
    buf_put_utf8(out, code);
  } else if (kinds[row] < SHIFTS) {
    buf_put_utf8(out, code + (uint32_t)shifts[kinds[row]]);
  } else {
    const uint16_t *text = texts + LONGEST * (kinds[row] - SHIFTS);
    for (size_t i = 0; i < LONGEST && text[i]; i++)
      buf_put_utf8(out, text[i]);
  }
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
