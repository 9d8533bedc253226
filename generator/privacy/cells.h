#ifndef WM_CELLS_H
#define WM_CELLS_H

/* Rules that say whether one cell of a table may be shown.
 *
 * Sources: tau-ARGUS manual 4.0, section 4.4.4; A. Hundepool and others,
 * "Handbook on Statistical Disclosure Control", 2010, chapter 4. */

#include <stdbool.h>
#include <stddef.h>

/* A count of people: unsafe from 1 up to below the threshold. Nobody is in a
 * cell of 0, and a missing count (NaN) is not shown. */
bool cell_below_threshold(double count, double threshold);

/* Sums of contributions, such as turnover or days. `contributions` are sorted
 * in place, largest first; none is below 0. A cell without any is safe. */

/* (n, k) dominance: unsafe when the n largest make more than k percent. */
bool cell_is_dominated(double *contributions, size_t count, size_t n, double k);
/* p %: unsafe when a coalition of the n next largest (usually one: the second)
 * can estimate the largest to within p percent: when all other contributions
 * together are less than p percent of the largest. */
bool cell_fails_p(double *contributions, size_t count, size_t n, double p);
/* What is left for the estimate of the p % rule. */
double cell_p_rest(double *contributions, size_t count, size_t n);

#endif
