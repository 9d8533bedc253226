#ifndef WM_ENGINE_CSV_VALUE_H
#define WM_ENGINE_CSV_VALUE_H

/* What the text of one data cell means. No locale: data files are written the
 * way of the data package standard. Never allocates. */

#include "base/str.h"

bool csv_integer(struct str s, int64_t *out);
bool csv_number(struct str s, double *out); /* finite only */
bool csv_year(struct str s, int64_t *out);  /* -9999 to 9999 */
bool csv_date(struct str s);                /* a day that exists, 2024-02-29 */

#endif
