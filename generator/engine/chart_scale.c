/* Round numbers for axes and bins. */
#include "engine/chart_scale.h"

/* Steps below 10^-12 show nothing: numbers are written with 12 decimals. */
#define LEAST_RANGE 1e-9
enum { EXPONENT_MIN = -12, EXPONENT_MAX = 16, BINS_WANTED_MAX = 40 };

static double power_of_ten(int exponent) {
  double power = 1;
  for (int i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

double chart_step_times(struct chart_step step, int64_t number) {
  double units = (double)number * step.mantissa;
  return step.exponent >= 0 ? units * power_of_ten(step.exponent)
                            : units / power_of_ten(-step.exponent);
}

int chart_step_decimals(struct chart_step step) {
  return step.exponent < 0 ? -step.exponent : 0;
}

int64_t chart_step_floor(struct chart_step step, double value) {
  int64_t low = -(INT64_C(1) << 50), high = INT64_C(1) << 50;
  while (low < high) {
    int64_t middle = low + (high - low + 1) / 2;
    if (chart_step_times(step, middle) <= value)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

/* Number i of the round steps from small to large. */
static struct chart_step round_step(int i) {
  static const struct chart_step steps[] = {{1, 0}, {2, 0}, {25, -1}, {5, 0}};
  struct chart_step s = steps[i % 4];
  s.exponent += i / 4 + EXPONENT_MIN;
  return s;
}

struct chart_step chart_step_from(double least, bool nearest, bool whole) {
  struct chart_step below = round_step(0);
  for (int i = 0; i < (EXPONENT_MAX - EXPONENT_MIN) * 4; i++) {
    struct chart_step s = round_step(i);
    double size = chart_step_times(s, 1);
    if (s.exponent < EXPONENT_MIN || (whole && s.exponent < 0))
      continue;
    if (size >= least) {
      double before = chart_step_times(below, 1);
      bool took_below = nearest && before < size &&
                        (!whole || below.exponent >= 0) &&
                        least * least < before * size;
      return took_below ? below : s;
    }
    below = s;
  }
  return below;
}

/* Ends far enough apart for the digits that a double has. */
static struct chart_scale ends(double low, double high) {
  double size = high > -low ? high : -low;
  double least = size * LEAST_RANGE;
  if (size == 0)
    high = 1;
  else if (high - low < least) {
    low -= least;
    high += least;
  }
  return (struct chart_scale){.low = low, .high = high};
}

struct chart_scale chart_scale_around(double low, double high, int wanted,
                                      bool whole) {
  struct chart_scale s = ends(low, high);
  low = s.low;
  high = s.high;
  s.step = chart_step_from((high - low) / wanted, false, whole);
  s.first = chart_step_floor(s.step, low);
  s.last = chart_step_floor(s.step, high);
  if (chart_step_times(s.step, s.last) < high || s.last == s.first)
    s.last++;
  s.low = chart_step_times(s.step, s.first);
  s.high = chart_step_times(s.step, s.last);
  return s;
}

struct chart_scale chart_scale_within(double low, double high, int wanted,
                                      bool whole) {
  /* A single value stands in the middle. */
  struct chart_scale s = low < high ? ends(low, high) : ends(low - 1, low + 1);
  s.step = chart_step_from((s.high - s.low) / wanted, false, whole);
  s.first = chart_step_floor(s.step, s.low);
  s.last = chart_step_floor(s.step, s.high);
  if (chart_step_times(s.step, s.first) < s.low)
    s.first++;
  return s;
}

double chart_scale_at(const struct chart_scale *s, double value) {
  return (value - s->low) / (s->high - s->low);
}

/* Newton's steps from above only ever go down. */
static double cube_root(double n) {
  double root = n;
  for (int i = 0; i < 200; i++) {
    double next = (2 * root + n / (root * root)) / 3;
    if (next >= root)
      break;
    root = next;
  }
  return root;
}

/* R's type 7, as everywhere in the engine. */
static double quantile(const double *sorted, size_t count, double p) {
  double at = (double)(count - 1) * p;
  size_t below = (size_t)at;
  size_t above = below + 1 < count ? below + 1 : below;
  return sorted[below] + (at - (double)below) * (sorted[above] - sorted[below]);
}

static int sturges(size_t count) {
  int bins = 1;
  for (size_t n = 1; n < count; n *= 2)
    bins++;
  return bins;
}

struct chart_step chart_bin_step(const double *values, size_t count, int bins,
                                 bool whole) {
  double range = values[count - 1] - values[0];
  double spread = quantile(values, count, 0.75) - quantile(values, count, 0.25);
  double width = 2 * spread / cube_root((double)count);
  if (bins > 0)
    width = range / bins;
  else if (width == 0)
    width = range / sturges(count);
  if (width < range / BINS_WANTED_MAX && bins == 0)
    width = range / BINS_WANTED_MAX;
  double high = values[count - 1], low = values[0];
  double least = (high > -low ? high : -low) * LEAST_RANGE;
  if (range == 0) /* all values are equal */
    width = 1;
  if (width < least)
    width = least;
  return chart_step_from(width, true, whole);
}
