#ifndef WM_DATA_REPORT_H
#define WM_DATA_REPORT_H

/* The report on an anonymised table: one HTML file to read and print, without
 * script and without any other file. It is for those who keep the raw data. All
 * the same it names no raw value, and figures of the raw table are rounded, so
 * that comparing it with the published data gives nobody away. */

#include "privacy/anonymise.h"

/* The page; "" when it could not be written, which is reported. */
struct str data_report(struct arena *a, struct diags *d,
                       const struct anonymised *run);

#endif
