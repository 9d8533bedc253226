/* What values say about direct identifiers. A value is first brought to plain
 * signs: digits of any script as 0 to 9, ASCII letters small, all other letters
 * as 'x'. */
#include "privacy/identifiers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { VALUE_MAX = 120, THAI_DIGITS = 13 };

const char *identifier_name(enum identifier kind) {
  static const char *const NAMES[] = {"nothing",
                                      "names",
                                      "numbers of a document or register",
                                      "phone numbers",
                                      "e-mail addresses",
                                      "addresses",
                                      "dates of birth",
                                      "full dates, most of them different",
                                      "coordinates",
                                      "numbers that a register gave"};
  return NAMES[kind];
}

struct plain {
  char s[VALUE_MAX + 1];
  size_t len, digits, letters;
};

static char plain_sign(uint32_t c) {
  static const uint32_t zeros[] = {0x0E50, 0x0660, 0x06F0, 0x1040,
                                   0x17E0, 0x0ED0, 0x0966};
  for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
    if (c >= zeros[i] && c < zeros[i] + 10)
      return (char)('0' + (c - zeros[i]));
  if (c >= 'A' && c <= 'Z')
    return (char)(c - 'A' + 'a');
  if (c < 0x80)
    return (char)c;
  if (c == 0xA0 || c == 0x202F || c == 0x2009)
    return ' ';
  return c == 0x2013 || c == 0x2010 || c == 0x2011 ? '-' : 'x';
}

static struct plain make_plain(struct str value) {
  struct plain p = {.len = 0};
  value = str_trim(value);
  while (value.len && p.len < VALUE_MAX) {
    char c = plain_sign(utf8_next(&value));
    p.digits += char_is_digit(c);
    p.letters += char_is_alpha(c);
    p.s[p.len++] = c;
  }
  return p;
}

bool identifier_is_thai(const unsigned char *d) {
  int sum = 0;
  for (int i = 0; i < THAI_DIGITS - 1; i++)
    sum += (THAI_DIGITS - i) * d[i];
  return d[0] != 9 && (11 - sum % 11) % 10 == d[THAI_DIGITS - 1];
}

/* Digits from `at` on, with single hyphens or blanks between: how many, at most
 * THAI_DIGITS kept; moves past them. */
static size_t read_digits(const struct plain *p, size_t *at,
                          unsigned char *out) {
  size_t n = 0;
  for (; *at < p->len; ++*at) {
    char c = p->s[*at];
    if (char_is_digit(c) && n++ < THAI_DIGITS)
      out[n - 1] = (unsigned char)(c - '0');
    else if (!char_is_digit(c) &&
             !((c == '-' || c == ' ') && *at + 1 < p->len &&
               char_is_digit(p->s[*at + 1])))
      break;
  }
  return n;
}

/* Thai numbers may also stand in the middle of a remark. A pupil without one
 * has G or P and 12 digits. */
static void see_national(struct identifier_values *v, const struct plain *p) {
  unsigned char digits[THAI_DIGITS];
  for (size_t at = 0; at < p->len; at++) {
    char before = at ? p->s[at - 1] : ' ';
    bool code = (before == 'g' || before == 'p') &&
                (at < 2 || !char_is_alpha(p->s[at - 2]));
    if (!char_is_digit(p->s[at]))
      continue;
    size_t n = read_digits(p, &at, digits);
    bool ends = at >= p->len || !char_is_alpha(p->s[at]);
    if (n == THAI_DIGITS && ends && !char_is_alpha(before) &&
        identifier_is_thai(digits)) {
      v->national++;
      return;
    }
    if (n == THAI_DIGITS - 1 && ends && code) {
      v->pupil++;
      return;
    }
  }
}

static bool is_email(const struct plain *p) {
  const char *at = memchr(p->s, '@', p->len);
  if (!at || at == p->s || at[-1] == ' ' || !at[1])
    return false;
  size_t domain = strcspn(at + 1, " ,;>)");
  const char *dot = memchr(at + 1, '.', domain);
  return dot && dot > at + 1 && dot + 2 < at + 1 + domain;
}

/* 0 no; 1 only under a fitting heading; 2 by itself. */
static int phone_of(const struct plain *p) {
  char first[3] = {0};
  size_t n = 0;
  for (size_t i = 0; i < p->len; i++)
    if (char_is_digit(p->s[i]) && n < 3)
      first[n++] = p->s[i];
    else if (!char_is_digit(p->s[i]) && !strchr("+-() ./", p->s[i]))
      return 0;
  if (p->digits < 7 || p->digits > 15)
    return 0;
  bool local =
      first[0] == '0' && first[1] >= '2' && (p->digits == 9 || p->digits == 10);
  bool world = p->s[0] == '+' || (first[0] == '0' && first[1] == '0');
  bool thai =
      first[0] == '6' && first[1] == '6' && first[2] != '0' && p->digits == 11;
  return local || thai || (world && p->digits > 7) ? 2 : 1;
}

static bool is_year(long n) {
  return (n >= 1900 && n <= 2100) || (n >= 2440 && n <= 2643);
}

