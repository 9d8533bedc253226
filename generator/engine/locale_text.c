/* Lists, dates and years in a locale. */
#include "engine/locale_data.h"

#include "base/utf8.h"

/* One of "{0}" and "{1}" at the start of `s`: 0 or 1, else -1. */
static int text_place(struct str s) {
  return str_starts(s, "{0}") ? 0 : str_starts(s, "{1}") ? 1 : -1;
}

/* The pattern's text before, between or after its places: part 0, 1 or 2. */
static void text_put_part(struct buf *out, struct str pattern, int part) {
  int at = 0;
  for (size_t i = 0; i < pattern.len; i++) {
    if (text_place(str_slice(pattern, i, pattern.len)) >= 0) {
      at++;
      i += 2;
    } else if (at == part) {
      buf_char(out, pattern.ptr[i]);
    }
  }
}

/* What joins item `i` of `count` to the rest of the list. */
static struct str list_pattern(const struct locale *l, size_t i, size_t count) {
  if (i + 2 == count)
    return count == 2 ? l->list_two : l->list_end;
  return i == 0 ? l->list_start : l->list_middle;
}

/* Each pattern's {1} is the rest of the list. */
void list_write(struct buf *out, const struct locale *l,
                const struct str *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bool more = i + 1 < count;
    if (more)
      text_put_part(out, list_pattern(l, i, count), 0);
    buf_put(out, items[i]);
    if (more)
      text_put_part(out, list_pattern(l, i, count), 1);
  }
  for (size_t i = count; i-- > 1;)
    text_put_part(out, list_pattern(l, i - 1, count), 2);
}

static void put_digits(struct buf *out, const struct locale *l, int value,
                       int width) {
  char digits[12];
  int n = 0;
  unsigned rest = value < 0 ? 0u - (unsigned)value : (unsigned)value;
  do
    digits[n++] = (char)(rest % 10);
  while ((rest /= 10) > 0 && n < 12);
  while (n < width && n < 12)
    digits[n++] = 0;
  if (value < 0)
    buf_put(out, l->systems[0].minus);
  while (n > 0)
    buf_put_utf8(out, l->systems[0].digits[(int)digits[--n]]);
}

int year_offset(const struct locale *l) { return l->year_offset; }

void year_write(struct buf *out, const struct locale *l, int year) {
  if (!l->year_use || l->year_offset == 0) {
    put_digits(out, l, year, 1);
    return;
  }
  text_put_part(out, l->year_pattern, 0);
  put_digits(out, l, year + l->year_offset, 1);
  text_put_part(out, l->year_pattern, 1);
}

struct text_date {
  int year, month, day;
};

static bool date_number(struct str s, size_t from, size_t digits, int *out) {
  *out = 0;
  for (size_t i = from; i < from + digits; i++) {
    if (i >= s.len || !char_is_digit(s.ptr[i]))
      return false;
    *out = *out * 10 + (s.ptr[i] - '0');
  }
  return true;
}

static bool date_read(struct str iso, struct text_date *d) {
  static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (iso.len != 10 || iso.ptr[4] != '-' || iso.ptr[7] != '-' ||
      !date_number(iso, 0, 4, &d->year) || !date_number(iso, 5, 2, &d->month) ||
      !date_number(iso, 8, 2, &d->day))
    return false;
  if (d->month < 1 || d->month > 12 || d->day < 1 ||
      d->day > days[d->month - 1])
    return false;
  bool leap = (d->year % 4 == 0 && d->year % 100 != 0) || d->year % 400 == 0;
  return leap || d->month != 2 || d->day < 29;
}

static void date_put_field(struct buf *out, const struct locale *l,
                           const struct text_date *d, char field, int width) {
  switch (field) {
  case 'd':
    put_digits(out, l, d->day, width);
    break;
  case 'M':
  case 'L':
    if (width > 2)
      buf_put(out, l->months[d->month - 1]);
    else
      put_digits(out, l, d->month, width);
    break;
  default:
    year_write(out, l, d->year);
  }
}

static bool date_is_field(char c) {
  return c == 'd' || c == 'M' || c == 'L' || c == 'y';
}

/* Letters other than day, month and year do not occur: scripts/cldr.py makes
 * sure. Text in '…' is literal, '' is an apostrophe. */
bool date_write(struct buf *out, const struct locale *l, struct str iso) {
  struct text_date d;
  if (!date_read(iso, &d))
    return false;
  struct str p = l->date_pattern;
  bool quoted = false;
  for (size_t i = 0; i < p.len;) {
    char c = p.ptr[i];
    size_t end = i + 1;
    if (c == '\'' && end < p.len && p.ptr[end] == '\'') {
      buf_char(out, c);
      end++;
    } else if (c == '\'') {
      quoted = !quoted;
    } else if (!quoted && date_is_field(c)) {
      while (end < p.len && p.ptr[end] == c)
        end++;
      date_put_field(out, l, &d, c, (int)(end - i));
    } else {
      buf_char(out, c);
    }
    i = end;
  }
  return true;
}
