/* Estimating and breaking texts of any script. */
#include "engine/chart_text.h"

#include "base/utf8.h"

/* What the letters of a range take, and whether a line may end between them.
 * Below the first range: Latin by letter. */
static const struct {
  uint32_t from, to;
  uint8_t width;
  bool breaks;
} ranges[] = {
    {0x300, 0x36F, 0, false},    /* marks over letters */
    {0x5D0, 0x5FF, 60, false},   /* Hebrew */
    {0x600, 0x64A, 62, false},   /* Arabic */
    {0x64B, 0x65F, 0, false},    /* its marks */
    {0x660, 0x6FF, 62, false},   /* its digits and further letters */
    {0x900, 0xDFF, 75, false},   /* scripts of India */
    {0xE31, 0xE31, 0, false},    /* Thai marks */
    {0xE34, 0xE3A, 0, false},    /* … */
    {0xE47, 0xE4E, 0, false},    /* … */
    {0xE00, 0xE7F, 66, true},    /* Thai */
    {0xEB1, 0xEB1, 0, false},    /* Lao marks */
    {0xEB4, 0xEBC, 0, false},    /* … */
    {0xEC8, 0xECE, 0, false},    /* … */
    {0xE80, 0xEFF, 68, true},    /* Lao */
    {0x102B, 0x103E, 40, false}, /* Burmese vowels and marks */
    {0x1040, 0x1049, 74, false}, /* Burmese digits */
    {0x1000, 0x109F, 95, true},  /* Burmese */
    {0x17B4, 0x17D3, 40, false}, /* Khmer vowels and marks */
    {0x1780, 0x17FF, 85, true},  /* Khmer */
    {0x200B, 0x200F, 0, false},  /* zero width, direction marks */
    {0x2066, 0x2069, 0, false},  /* isolates */
    {0x2E80, 0x9FFF, 100, true}, /* Han, kana */
    {0xAC00, 0xD7AF, 100, true}, /* Hangul */
    {0xF900, 0xFAFF, 100, true}, {0xFF00, 0xFF60, 100, true},
};

static int find_range(uint32_t c) {
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (c >= ranges[i].from && c <= ranges[i].to)
      return (int)i;
  return -1;
}

static int letter_width(uint32_t c) {
  int range = find_range(c);
  if (range >= 0)
    return ranges[range].width;
  if (c < 0x80 && str_find(STR(" !'(),.:;I[]ijl|ft"), (char)c, 0) < 18)
    return 36;
  if (c < 0x80 && str_find(STR("%@MWmw"), (char)c, 0) < 6)
    return 92;
  if (c >= 'A' && c <= 'Z')
    return 71;
  return 60;
}

/* Letters are counted in hundredths of the font's size. */
static int to_length(long hundredths) {
  return (int)(hundredths * CHART_FONT / 100);
}

int chart_text_width(struct str s) {
  long width = 0;
  while (s.len)
    width += letter_width(utf8_next(&s));
  return to_length(width);
}

static bool is_space(uint32_t c) { return c == ' ' || c == 0x200B; }

/* Whether a line may end between two letters of a word. Thai and Lao write
 * some vowels before or after the consonant they belong to, on the line. */
static bool may_break(uint32_t before, uint32_t after) {
  int left = find_range(before), right = find_range(after);
  uint32_t vowel = after & ~UINT32_C(0x80);
  uint32_t leading = before & ~UINT32_C(0x80);
  if (left < 0 || right < 0 || !ranges[right].breaks)
    return false;
  if ((leading >= 0xE40 && leading <= 0xE44) || before == 0x1039 ||
      before == 0x17D2)
    return false;
  return vowel != 0xE30 && vowel != 0xE32 && vowel != 0xE33 && vowel != 0xE45;
}

bool chart_text_line(struct str *rest, int width, struct str *line) {
  struct str s = *rest;
  long used = 0;
  size_t at_space = 0, at_letter = 0;
  uint32_t before = ' ';
  while (s.len) {
    size_t at = rest->len - s.len;
    bool over = width > 0 && to_length(used) > width;
    uint32_t c = utf8_next(&s);
    if (at > 0 && is_space(c))
      at_space = at;
    else if (at > 0 && !over && may_break(before, c))
      at_letter = at;
    used += letter_width(c);
    size_t end = at_space ? at_space : at_letter;
    if (end && width > 0 && to_length(used) > width) {
      *line = str_trim(str_slice(*rest, 0, end));
      *rest = str_trim(str_slice(*rest, end, rest->len));
      return true;
    }
    before = c;
  }
  *line = str_trim(*rest);
  *rest = str_slice(*rest, rest->len, rest->len);
  return line->len > 0;
}

int chart_text_lines(struct str s, int width) {
  struct str line;
  int count = 0;
  while (chart_text_line(&s, width, &line))
    count++;
  return count;
}

int chart_text_widest(struct str s, int width) {
  struct str line;
  int widest = 0;
  while (chart_text_line(&s, width, &line)) {
    int room = chart_text_width(line);
    widest = room > widest ? room : widest;
  }
  return widest;
}
