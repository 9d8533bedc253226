/* Reads a number as a learner types it. Scanning takes the text apart into
 * digits and marks; interpreting decides what the marks mean in the locale,
 * or that only the learner can say. */
#include "engine/decimal.h"
#include "engine/locale_data.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum {
  READ_MARKS = 200,     /* group and decimal marks in one number */
  READ_EXPONENT = 400,  /* largest exponent of ten */
  READ_TEXT_MAX = 2000, /* bytes of typed text */
  READ_DIGITS = 400,    /* in one number */
  READ_OTHER = -1       /* system of a digit that the locale does not use */
};

struct read_mark {
  uint32_t mark; /* as number_mark gives it */
  size_t at;     /* digits before it */
};

struct read_scan {
  const struct locale *l;
  struct str rest;
  bool negative;
  bool percent;
  struct str currency;
  int system; /* of the digits, index into l->systems */
  bool mixed; /* digits of two scripts */
  bool too_long;
  char digits[READ_DIGITS];
  size_t digit_count;
  struct read_mark marks[READ_MARKS];
  size_t mark_count;
  int exponent;
};

/* What the marks mean. */
struct reading {
  bool possible;
  bool ambiguous;
  size_t whole; /* digits before the decimal mark */
};

static uint32_t read_peek(struct str s) { return s.len ? utf8_next(&s) : 0; }

static bool read_is_space(uint32_t cp) {
  return number_mark(cp) == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x3000 ||
         cp == 0x2008 || number_is_invisible(cp);
}

static void read_skip_space(struct str *s) {
  while (s->len > 0 && read_is_space(read_peek(*s)))
    utf8_next(s);
}

static struct str read_trim_end(struct str s) {
  struct str rest = s, end = str_slice(s, 0, 0);
  while (rest.len > 0)
    if (!read_is_space(utf8_next(&rest)))
      end = str_slice(s, 0, s.len - rest.len);
  return end;
}

/* The first digits of the scripts of Unicode that have decimal digits: only to
 * tell foreign digits from letters. */
static bool read_is_foreign_digit(uint32_t cp) {
  static const uint32_t zeros[] = {
      0x0660,  0x06F0,  0x07C0,  0x0966,  0x09E6,  0x0A66,  0x0AE6,  0x0B66,
      0x0BE6,  0x0C66,  0x0CE6,  0x0D66,  0x0DE6,  0x0E50,  0x0ED0,  0x0F20,
      0x1040,  0x1090,  0x17E0,  0x1810,  0x1946,  0x19D0,  0x1A80,  0x1A90,
      0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0xA620,  0xA8D0,  0xA900,  0xA9D0,
      0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30, 0x11066, 0x110F0,
      0x11136, 0x111D0, 0x112F0, 0x11450, 0x1E140, 0x1E950};
  for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
    if (cp >= zeros[i] && cp <= zeros[i] + 9)
      return true;
  return cp >= 0x1D7CE && cp <= 0x1D7FF;
}

/* The value of a digit and its system, or -1. */
static int read_digit(const struct locale *l, uint32_t cp, int *system) {
  for (size_t i = 0; i < l->system_count; i++)
    for (int value = 0; value < 10; value++)
      if (l->systems[i].digits[value] == cp) {
        *system = (int)i;
        return value;
      }
  if (cp != 0 && ((cp >= '0' && cp <= '9') || read_is_foreign_digit(cp))) {
    *system = READ_OTHER;
    return 0;
  }
  return -1;
}

static bool read_is_minus(uint32_t cp) {
  return cp == '-' || cp == 0x2212 || (cp >= 0x2010 && cp <= 0x2013) ||
         cp == 0xFE63 || cp == 0xFF0D;
}

static bool read_is_currency(uint32_t cp) {
  return cp == '$' || (cp >= 0xA2 && cp <= 0xA5) || cp == 0x0E3F ||
         cp == 0x17DB || (cp >= 0x20A0 && cp <= 0x20C0);
}

/* Signs, a percent sign or a currency sign before the digits, each at most
 * once, in any order. */
static void read_prefix(struct read_scan *s) {
  bool sign = false;
  for (;;) {
    read_skip_space(&s->rest);
    struct str before = s->rest;
    uint32_t cp = read_peek(s->rest);
    bool minus = read_is_minus(cp);
    if (!sign && (minus || cp == '+' || cp == 0xFF0B)) {
      sign = true;
      s->negative = minus;
    } else if (!s->percent && number_is_percent(cp)) {
      s->percent = true;
    } else if (s->currency.len == 0 && read_is_currency(cp)) {
      utf8_next(&s->rest);
      s->currency = str_slice(before, 0, before.len - s->rest.len);
      continue;
    } else {
      return;
    }
    utf8_next(&s->rest);
  }
}

