/* CLDR's plural rules, such as "v = 0 and i % 10 = 1 and i % 100 != 11". A
 * condition that cannot be read is false, so that "other" remains. */
#include "engine/decimal.h"
#include "engine/locale_data.h"

#include <math.h>

/* The operands of Unicode TS 35; e and c, for compact numbers, are 0. */
struct plural_operands {
  double n, i, f, t;
  int v, w;
};

struct plural_parse {
  struct str rest;
  bool bad;
};

enum { PLURAL_MOST_PLACES = 12, PLURAL_DEFAULT_PLACES = 3 };

static double plural_fraction(const struct decimal *d, int places) {
  double f = 0;
  for (int i = 1; i <= places; i++)
    f = f * 10 + (decimal_digit(d, -i) - '0');
  return f;
}

static struct plural_operands plural_operands(double value, int decimals) {
  int most = decimals < 0 ? PLURAL_DEFAULT_PLACES : decimals;
  if (most > PLURAL_MOST_PLACES)
    most = PLURAL_MOST_PLACES;
  struct decimal d = decimal_round_places(decimal_from(value), most);
  struct plural_operands o = {.w = decimal_places(&d)};
  o.v = decimals < 0 ? o.w : most;
  o.n =
      decimal_value((struct str){d.digits, (size_t)d.count}, d.point - d.count);
  o.i = floor(o.n);
  o.f = plural_fraction(&d, o.v);
  o.t = plural_fraction(&d, o.w);
  return o;
}

static void plural_blanks(struct plural_parse *p) {
  while (p->rest.len > 0 && char_is_space(p->rest.ptr[0]))
    p->rest = str_slice(p->rest, 1, p->rest.len);
}

static bool plural_take(struct plural_parse *p, const char *token) {
  plural_blanks(p);
  if (!str_starts(p->rest, token))
    return false;
  p->rest = str_slice(p->rest, str_from(token).len, p->rest.len);
  return true;
}

static double plural_number(struct plural_parse *p) {
  plural_blanks(p);
  double value = 0;
  size_t n = 0;
  for (; n < p->rest.len && n < 15 && char_is_digit(p->rest.ptr[n]); n++)
    value = value * 10 + (p->rest.ptr[n] - '0');
  p->bad = p->bad || n == 0;
  p->rest = str_slice(p->rest, n, p->rest.len);
  return value;
}

static double plural_operand(struct plural_parse *p,
                             const struct plural_operands *o) {
  plural_blanks(p);
  char name = p->rest.len > 0 ? p->rest.ptr[0] : '\0';
  p->rest = str_slice(p->rest, 1, p->rest.len);
  switch (name) {
  case 'n':
    return o->n;
  case 'i':
    return o->i;
  case 'f':
    return o->f;
  case 't':
    return o->t;
  case 'v':
    return o->v;
  case 'w':
    return o->w;
  case 'e':
  case 'c':
    return 0;
  default:
    p->bad = true;
    return 0;
  }
}

/* i % 10 = 2..4,7: a range holds whole numbers only. */
static bool plural_relation(struct plural_parse *p,
                            const struct plural_operands *o) {
  double left = plural_operand(p, o);
  if (plural_take(p, "%")) {
    double by = plural_number(p);
    p->bad = p->bad || by == 0;
    left = p->bad ? 0 : fmod(left, by);
  }
  bool not = plural_take(p, "!=");
  if (!not &&!plural_take(p, "="))
    p->bad = true;
  bool in = false;
  do {
    double low = plural_number(p), high = low;
    if (plural_take(p, ".."))
      high = plural_number(p);
    in = in || (left == floor(left) && left >= low && left <= high);
  } while (!p->bad && plural_take(p, ","));
  return in != not ;
}

static bool plural_holds(struct str condition,
                         const struct plural_operands *o) {
  struct plural_parse p = {.rest = condition};
  bool any = false;
  do {
    bool all = true;
    do
      all = plural_relation(&p, o) && all;
    while (!p.bad && plural_take(&p, "and"));
    any = any || all;
  } while (!p.bad && plural_take(&p, "or"));
  plural_blanks(&p);
  return any && !p.bad && p.rest.len == 0;
}

struct str plural_category(const struct locale *l, double value, int decimals) {
  struct plural_operands o = plural_operands(value, decimals);
  for (size_t i = 0; i < l->plural_count; i++)
    if (plural_holds(l->plurals[i].condition, &o))
      return l->plurals[i].category;
  return STR("other");
}
