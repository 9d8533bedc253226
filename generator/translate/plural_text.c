/* Reads plurals in computed text. */
#include "translate/plural_text.h"

static bool begins(struct str code) {
  return str_starts(code, "plural") && code.len > 6 &&
         char_is_space(code.ptr[6]);
}

/* Takes "category {text}" off *s. */
static bool take_form(struct str *s, struct str *category) {
  struct str rest = str_trim(*s);
  size_t open = str_find(rest, '{', 0), close = str_find(rest, '}', 0);
  if (open >= rest.len || close >= rest.len || close < open)
    return false;
  *category = str_trim(str_slice(rest, 0, open));
  *s = str_slice(rest, close + 1, rest.len);
  for (size_t i = 0; i < category->len; i++)
    if (!char_is_alpha(category->ptr[i]))
      return false;
  return category->len > 0;
}

static bool all_forms(struct str s) {
  struct str category;
  if (str_trim(s).len == 0)
    return false;
  while (str_trim(s).len)
    if (!take_form(&s, &category))
      return false;
  return true;
}

static bool split(struct str code, struct str *number, struct str *forms) {
  code = str_trim(code);
  if (!begins(code))
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

bool plural_text_number(struct str code, struct str *number) {
  struct str forms;
  return split(code, number, &forms);
}

static bool is_category(struct str s) {
  static const char *const NAMES[] = {"zero", "one",  "two",
                                      "few",  "many", "other"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (str_is(s, NAMES[i]))
      return true;
  return false;
}

const char *plural_text_problem(struct arena *a, struct str code) {
  struct str number, forms, category;
  bool other = false;
  if (!split(code, &number, &forms))
    return NULL;
  while (str_trim(forms).len && take_form(&forms, &category)) {
    other = other || str_is(category, "other");
    if (!is_category(category))
      return arena_printf(a,
                          "'%.*s' is no plural form: expected zero, one, two, "
                          "few, many or other, as your language needs",
                          STR_ARG(category))
          .ptr;
  }
  if (!other)
    return arena_printf(a, "the plural of '%.*s' has no form 'other {…}'",
                        STR_ARG(number))
        .ptr;
  return NULL;
}
