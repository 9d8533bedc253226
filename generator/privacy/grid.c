/* Tables of counts as grids with totals. */
#include "privacy/grid.h"

#include <math.h>

#include "base/utf8.h"

/* The columns that tell one grid from the other: neither `by` nor counts. */
static size_t other_columns(const struct work *w, const size_t *by, size_t n,
                            size_t *out) {
  size_t count = 0;
  for (size_t i = 0; i < w->now->count; i++) {
    bool other = true;
    for (size_t k = 0; k < n; k++)
      other = other && by[k] != i;
    for (size_t k = 0; k < w->resource->field_count; k++) {
      const struct field *f = &w->resource->fields[k];
      if (f->count && str_eq(f->name.s, w->now->columns[i].name))
        other = false;
    }
    if (other)
      out[count++] = i;
  }
  return count;
}

/* Values of a column by their number, without the total's. */
static uint32_t number_values(const struct frame_column *c, struct str total,
                              uint32_t *of_code) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->word_count; i++)
    of_code[i] = total.len && str_eq(c->words[i], total) ? GRID_NONE : n++;
  return n;
}

static uint32_t *place(struct grid_sheet *s, const struct grid *g,
                       uint32_t line, uint32_t column) {
  if (line == GRID_NONE && column == GRID_NONE)
    return &s->total;
  if (line == GRID_NONE)
    return &s->column_totals[column];
  if (column == GRID_NONE)
    return &s->line_totals[line];
  return &s->cells[(size_t)line * g->width + column];
}

static uint32_t *none(struct arena *a, size_t n) {
  uint32_t *list = arena_array(a, uint32_t, n);
  for (size_t i = 0; i < n; i++)
    list[i] = GRID_NONE;
  return list;
}

static bool make_sheets(struct work *w, struct grid *g, size_t count,
                        const struct text *at) {
  size_t cells = (size_t)g->height * g->width;
  if (count && cells > GRID_MAX_CELLS / count) {
    diag_error(w->diags, at->at, "E-PLAN-SIZE",
               "the table has more than %d cells", GRID_MAX_CELLS);
    return false;
  }
  g->sheets = arena_array(w->arena, struct grid_sheet, count);
  g->sheet_count = count;
  for (size_t i = 0; i < count; i++)
    g->sheets[i] =
        (struct grid_sheet){none(w->arena, cells), none(w->arena, g->height),
                            none(w->arena, g->width), GRID_NONE};
  return true;
}

static bool put_row(struct work *w, const struct grid *g,
                    struct grid_sheet *sheet, const uint32_t at[2],
                    uint32_t row, const struct text *by) {
  uint32_t *cell = place(sheet, g, at[0], at[1]);
  if (*cell != GRID_NONE) {
    diag_error(w->diags, by->at, "E-PLAN-GRID",
               "two rows stand for the same cell: another column than those of "
               "'by' must tell them apart, and no count is marked with "
               "'count: true'");
    return false;
  }
  *cell = row;
  return true;
}

bool grid_make(struct work *w, const struct texts *by, struct str total,
               struct grid *out) {
  const size_t *columns = work_columns(w, by);
  uint32_t *number[2] = {0}, sizes[2] = {1, 1}, sheets;
  if (!columns)
    return false;
  for (size_t k = 0; k < by->count; k++) {
    const struct frame_column *c = &w->now->columns[columns[k]];
    number[k] = arena_array(w->arena, uint32_t, c->word_count);
    sizes[k] = number_values(c, total, number[k]);
  }
  size_t *others = arena_array(w->arena, size_t, w->now->count);
  size_t other_count = other_columns(w, columns, by->count, others);
  const uint32_t *of = work_strata(w, others, other_count, &sheets);
  *out = (struct grid){.arena = w->arena,
                       .rows = w->now->rows,
                       .height = sizes[1],
                       .width = sizes[0]};
  if (!make_sheets(w, out, sheets, &by->items[0]))
    return false;
  for (size_t i = 0; i < w->now->rows; i++) {
    uint32_t at[2] = {0, 0};
    for (size_t k = 0; k < by->count; k++) {
      uint32_t code = w->now->columns[columns[k]].codes[i];
      if (code == FRAME_MISSING) {
        diag_error(w->diags, by->items[k].at, "E-PLAN-GRID",
                   "a row has no value in '%.*s'",
                   STR_ARG(utf8_cut(by->items[k].s, 60)));
        return false;
      }
      at[1 - k] = number[k][code];
    }
    if (!put_row(w, out, &out->sheets[of[i]], at, (uint32_t)i, &by->items[0]))
      return false;
  }
  return true;
}

