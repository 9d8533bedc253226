#ifndef WM_TABLE_SLIPS_H
#define WM_TABLE_SLIPS_H

/* What happened to a table before it was handed over, and can be seen from its
 * cells. */

#include "tables/table.h"

/* Warns of letters that were lost (W-TABLE-LOST), of age groups that a
 * spreadsheet program took for days (W-TABLE-DAYS) and of notes in the last
 * rows (W-TABLE-NOTE). Said to who looks at a file, not at every build: it may
 * be meant so. */
void slips_report(const struct table *t, struct diags *d);

#endif
