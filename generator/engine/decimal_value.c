/* The double nearest to a decimal: a guess by arithmetic of doubles, some units
 * off at most, is moved until the decimal is between the middles to both
 * neighbours, compared digit by digit. */
#include "engine/decimal.h"

#include "engine/decimal_exact.h"

#include <math.h>
#include <string.h>

enum {
  SURE_DIGITS = 15,
  WORD_DIGITS = 19, /* what 64 bits hold */
  POINT_MOST = 310, /* infinite above, zero below */
  POINT_LEAST = -330,
  FRACTION_BITS = 52,
  EXPONENT_LOWEST = -1074
};
#define INFINITE_BITS 0x7FF0000000000000u

double decimal_ten(int power) {
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  return tens[power];
}

static double scale(double value, int power) {
  for (; power > DECIMAL_TENS; power -= DECIMAL_TENS)
    value *= decimal_ten(DECIMAL_TENS);
  for (; power < -DECIMAL_TENS; power += DECIMAL_TENS)
    value /= decimal_ten(DECIMAL_TENS);
  return power < 0 ? value / decimal_ten(-power) : value * decimal_ten(power);
}

/* Compares 0.DIGITS * 10^point with the middle between the double of these bits
 * and the next one: (2 m + 1) * 2^(e - 1). */
static int compare_middle(struct str digits, int point, uint64_t bits) {
  struct decimal_exact middle;
  int exponent = (int)(bits >> FRACTION_BITS);
  uint64_t mantissa = bits & (((uint64_t)1 << FRACTION_BITS) - 1);
  if (exponent > 0) {
    mantissa |= (uint64_t)1 << FRACTION_BITS;
    exponent--;
  }
  decimal_exact(&middle, 2 * mantissa + 1, exponent + EXPONENT_LOWEST - 1);
  if (point != middle.point)
    return point < middle.point ? -1 : 1;
  return str_cmp(digits, (struct str){middle.digits, (size_t)middle.count});
}

static double nearest(struct str digits, int point, double guess) {
  uint64_t bits;
  memcpy(&bits, &guess, sizeof bits);
  if (bits >= INFINITE_BITS)
    bits = INFINITE_BITS - 1;
  for (;;) {
    bool odd = bits & 1;
    int up = compare_middle(digits, point, bits);
    if (up > 0 || (up == 0 && odd)) {
      if (++bits == INFINITE_BITS)
        return HUGE_VAL;
      continue;
    }
    int down = bits == 0 ? 1 : compare_middle(digits, point, bits - 1);
    if (down > 0 || (down == 0 && !odd))
      break;
    bits--;
  }
  memcpy(&guess, &bits, sizeof guess);
  return guess;
}

double decimal_value(struct str digits, int exponent) {
  for (; digits.len && digits.ptr[digits.len - 1] == '0'; digits.len--)
    exponent++;
  while (digits.len && digits.ptr[0] == '0')
    digits = str_slice(digits, 1, digits.len);
  if (digits.len == 0)
    return 0;
  double point = (double)digits.len + exponent;
  if (point > POINT_MOST || point < POINT_LEAST)
    return point > 0 ? HUGE_VAL : 0;
  uint64_t word = 0;
  size_t used = 0;
  for (; used < digits.len && used < WORD_DIGITS; used++)
    word = word * 10 + (uint64_t)(digits.ptr[used] - '0');
  double guess = scale((double)word, (int)point - (int)used);
  if (digits.len <= SURE_DIGITS && exponent >= -DECIMAL_TENS &&
      exponent <= DECIMAL_TENS)
    return guess; /* both sides exact, so the one operation rounds right */
  return nearest(digits, (int)point, guess);
}
