#ifndef WM_CALENDAR_H
#define WM_CALENDAR_H

/* Seconds since 1970 (UTC) as a date, without the C library's clock or its
 * time zone. */

#include "base/buf.h"

struct calendar {
  int year, month, day; /* month and day from 1 */
  int hour, minute, second;
};

struct calendar calendar_from(long long seconds);
/* 2025-12-31T23:59:59Z */
void calendar_put(struct buf *out, long long seconds);
/* As zip files keep it: from 1980 to 2107, in steps of two seconds. */
void calendar_dos(long long seconds, uint16_t *time, uint16_t *date);

#endif
