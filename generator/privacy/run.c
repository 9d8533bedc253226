/* Takes a table through the steps of a plan. */
#include "privacy/run.h"

#include "base/utf8.h"

/* Of the fields that have no column yet. */
static const char *nearest_field(struct work *w, struct str name) {
  const struct resource *r = w->resource;
  struct str *names = arena_array(w->arena, struct str, r->field_count);
  size_t count = 0;
  for (size_t i = 0; i < r->field_count; i++)
    if (frame_find(w->now, r->fields[i].name.s) == SIZE_MAX)
      names[count++] = r->fields[i].name.s;
  return diag_nearest(w->arena, name, names, count);
}

/* Every column is either a field of what comes out or was dropped on purpose;
 * then the columns stand in the order of the fields. */
static bool arrange(struct work *w) {
  const struct resource *r = w->resource;
  struct frame *f = w->now;
  struct frame_column *list =
      arena_array(w->arena, struct frame_column, r->field_count);
  bool fine = true;
  for (size_t i = 0; i < f->count; i++) {
    bool declared = false;
    for (size_t k = 0; k < r->field_count; k++)
      declared = declared || str_eq(r->fields[k].name.s, f->columns[i].name);
    if (!declared)
      diag_error(
          w->diags, w->plan->at, "E-PLAN-COLUMN",
          "the column '%.*s' is neither dropped by a step nor a field of "
          "the resource%s",
          STR_ARG(utf8_cut(f->columns[i].name, 60)),
          nearest_field(w, f->columns[i].name));
    fine = fine && declared;
  }
  for (size_t k = 0; k < r->field_count; k++) {
    const struct frame_column *c = work_column(w, r->fields[k].name);
    fine = fine && c;
    if (c)
      list[k] = *c;
  }
  f->columns = list;
  f->count = f->cap = r->field_count;
  return fine;
}

enum plan_order work_order(const struct work *w) {
  bool table = str_is(w->resource->disclosure.unit.s, "aggregate");
  if (!w->plan->order_name.s.ptr)
    return table ? ORDER_KEPT : ORDER_SORTED;
  return w->plan->order;
}

static void put_in_order(struct work *w) {
  struct frame *f = w->now;
  if (work_order(w) == ORDER_SORTED)
    frame_choose(f, frame_sorted(f), f->rows);
  if (work_order(w) != ORDER_SHUFFLED)
    return;
  uint32_t *list = arena_array(w->arena, uint32_t, f->rows);
  struct chance chance;
  for (size_t i = 0; i < f->rows; i++)
    list[i] = (uint32_t)i;
  chance_start(&chance, w->seed, 0);
  chance_shuffle(&chance, list, f->rows);
  chance_end(&chance);
  frame_choose(f, list, f->rows);
}

bool work_run(struct work *w) {
  for (size_t i = 0; i < w->plan->step_count; i++) {
    struct step *s = &w->plan->steps[i];
    if (!s->method->run(w, s) || diags_errors(w->diags))
      return false;
  }
  if (!arrange(w))
    return false;
  put_in_order(w);
  frame_tidy(w->now);
  if (work_order(w) == ORDER_KEPT && w->resource->disclosure.k > 0)
    diag_warn(w->diags, w->plan->order_name.at, "W-PLAN-ORDER",
              "the records stay in the order of the raw data, from which those "
              "who know it may tell who is who");
  return true;
}