static bool read_is_mark(const struct locale *l, uint32_t mark) {
  if (mark == '.' || mark == ',' || mark == ' ' || mark == '\'')
    return true;
  for (size_t i = 0; i < l->system_count; i++)
    if (mark == l->systems[i].decimal_mark || mark == l->systems[i].group_mark)
      return true;
  return false;
}

static void read_take_digit(struct read_scan *s, int value, int system) {
  if (s->digit_count == 0)
    s->system = system;
  else if (system != s->system)
    s->mixed = true;
  if (s->digit_count == sizeof s->digits)
    s->too_long = true;
  else
    s->digits[s->digit_count++] = (char)('0' + value);
}

/* Spaces and apostrophes are marks only before a digit; else the number ended
 * before them. */
static bool read_take_mark(struct read_scan *s, uint32_t mark, struct str *at) {
  struct str next = *at;
  int system;
  utf8_next(&next);
  while (next.len > 0 && number_is_invisible(read_peek(next)))
    utf8_next(&next);
  if ((mark == ' ' || mark == '\'') &&
      (s->digit_count == 0 || read_digit(s->l, read_peek(next), &system) < 0))
    return false;
  if (s->mark_count == READ_MARKS)
    s->too_long = true;
  else
    s->marks[s->mark_count++] = (struct read_mark){mark, s->digit_count};
  *at = next;
  return true;
}

static void read_body(struct read_scan *s) {
  struct str at = s->rest;
  while (at.len > 0) {
    uint32_t cp = read_peek(at);
    int system, value = read_digit(s->l, cp, &system);
    uint32_t mark = number_mark(cp);
    if (value >= 0) {
      read_take_digit(s, value, system);
      utf8_next(&at);
    } else if (number_is_invisible(cp)) {
      utf8_next(&at);
    } else if (!read_is_mark(s->l, mark) || !read_take_mark(s, mark, &at)) {
      break;
    }
  }
  s->rest = at;
}

/* e5, E-5: only right after the number and at the end of a word. */
static void read_exponent(struct read_scan *s) {
  struct str at = s->rest;
  if (at.len < 2 || (at.ptr[0] != 'e' && at.ptr[0] != 'E'))
    return;
  utf8_next(&at);
  bool minus = read_is_minus(read_peek(at));
  if (minus || at.ptr[0] == '+')
    utf8_next(&at);
  int exponent = 0, digits = 0, system, value;
  for (; (value = read_digit(s->l, read_peek(at), &system)) >= 0; digits++) {
    if (system != s->system)
      return;
    exponent = exponent * 10 + value;
    s->too_long = s->too_long || exponent > READ_EXPONENT;
    if (s->too_long)
      return;
    utf8_next(&at);
  }
  uint32_t next = read_peek(at);
  if (digits == 0 ||
      (next != 0 && !read_is_space(next) && !number_is_percent(next)))
    return;
  s->exponent = minus ? -exponent : exponent;
  s->rest = at;
}

/* Groups of three (or as the locale has them) from the start to digit `end`,
 * all made by the same mark, the first `marks` ones. */
static bool read_groups_ok(const struct read_scan *s, size_t marks, size_t end,
                           size_t primary, size_t secondary) {
  if (marks == 0)
    return true;
  size_t first = s->marks[0].at;
  if (first == 0 || first > secondary || s->digits[0] == '0')
    return false;
  for (size_t i = 0; i < marks; i++) {
    bool last = i + 1 == marks;
    size_t next = last ? end : s->marks[i + 1].at;
    if (s->marks[i].mark != s->marks[0].mark ||
        next - s->marks[i].at != (last ? primary : secondary))
      return false;
  }
  return true;
}

static bool read_well_grouped(const struct read_scan *s, size_t marks,
                              size_t end) {
  const struct number_system *n = &s->l->systems[s->system];
  return read_groups_ok(s, marks, end, 3, 3) ||
         read_groups_ok(s, marks, end, (size_t)n->primary,
                        (size_t)n->secondary);
}

static bool read_groups_by(const struct read_scan *s, uint32_t mark) {
  return mark == ' ' || mark == '\'' ||
         mark == s->l->systems[s->system].group_mark;
}

/* As the locale itself writes: groups, then at most one decimal mark. */
static bool read_in_locale(const struct read_scan *s, struct reading *r) {
  const struct number_system *n = &s->l->systems[s->system];
  size_t groups = s->mark_count, end = s->digit_count;
  if (groups > 0 && s->marks[groups - 1].mark == n->decimal_mark)
    end = s->marks[--groups].at;
  for (size_t i = 0; i < groups; i++)
    if (!read_groups_by(s, s->marks[i].mark))
      return false;
  if (!read_well_grouped(s, groups, end))
    return false;
  /* 1.234 where the full stop groups: the decimal point of a keypad? */
  bool point = s->mark_count == 1 && groups == 1 && s->marks[0].mark == '.';
  *r = (struct reading){true, point, point ? s->marks[0].at : end};
  return true;
}

