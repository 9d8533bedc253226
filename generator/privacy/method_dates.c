/* dates: cut to what is needed.
 *
 *   - dates: born
 *     to: year                month, quarter, year, age or day
 *     on: 2026-01-01          of age: a day, or a column of days
 *     form: "%d/%m/%Y"        how they are written; 2026-01-31 when left out
 *     era: buddhist           years are 543 more than common ones */
#include "privacy/methods.h"

#include <stddef.h>

#include "base/utf8.h"
#include "course/syntax.h"

enum unit {
  UNIT_NONE,
  UNIT_DAY,
  UNIT_MONTH,
  UNIT_QUARTER,
  UNIT_YEAR,
  UNIT_AGE
};

struct settings {
  struct texts fields;
  struct text to, on, form, era;
  enum unit unit;
};

struct day {
  int year, month, day; /* month or day 0: not given */
};

enum { BUDDHIST_YEARS = 543 };

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"dates", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"to", KEY_TEXT, AT(to), "month, quarter, year, age or day", 0, 0},
    {"on", KEY_TEXT, AT(on), NULL, 0, 0},
    {"form", KEY_TEXT, AT(form), NULL, 0, 0},
    {"era", KEY_TEXT, AT(era), NULL, 0, 0},
};

static const struct str units[] = {
    {"day", 3}, {"month", 5}, {"quarter", 7}, {"year", 4}, {"age", 3}};

static void check_form(struct diags *d, struct text form) {
  for (size_t i = 0; i < form.s.len; i++) {
    if (form.s.ptr[i] != '%')
      continue;
    char c = i + 1 < form.s.len ? form.s.ptr[i + 1] : ' ';
    if (c != 'Y' && c != 'm' && c != 'd' && c != 'H' && c != 'M' && c != 'S')
      diag_error(d, form.at, "E-PLAN-VALUE",
                 "'form' is '%.*s', expected %%Y, %%m, %%d, %%H, %%M and %%S",
                 STR_ARG(utf8_cut(form.s, 60)));
  }
}

static void check(struct arena *a, struct diags *d, struct step *step) {
  struct settings *s = step->settings;
  for (int i = 0; i < 5; i++)
    if (str_eq(s->to.s, units[i]))
      s->unit = (enum unit)(i + 1);
  if (s->unit == UNIT_NONE && s->to.s.ptr)
    diag_error(d, s->to.at, "E-KEY-RANGE",
               "'to' is '%.*s', expected month, quarter, year, age or day%s",
               STR_ARG(utf8_cut(s->to.s, 60)),
               diag_nearest(a, s->to.s, units, 5));
  if (s->unit == UNIT_AGE && !s->on.s.len)
    diag_error(d, step->at, "E-KEY-MISSING",
               "an age needs 'on': the day, or the column of days, on which "
               "somebody was that old");
  if (s->era.s.ptr && !str_is(s->era.s, "buddhist") &&
      !str_is(s->era.s, "common"))
    diag_error(d, s->era.at, "E-KEY-RANGE",
               "'era' is '%.*s', expected common or buddhist",
               STR_ARG(utf8_cut(s->era.s, 60)));
  check_form(d, s->form);
}

/* The digits of one part: at most `most` of them, fewer before a mark. */
static bool take_part(struct str *s, size_t most, int *out) {
  size_t n = 0;
  for (*out = 0; n < most && n < s->len && char_is_digit(s->ptr[n]); n++)
    *out = *out * 10 + (s->ptr[n] - '0');
  *s = str_slice(*s, n, s->len);
  return n > 0;
}

static bool read_day(struct str form, struct str s, struct day *out) {
  *out = (struct day){0};
  for (size_t i = 0; i < form.len; i++) {
    int part;
    if (form.ptr[i] != '%') {
      if (!s.len || s.ptr[0] != form.ptr[i])
        return false;
      s = str_slice(s, 1, s.len);
      continue;
    }
    char c = form.ptr[++i];
    if (!take_part(&s, c == 'Y' ? 4 : 2, &part))
      return false;
    if (c == 'Y')
      out->year = part;
    else if (c == 'm')
      out->month = part;
    else if (c == 'd')
      out->day = part;
  }
  return s.len == 0;
}

