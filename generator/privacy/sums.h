#ifndef WM_SUMS_H
#define WM_SUMS_H

/* Which cells of a table of counts are sums of others: what a reader sees at a
 * glance, and the audit must therefore know.
 *
 * Rows: those that differ in one dimension only add up to the one whose value
 * there means "total", in one of four languages or SDMX's _T, or, where it has
 * no such name, whose counts are always the sum of the others. A hierarchy in
 * two columns (region, province) needs nothing more: its subtotals are rows
 * with a total in the second. Columns: those called total, and those that are
 * always the sum of neighbours. */

#include "engine/dataset.h"
#include "privacy/audit.h"

struct sums_table {
  size_t rows;
  const struct series *const *counts; /* cell of a row: column * rows + row */
  size_t count_count;
  const struct series *const *dimensions;
  size_t dimension_count;
};

enum { SUMS_MAX_COLUMNS = 100, SUMS_MAX_CELLS = 4000000 };

/* Cells and sums of the table; missing counts are hidden cells. False when it
 * is too large to be judged. */
bool sums_find(struct arena *a, const struct sums_table *t, struct audit *out);
/* Which rows hold totals of a dimension; `is_total` has a place for each. False
 * when there are too many dimensions. */
bool sums_totals(struct arena *a, const struct sums_table *t, size_t dimension,
                 bool *is_total);
/* A row that is left out is hidden like an empty cell: where a total stands
 * beside fewer rows than its dimension has values, `tell` gets what the
 * total leaves for the others, when that is more than 0. False when there are
 * too many dimensions. */
typedef void sums_absent_fn(void *user, size_t column, size_t total_row,
                            double rest);
bool sums_absent(struct arena *a, const struct sums_table *t,
                 sums_absent_fn *tell, void *user);
/* Does the text mean "total" ("All ages", "รวม", "Ensemble", "_T")? */
bool sums_is_total(struct str text);

#endif
