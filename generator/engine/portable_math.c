/* exp and log by + - * / and whole powers of two. */
#include "engine/portable_math.h"

#include <math.h>

#define LN2_HIGH 0x1.62e42fee00000p-1 /* its low bits are 0: k times it is */
#define LN2_LOW 0x1.a39ef35793c76p-33 /* exact for every k below */

/* e^x: x = k ln 2 + r, |r| <= 0.35, Taylor's series for r. */
double portable_exp(double x) {
  if (isnan(x))
    return x;
  if (x > 710)
    return HUGE_VAL;
  if (x < -746)
    return 0;
  double k = floor(x / (LN2_HIGH + LN2_LOW) + 0.5);
  double r = x - k * LN2_HIGH;
  r = r - k * LN2_LOW;
  double sum = 1;
  for (int i = 15; i > 0; i--)
    sum = 1 + sum * r / i;
  return ldexp(sum, (int)k);
}

/* x = 2^k (1 + f), |f| < 0.42; with s = f / (2 + f), log(1 + f) is 2 (s + s^3/3
 * + s^5/5 …), and 2 s = f - s f, of which f is exact. */
double portable_log(double x) {
  if (!(x > 0))
    return x == 0 ? -HUGE_VAL : NAN;
  if (isinf(x))
    return x;
  int k;
  double f = frexp(x, &k);
  if (f < 0x1.6a09e667f3bcdp-1) {
    f *= 2;
    k--;
  }
  f -= 1;
  double s = f / (2 + f), square = s * s, half = 0.5 * f * f, rest = 0;
  for (int i = 23; i > 1; i -= 2)
    rest = (rest + 2.0 / i) * square;
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
}
