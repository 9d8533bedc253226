/* The threshold, dominance and p % rules. */
#include "privacy/cells.h"

#include <stdlib.h>

bool cell_below_threshold(double count, double threshold) {
  return count > 0 && count < threshold;
}

static int larger_first(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

/* The sum of contributions from place `from` to before `to`, largest first. */
static double sum_places(double *contributions, size_t count, size_t from,
                         size_t to) {
  double sum = 0;
  qsort(contributions, count, sizeof *contributions, larger_first);
  for (size_t i = from; i < count && i < to; i++)
    sum += contributions[i];
  return sum;
}

bool cell_is_dominated(double *contributions, size_t count, size_t n,
                       double k) {
  double total = sum_places(contributions, count, 0, count);
  return sum_places(contributions, count, 0, n) > k / 100 * total;
}

double cell_p_rest(double *contributions, size_t count, size_t n) {
  return sum_places(contributions, count, 1 + n, count);
}

bool cell_fails_p(double *contributions, size_t count, size_t n, double p) {
  double rest = cell_p_rest(contributions, count, n);
  return count && contributions[0] > 0 && rest < p / 100 * contributions[0];
}
