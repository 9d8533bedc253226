/* noise: a random number is added to each number.
 *
 *   - noise: income
 *     share: 0.1     its standard deviation, as a share of the column's; or
 *     sd: 50         the standard deviation itself
 *     least: 0       results are kept within these
 *     most: 100000
 *
 * The noise is normal and has mean 0. Columns of whole numbers stay whole. */
#include "privacy/methods.h"

#include <math.h>
#include <stddef.h>

struct settings {
  struct texts fields;
  struct text share, sd, least, most;
  double part, deviation, low, high;
};

static const struct settings defaults = {.low = -1e300, .high = 1e300};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"noise", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"share", KEY_TEXT, AT(share), NULL, 0, 0},
    {"sd", KEY_TEXT, AT(sd), NULL, 0, 0},
    {"least", KEY_TEXT, AT(least), NULL, 0, 0},
    {"most", KEY_TEXT, AT(most), NULL, 0, 0},
};

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const double any[2] = {-1e15, 1e15}, positive[2] = {0, 1e15},
                      part[2] = {0, 10};
  struct settings *s = step->settings;
  (void)a;
  if ((s->share.s.ptr != NULL) == (s->sd.s.ptr != NULL))
    diag_error(d, step->at, "E-KEY-MISSING",
               "the step 'noise' needs either 'share', a part of the column's "
               "standard deviation, or 'sd'");
  plan_number(d, s->share, "share", part, &s->part);
  plan_number(d, s->sd, "sd", positive, &s->deviation);
  plan_number(d, s->least, "least", any, &s->low);
  plan_number(d, s->most, "most", any, &s->high);
  if (s->low > s->high)
    diag_error(d, s->least.at, "E-PLAN-VALUE", "'least' is above 'most'");
}

static double deviation(const double *x, size_t rows) {
  double sum = 0, squares = 0, n = 0;
  for (size_t i = 0; i < rows; i++)
    if (!isnan(x[i])) {
      sum += x[i];
      n++;
    }
  for (size_t i = 0; i < rows; i++)
    if (!isnan(x[i]))
      squares += (x[i] - sum / n) * (x[i] - sum / n);
  return n > 1 ? sqrt(squares / (n - 1)) : 0;
}

static bool blur(struct work *w, const struct settings *s,
                 const struct text *field, struct chance *chance) {
  struct frame_column *c = work_column(w, *field);
  double *x = c ? work_numbers(w, *field, c) : NULL;
  if (!x)
    return false;
  double sd = s->sd.s.ptr ? s->deviation : s->part * deviation(x, w->now->rows);
  bool whole = frame_is_whole(c);
  for (size_t i = 0; i < w->now->rows; i++) {
    double y = x[i] + sd * chance_normal(chance);
    y = whole ? round(y) : y;
    if (!isnan(x[i]))
      x[i] = fmin(fmax(y, s->low), s->high);
  }
  frame_set_numbers(w->now, c, x);
  return true;
}

static bool run(struct work *w, struct step *step) {
  const struct settings *s = step->settings;
  if (!work_columns(w, &s->fields))
    return false;
  struct chance chance = work_chance(w, step);
  bool done = true;
  for (size_t i = 0; done && i < s->fields.count; i++)
    done = blur(w, s, &s->fields.items[i], &chance);
  chance_end(&chance);
  return done;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  struct str amount =
      frame_number_text(w->arena, s->sd.s.ptr ? s->deviation : 100 * s->part);
  work_put_titles(out, w, &s->fields);
  buf_printf(out,
             ": random noise was added, with mean 0 and a standard deviation "
             "of %.*s%s.",
             STR_ARG(amount), s->sd.s.ptr ? "" : " % of the column's own");
}

const struct method method_noise = {.name = "noise",
                                    .random = true,
                                    .keys = KEYS(NULL, keys),
                                    .size = sizeof(struct settings),
                                    .defaults = &defaults,
                                    .check = check,
                                    .run = run,
                                    .say = say};
