/* Writes figures without words in the digits of a language. */
#include "translate/numerals.h"

#include "base/utf8.h"
#include "locale/cldr.h"

/* The ten digits of the language one after the other; "" for 0 to 9. */
static struct str digits_of(struct str language) {
  struct str locale = cldr_locale(language, NULL), key = STR("\"digits\":\"");
  size_t from = str_search(locale, key) + key.len;
  if (from >= locale.len || locale.ptr[from] == '0')
    return STR("");
  return str_slice(locale, from, str_find(locale, '"', from));
}

static struct str rewritten(struct arena *a, struct str text,
                            struct str digits) {
  struct buf out = {0};
  size_t size = digits.len / 10;
  for (size_t i = 0; i < text.len; i++)
    if (char_is_digit(text.ptr[i]))
      buf_put_n(&out, digits.ptr + (size_t)(text.ptr[i] - '0') * size, size);
    else
      buf_char(&out, text.ptr[i]);
  struct str s = arena_str(a, buf_str(&out));
  buf_free(&out);
  return s;
}

void numerals_write(struct arena *a, const struct messages *all,
                    struct str language) {
  struct str digits = digits_of(language);
  for (size_t i = 0; digits.len && i < all->numeral_count; i++)
    *all->numerals[i] = rewritten(a, *all->numerals[i], digits);
}
