#ifndef WM_DATA_VALUES_H
#define WM_DATA_VALUES_H

/* Values that a file writes another way than the engine reads them: digits of
 * other scripts, decimal and grouping marks, dates in another order, years of
 * the Buddhist era. Put into the standard's way once, before anything looks at
 * them. Used by datafile.c alone. */

#include "course/course.h"

/* Rewrites r->csv where that is needed; lines keep their numbers. Reports
 * values that do not fit what the schema declares of them. */
void data_values_rewrite(struct arena *a, struct diags *d, struct resource *r);

#endif
