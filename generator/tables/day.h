#ifndef WM_TABLE_DAY_H
#define WM_TABLE_DAY_H

/* Days written in another order than the standard's, or counted in the
 * Buddhist era, whose years are 543 ahead of the Common Era's. */

#include "base/buf.h"

enum { BUDDHIST_OFFSET = 543 };

/* A pattern of %Y or %y (20th and 21st century: 69 to 68), %m, %d and the marks
 * between them, such as "%d/%m/%Y". */
bool day_pattern_is_known(struct str pattern);

struct day {
  int year, month, day;
};
/* The day a text of Latin digits stands for; false when it does not fit. One
 * digit is enough for days and months. */
bool day_read(struct str text, struct str pattern, struct day *out);
void day_put(struct buf *out, struct day d); /* 2024-02-29 */

#endif
