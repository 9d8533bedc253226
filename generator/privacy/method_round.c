/* round: numbers to multiples of a base.
 *
 *   - round: people
 *     base: 5
 *     how: random          nearest (half up), random or controlled
 *     by: [province, sex]  of controlled: the one or two columns whose totals
 *     total: all           stay the sums of what is shown; rows with this value
 *                          in one of them are such totals
 *
 * `random` goes to one of the two multiples next to a number, with the chance
 * that leaves its expected value unchanged. `controlled` does so under the
 * condition that each total also is a multiple next to its own true value: L.
 * Cox, "A constructive procedure for unbiased controlled rounding", Journal of
 * the American Statistical Association 82 (1987). */
#include "privacy/methods.h"

#include <math.h>
#include <stddef.h>

#include "base/utf8.h"
#include "engine/csv_value.h"
#include "privacy/grid.h"

enum how { HOW_NEAREST, HOW_RANDOM, HOW_CONTROLLED };

struct settings {
  struct texts fields, by;
  struct text how_name, total;
  int base;
  enum how how;
};

static const struct settings defaults = {.base = 5};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"round", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"base", KEY_INTEGER, AT(base), "the number of which all are multiples", 2,
     1000000},
    {"how", KEY_TEXT, AT(how_name), NULL, 0, 0},
    {"by", KEY_TEXTS, AT(by), NULL, 0, 0},
    {"total", KEY_TEXT, AT(total), NULL, 0, 0},
};

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const struct str names[] = {
      {"nearest", 7}, {"random", 6}, {"controlled", 10}};
  struct settings *s = step->settings;
  bool known = !s->how_name.s.ptr;
  for (int i = 0; i < 3; i++)
    if (str_eq(s->how_name.s, names[i])) {
      s->how = (enum how)i;
      known = true;
    }
  if (!known)
    diag_error(d, s->how_name.at, "E-KEY-RANGE",
               "'how' is '%.*s', expected nearest, random or controlled%s",
               STR_ARG(utf8_cut(s->how_name.s, 60)),
               diag_nearest(a, s->how_name.s, names, 3));
  if (s->how == HOW_CONTROLLED && (s->by.count < 1 || s->by.count > 2))
    diag_error(d, step->at, "E-PLAN-ROUND",
               "controlled rounding needs 'by': the one or two columns over "
               "which the table has totals");
}

static bool draws(const struct step *step) {
  const struct settings *s = step->settings;
  return s->how != HOW_NEAREST;
}

static double multiple(double x, double base, bool up) {
  return (floor(x / base) + up) * base;
}

static void round_each(const struct settings *s, struct chance *chance,
                       double *x, size_t rows) {
  double base = s->base;
  for (size_t i = 0; i < rows; i++) {
    double left = x[i] - floor(x[i] / base) * base;
    if (isnan(x[i]) || left <= 0)
      continue;
    bool up = s->how == HOW_NEAREST ? left * 2 >= base
                                    : chance_share(chance) * base < left;
    x[i] = multiple(x[i], base, up);
  }
}

/* Rounds the inner cells under control, then adds up the totals anew. */
static bool round_grid(struct work *w, const struct settings *s,
                       struct chance *chance, const struct text *field,
                       double *x) {
  struct grid g;
  for (size_t i = 0; i < w->now->rows; i++)
    if (!isnan(x[i]) && x[i] != floor(x[i])) {
      diag_error(w->diags, field->at, "E-PLAN-ROUND",
                 "'%.*s' holds numbers that are not whole: controlled rounding "
                 "is for counts",
                 STR_ARG(utf8_cut(field->s, 60)));
      return false;
    }
  if (!grid_make(w, &s->by, s->total.s, &g) || !grid_check(w, &g, field, x))
    return false;
  grid_round(&g, chance, s->base, x);
  grid_add_up(&g, x);
  return true;
}

static bool run(struct work *w, struct step *step) {
  const struct settings *s = step->settings;
  const size_t *places = work_columns(w, &s->fields);
  bool done = places != NULL;
  struct chance chance = {0};
  if (w->seed)
    chance = work_chance(w, step);
  for (size_t k = 0; done && k < s->fields.count; k++) {
    struct frame_column *c = &w->now->columns[places[k]];
    double *x = work_numbers(w, s->fields.items[k], c);
    done = x && (s->how != HOW_CONTROLLED ||
                 round_grid(w, s, &chance, &s->fields.items[k], x));
    if (done && s->how != HOW_CONTROLLED)
      round_each(s, &chance, x, w->now->rows);
    if (done)
      frame_set_numbers(w->now, c, x);
  }
  chance_end(&chance);
  return done;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  work_put_titles(out, w, &s->fields);
  buf_printf(out, ": numbers are rounded to multiples of %d", s->base);
  if (s->how != HOW_NEAREST)
    buf_puts(out, ", up or down at random");
  if (s->how == HOW_CONTROLLED)
    buf_puts(out, ", so that totals still are the sums of their parts");
  buf_puts(out, ".");
}

const struct method method_round = {.name = "round",
                                    .draws = draws,
                                    .keys = KEYS(NULL, keys),
                                    .size = sizeof(struct settings),
                                    .defaults = &defaults,
                                    .check = check,
                                    .run = run,
                                    .say = say};
