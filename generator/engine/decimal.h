#ifndef WM_ENGINE_DECIMAL_H
#define WM_ENGINE_DECIMAL_H

/* A finite number as the shortest decimal digits that read back as the same
 * double. All rounding for people happens here, on these digits, never on the
 * binary value: 1.005 to two places is 1.01. */

#include "base/str.h"

enum { DECIMAL_DIGITS = 17 };

struct decimal {
  bool negative;
  int count; /* digits in use, no leading or trailing zeros; 0: zero */
  int point; /* value = 0.d1d2d3… * 10^point */
  char digits[DECIMAL_DIGITS + 1]; /* '0' to '9' */
};

struct decimal decimal_from(double value); /* zero unless finite */
/* Half away from zero. A number that becomes zero loses its sign. */
struct decimal decimal_round_places(struct decimal d, int places);
struct decimal decimal_round_significant(struct decimal d, int digits);
int decimal_places(const struct decimal *d); /* digits after the point */
/* The digit that stands for 10^power, '0' where there is none. */
char decimal_digit(const struct decimal *d, int power);
/* Digits before the point, at least 1. */
int decimal_integer_digits(const struct decimal *d);
/* digits * 10^exponent, correctly rounded; infinite when too large. `digits`
 * holds ASCII digits. */
double decimal_value(struct str digits, int exponent);
/* 10^power, 0 <= power <= DECIMAL_TENS: those that a double holds exactly. */
enum { DECIMAL_TENS = 22 };
double decimal_ten(int power);

#endif
