#ifndef WM_TABLE_MOMENT_H
#define WM_TABLE_MOMENT_H

/* Days and times of binary files as text. Not for others. */

#include "base/str.h"

enum moment {
  MOMENT_NONE,
  MOMENT_DATE,
  MOMENT_TIME,
  MOMENT_DATE_TIME,
  MOMENT_SPAN /* of time, of any length: only in workbooks */
};

/* Seconds since 1970 as 2024-02-29, 10:30:00, or 2024-02-29T10:30:00, in `room`
 * (TABLE_CELL_ROOM bytes). "" for years that have not four digits. */
struct str moment_text(enum moment kind, double seconds, char *room);

#endif
