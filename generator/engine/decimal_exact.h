#ifndef WM_ENGINE_DECIMAL_EXACT_H
#define WM_ENGINE_DECIMAL_EXACT_H

/* All decimal digits of a double: every double is a whole number times a power
 * of two, so it ends after at most 767 digits. What the C library's printf and
 * strtod do, in a tenth of their size, the same on every system. */

#include <stdbool.h>
#include <stdint.h>

enum { DECIMAL_EXACT_MAX = 86 * 9 };

struct decimal_exact {
  int count;                      /* digits in use, none for zero */
  int point;                      /* value = 0.d1d2d3… * 10^point */
  char digits[DECIMAL_EXACT_MAX]; /* '0' to '9', the first and last not 0 */
};

/* Those of mantissa * 2^exponent; mantissa < 2^55, -1076 < exponent < 972. */
void decimal_exact(struct decimal_exact *out, uint64_t mantissa, int exponent);
/* Those of a finite number without its sign. */
void decimal_exact_from(struct decimal_exact *out, double value);
/* Keeps the first `keep` digits (none when below 0), rounded to the nearest,
 * half to even. */
void decimal_exact_round(struct decimal_exact *d, int keep);
/* One more in the last of `count` digits, of which there is room for one;
 * zeros at the end are dropped. */
void decimal_raise(char *digits, int *count, int *point);

#endif
