/* All decimal digits of a double. */
#include "engine/decimal_exact.h"

#include <string.h>

enum {
  LIMB = 1000000000,
  LIMB_DIGITS = 9,
  TWO_POWER = 29,  /* 2^29 is the most that multiply takes at a time */
  FIVE_POWER = 13, /* 5^13, too */
  FRACTION_BITS = 52,
  EXPONENT_LOWEST = -1074, /* of the last bit */
  EXPONENT_BITS = 0x7FF
};

/* A whole number in limbs of nine digits, the last first. */
struct whole {
  int count;
  uint32_t limbs[DECIMAL_EXACT_MAX / LIMB_DIGITS];
};

static void multiply(struct whole *w, uint32_t by) {
  uint64_t carry = 0;
  for (int i = 0; i < w->count; i++) {
    carry += (uint64_t)w->limbs[i] * by;
    w->limbs[i] = (uint32_t)(carry % LIMB);
    carry /= LIMB;
  }
  for (; carry; carry /= LIMB)
    w->limbs[w->count++] = (uint32_t)(carry % LIMB);
}

/* Times base^power, in steps of base^step. */
static void multiply_power(struct whole *w, uint32_t base, int power,
                           int step) {
  while (power > 0) {
    uint32_t by = 1;
    for (int i = 0; i < step && power > 0; i++, power--)
      by *= base;
    multiply(w, by);
  }
}

static void trim(struct decimal_exact *d) {
  while (d->count > 0 && d->digits[d->count - 1] == '0')
    d->count--;
  if (d->count == 0)
    d->point = 0;
}

static void write_digits(struct decimal_exact *d, const struct whole *w) {
  d->count = w->count * LIMB_DIGITS;
  char *at = d->digits + d->count;
  for (int i = 0; i < w->count; i++) {
    uint32_t rest = w->limbs[i];
    for (int k = 0; k < LIMB_DIGITS; k++, rest /= 10)
      *--at = (char)('0' + rest % 10);
  }
  int zeros = 0;
  while (zeros < d->count && d->digits[zeros] == '0')
    zeros++;
  d->count -= zeros;
  memmove(d->digits, d->digits + zeros, (size_t)d->count);
}

/* Below the point, m * 2^-k is m * 5^k * 10^-k: whole numbers are enough. */
void decimal_exact(struct decimal_exact *out, uint64_t mantissa, int exponent) {
  struct whole w = {.count = 0};
  for (; mantissa; mantissa /= LIMB)
    w.limbs[w.count++] = (uint32_t)(mantissa % LIMB);
  multiply_power(&w, 2, exponent, TWO_POWER);
  multiply_power(&w, 5, -exponent, FIVE_POWER);
  write_digits(out, &w);
  out->point = out->count + (exponent < 0 ? exponent : 0);
  trim(out);
}

void decimal_exact_from(struct decimal_exact *out, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  int exponent = (int)(bits >> FRACTION_BITS) & EXPONENT_BITS;
  uint64_t mantissa = bits & (((uint64_t)1 << FRACTION_BITS) - 1);
  if (exponent > 0) {
    mantissa |= (uint64_t)1 << FRACTION_BITS;
    exponent--;
  }
  decimal_exact(out, mantissa, exponent + EXPONENT_LOWEST);
}

void decimal_raise(char *digits, int *count, int *point) {
  int i = *count;
  while (i > 0 && digits[i - 1] == '9')
    i--;
  if (i == 0) {
    digits[i++] = '0';
    ++*point;
  }
  digits[i - 1]++;
  *count = i;
}

void decimal_exact_round(struct decimal_exact *d, int keep) {
  if (keep >= d->count)
    return;
  if (keep < 0) {
    d->count = d->point = 0;
    return;
  }
  bool odd = keep > 0 && (d->digits[keep - 1] & 1);
  bool up = d->digits[keep] > '5' ||
            (d->digits[keep] == '5' && (odd || d->count > keep + 1));
  d->count = keep;
  if (up)
    decimal_raise(d->digits, &d->count, &d->point);
  trim(d);
}
