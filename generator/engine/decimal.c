/* Shortest decimal digits of a double, and rounding on them. */
#include "engine/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void decimal_trim(struct decimal *d) {
  while (d->count > 0 && d->digits[d->count - 1] == '0')
    d->count--;
  if (d->count == 0)
    *d = (struct decimal){0};
}

/* Takes the digits and the exponent from the output of "%.*e". What stands
 * between the first two digits depends on the C locale and is skipped. */
static struct decimal decimal_scan(const char *text) {
  struct decimal d = {0};
  const char *p = text;
  for (; *p && *p != 'e'; p++)
    if (char_is_digit(*p) && d.count < DECIMAL_DIGITS)
      d.digits[d.count++] = *p;
  d.point = (*p ? (int)strtol(p + 1, NULL, 10) : 0) + 1;
  return d;
}

struct decimal decimal_from(double value) {
  if (!isfinite(value) || value == 0)
    return (struct decimal){0};
  char text[48];
  double size = fabs(value);
  /* Every decimal of up to 15 digits survives the way through a double, so
   * when 15 digits read back, dropping zeros gives the shortest; subnormal
   * numbers hold less. */
  int precision = size < 1e-300 ? 1 : 15;
  struct decimal d;
  for (;; precision++) {
    snprintf(text, sizeof text, "%.*e", precision - 1, size);
    d = decimal_scan(text);
    if (precision >= DECIMAL_DIGITS || strtod(text, NULL) == size)
      break;
  }
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
  int i = d.count;
  while (i > 0 && d.digits[i - 1] == '9')
    i--;
  d.count = i;
  if (i > 0) {
    d.digits[i - 1]++;
  } else {
    d.digits[0] = '1';
    d.count = 1;
    d.point++;
  }
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

double decimal_value(struct str digits, int exponent) {
  char text[DECIMAL_MAX_TEXT + 16];
  if (digits.len == 0 || digits.len > DECIMAL_MAX_TEXT)
    return digits.len == 0 ? 0 : HUGE_VAL;
  memcpy(text, digits.ptr, digits.len);
  snprintf(text + digits.len, sizeof text - digits.len, "e%d", exponent);
  return strtod(text, NULL);
}
