/* cells: cell suppression in tables of counts.
 *
 *   - cells: people
 *     threshold: 5      smaller counts are hidden (not 0); the resource's when
 *                       left out
 *     width: 5          how far apart the bounds of a hidden cell must be; the
 *                       threshold when left out
 *
 * Small counts are hidden first, then other cells until the audit
 * (privacy/audit.h) finds for every hidden cell bounds that are wide enough.
 * Sums are found as the gate finds them (privacy/sums.h). Which cells are
 * hidden is a heuristic: of the sum that gives one away, a part that stands in
 * other such sums, the smallest; the total only when nothing else is left. */
#include "privacy/methods.h"

#include <math.h>
#include <stddef.h>

#include "base/utf8.h"
#include "privacy/protect.h"

struct settings {
  struct texts fields;
  int threshold, width;
  size_t primary, secondary;
};

static const struct settings defaults = {.threshold = -1, .width = -1};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"cells", KEY_TEXTS, AT(fields), "the columns of counts", 0, 0},
    {"threshold", KEY_INTEGER, AT(threshold), NULL, 1, 1000000},
    {"width", KEY_INTEGER, AT(width), NULL, 1, 1000000},
};

static bool is_count(const struct settings *s, struct str name) {
  for (size_t i = 0; i < s->fields.count; i++)
    if (str_eq(s->fields.items[i].s, name))
      return true;
  return false;
}

/* All columns but the counts tell the cells apart. */
static void add_dimensions(struct work *w, const struct settings *s,
                           struct sums_table *t) {
  size_t *others = arena_array(w->arena, size_t, w->now->count), n = 0;
  for (size_t i = 0; i < w->now->count; i++)
    if (!is_count(s, w->now->columns[i].name))
      others[n++] = i;
  struct series *series = frame_series(w->now, others, n);
  const struct series **list = arena_array(w->arena, const struct series *, n);
  for (size_t i = 0; i < n; i++)
    list[i] = &series[i];
  t->dimensions = list;
  t->dimension_count = n;
}

static bool add_counts(struct work *w, const struct settings *s,
                       const size_t *places, struct protect *p) {
  size_t n = s->fields.count;
  struct series *series = frame_series(w->now, places, n);
  struct column_info *infos = arena_array(w->arena, struct column_info, n);
  const struct series **list = arena_array(w->arena, const struct series *, n);
  p->counts = arena_array(w->arena, double *, n);
  for (size_t k = 0; k < n; k++) {
    const struct frame_column *c = &w->now->columns[places[k]];
    p->counts[k] = work_numbers(w, s->fields.items[k], c);
    if (!p->counts[k])
      return false;
    infos[k] = (struct column_info){.name = c->name, .type = COLUMN_NUMBER};
    series[k].column =
        (struct column){.info = &infos[k], .as.numbers = p->counts[k]};
    list[k] = &series[k];
  }
  p->table.counts = list;
  p->table.count_count = n;
  return true;
}

static bool is_done(struct work *w, const struct step *step,
                    enum protect_result result) {
  if (result == PROTECT_TOO_LARGE)
    diag_error(w->diags, step->at, "E-PLAN-SIZE",
               "the table is too large for the audit of its hidden cells: put "
               "categories together, or divide it");
  else if (result == PROTECT_IMPOSSIBLE)
    diag_error(w->diags, step->at, "E-PLAN-CELLS",
               "no choice of hidden cells protects the small counts: the table "
               "is too small or too empty; put categories together");
  return result == PROTECT_DONE;
}

static void apply(struct work *w, struct settings *s, const size_t *places,
                  const struct protect *p) {
  size_t rows = w->now->rows;
  for (size_t k = 0; k < s->fields.count; k++) {
    struct frame_column *c = &w->now->columns[places[k]];
    uint32_t *codes = arena_array(w->arena, uint32_t, rows);
    for (size_t i = 0; i < rows; i++) {
      double x = p->counts[k][i];
      bool hide = p->hidden[k * rows + i] && !isnan(x);
      codes[i] = hide ? FRAME_MISSING : c->codes[i];
      s->primary += hide && x > 0 && x < p->threshold;
      s->secondary += hide && !(x > 0 && x < p->threshold);
    }
    c->codes = codes;
  }
}

static bool run(struct work *w, struct step *step) {
  struct settings *s = step->settings;
  const size_t *places = work_columns(w, &s->fields);
  struct protect p = {.table.rows = w->now->rows, .threshold = s->threshold};
  if (p.threshold < 0)
    p.threshold = w->resource->disclosure.threshold;
  if (p.threshold < 1) {
    diag_error(w->diags, step->at, "E-PLAN-CELLS",
               "neither the step 'cells' nor the resource says 'threshold'");
    return false;
  }
  s->threshold = p.threshold;
  p.width = s->width < 0 ? p.threshold : s->width;
  if (!places || !add_counts(w, s, places, &p))
    return false;
  add_dimensions(w, s, &p.table);
  if (!is_done(w, step, protect_cells(w->arena, &p)))
    return false;
  apply(w, s, places, &p);
  return true;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  work_put_titles(out, w, &s->fields);
  buf_printf(out, ": counts below %d are not shown", s->threshold);
  if (s->secondary)
    buf_puts(out, ", nor are other counts that would give them away");
  buf_puts(out, ".");
}

const struct method method_cells = {.name = "cells",
                                    .keys = KEYS(NULL, keys),
                                    .size = sizeof(struct settings),
                                    .defaults = &defaults,
                                    .run = run,
                                    .say = say};
