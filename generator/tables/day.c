/* Days by a pattern. */
#include "tables/day.h"

bool day_pattern_is_known(struct str p) {
  int years = 0, months = 0, days = 0;
  for (size_t i = 0; i < p.len; i++) {
    if (p.ptr[i] != '%')
      continue;
    char c = ++i < p.len ? p.ptr[i] : '\0';
    years += c == 'Y' || c == 'y';
    months += c == 'm';
    days += c == 'd';
    if (c != 'Y' && c != 'y' && c != 'm' && c != 'd')
      return false;
  }
  return years == 1 && months == 1 && days == 1;
}

/* Up to `most` digits at *at; false when there is none. */
static bool take_number(struct str s, size_t *at, size_t most, int *out) {
  size_t from = *at;
  *out = 0;
  while (*at < s.len && *at - from < most && char_is_digit(s.ptr[*at]))
    *out = *out * 10 + (s.ptr[(*at)++] - '0');
  return *at > from;
}

static bool take_part(struct str s, size_t *at, char part, struct day *d) {
  size_t from = *at;
  switch (part) {
  case 'Y':
    return take_number(s, at, 4, &d->year) && *at - from == 4;
  case 'y':
    if (!take_number(s, at, 2, &d->year) || *at - from != 2)
      return false;
    d->year += d->year < 69 ? 2000 : 1900;
    return true;
  case 'm':
    return take_number(s, at, 2, &d->month);
  default:
    return take_number(s, at, 2, &d->day);
  }
}

bool day_read(struct str s, struct str p, struct day *out) {
  size_t at = 0;
  for (size_t i = 0; i < p.len; i++) {
    if (p.ptr[i] == '%' && i + 1 < p.len) {
      if (!take_part(s, &at, p.ptr[++i], out))
        return false;
    } else if (at >= s.len || s.ptr[at++] != p.ptr[i]) {
      return false;
    }
  }
  return at == s.len && out->month >= 1 && out->month <= 12 && out->day >= 1 &&
         out->day <= 31;
}

void day_put(struct buf *out, struct day d) {
  buf_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}
