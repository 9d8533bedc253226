/* Numbers, years and dates as data files write them. */
#include "engine/csv_value.h"

#include "engine/decimal.h"

#include <math.h>

enum { NUMBER_TEXT_MAX = 400, EXACT_DIGITS = 15 };

bool csv_integer(struct str s, int64_t *out) {
  bool negative = s.len && s.ptr[0] == '-';
  uint64_t value = 0, most = (uint64_t)INT64_MAX;
  if (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'))
    s = str_slice(s, 1, s.len);
  if (s.len == 0)
    return false;
  for (size_t i = 0; i < s.len; i++) {
    if (!char_is_digit(s.ptr[i]))
      return false;
    uint64_t digit = (uint64_t)(s.ptr[i] - '0');
    if (value > (most - digit) / 10)
      return false;
    value = value * 10 + digit;
  }
  *out = negative ? -(int64_t)value : (int64_t)value;
  return true;
}

/* A number in pieces: digits without their mark, and the power of ten. */
struct pieces {
  uint64_t digits; /* exact while count <= 15 */
  int count;       /* significant ones */
  int power;
};

static size_t take_digits(struct str s, size_t at, struct pieces *p, int step) {
  for (; at < s.len && char_is_digit(s.ptr[at]); at++) {
    if (p->count || s.ptr[at] != '0')
      p->count++;
    if (p->count <= EXACT_DIGITS)
      p->digits = p->digits * 10 + (uint64_t)(s.ptr[at] - '0');
    p->power += step;
  }
  return at;
}

static bool take_power(struct str s, struct pieces *p) {
  int64_t power;
  if (s.len == 0)
    return true;
  if ((s.ptr[0] != 'e' && s.ptr[0] != 'E') ||
      !csv_integer(str_slice(s, 1, s.len), &power) || power > 9999 ||
      power < -9999)
    return false;
  p->power += (int)power;
  return true;
}

static bool take_pieces(struct str s, struct pieces *p) {
  size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
  size_t whole = at;
  at = take_digits(s, at, p, 0);
  whole = at - whole;
  if (at < s.len && s.ptr[at] == '.') {
    size_t mark = at++;
    at = take_digits(s, at, p, -1);
    if (at == mark + 1 && whole == 0)
      return false;
  } else if (whole == 0) {
    return false;
  }
  return take_power(str_slice(s, at, s.len), p);
}

/* The digits again, as many as there are, without the mark. */
static double long_number(struct str s, const struct pieces *p) {
  char digits[NUMBER_TEXT_MAX];
  size_t count = 0;
  for (size_t i = 0; i < s.len && (s.ptr[i] | 0x20) != 'e'; i++)
    if (char_is_digit(s.ptr[i]))
      digits[count++] = s.ptr[i];
  return decimal_value((struct str){digits, count}, p->power);
}

bool csv_number(struct str s, double *out) {
  struct pieces p = {0};
  if (!take_pieces(s, &p))
    return false;
  if (p.count <= EXACT_DIGITS && p.power <= DECIMAL_TENS &&
      p.power >= -DECIMAL_TENS) {
    /* Both sides are exact doubles, so one operation rounds right. */
    *out = p.power < 0 ? (double)p.digits / decimal_ten(-p.power)
                       : (double)p.digits * decimal_ten(p.power);
  } else {
    if (s.len > NUMBER_TEXT_MAX)
      return false;
    *out = long_number(s, &p);
  }
  if (s.ptr[0] == '-')
    *out = -*out;
  return isfinite(*out);
}

bool csv_year(struct str s, int64_t *out) {
  return csv_integer(s, out) && *out >= -9999 && *out <= 9999;
}

static int digits_at(struct str s, size_t at, size_t count) {
  int value = 0;
  for (size_t i = at; i < at + count; i++) {
    if (!char_is_digit(s.ptr[i]))
      return -1;
    value = value * 10 + (s.ptr[i] - '0');
  }
  return value;
}

bool csv_date(struct str s) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
    return false;
  int year = digits_at(s, 0, 4), month = digits_at(s, 5, 2);
  int day = digits_at(s, 8, 2);
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (year < 0 || month < 1 || month > 12 || day < 1)
    return false;
  return day <= days[month - 1] + (leap && month == 2);
}
