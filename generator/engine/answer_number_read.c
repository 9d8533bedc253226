/* Numbers as learners type them, with a unit, as a percentage or a fraction. */
#include "engine/answer.h"
#include "engine/interface.h"
#include "engine/locale_data.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* What a learner is shown as the form expected; not the answer. */
static void put_example(struct buf *out, const struct number_answer *a,
                        const struct locale *l) {
  struct number_answer example = *a;
  example.value = a->year ? 1990 : a->decimals == 0 ? 12 : 12.5;
  example.sigfigs = -1;
  number_type(out, &example, l);
}

/* Runs through "percent|per cent". False at the end. */
static bool next_word(struct str *list, struct str *word) {
  if (list->len == 0)
    return false;
  size_t end = str_find(*list, '|', 0);
  *word = str_trim(str_slice(*list, 0, end));
  *list = str_slice(*list, end < list->len ? end + 1 : end, list->len);
  return true;
}

/* The words for the percent sign in the learner's language, then in English. */
static struct str percent_words(const struct store *store, int which) {
  const char *key = "engine.unit.percent";
  return which ? interface_english(key) : store_text(store, key);
}

/* Without the dot of an abbreviation. */
static struct str without_dot(struct str s) {
  return str_ends(s, ".") ? str_slice(s, 0, s.len - 1) : s;
}

static bool is_percent(const struct store *store, struct str unit) {
  const struct text_answer any_case = {.fold = true};
  struct str word;
  unit = without_dot(unit);
  for (int which = 0; which < 2; which++) {
    struct str list = percent_words(store, which);
    while (next_word(&list, &word))
      if (text_same(&any_case, unit, without_dot(word)))
        return true;
  }
  return false;
}

/* Takes the word that some languages write before the number, the longest that
 * fits. A mark behind it could be the number's: then there is none. */
static bool cut_percent(const struct store *store, struct str *typed) {
  struct str at = str_trim(*typed), list = percent_words(store, 0), word;
  size_t longest = 0;
  while (next_word(&list, &word))
    if (word.len > longest && str_eq(str_slice(at, 0, word.len), word))
      longest = word.len;
  if (longest == 0 || (longest < at.len && strchr(".,", at.ptr[longest])))
    return false;
  *typed = str_slice(at, longest, at.len);
  return true;
}

static bool wants_percent(const struct number_answer *a) {
  for (int i = 0; i < a->unit_count; i++) {
    struct str s = a->units[i];
    if (s.len && number_is_percent(utf8_next(&s)) && s.len == 0)
      return true;
  }
  return a->share;
}

/* Words in any case, with any accents; "mg" and "Mg" are two units. */
static bool is_unit(const struct number_answer *a, struct str typed) {
  for (int i = 0; i < a->unit_count; i++) {
    const struct text_answer word = {.fold = a->units[i].len > 3};
    if (text_same(&word, typed, a->units[i]))
      return true;
  }
  return false;
}

/* Whether the unit is one of those asked for; a word for the percent sign
 * becomes the sign. */
static bool unit_fits(const struct number_answer *a, const struct store *store,
                      struct number_read *r) {
  if (!r->percent && r->unit.len && wants_percent(a) &&
      is_percent(store, r->unit)) {
    r->percent = true;
    r->unit.len = 0;
  }
  if (r->unit.len == 0)
    return !r->percent || wants_percent(a);
  return !r->percent && is_unit(a, r->unit);
}

static const char *why_not(const struct number_answer *a,
                           const struct store *store, struct number_read *r) {
  switch (r->state) {
  case NUMBER_READ_EMPTY:
    return "engine.unreadable.empty";
  case NUMBER_READ_NOT:
    return "engine.unreadable.number";
  case NUMBER_READ_MIXED:
    return "engine.unreadable.mixed";
  case NUMBER_READ_AMBIGUOUS:
    return "engine.unreadable.ambiguous";
  default:
    if (unit_fits(a, store, r))
      return NULL;
    return a->unit_count ? "engine.unreadable.unit" : "engine.unreadable.alone";
  }
}

