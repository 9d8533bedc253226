#ifndef WM_CSV_CUT_H
#define WM_CSV_CUT_H

/* A data file with only some of its columns: what a course does not show does
 * not leave the house. */

#include "base/buf.h"

/* Writes `csv` (its first row holds the column names) with the named columns
 * only, in the file's order. Quoting is kept as it was; rows end with LF. */
void csv_put_columns(struct buf *out, struct str csv, char delimiter,
                     const struct str *columns, size_t count);

#endif
