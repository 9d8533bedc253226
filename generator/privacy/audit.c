/* Bounds of suppressed cells: one linear program for each group of cells that
 * hang together, started again from the last solution for each of its cells. */
#include "privacy/audit.h"

#include <float.h>
#include <glpk.h>
#include <math.h>

#define NEAR 1e-6
#define NO_COLUMN UINT32_MAX

/* Cells that hang together have the same root. */
static uint32_t root_of(uint32_t *up, uint32_t cell) {
  while (up[cell] != cell) {
    up[cell] = up[up[cell]];
    cell = up[cell];
  }
  return cell;
}

static uint32_t sum_cell(const struct audit_sum *s, size_t i) {
  return i < s->count ? s->parts[i] : s->total;
}

/* A hidden cell of the sum, or NO_COLUMN. */
static uint32_t hidden_of(const struct audit *t, const struct audit_sum *s) {
  for (size_t i = 0; i <= s->count; i++)
    if (t->cells[sum_cell(s, i)].hidden)
      return sum_cell(s, i);
  return NO_COLUMN;
}

static uint32_t *connect(struct arena *a, const struct audit *t) {
  uint32_t *up = arena_array(a, uint32_t, t->cell_count);
  for (uint32_t i = 0; i < t->cell_count; i++)
    up[i] = i;
  for (size_t s = 0; s < t->sum_count; s++) {
    uint32_t first = hidden_of(t, &t->sums[s]);
    for (size_t i = 0; first != NO_COLUMN && i <= t->sums[s].count; i++) {
      uint32_t cell = sum_cell(&t->sums[s], i);
      if (t->cells[cell].hidden)
        up[root_of(up, cell)] = root_of(up, first);
    }
  }
  return up;
}

/* Cells and sums gathered by group. */
struct groups {
  uint32_t *cells, *cell_start; /* group g has cells[start[g]…] */
  uint32_t *sums, *sum_start;
  size_t count;
};

/* Room for one group's program. */
struct program {
  struct audit *audit;
  glp_prob *lp;
  int *column;    /* per cell: its column, from 1 */
  double *factor; /* per column: its factor in the row being made */
  int *index;     /* from 1, as GLPK counts */
  double *value;
};

static void gather(uint32_t *group, size_t count, uint32_t *items,
                   uint32_t *start, size_t groups) {
  for (size_t i = 0; i < count; i++)
    if (group[i] != NO_COLUMN)
      start[group[i] + 2]++;
  for (size_t g = 2; g < groups + 2; g++)
    start[g] += start[g - 1];
  for (uint32_t i = 0; i < count; i++)
    if (group[i] != NO_COLUMN)
      items[start[group[i] + 1]++] = i;
}

static struct groups find_groups(struct arena *a, const struct audit *t) {
  struct groups g = {0};
  uint32_t *up = connect(a, t),
           *number = arena_array(a, uint32_t, t->cell_count);
  uint32_t *of_cell = arena_array(a, uint32_t, t->cell_count);
  uint32_t *of_sum = arena_array(a, uint32_t, t->sum_count);
  for (uint32_t i = 0; i < t->cell_count; i++) {
    of_cell[i] = NO_COLUMN;
    if (!t->cells[i].hidden)
      continue;
    uint32_t root = root_of(up, i);
    if (!number[root])
      number[root] = (uint32_t)++g.count;
    of_cell[i] = number[root] - 1;
  }
  for (size_t s = 0; s < t->sum_count; s++) {
    uint32_t cell = hidden_of(t, &t->sums[s]);
    of_sum[s] = cell == NO_COLUMN ? NO_COLUMN : of_cell[cell];
  }
  g.cells = arena_array(a, uint32_t, t->cell_count);
  g.sums = arena_array(a, uint32_t, t->sum_count);
  g.cell_start = arena_array(a, uint32_t, g.count + 2);
  g.sum_start = arena_array(a, uint32_t, g.count + 2);
  gather(of_cell, t->cell_count, g.cells, g.cell_start, g.count);
  gather(of_sum, t->sum_count, g.sums, g.sum_start, g.count);
  return g;
}

/* parts - total = 0, with what is shown on the right-hand side. */
static void add_row(struct program *p, const struct audit_sum *s) {
  double rest = 0;
  int row = glp_add_rows(p->lp, 1), length = 0;
  for (size_t i = 0; i <= s->count; i++) {
    uint32_t cell = sum_cell(s, i);
    double factor = i < s->count ? 1 : -1;
    if (p->audit->cells[cell].hidden)
      p->factor[p->column[cell]] += factor;
    else
      rest -= factor * p->audit->cells[cell].value;
  }
  for (size_t i = 0; i <= s->count; i++) {
    uint32_t cell = sum_cell(s, i);
    int column = p->audit->cells[cell].hidden ? p->column[cell] : 0;
    if (!column || p->factor[column] == 0)
      continue; /* shown, or there already */
    p->index[++length] = column;
    p->value[length] = p->factor[column];
    p->factor[column] = 0;
  }
  glp_set_mat_row(p->lp, row, length, p->index, p->value);
  glp_set_row_bnds(p->lp, row, GLP_FX, rest, rest);
}

