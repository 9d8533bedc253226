/* Numbers: right, nearly right, as typed in full. */
#include "engine/answer.h"
#include "engine/decimal.h"

#include "base/utf8.h"

#include <float.h>
#include <math.h>

/* One unit of a decimal place; exact enough, and the same everywhere. */
static double unit_of(int places) {
  double power = 1;
  for (int i = 0; i < (places < 0 ? -places : places); i++)
    power *= 10;
  return places > 0 ? 1 / power : power;
}

/* Places after the point that are asked for a value; false: none are. */
static bool asked_places(const struct number_answer *a, double value,
                         int *places) {
  if (a->decimals >= 0) {
    *places = a->decimals;
    return true;
  }
  if (a->sigfigs > 0) {
    struct decimal d = decimal_from(value);
    *places = a->sigfigs - d.point;
    return true;
  }
  return false;
}

/* What arithmetic on doubles of that size may be off by. */
static double noise(double value) { return 8 * DBL_EPSILON * fabs(value); }

static bool within(double given, double wanted, double distance) {
  return fabs(given - wanted) <= distance + noise(wanted);
}

bool number_matches(const struct number_answer *a, double given,
                    double wanted) {
  int places;
  if (a->tolerance >= 0 && within(given, wanted, a->tolerance))
    return true;
  if (a->relative >= 0 && within(given, wanted, a->relative * fabs(wanted)))
    return true;
  if (!asked_places(a, wanted, &places))
    return a->tolerance < 0 && a->relative < 0 &&
           within(given, wanted, 1e-9 * fabs(wanted));
  if (a->decimals == 0 && wanted == floor(wanted) && given != floor(given))
    return false;
  double unit = unit_of(places);
  return within(given, wanted, unit / 2 + unit * 1e-9);
}

bool number_right(const struct number_answer *a, double given) {
  if (!isnan(a->min) || !isnan(a->max))
    return !(given < a->min) && !(given > a->max);
  return number_matches(a, given, a->value);
}

bool number_misrounded(const struct number_answer *a, double given) {
  int places;
  if (!isnan(a->min) || !isnan(a->max) || !asked_places(a, a->value, &places))
    return false;
  double unit = unit_of(places), near = unit * 1e-9;
  double down = floor(a->value / unit + 1e-9) * unit;
  if (!within(down, a->value, unit * 1e-8) &&
      (within(given, down, near) || within(given, down + unit, near)))
    return true;
  int fewest = a->decimals >= 0 ? 0 : places - a->sigfigs + 1;
  struct decimal exact = decimal_from(a->value);
  for (int p = places - 1; p >= fewest; p--) {
    struct decimal d = decimal_round_places(exact, p);
    double rounded = decimal_value((struct str){d.digits, (size_t)d.count},
                                   d.point - d.count);
    if (within(given, d.negative ? -rounded : rounded, near))
      return true;
  }
  return false;
}

static struct decimal as_asked(const struct number_answer *a) {
  struct decimal d = decimal_from(a->value);
  if (a->decimals >= 0)
    return decimal_round_places(d, a->decimals);
  if (a->sigfigs > 0)
    return decimal_round_significant(d, a->sigfigs);
  return decimal_round_significant(d, 12);
}

/* The typed form has no zeros at its end: takes those that are asked for from
 * the locale's "0.000". */
static void put_zeros(struct buf *out, const struct locale *l, int have,
                      int want) {
  struct buf zero = {0};
  if (have >= want)
    return;
  number_write(&zero, l, 0, NUMBER_FIXED, want);
  struct str rest = buf_str(&zero);
  size_t digit = rest.len;
  if (rest.len)
    utf8_next(&rest);
  digit -= rest.len; /* bytes of one zero */
  size_t zeros = digit * (size_t)(want - have);
  if (have > 0 && zeros < rest.len)
    rest = str_slice(rest, rest.len - zeros, rest.len);
  buf_put(out, rest);
  if (!buf_ok(&zero))
    out->error = zero.error;
  buf_free(&zero);
}

static int places_to_show(const struct number_answer *a,
                          const struct decimal *d) {
  if (a->decimals >= 0)
    return a->decimals;
  if (a->sigfigs > 0)
    return d->count ? a->sigfigs - d->point : 0;
  return 0;
}

void number_type(struct buf *out, const struct number_answer *a,
                 const struct locale *l) {
  struct decimal d = as_asked(a);
  double rounded =
      decimal_value((struct str){d.digits, (size_t)d.count}, d.point - d.count);
  number_write_typed(out, l, d.negative ? -rounded : rounded);
  put_zeros(out, l, decimal_places(&d), places_to_show(a, &d));
}

int number_paper(const struct number_answer *a) {
  int sum = 0;
  if (a->decimals < 0)
    return -1;
  struct decimal d = as_asked(a);
  if (decimal_integer_digits(&d) + a->decimals < 2)
    return -1;
  for (int i = 0; i < d.count; i++)
    sum += d.digits[i] - '0';
  return sum;
}
