/* The proleptic Gregorian calendar in UTC. */
#include "base/calendar.h"

struct calendar calendar_from(long long seconds) {
  long long days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    days--;
  }
  /* Years are counted from March, so that the leap day comes last; 146,097
   * days are 400 years, 719,468 days lie between 0000-03-01 and 1970. */
  days += 719468;
  long long era = (days >= 0 ? days : days - 146096) / 146097;
  long long in_era = days - era * 146097;
  long long year =
      (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  long long in_year = in_era - (365 * year + year / 4 - year / 100);
  long long month = (5 * in_year + 2) / 153; /* 0 is March */
  struct calendar c;
  c.day = (int)(in_year - (153 * month + 2) / 5 + 1);
  c.month = (int)(month < 10 ? month + 3 : month - 9);
  c.year = (int)(year + era * 400 + (c.month <= 2));
  c.hour = (int)(rest / 3600);
  c.minute = (int)(rest / 60 % 60);
  c.second = (int)(rest % 60);
  return c;
}

void calendar_put(struct buf *out, long long seconds) {
  struct calendar c = calendar_from(seconds);
  buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day,
             c.hour, c.minute, c.second);
}

void calendar_dos(long long seconds, uint16_t *time, uint16_t *date) {
  struct calendar c = calendar_from(seconds);
  if (c.year < 1980)
    c = (struct calendar){1980, 1, 1, 0, 0, 0};
  else if (c.year > 2107)
    c = (struct calendar){2107, 12, 31, 23, 59, 58};
  *time = (uint16_t)(c.hour << 11 | c.minute << 5 | c.second / 2);
  *date = (uint16_t)((c.year - 1980) << 9 | c.month << 5 | c.day);
}
