/* Which type all the texts of a column fit. */
#include "tables/profile_text.h"

#include <math.h>

#include "base/utf8.h"
#include "engine/csv_value.h"
#include "tables/day.h"
#include "tables/digits.h"

/* Ways to write numbers. */
struct number_style {
  char decimal;
  const char *group; /* NULL: none */
};

static const struct number_style STYLES[] = {
    {'.', NULL},       {'.', ","},        {',', NULL},           {',', "."},
    {',', " "},        {',', "\xC2\xA0"}, {',', "\xE2\x80\xAF"}, {'.', " "},
    {'.', "\xC2\xA0"}, {'.', "'"}};
enum { STYLE_COUNT = sizeof STYLES / sizeof *STYLES };

static const char *const PATTERNS[] = {"%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y",
                                       "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"};
enum { PATTERN_COUNT = sizeof PATTERNS / sizeof *PATTERNS };

/* What offices write where there is no number. */
static bool means_missing(struct str s) {
  static const char *const words[] = {"NA",
                                      "N/A",
                                      "n/a",
                                      "na",
                                      "NaN",
                                      "nan",
                                      "NULL",
                                      "null",
                                      "-",
                                      "--",
                                      ".",
                                      "..",
                                      "*",
                                      "#N/A",
                                      "x",
                                      "c",
                                      ":",
                                      "\xE2\x80\xA6",
                                      "\xE2\x80\x93",
                                      "\xE2\x80\x94"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_is(s, words[i]))
      return true;
  return false;
}

/* 007 and 0812345678 are codes: as numbers they would lose their zeros. */
static bool is_code_number(struct str s) {
  return s.len > 1 && s.ptr[0] == '0' && char_is_digit(s.ptr[1]);
}

/* Takes the marks of a style out of a text; false when they do not fit. A
 * group mark needs three digits behind it and one before. */
static bool plain_number(const struct number_style *style, struct str s,
                         struct buf *out) {
  struct str group = str_from(style->group);
  size_t digits = 0;
  bool grouped = false, decimal = false;
  buf_clear(out);
  while (s.len) {
    char c = s.ptr[0];
    if (group.len && str_starts(s, style->group) && !decimal &&
        (grouped ? digits == 3 : digits >= 1 && digits <= 3)) {
      grouped = true;
      digits = 0;
      s = str_slice(s, group.len, s.len);
      continue;
    }
    if (c == style->decimal && !decimal) {
      if (grouped && digits != 3)
        return false;
      decimal = true;
      buf_char(out, '.');
    } else if (c == '.' || c == ',') {
      return false;
    } else {
      digits += char_is_digit(c);
      buf_char(out, c);
    }
    s = str_slice(s, 1, s.len);
  }
  return decimal || !grouped || digits == 3;
}

struct looking {
  struct arena *arena;
  struct profile *p;
  struct str *values; /* with Latin digits, trimmed; no codes */
  size_t count;
  struct buf text;
};

static bool fits_style(struct looking *l, const struct number_style *style) {
  double number;
  for (size_t i = 0; i < l->count; i++)
    if (is_code_number(l->values[i]) ||
        !plain_number(style, l->values[i], &l->text) ||
        !csv_number(buf_str(&l->text), &number))
      return false;
  return true;
}

static void take_numbers(struct looking *l, const struct number_style *style) {
  struct profile *p = l->p;
  bool whole = true;
  for (size_t i = 0; i < l->count; i++) {
    double number = 0;
    int64_t integer;
    plain_number(style, l->values[i], &l->text);
    csv_number(buf_str(&l->text), &number);
    whole = whole && csv_integer(buf_str(&l->text), &integer);
    if (i == 0 || number < p->minimum)
      p->minimum = number;
    if (i == 0 || number > p->maximum)
      p->maximum = number;
    if (number > 0 && (p->smallest_count == 0 || number < p->smallest_count))
      p->smallest_count = number;
  }
  p->type = whole ? PROFILE_INTEGER : PROFILE_NUMBER;
  p->decimal_mark = style->decimal == '.' || whole ? '\0' : style->decimal;
  p->group_mark = style->group;
}

