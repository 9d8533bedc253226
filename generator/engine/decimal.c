/* Shortest decimal digits of a double, and rounding on them. */
#include "engine/decimal.h"

#include "engine/decimal_exact.h"

#include <math.h>
#include <string.h>

enum { SURE_DIGITS = 15 }; /* every decimal of so many survives in a double */

static void decimal_trim(struct decimal *d) {
  while (d->count > 0 && d->digits[d->count - 1] == '0')
    d->count--;
  if (d->count == 0)
    *d = (struct decimal){0};
}

/* A whole number times a power of ten, both exact, so that the one division
 * rounds right. A decimal of up to 15 digits is the only one of that length
 * which reads back as its double, so the first one found is the shortest. */
static bool decimal_short(struct decimal *d, double size) {
  for (int places = 0; places <= DECIMAL_TENS; places++) {
    double whole = floor(size * decimal_ten(places) + 0.5);
    if (whole >= 1e15)
      return false;
    if (whole / decimal_ten(places) != size)
      continue;
    char *at = d->digits + SURE_DIGITS;
    for (uint64_t left = (uint64_t)whole; left; left /= 10)
      *--at = (char)('0' + left % 10);
    d->count = (int)(d->digits + SURE_DIGITS - at);
    d->point = d->count - places;
    memmove(d->digits, at, (size_t)d->count);
    return true;
  }
  return false;
}

/* Subnormal numbers hold less than 15 digits, all others 15 to 17. */
static void decimal_long(struct decimal *d, double size) {
  struct decimal_exact all, part;
  decimal_exact_from(&all, size);
  int precision = size < 1e-300 ? 1 : SURE_DIGITS;
  for (;; precision++) {
    part = all;
    decimal_exact_round(&part, precision);
    struct str digits = {part.digits, (size_t)part.count};
    if (precision >= DECIMAL_DIGITS ||
        decimal_value(digits, part.point - part.count) == size)
      break;
  }
  d->count = part.count;
  d->point = part.point;
  memcpy(d->digits, part.digits, (size_t)part.count);
}

struct decimal decimal_from(double value) {
  struct decimal d = {0};
  double size = fabs(value);
  if (!isfinite(value) || value == 0)
    return d;
  if (!decimal_short(&d, size))
    decimal_long(&d, size);
  decimal_trim(&d);
  d.negative = value < 0;
  return d;
}

/* Keeps the first `keep` digits. */
static struct decimal decimal_cut(struct decimal d, int keep) {
  if (keep >= d.count)
    return d;
  bool up = keep >= 0 && d.digits[keep] >= '5';
  d.count = keep > 0 ? keep : 0;
  if (!up) {
    decimal_trim(&d);
    return d;
  }
  decimal_raise(d.digits, &d.count, &d.point);
  return d;
}

struct decimal decimal_round_places(struct decimal d, int places) {
  return decimal_cut(d, d.point + places);
}

struct decimal decimal_round_significant(struct decimal d, int digits) {
  return decimal_cut(d, digits);
}

int decimal_places(const struct decimal *d) {
  int places = d->count - d->point;
  return places > 0 ? places : 0;
}

char decimal_digit(const struct decimal *d, int power) {
  int at = d->point - 1 - power;
  return at >= 0 && at < d->count ? d->digits[at] : '0';
}

int decimal_integer_digits(const struct decimal *d) {
  return d->point > 1 ? d->point : 1;
}
