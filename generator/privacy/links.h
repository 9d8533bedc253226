#ifndef WM_LINKS_H
#define WM_LINKS_H

/* Tables of counts that show the same people in different ways: which cells of
 * one are sums of cells of another, or the same. Somebody who has both lays
 * them side by side, so the audit must as well.
 *
 * Two dimensions are the same when they are called so, or when at least half of
 * their values are. A cell that is a total in all that the other table does not
 * know is the sum of the other's rows with the same values and no totals, and
 * is its row with the same values and totals. Whether the tables really count
 * the same people, their figures tell: where all of a sum is shown, it must be
 * right, at least once where the counts have the same name and FEW times where
 * not, and it may be wrong in one of ten. */

#include "privacy/sums.h"

struct links_rest {           /* rows that are left out of a table */
  uint32_t cell;              /* in the audit */
  size_t table;               /* which table */
  size_t beside, column, row; /* and the count in another that holds them */
};

struct links {
  struct audit audit; /* of all tables together, cell after cell */
  uint32_t *base;     /* per table its first cell; UINT32_MAX: no links */
  bool *linked;       /* table × table, both ways */
  struct links_rest *rests;
  size_t rest_count, rest_cap;
};

/* `judged`: per table, whether it matters what is known of it; two that do not
 * are not compared. False when the tables are too large to be compared. */
bool links_find(struct arena *a, const struct sums_table *const *tables,
                const bool *judged, size_t count, struct links *out);

#endif
