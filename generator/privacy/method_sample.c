/* sample: only some of the records come out, chosen at random.
 *
 *   - sample: 0.5      a share below 1, or a number of records
 *     by: [province]   the same share of each of these groups */
#include "privacy/methods.h"

#include <math.h>
#include <stddef.h>

#include "base/utf8.h"

struct settings {
  struct texts fields; /* the groups */
  struct text size;
  double number;
};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"sample", KEY_TEXT, AT(size),
     "a share such as 0.5, or a number of "
     "records",
     0, 0},
    {"by", KEY_TEXTS, AT(fields), NULL, 0, 0},
};

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const double range[2] = {0, 1e12};
  struct settings *s = step->settings;
  (void)a;
  if (!plan_number(d, s->size, "sample", range, &s->number))
    return;
  if (s->number <= 0 || (s->number >= 1 && s->number != floor(s->number)))
    diag_error(d, s->size.at, "E-PLAN-VALUE",
               "'sample' is '%.*s', expected a share between 0 and 1, or a "
               "whole number of records",
               STR_ARG(utf8_cut(s->size.s, 60)));
}

static bool run(struct work *w, struct step *step) {
  const struct settings *s = step->settings;
  const size_t *by = work_columns(w, &s->fields);
  size_t rows = w->now->rows, chosen = 0;
  uint32_t groups;
  if (!by)
    return false;
  if (s->number > (double)rows) {
    diag_error(w->diags, s->size.at, "E-PLAN-SIZE",
               "a sample of %.*s from %zu records", STR_ARG(s->size.s), rows);
    return false;
  }
  const uint32_t *of = work_strata(w, by, s->fields.count, &groups);
  double share = s->number < 1 ? s->number : s->number / (double)rows;
  size_t *left = arena_array(w->arena, size_t, groups);
  uint32_t *list = arena_array(w->arena, uint32_t, rows);
  struct chance chance = work_chance(w, step);
  for (size_t i = 0; i < rows; i++) {
    list[i] = (uint32_t)i;
    left[of[i]]++;
  }
  for (uint32_t i = 0; i < groups; i++)
    left[i] = (size_t)(share * (double)left[i] + 0.5 + 1e-9);
  chance_shuffle(&chance, list, rows);
  chance_end(&chance);
  for (size_t i = 0; i < rows; i++)
    if (left[of[list[i]]] > 0) {
      left[of[list[i]]]--;
      list[chosen++] = list[i];
    }
  frame_choose(w->now, list, chosen);
  return true;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  (void)step;
  buf_printf(out, "The file is a random sample of %zu records.", w->now->rows);
}

const struct method method_sample = {.name = "sample",
                                     .random = true,
                                     .keys = KEYS(NULL, keys),
                                     .size = sizeof(struct settings),
                                     .check = check,
                                     .run = run,
                                     .say = say};