/* Sums. */

struct sum {
  double value;
  bool incomplete; /* a part is missing */
};

static void add_cell(struct sum *s, const double *x, uint32_t row) {
  if (row == GRID_NONE)
    return;
  if (isnan(x[row]))
    s->incomplete = true;
  else
    s->value += x[row];
}

static struct sum sum_line(const struct grid *g, const struct grid_sheet *s,
                           uint32_t line, const double *x) {
  struct sum sum = {0};
  for (uint32_t k = 0; k < g->width; k++)
    add_cell(&sum, x, s->cells[(size_t)line * g->width + k]);
  return sum;
}

static struct sum sum_column(const struct grid *g, const struct grid_sheet *s,
                             uint32_t column, const double *x) {
  struct sum sum = {0};
  for (uint32_t i = 0; i < g->height; i++)
    add_cell(&sum, x, s->cells[(size_t)i * g->width + column]);
  return sum;
}

static struct sum sum_all(const struct grid *g, const struct grid_sheet *s,
                          const double *x) {
  struct sum sum = {0};
  for (size_t i = 0; i < (size_t)g->height * g->width; i++)
    add_cell(&sum, x, s->cells[i]);
  return sum;
}

typedef bool each_total_fn(void *user, uint32_t row, struct sum sum);

static bool each_total(const struct grid *g, const double *x,
                       each_total_fn *each, void *user) {
  bool fine = true;
  for (size_t n = 0; n < g->sheet_count; n++) {
    const struct grid_sheet *s = &g->sheets[n];
    for (uint32_t i = 0; i < g->height; i++)
      if (s->line_totals[i] != GRID_NONE)
        fine = each(user, s->line_totals[i], sum_line(g, s, i, x)) && fine;
    for (uint32_t k = 0; k < g->width; k++)
      if (s->column_totals[k] != GRID_NONE)
        fine = each(user, s->column_totals[k], sum_column(g, s, k, x)) && fine;
    if (s->total != GRID_NONE)
      fine = each(user, s->total, sum_all(g, s, x)) && fine;
  }
  return fine;
}

struct checked {
  struct work *w;
  const struct text *field;
  const double *x;
  size_t faults;
};

static bool check_total(void *user, uint32_t row, struct sum sum) {
  struct checked *c = user;
  bool same = fabs(c->x[row] - sum.value) < 1e-6;
  if (sum.incomplete || isnan(c->x[row]) || same)
    return true;
  if (c->faults++ == 0)
    diag_error(c->w->diags, c->field->at, "E-PLAN-GRID",
               "'%.*s' has a total that is not the sum of its parts (record "
               "%u of the table)",
               STR_ARG(utf8_cut(c->field->s, 60)), c->w->now->origin[row] + 1);
  return false;
}

bool grid_check(struct work *w, const struct grid *g, const struct text *field,
                const double *x) {
  struct checked c = {w, field, x, 0};
  return each_total(g, x, check_total, &c);
}

static bool set_total(void *user, uint32_t row, struct sum sum) {
  double *x = user;
  x[row] = sum.value;
  return true;
}

void grid_add_up(const struct grid *g, double *x) {
  each_total(g, x, set_total, x);
}