static bool is_day(long day, long month) {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* 2010-03-25, 25/3/2553, 3/25/2010, 20100325, with or without a time behind. */
static bool is_date(const struct plain *p) {
  long part[3] = {0};
  const char *s = p->s;
  char *end;
  size_t run = strspn(s, "0123456789");
  if (run == 8 || run == 14) {
    long all = strtol(
        (char[]){s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], 0}, NULL, 10);
    return is_year(all / 10000) && is_day(all % 100, all / 100 % 100) &&
           (s[run] == '\0' || s[run] == '.');
  }
  for (int i = 0; i < 3; i++) {
    if (!char_is_digit(*s))
      return false;
    part[i] = strtol(s, &end, 10);
    if (end - s > 4 || (i < 2 && !(*end && strchr("-/.", *end))))
      return false;
    s = end + (i < 2);
  }
  if (*s != '\0' && *s != ' ' && *s != 't')
    return false;
  return (is_year(part[0]) && is_day(part[2], part[1])) ||
         (is_year(part[2]) &&
          (is_day(part[0], part[1]) || is_day(part[1], part[0])));
}

/* A number of degrees with three decimals or more; its end, or NULL. */
static const char *degrees(const char *s) {
  char *end;
  double x = strtod(s, &end);
  const char *dot = memchr(s, '.', (size_t)(end - s));
  return end > s && dot && end - dot > 3 && fabs(x) <= 180 ? end : NULL;
}

static void see_place(struct identifier_values *v, const struct plain *p) {
  const char *end = degrees(p->s);
  if (!end)
    return;
  v->fraction += *end == '\0';
  size_t gap = strspn(end, ",; ");
  if (gap && (end = degrees(end + gap)) && *end == '\0')
    v->pair++;
}

static bool is_document(const struct plain *p) {
  for (size_t i = 0; i < p->len; i++)
    if (!char_is_digit(p->s[i]) && !char_is_alpha(p->s[i]) &&
        !strchr("-/ .", p->s[i]))
      return false;
  return p->digits >= 5 && p->letters <= 6 && p->len <= 30;
}

static bool is_titled(struct str s) {
  static const char *const TITLES[] = {
      "นาย",  "นาง",   "ด.ช.", "ด.ญ.",  "เด็กชาย",    "เด็กหญิง",
      "น.ส.", "Mr ",   "Mr.",  "Mrs ",  "Mrs.",      "Ms ",
      "Ms.",  "Miss ", "Mme ", "Mlle ", "Monsieur ", "Madame "};
  for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
    if (str_starts(s, TITLES[i]) && s.len > strlen(TITLES[i]) + 2)
      return true;
  return false;
}

/* The whole number in a value such as "S-0042". */
static double number_in(const struct plain *p) {
  double n = 0;
  for (size_t i = 0; i < p->len; i++)
    if (char_is_digit(p->s[i]))
      n = n * 10 + (p->s[i] - '0');
  return n;
}

void identifier_see(struct identifier_values *v, struct str value) {
  struct plain p = make_plain(value);
  int phone = phone_of(&p);
  if (p.len == 0)
    return;
  v->distinct++;
  see_national(v, &p);
  see_place(v, &p);
  v->email += is_email(&p);
  v->phone += phone == 2;
  v->short_phone += phone > 0;
  v->dates += is_date(&p);
  v->document += is_document(&p);
  v->titled += is_titled(str_trim(value));
  v->letters += p.letters > 1 && p.letters > p.digits;
  v->address +=
      p.letters > 2 && p.digits && p.len > 5 && strpbrk(p.s, " /,") != NULL;
  v->largest = fmax(v->largest, number_in(&p));
}

/* At least half of the values, and `least` of them. */
static bool most(const struct identifier_values *v, size_t n, size_t least) {
  return n >= least && 2 * n >= v->distinct;
}

/* Few people share a value. */
static bool varied(const struct identifier_values *v) {
  return 2 * v->distinct >= v->rows;
}

enum identifier identifier_judge(const struct identifier_values *v,
                                 unsigned headings) {
#define SAYS(kind) (headings >> IDENTIFIER_##kind & 1)
  if (v->email > 1 || (v->email && (SAYS(EMAIL) || most(v, v->email, 1))))
    return IDENTIFIER_EMAIL;
  if (most(v, v->national, SAYS(NUMBER) || SAYS(OWN_ID) ? 1 : 2) ||
      (v->national > 2 && v->letters) || most(v, v->pupil, 2))
    return IDENTIFIER_NUMBER;
  if (most(v, v->titled, 3))
    return IDENTIFIER_NAME;
  if (SAYS(BIRTH) && most(v, v->dates, 1))
    return IDENTIFIER_BIRTH;
  if (SAYS(PHONE) ? most(v, v->short_phone, 1) && varied(v)
                  : most(v, v->phone, 3) && varied(v))
    return IDENTIFIER_PHONE;
  if ((SAYS(COORDINATES) && most(v, v->fraction, 1)) || most(v, v->pair, 1))
    return IDENTIFIER_COORDINATES;
  if (SAYS(NUMBER) && most(v, v->document, 1) && varied(v))
    return IDENTIFIER_NUMBER;
  if (SAYS(ADDRESS) && v->address * 3 >= v->distinct && v->address && varied(v))
    return IDENTIFIER_ADDRESS;
  if (SAYS(NAME) && most(v, v->letters, 1) && varied(v))
    return IDENTIFIER_NAME;
  if (most(v, v->dates, 10) && varied(v))
    return IDENTIFIER_DATES;
  if (SAYS(OWN_ID) && varied(v) && v->distinct > 2 &&
      v->largest > 10 * (double)v->rows)
    return IDENTIFIER_OWN_ID;
  return IDENTIFIER_NONE;
#undef SAYS
}