/* One full stop or comma, perhaps after groups made by spaces. */
static bool read_lone_mark(const struct read_scan *s, struct reading *r) {
  if (s->mark_count == 0)
    return false;
  size_t groups = s->mark_count - 1;
  const struct read_mark *m = &s->marks[groups];
  if (m->mark != '.' && m->mark != ',')
    return false;
  for (size_t i = 0; i < groups; i++)
    if (s->marks[i].mark != ' ' && s->marks[i].mark != '\'')
      return false;
  if (!read_well_grouped(s, groups, m->at))
    return false;
  bool nothing = m->at == 0 || (m->at == 1 && s->digits[0] == '0');
  bool decimal = nothing || s->digit_count - m->at != 3;
  *r = (struct reading){true, !decimal, m->at};
  return true;
}

static double read_value(const struct read_scan *s, int exponent) {
  double value =
      decimal_value((struct str){s->digits, s->digit_count}, exponent);
  return s->negative ? -value : value;
}

static int read_sigfigs(const struct read_scan *s) {
  size_t zeros = 0;
  while (zeros < s->digit_count && s->digits[zeros] == '0')
    zeros++;
  return zeros == s->digit_count ? 1 : (int)(s->digit_count - zeros);
}

/* Whether what follows a number can be the name of a unit. Operators, brackets
 * and fractions mean that the text is more than a number. */
static bool read_is_unit(struct str s) {
  uint32_t cp = read_peek(s);
  if (cp < 0x80)
    return s.len == 0 || char_is_alpha((char)cp) || cp == '$';
  return cp != 0xFFFD && cp != 0xB1 && cp != 0xB2 && cp != 0xB3 && cp != 0xB7 &&
         !(cp >= 0xB9 && cp <= 0xBE) && cp != 0xD7 && cp != 0xF7 &&
         !(cp >= 0x2010 && cp <= 0x2015) && !(cp >= 0x2044 && cp <= 0x208E) &&
         !(cp >= 0x2150 && cp <= 0x218F) && !(cp >= 0x2190 && cp <= 0x22FF) &&
         cp != 0x066B && cp != 0x066C;
}

static void read_suffix(struct read_scan *s) {
  struct str at = s->rest;
  read_skip_space(&at);
  if (!s->percent && number_is_percent(read_peek(at))) {
    s->percent = true;
    utf8_next(&at);
    read_skip_space(&at);
  }
  s->rest = read_trim_end(at);
}

static struct number_read read_interpret(const struct read_scan *s) {
  struct number_read result = {.state = NUMBER_READ_MIXED,
                               .percent = s->percent,
                               .unit = s->rest.len ? s->rest : s->currency};
  struct reading r = {0};
  if (s->mixed || (!read_in_locale(s, &r) && !read_lone_mark(s, &r)))
    return result;
  int places = (int)(s->digit_count - r.whole);
  double decimal = read_value(s, s->exponent - places);
  result.state = r.ambiguous ? NUMBER_READ_AMBIGUOUS : NUMBER_READ_OK;
  result.value = r.ambiguous ? read_value(s, s->exponent) : decimal;
  result.other = r.ambiguous ? decimal : 0;
  places = r.ambiguous ? 0 : places;
  result.decimals = places > s->exponent ? places - s->exponent : 0;
  result.sigfigs = read_sigfigs(s);
  if (!isfinite(result.value))
    return (struct number_read){.state = NUMBER_READ_NOT};
  return result;
}

struct number_read number_read(const struct locale *l, struct str typed) {
  const struct number_read no = {.state = NUMBER_READ_NOT};
  struct read_scan s = {.l = l, .rest = typed};
  int system;
  read_skip_space(&s.rest);
  if (s.rest.len == 0)
    return (struct number_read){.state = NUMBER_READ_EMPTY};
  if (s.rest.len > READ_TEXT_MAX)
    return no;
  read_prefix(&s);
  read_body(&s);
  if (s.digit_count == 0 || s.too_long || s.system == READ_OTHER)
    return no;
  read_exponent(&s);
  read_suffix(&s);
  if (s.too_long || (s.currency.len > 0 && s.rest.len > 0))
    return no;
  if (read_digit(l, read_peek(s.rest), &system) >= 0)
    s.mixed = true;
  else if (!read_is_unit(s.rest))
    return no;
  return read_interpret(&s);
}
