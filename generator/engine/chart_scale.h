#ifndef WM_ENGINE_CHART_SCALE_H
#define WM_ENGINE_CHART_SCALE_H

/* Round numbers for axes and bins. Only + - * / and comparisons, so that every
 * target finds the same ones. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* mantissa * 10^exponent; the mantissa is 1, 2, 5 or 25. */
struct chart_step {
  int mantissa, exponent;
};

/* An axis from `low` to `high`, with ticks at the multiples of a step from
 * number `first` to `last`. */
struct chart_scale {
  double low, high;
  struct chart_step step;
  int64_t first, last;
  bool years; /* its numbers are years */
};

/* The smallest round step that is not below `least` (nearest: the one nearest
 * to it). Whole: a whole number, at least 1. */
struct chart_step chart_step_from(double least, bool nearest, bool whole);
/* number * step, the double nearest to its decimal digits. */
double chart_step_times(struct chart_step step, int64_t number);
int chart_step_decimals(struct chart_step step);
/* The largest number with number * step <= value. */
int64_t chart_step_floor(struct chart_step step, double value);

/* About `wanted` steps over the values, its ends on ticks. */
struct chart_scale chart_scale_around(double low, double high, int wanted,
                                      bool whole);
/* The same ends as the values; ticks only inside. */
struct chart_scale chart_scale_within(double low, double high, int wanted,
                                      bool whole);
/* 0 to 1 along the axis. */
double chart_scale_at(const struct chart_scale *s, double value);

/* A step for a histogram of `count` sorted values, missing ones not among
 * them. bins 0: by the rule of Freedman and Diaconis (On the histogram as a
 * density estimator: L2 theory, 1981), twice the interquartile range over the
 * cube root of the count; where half of the values are equal, Sturges's count
 * of bins. */
struct chart_step chart_bin_step(const double *values, size_t count, int bins,
                                 bool whole);

#endif
