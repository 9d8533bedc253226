/* What translators make of plurals. */
#include "translate/plural_text.h"

#include "engine/plural_text.h"

bool plural_text_number(struct str code, struct str *number) {
  struct str forms;
  return plural_text_split(code, number, &forms);
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
  struct str number, forms, category, text;
  bool other = false;
  if (!plural_text_split(code, &number, &forms))
    return NULL;
  while (str_trim(forms).len && plural_text_take(&forms, &category, &text)) {
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
