/* Dates of workbooks: numbers whose format says that they are dates. */
#include "tables/xlsx.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_DIGITS = 15 };

/* Formats that have a number and no code (ECMA-376 18.8.30), with those of Thai
 * editions. */
static enum moment built_in(long n) {
  if (n == 22 || n == 77)
    return MOMENT_DATE_TIME;
  if (n == 46)
    return MOMENT_SPAN;
  if ((n >= 18 && n <= 21) || (n >= 45 && n <= 47) || n == 75 || n == 76 ||
      (n >= 78 && n <= 80))
    return MOMENT_TIME;
  if ((n >= 14 && n <= 17) || (n >= 27 && n <= 36) || (n >= 50 && n <= 58) ||
      (n >= 71 && n <= 74) || n == 81)
    return MOMENT_DATE;
  return MOMENT_NONE;
}

/* Byte after what stands in quotes, brackets or behind a backslash at `i`. */
static size_t skip_literal(struct str code, size_t i) {
  switch (code.ptr[i]) {
  case '"':
    return str_find(code, '"', i + 1) + 1;
  case '[':
    return str_find(code, ']', i + 1) + 1;
  case '\\':
  case '_':
  case '*':
    return i + 2;
  default:
    return i;
  }
}

/* [h], [mm]: hours or minutes that are not taken off into days. */
static bool is_span(struct str code, size_t i) {
  size_t end = str_find(code, ']', i), n = i + 1;
  while (n < end && strchr("hHmMsS", code.ptr[n]))
    n++;
  return code.ptr[i] == '[' && end < code.len && n == end && end > i + 1;
}

static enum moment moment_of(long number, struct str code) {
  bool day = false, clock = false, month = false;
  if (!code.ptr)
    return built_in(number);
  if (str_is(code, "General"))
    return MOMENT_NONE;
  for (size_t i = 0; i < code.len;) {
    size_t next = skip_literal(code, i);
    if (is_span(code, i))
      return MOMENT_SPAN;
    if (next != i) {
      i = next;
      continue;
    }
    char c = code.ptr[i++];
    if (c == ';') /* the first of several forms decides */
      break;
    day |= c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'b' || c == 'B';
    clock |= c == 'h' || c == 'H' || c == 's' || c == 'S';
    month |= c == 'm' || c == 'M';
  }
  day |= month && !clock;
  return day && clock ? MOMENT_DATE_TIME
         : day        ? MOMENT_DATE
         : clock      ? MOMENT_TIME
                      : MOMENT_NONE;
}

/* 00 and the like are for codes, of which zeros are a part. */
struct xlsx_format xlsx_format_of(long number, struct str code) {
  struct str form = str_slice(code, 0, str_find(code, ';', 0));
  size_t zeros = 0;
  if (str_starts(form, "[$")) /* a language */
    form = str_slice(form, str_find(form, ']', 0) + 1, form.len);
  while (zeros < form.len && form.ptr[zeros] == '0')
    zeros++;
  bool is_code = zeros == form.len && zeros > 1 && zeros <= MOST_DIGITS;
  return (struct xlsx_format){moment_of(number, code), is_code ? zeros : 0};
}

/* 1.5 days as 36:00:00, to the second. */
static struct str span_text(double days, char *room) {
  double seconds = floor(fabs(days) * 86400 + 0.5);
  if (seconds > 1e12)
    return table_number_text(days, room);
  long long s = (long long)seconds;
  int len = snprintf(room, TABLE_CELL_ROOM, "%s%02lld:%02lld:%02lld",
                     days < 0 && s ? "-" : "", s / 3600, s / 60 % 60, s % 60);
  return (struct str){room, (size_t)len};
}

struct str xlsx_date_text(const struct xlsx *x, double serial, enum moment kind,
                          char *room) {
  double days = floor(serial);
  if (kind == MOMENT_SPAN)
    return span_text(serial, room);
  /* Years of four digits; a time before midnight is no time of day. */
  if (!(serial >= -693593 && serial < 2958466) ||
      (serial < 0 && kind == MOMENT_TIME))
    return table_number_text(serial, room);
  /* Day 0 as days from 1970. Workbooks count a 29 February 1900, which never
   * was, as day 60; only LibreOffice counts days before 1900, and without. */
  double base = x->base_1904             ? -24107
                : days >= 0 && days < 60 ? -25568
                                         : -25569;
  if (kind == MOMENT_DATE)
    serial = days;
  if (kind == MOMENT_TIME && days > 0)
    kind = MOMENT_DATE_TIME;
  return moment_text(kind, (serial + base) * 86400, room);
}