enum outcome { FOUND, UNBOUNDED, IMPOSSIBLE, GAVE_UP };

static enum outcome solve(struct program *p) {
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.tm_lim = 20000;
  if (glp_simplex(p->lp, &options) != 0)
    return GAVE_UP;
  switch (glp_get_status(p->lp)) {
  case GLP_OPT:
    return FOUND;
  case GLP_UNBND:
    return UNBOUNDED;
  case GLP_NOFEAS:
    return IMPOSSIBLE;
  default:
    return GAVE_UP;
  }
}

/* The optimum of a column, tidied: what is nearly whole is whole. */
static enum outcome optimum(struct program *p, int column, int direction,
                            double *out) {
  glp_set_obj_dir(p->lp, direction);
  glp_set_obj_coef(p->lp, column, 1);
  enum outcome outcome = solve(p);
  glp_set_obj_coef(p->lp, column, 0);
  double x = glp_get_col_prim(p->lp, column), near = round(x);
  if (fabs(x - near) <= NEAR * fmax(1, fabs(x)))
    x = near;
  else if (p->audit->whole)
    x = direction == GLP_MIN ? ceil(x) : floor(x);
  *out = x;
  return outcome;
}

/* Every solution shows a value that each cell can have. */
static void note_values(const struct program *p, const uint32_t *cells,
                        int count) {
  for (int i = 0; i < count; i++) {
    struct audit_cell *c = &p->audit->cells[cells[i]];
    double x = glp_get_col_prim(p->lp, i + 1);
    c->low = fmin(c->low, x);
    c->high = fmax(c->high, x);
  }
}

/* Looks at the cells that still have one value only, until both its ends are
 * known. */
static bool find_open(struct program *p, const uint32_t *cells, int count) {
  for (int i = 0; i < count; i++)
    p->audit->cells[cells[i]].low = p->audit->cells[cells[i]].high =
        glp_get_col_prim(p->lp, i + 1);
  for (int i = 0; i < count; i++) {
    struct audit_cell *c = &p->audit->cells[cells[i]];
    for (int direction = GLP_MIN;; direction = GLP_MAX) {
      double bound;
      if (!audit_is_open(c))
        break;
      enum outcome outcome = optimum(p, i + 1, direction, &bound);
      if (outcome != FOUND && outcome != UNBOUNDED)
        return false;
      note_values(p, cells, count);
      if (outcome == UNBOUNDED)
        c->high = (double)INFINITY;
      if (direction == GLP_MAX)
        break;
    }
    if (audit_is_open(c) && fabs(c->low - round(c->low)) <= NEAR)
      c->low = c->high = round(c->low);
  }
  return true;
}

static bool bound_cell(struct program *p, struct audit_cell *c, int column) {
  enum outcome low = optimum(p, column, GLP_MIN, &c->low);
  enum outcome high = optimum(p, column, GLP_MAX, &c->high);
  if (high == UNBOUNDED)
    c->high = (double)INFINITY;
  return low == FOUND && (high == FOUND || high == UNBOUNDED);
}

/* The bounds of one group. */
static bool bound_group(struct program *p, const struct groups *g, size_t at) {
  const uint32_t *cells = g->cells + g->cell_start[at];
  int count = (int)(g->cell_start[at + 1] - g->cell_start[at]);
  if (count > AUDIT_MAX_CELLS)
    return false;
  p->lp = glp_create_prob();
  glp_add_cols(p->lp, count);
  for (int i = 0; i < count; i++) {
    p->column[cells[i]] = i + 1;
    glp_set_col_bnds(p->lp, i + 1, GLP_LO, 0, 0);
  }
  for (uint32_t s = g->sum_start[at]; s < g->sum_start[at + 1]; s++)
    add_row(p, &p->audit->sums[g->sums[s]]);
  glp_adv_basis(p->lp, 0);
  enum outcome first = solve(p);
  bool ok = first != GAVE_UP;
  for (int i = 0; i < count; i++)
    p->audit->cells[cells[i]].unfit = first == IMPOSSIBLE;
  if (ok && p->audit->open_only && first != IMPOSSIBLE)
    ok = find_open(p, cells, count);
  for (int i = 0; ok && !p->audit->open_only && i < count; i++)
    ok =
        first == IMPOSSIBLE || bound_cell(p, &p->audit->cells[cells[i]], i + 1);
  glp_delete_prob(p->lp);
  return ok;
}

bool audit_run(struct arena *a, struct audit *t) {
  struct groups g = find_groups(a, t);
  size_t most = t->cell_count + 2;
  struct program p = {.audit = t,
                      .column = arena_array(a, int, most),
                      .factor = arena_array(a, double, most),
                      .index = arena_array(a, int, most),
                      .value = arena_array(a, double, most)};
  bool ok = true;
  glp_term_out(GLP_OFF);
  for (size_t i = 0; ok && i < g.count; i++)
    ok = bound_group(&p, &g, i);
  glp_free_env();
  return ok;
}

bool audit_is_open(const struct audit_cell *c) {
  return c->hidden && !c->unfit &&
         c->high - c->low <= NEAR * fmax(1, fabs(c->low));
}
