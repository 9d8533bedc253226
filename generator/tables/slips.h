#ifndef WM_TABLE_SLIPS_H
#define WM_TABLE_SLIPS_H

/* What happened to a table before it was handed over, and can be seen from its
 * cells. Not for others. */

#include "tables/table.h"

/* Warns of letters that were lost (W-TABLE-LOST), of age groups that a
 * spreadsheet program took for days (W-TABLE-DAYS) and of a note in the last
 * row (W-TABLE-NOTE). */
void slips_report(const struct table *t, struct diags *d);

#endif
