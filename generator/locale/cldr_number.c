/* Numbers of interface texts. The engine writes numbers, too, but from a locale
 * that was read into memory first: too much for "3 rows". A test compares. */
#include "locale/cldr.h"

#include "base/utf8.h"

/* How a language writes numbers: what stands first in its locale object. */
struct marks {
  struct str digits; /* ten characters; empty: 0 to 9 */
  struct str decimal, group;
  int primary, secondary; /* digits in the last and in the other groups */
  int grouping;           /* digits that must stand before the first group */
};

/* The text behind `key`, up to a quotation mark. Scripts/cldr.py writes no
 * escapes into these. */
static struct str text_behind(struct str s, const char *key, const char *none) {
  struct str wanted = str_from(key);
  size_t at = str_search(s, wanted);
  if (at == s.len)
    return str_from(none);
  s = str_slice(s, at + wanted.len, s.len);
  return str_slice(s, 0, str_find(s, '"', 0));
}

static int digit_behind(struct str s, const char *key, size_t skip, int none) {
  struct str wanted = str_from(key);
  size_t at = str_search(s, wanted) + wanted.len + skip;
  return at < s.len && char_is_digit(s.ptr[at]) ? s.ptr[at] - '0' : none;
}

static struct marks marks_of(struct str language) {
  struct str all = cldr_locale(language, NULL);
  struct str first = str_slice(all, str_search(all, STR("\"numbers\":[{")),
                               str_search(all, STR("],\"plurals\"")));
  /* Only the first of the systems: patterns hold {0}, but never "},{". */
  first = str_slice(first, 0, str_search(first, STR("},{")));
  return (struct marks){.digits = text_behind(first, "\"digits\":\"", ""),
                        .decimal = text_behind(first, "\"decimal\":\"", "."),
                        .group = text_behind(first, "\"group\":\"", ","),
                        .primary = digit_behind(first, "\"sizes\":[", 0, 3),
                        .secondary = digit_behind(first, "\"sizes\":[", 2, 3),
                        .grouping = digit_behind(all, "\"grouping\":", 0, 1)};
}

static void put_digit(struct buf *out, const struct marks *m, char digit) {
  struct str rest = m->digits;
  if (!rest.len) {
    buf_char(out, digit);
    return;
  }
  for (int skip = digit - '0'; skip > 0; skip--)
    utf8_next(&rest);
  struct str one = rest;
  utf8_next(&rest);
  buf_put(out, str_slice(one, 0, one.len - rest.len));
}

static bool group_ends(const struct marks *m, int rest) {
  return rest == m->primary ||
         (rest > m->primary && (rest - m->primary) % m->secondary == 0);
}

void cldr_put_typed(struct buf *out, struct str language, const char *number) {
  struct marks m = marks_of(language);
  for (; *number; number++)
    if (char_is_digit(*number))
      put_digit(out, &m, *number);
    else
      buf_put(out, m.decimal);
}

void cldr_put_count(struct buf *out, struct str language, size_t count) {
  struct marks m = marks_of(language);
  char digits[24];
  int length = 0;
  do {
    digits[length++] = (char)('0' + count % 10);
    count /= 10;
  } while (count);
  bool grouped = length >= m.primary + m.grouping;
  while (length--) {
    put_digit(out, &m, digits[length]);
    if (grouped && length && group_ends(&m, length))
      buf_put(out, m.group);
  }
}

const char *cldr_counter_style(struct str language) {
  /* By their zero; CSS Counter Styles 3, 6.1. */
  static const struct {
    uint32_t zero;
    const char *name;
  } STYLES[] = {
      {0x0660, "arabic-indic"}, {0x06F0, "persian"},  {0x0966, "devanagari"},
      {0x09E6, "bengali"},      {0x0A66, "gurmukhi"}, {0x0AE6, "gujarati"},
      {0x0B66, "oriya"},        {0x0C66, "telugu"},   {0x0CE6, "kannada"},
      {0x0D66, "malayalam"},    {0x0E50, "thai"},     {0x0ED0, "lao"},
      {0x0F20, "tibetan"},      {0x1040, "myanmar"},  {0x17E0, "khmer"},
      {0x1810, "mongolian"}};
  struct str digits = marks_of(language).digits;
  uint32_t zero = digits.len ? utf8_next(&digits) : 0;
  for (size_t i = 0; i < sizeof STYLES / sizeof *STYLES; i++)
    if (STYLES[i].zero == zero)
      return STYLES[i].name;
  return NULL;
}
