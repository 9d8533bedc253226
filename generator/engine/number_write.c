/* Numbers as text: in a locale, as a learner types them, and as JSON. */
#include "engine/decimal.h"
#include "engine/locale_data.h"

#include "base/utf8.h"

#include <math.h>

enum {
  DEFAULT_PLACES = 3,
  MOST_PLACES = 12,
  OUT_DIGITS = 12,      /* significant digits of what leaves the engine */
  JSON_PLAIN_FROM = -5, /* below 10^-6 and from 10^21 on JSON has an exponent */
  JSON_PLAIN_TO = 21
};

static void put_digit(struct buf *out, const struct number_system *s,
                      char digit) {
  buf_put_utf8(out, s->digits[digit - '0']);
}

/* Whether a group mark follows the digit with `rest` digits after it. */
static bool group_ends(const struct number_system *s, int rest) {
  return rest == s->primary ||
         (rest > s->primary && (rest - s->primary) % s->secondary == 0);
}

static void put_integer(struct buf *out, const struct locale *l,
                        const struct decimal *d, bool grouped) {
  const struct number_system *s = &l->systems[0];
  int digits = decimal_integer_digits(d);
  grouped = grouped && digits >= s->primary + l->min_grouping;
  for (int rest = digits - 1; rest >= 0; rest--) {
    put_digit(out, s, decimal_digit(d, rest));
    if (grouped && group_ends(s, rest))
      buf_put(out, s->group);
  }
}

static void put_decimal(struct buf *out, const struct locale *l,
                        const struct decimal *d, int places, bool grouped) {
  const struct number_system *s = &l->systems[0];
  put_integer(out, l, d, grouped);
  if (places > 0)
    buf_put(out, s->decimal);
  for (int i = 1; i <= places; i++)
    put_digit(out, s, decimal_digit(d, -i));
}

static int clamp_places(int places) {
  return places < 0 ? 0 : places > MOST_PLACES ? MOST_PLACES : places;
}

static void put_percent(struct buf *out, const struct locale *l,
                        struct decimal d, int places) {
  struct str pattern = l->systems[0].percent;
  size_t at = str_search(pattern, STR("{0}"));
  d.point += d.count > 0 ? 2 : 0;
  d = decimal_round_places(d, places);
  if (d.negative)
    buf_put(out, l->systems[0].minus);
  buf_put(out, str_slice(pattern, 0, at));
  put_decimal(out, l, &d, places, true);
  buf_put(out, str_slice(pattern, at + 3, pattern.len));
}

void number_write(struct buf *out, const struct locale *l, double value,
                  enum number_form form, int decimals) {
  struct decimal d = decimal_from(value);
  if (form == NUMBER_PERCENT) {
    put_percent(out, l, d, clamp_places(decimals));
    return;
  }
  int places = form == NUMBER_FIXED ? clamp_places(decimals) : DEFAULT_PLACES;
  d = decimal_round_places(d, places);
  if (form != NUMBER_FIXED)
    places = decimal_places(&d);
  if (d.negative)
    buf_put(out, l->systems[0].minus);
  put_decimal(out, l, &d, places, form != NUMBER_PLAIN);
}

void number_write_typed(struct buf *out, const struct locale *l, double value) {
  struct decimal d = decimal_from(value);
  d = decimal_round_significant(d, OUT_DIGITS);
  if (d.negative)
    buf_char(out, '-');
  put_decimal(out, l, &d, decimal_places(&d), false);
}

static void put_exponential(struct buf *out, const struct decimal *d) {
  buf_char(out, d->digits[0]);
  if (d->count > 1)
    buf_char(out, '.');
  buf_put_n(out, d->digits + 1, (size_t)d->count - 1);
  buf_printf(out, "e%d", d->point - 1);
}

void number_write_json(struct buf *out, double value) {
  if (!isfinite(value)) {
    buf_puts(out, "null");
    return;
  }
  struct decimal d = decimal_from(value);
  if (fabs(value) > 9007199254740992.0 || value != floor(value))
    d = decimal_round_significant(d, OUT_DIGITS);
  if (d.negative)
    buf_char(out, '-');
  if (d.count > 0 && (d.point < JSON_PLAIN_FROM || d.point > JSON_PLAIN_TO)) {
    put_exponential(out, &d);
    return;
  }
  for (int power = decimal_integer_digits(&d) - 1; power >= 0; power--)
    buf_char(out, decimal_digit(&d, power));
  int places = decimal_places(&d);
  if (places > 0)
    buf_char(out, '.');
  for (int i = 1; i <= places; i++)
    buf_char(out, decimal_digit(&d, -i));
}
