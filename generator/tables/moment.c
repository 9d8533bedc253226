/* Days and times as text. */
#include "tables/moment.h"

#include <math.h>
#include <stdio.h>

#include "base/calendar.h"
#include "tables/table.h"

struct str moment_text(enum moment kind, double seconds, char *room) {
  int len;
  if (!(seconds >= -62167219200.0 && seconds < 253402300800.0)) /* 0 to 9999 */
    return STR("");
  struct calendar c = calendar_from((long long)floor(seconds + 0.5));
  unsigned year = (unsigned)c.year % 10000, month = (unsigned)c.month % 100,
           day = (unsigned)c.day % 100, hour = (unsigned)c.hour % 100,
           minute = (unsigned)c.minute % 100, second = (unsigned)c.second % 100;
  if (kind == MOMENT_TIME)
    len =
        snprintf(room, TABLE_CELL_ROOM, "%02u:%02u:%02u", hour, minute, second);
  else if (kind == MOMENT_DATE)
    len = snprintf(room, TABLE_CELL_ROOM, "%04u-%02u-%02u", year, month, day);
  else
    len = snprintf(room, TABLE_CELL_ROOM, "%04u-%02u-%02uT%02u:%02u:%02u", year,
                   month, day, hour, minute, second);
  return (struct str){room, (size_t)len};
}