/* The first style that fits; where 1,234 could be both 1234 and 1.234, none. */
static bool look_for_numbers(struct looking *l) {
  for (size_t i = 0; i < STYLE_COUNT; i++) {
    if (!fits_style(l, &STYLES[i]))
      continue;
    if (i == 1 && fits_style(l, &STYLES[2])) {
      l->p->unsure = "the comma could mark decimals or thousands: declare "
                     "decimalChar or groupChar";
      return false;
    }
    take_numbers(l, &STYLES[i]);
    return true;
  }
  return false;
}

static bool fits_pattern(struct looking *l, const char *pattern) {
  struct day day;
  for (size_t i = 0; i < l->count; i++)
    if (!day_read(l->values[i], str_from(pattern), &day))
      return false;
  return true;
}

static void take_dates(struct looking *l, size_t pattern) {
  struct profile *p = l->p;
  int least = 9999, most = 0;
  for (size_t i = 0; i < l->count; i++) {
    struct day day;
    day_read(l->values[i], str_from(PATTERNS[pattern]), &day);
    least = day.year < least ? day.year : least;
    most = day.year > most ? day.year : most;
  }
  p->buddhist = least >= 2343 && most <= 2643;
  if (most >= 2343 && !p->buddhist) {
    p->unsure = "the years seem to be of two eras";
    return;
  }
  p->type = PROFILE_DATE;
  p->date_format = pattern ? PATTERNS[pattern] : NULL;
  for (size_t i = 0; i < l->count; i++) {
    struct day day;
    day_read(l->values[i], str_from(PATTERNS[pattern]), &day);
    day.year -= p->buddhist ? BUDDHIST_OFFSET : 0;
    buf_clear(&l->text);
    day_put(&l->text, day);
    struct str s = arena_str(l->arena, buf_str(&l->text));
    if (i == 0 || str_cmp(s, p->first) < 0)
      p->first = s;
    if (i == 0 || str_cmp(s, p->last) > 0)
      p->last = s;
  }
}

static bool look_for_dates(struct looking *l) {
  for (size_t i = 0; i < PATTERN_COUNT; i++) {
    if (!fits_pattern(l, PATTERNS[i]))
      continue;
    if (i == 1 && fits_pattern(l, PATTERNS[2])) {
      l->p->unsure = "day and month could be meant in either order: declare "
                     "the date's format";
      return false;
    }
    take_dates(l, i);
    return l->p->type == PROFILE_DATE;
  }
  return false;
}

static bool look_for_flags(struct looking *l) {
  for (size_t i = 0; i < l->count; i++)
    if (!str_is(l->values[i], "true") && !str_is(l->values[i], "false") &&
        !str_is(l->values[i], "TRUE") && !str_is(l->values[i], "FALSE"))
      return false;
  l->p->type = PROFILE_BOOLEAN;
  return true;
}

static void prepare(struct looking *l, const struct str *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct str s = str_trim(values[i]);
    if (means_missing(s) && l->p->code_count < PROFILE_MOST_CODES) {
      l->p->codes[l->p->code_count++] = values[i];
      continue;
    }
    if (digits_are_foreign(s)) {
      buf_clear(&l->text);
      digits_put_latin(&l->text, s);
      s = arena_str(l->arena, buf_str(&l->text));
      l->p->foreign_digits = true;
    }
    l->values[l->count++] = s;
  }
}

void profile_texts(struct arena *a, const struct str *values, size_t count,
                   struct profile *p) {
  struct looking l = {.arena = a, .p = p};
  l.values = arena_array(a, struct str, count);
  prepare(&l, values, count);
  p->distinct = l.count;
  if (!l.count ||
      !(look_for_flags(&l) || look_for_numbers(&l) || look_for_dates(&l))) {
    p->type = PROFILE_TEXT; /* where "-" or "x" is a value like any other */
    p->distinct = count;
    p->code_count = 0;
    p->foreign_digits = false;
  }
  buf_free(&l.text);
}