/* A day of the calendar, in the common era. */
static bool read_date(const struct settings *s, struct str text,
                      struct day *out) {
  char iso[32];
  struct buf b = {0};
  struct str form = s->form.s.len ? s->form.s : STR("%Y-%m-%d");
  if (!read_day(form, text, out))
    return false;
  if (str_is(s->era.s, "buddhist"))
    out->year -= BUDDHIST_YEARS;
  buf_printf(&b, "%04d-%02d-%02d", out->year, out->month ? out->month : 1,
             out->day ? out->day : 1);
  bool fits = buf_ok(&b) && b.len < sizeof iso && syntax_is_date(buf_str(&b));
  buf_free(&b);
  return fits;
}

static struct str cut(struct arena *a, const struct settings *s,
                      struct day day) {
  switch (s->unit) {
  case UNIT_MONTH:
    return arena_printf(a, "%04d-%02d", day.year, day.month);
  case UNIT_QUARTER:
    return arena_printf(a, "%04d-Q%d", day.year, (day.month + 2) / 3);
  case UNIT_YEAR:
    return arena_printf(a, "%d", day.year);
  default:
    return arena_printf(a, "%04d-%02d-%02d", day.year, day.month, day.day);
  }
}

static bool report(struct work *w, const struct text *field, struct str text) {
  diag_error(w->diags, field->at, "E-PLAN-DATE",
             "'%.*s' holds '%.*s', which is no date as 'form' and 'era' have "
             "it",
             STR_ARG(utf8_cut(field->s, 60)), STR_ARG(utf8_cut(text, 60)));
  return false;
}

static bool coarsen(struct work *w, const struct settings *s,
                    const struct text *field, struct frame_column *c) {
  struct str *to = arena_array(w->arena, struct str, c->word_count);
  for (uint32_t i = 0; i < c->word_count; i++) {
    struct day day;
    if (!read_date(s, c->words[i], &day))
      return report(w, field, c->words[i]);
    to[i] = cut(w->arena, s, day);
  }
  frame_replace(w->now, c, to);
  return true;
}

static int age(struct day born, struct day on) {
  bool before =
      on.month < born.month || (on.month == born.month && on.day < born.day);
  return on.year - born.year - before;
}

static bool to_age(struct work *w, const struct settings *s,
                   const struct text *field, struct frame_column *c) {
  struct frame_words *words = frame_words_new(w->arena);
  uint32_t *codes = arena_array(w->arena, uint32_t, w->now->rows);
  bool fixed = syntax_is_date(s->on.s);
  const struct frame_column *other = fixed ? NULL : work_column(w, s->on);
  if (!fixed && !other)
    return false;
  for (size_t i = 0; i < w->now->rows; i++) {
    struct str born = frame_text(c, i), on = s->on.s;
    struct settings iso = {.unit = UNIT_DAY};
    struct day from, to;
    codes[i] = FRAME_MISSING;
    if (!fixed)
      on = frame_text(other, i);
    if (!born.len || !on.len)
      continue;
    if (!read_date(s, born, &from))
      return report(w, field, born);
    if (!read_date(fixed ? &iso : s, on, &to))
      return report(w, &s->on, on);
    codes[i] = frame_word(words, arena_printf(w->arena, "%d", age(from, to)));
  }
  frame_set(c, codes, words);
  return true;
}

static bool change(struct work *w, const struct step *step,
                   const struct text *field, struct frame_column *c) {
  const struct settings *s = step->settings;
  return s->unit == UNIT_AGE ? to_age(w, s, field, c) : coarsen(w, s, field, c);
}

static bool run(struct work *w, struct step *step) {
  return work_each_column(w, step, change);
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  if (s->unit == UNIT_DAY)
    return;
  work_put_titles(out, w, &s->fields);
  if (s->unit == UNIT_AGE)
    buf_puts(out, ": dates of birth are turned into ages in whole years.");
  else
    buf_printf(out, ": only the %.*s of each date is kept.", STR_ARG(s->to.s));
}

const struct method method_dates = {.name = "dates",
                                    .keys = KEYS(NULL, keys),
                                    .size = sizeof(struct settings),
                                    .check = check,
                                    .run = run,
                                    .say = say};