/* Years may come in the era the locale counts in: 2534 for 1991. */
static double common_year(const struct number_answer *a, const struct locale *l,
                          double given) {
  double offset = year_offset(l);
  if (!a->year || offset == 0)
    return given;
  return fabs(given - offset - a->value) < fabs(given - a->value)
             ? given - offset
             : given;
}

/* A whole number and nothing else. */
static bool read_whole(const struct locale *l, struct str s, double *out) {
  struct number_read r = number_read(l, s);
  *out = r.value;
  return r.state == NUMBER_READ_OK && !r.percent && r.unit.len == 0 &&
         r.value == floor(r.value);
}

/* Where the last word of a text starts; 0 if it is one word. */
static size_t last_word(struct str s) {
  size_t start = 0;
  for (struct str rest = s; rest.len > 0;)
    if (number_mark(utf8_next(&rest)) == ' ')
      start = s.len - rest.len;
  return start;
}

/* 3/8, and 1 3/8. What can be a grouped number over another, or a whole number
 * and a fraction (1 234/500), is none. */
static bool read_fraction(const struct locale *l, struct str typed,
                          double *out) {
  struct str rest = typed, top = {0};
  double whole = 0, over, under;
  while (rest.len > 0 && !top.ptr) {
    size_t at = typed.len - rest.len;
    uint32_t cp = utf8_next(&rest);
    if (cp == '/' || cp == 0x2044 || cp == 0x2215)
      top = str_trim(str_slice(typed, 0, at));
  }
  if (!top.ptr || !read_whole(l, rest, &under) || !(under > 0))
    return false;
  size_t start = last_word(top);
  if (read_whole(l, top, &over))
    *out = over / under;
  else if (start && read_whole(l, str_slice(top, 0, start), &whole) &&
           whole != 0 && read_whole(l, str_slice(top, start, top.len), &over) &&
           over >= 0 && over < under)
    *out = whole < 0 ? whole - over / under : whole + over / under;
  else
    return false;
  return !start || whole != 0;
}

/* The number itself, without asking back. NULL, or why it cannot be read. */
static const char *read_number(const struct number_answer *a,
                               const struct store *store, struct str typed,
                               struct number_read *r) {
  double fraction;
  if (a->fraction && read_fraction(store->locale, typed, &fraction)) {
    *r = (struct number_read){.state = NUMBER_READ_OK, .value = fraction};
    return NULL;
  }
  bool before = wants_percent(a) && cut_percent(store, &typed);
  *r = number_read(store->locale, typed);
  if (before && (r->percent || r->unit.len))
    return "engine.unreadable.unit";
  r->percent |= before;
  const char *why = why_not(a, store, r);
  if (!why && a->share && r->percent)
    r->value /= 100;
  return why;
}

bool number_read_typed(const struct number_answer *a, const struct store *store,
                       struct str typed, double *out, struct buf *why) {
  const struct locale *l = store->locale;
  struct number_read r;
  const char *key = read_number(a, store, typed, &r);
  if (!key) {
    *out = common_year(a, l, r.value);
    return true;
  }
  struct buf example = {0}, first = {0}, second = {0};
  put_example(&example, a, l);
  if (r.state == NUMBER_READ_AMBIGUOUS) {
    number_write_typed(&first, l, r.value);
    number_write_typed(&second, l, r.other);
  }
  struct interface_value values[] = {
      {"typed", utf8_cut(str_trim(typed), 60)},
      {"example", buf_str(&example)},
      {"first", buf_str(&first)},
      {"second", buf_str(&second)},
      {"unit", a->unit_count ? a->units[0] : STR("%")},
      {NULL, {NULL, 0}}};
  interface_write(why, store, key, values);
  buf_free(&example);
  buf_free(&first);
  buf_free(&second);
  return false;
}
