#ifndef WM_TABLE_PLACES_H
#define WM_TABLE_PLACES_H

/* Thai provinces in the spellings that data hold: Thai or Latin letters, with
 * or without "changwat", run together, in one of several romanisations. */

#include "base/buf.h"

/* Number of the province that a text names, or -1 where it is none or could be
 * two. */
int place_province(struct str s);
/* Of a number from place_province: "TH-50", "Chiang Mai". */
const char *place_code(int province);
const char *place_name(int province);

/* The text without case, blanks and marks, for values that mean the same. */
void place_fold(struct buf *out, struct str s);

#endif
