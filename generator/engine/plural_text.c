/* Reads plurals in computed text. */
#include "engine/plural_text.h"

bool plural_text_take(struct str *forms, struct str *category,
                      struct str *text) {
  struct str rest = str_trim(*forms);
  size_t open = str_find(rest, '{', 0), close = str_find(rest, '}', 0);
  if (open >= rest.len || close >= rest.len || close < open)
    return false;
  *category = str_trim(str_slice(rest, 0, open));
  *text = str_slice(rest, open + 1, close);
  *forms = str_slice(rest, close + 1, rest.len);
  for (size_t i = 0; i < category->len; i++)
    if (!char_is_alpha(category->ptr[i]))
      return false;
  return category->len > 0;
}

static bool all_forms(struct str s) {
  struct str category, text;
  if (str_trim(s).len == 0)
    return false;
  while (str_trim(s).len)
    if (!plural_text_take(&s, &category, &text))
      return false;
  return true;
}

bool plural_text_split(struct str code, struct str *number, struct str *forms) {
  code = str_trim(code);
  if (!str_starts(code, "plural") || code.len < 7 ||
      !char_is_space(code.ptr[6]))
    return false;
  code = str_slice(code, 7, code.len);
  for (size_t at = str_find(code, ':', 0); at < code.len;
       at = str_find(code, ':', at + 1)) {
    *number = str_trim(str_slice(code, 0, at));
    *forms = str_slice(code, at + 1, code.len);
    if (all_forms(*forms))
      return true;
  }
  return false;
}
