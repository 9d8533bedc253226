#ifndef WM_DATA_RULES_H
#define WM_DATA_RULES_H

/* What a schema says of values: categories and constraints. */

#include "course/course.h"

/* Compares each value of r->csv, whose header row and rows are sound, with its
 * field: its categories, and required, unique, minimum, maximum and pattern (a
 * regular expression for the whole value). Missing values are only compared
 * with required. Up to ten faults are reported, with row and column. */
void data_rules_check(struct diags *d, const struct resource *r);

#endif
