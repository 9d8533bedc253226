/* Controlled rounding (Cox 1987): what is left over a multiple of the base is
 * moved around cycles of cells, so that every sum along a line or column keeps
 * its left-over, until each cell is at a multiple. An extra line and column
 * take up what lines and columns have left over. */
#include "privacy/grid.h"

#include <math.h>

struct rounding {
  uint32_t height, width; /* with the extra line and column */
  int base;
  int *left; /* 0 to base, by cell */
  struct chance *chance;
};

static int *at(const struct rounding *r, uint32_t line, uint32_t column) {
  return &r->left[(size_t)line * r->width + column];
}

static bool is_open(const struct rounding *r, uint32_t line, uint32_t column) {
  int left = *at(r, line, column);
  return left > 0 && left < r->base;
}

static uint32_t other_in_line(const struct rounding *r, uint32_t line,
                              uint32_t column) {
  for (uint32_t k = 0; k < r->width; k++)
    if (k != column && is_open(r, line, k))
      return k;
  return GRID_NONE;
}

static uint32_t other_in_column(const struct rounding *r, uint32_t line,
                                uint32_t column) {
  for (uint32_t i = 0; i < r->height; i++)
    if (i != line && is_open(r, i, column))
      return i;
  return GRID_NONE;
}

struct path { /* cells in turn along a line and along a column */
  uint32_t *lines, *columns;
  size_t count;
};

/* Walks from an open cell until a line is met again; leaves only the cycle,
 * which begins with a step along its line. */
static void find_cycle(const struct rounding *r, struct path *p,
                       uint32_t *seen) {
  uint32_t line = p->lines[0], column = p->columns[0];
  for (uint32_t i = 0; i < r->height; i++)
    seen[i] = GRID_NONE;
  p->count = 0;
  while (seen[line] == GRID_NONE) {
    seen[line] = (uint32_t)p->count;
    p->lines[p->count] = line;
    p->columns[p->count++] = column;
    column = other_in_line(r, line, column);
    p->lines[p->count] = line;
    p->columns[p->count++] = column;
    line = other_in_column(r, line, column);
  }
  /* The line is entered again by another column than the first time. Where
   * that is the column it was left by, the cycle closes without this line. */
  size_t from = seen[line];
  if (p->columns[from + 1] == column)
    from += 2;
  else
    p->columns[from] = column;
  for (size_t i = from; i < p->count; i++) {
    p->lines[i - from] = p->lines[i];
    p->columns[i - from] = p->columns[i];
  }
  p->count -= from;
}

/* Up in one half of the cells and down in the other, by the chance that keeps
 * expectations. */
static void shift(const struct rounding *r, const struct path *p) {
  int up = r->base, down = r->base;
  for (size_t i = 0; i < p->count; i++) {
    int left = *at(r, p->lines[i], p->columns[i]);
    int rise = i % 2 ? left : r->base - left, fall = r->base - rise;
    up = rise < up ? rise : up;
    down = fall < down ? fall : down;
  }
  uint64_t all = (uint64_t)(up + down);
  int by = chance_below(r->chance, all) < (uint64_t)down ? up : -down;
  for (size_t i = 0; i < p->count; i++)
    *at(r, p->lines[i], p->columns[i]) += i % 2 ? -by : by;
}

/* What completes the sums of the inner cells to multiples. */
static void fill_edges(const struct rounding *r) {
  uint32_t last = r->height - 1, end = r->width - 1;
  for (uint32_t i = 0; i < last; i++) {
    int sum = 0;
    for (uint32_t k = 0; k < end; k++)
      sum = (sum + *at(r, i, k)) % r->base;
    *at(r, i, end) = (r->base - sum) % r->base;
  }
  for (uint32_t k = 0; k <= end; k++) {
    int sum = 0;
    for (uint32_t i = 0; i < last; i++)
      sum = (sum + *at(r, i, k)) % r->base;
    *at(r, last, k) = (r->base - sum) % r->base;
  }
}

static void round_open(struct arena *a, const struct rounding *r) {
  size_t longest = 2 * ((size_t)r->height + 1);
  struct path p = {arena_array(a, uint32_t, longest),
                   arena_array(a, uint32_t, longest), 0};
  uint32_t *seen = arena_array(a, uint32_t, r->height);
  for (uint32_t i = 0; i < r->height; i++)
    for (uint32_t k = 0; k < r->width; k++)
      while (is_open(r, i, k)) {
        p.lines[0] = i;
        p.columns[0] = k;
        find_cycle(r, &p, seen);
        shift(r, &p);
      }
}

void grid_round(const struct grid *g, struct chance *chance, int base,
                double *x) {
  struct rounding r = {.height = g->height + 1,
                       .width = g->width + 1,
                       .base = base,
                       .chance = chance};
  r.left = arena_array(g->arena, int, (size_t)r.height *r.width);
  for (size_t n = 0; n < g->sheet_count; n++) {
    const uint32_t *cells = g->sheets[n].cells;
    for (uint32_t i = 0; i < g->height; i++)
      for (uint32_t k = 0; k < g->width; k++) {
        uint32_t row = cells[(size_t)i * g->width + k];
        bool known = row != GRID_NONE && !isnan(x[row]);
        double under = known ? floor(x[row] / base) * base : 0;
        *at(&r, i, k) = known ? (int)(x[row] - under) : 0;
        if (known)
          x[row] = under;
      }
    fill_edges(&r);
    round_open(g->arena, &r);
    for (uint32_t i = 0; i < g->height; i++)
      for (uint32_t k = 0; k < g->width; k++) {
        uint32_t row = cells[(size_t)i * g->width + k];
        if (row != GRID_NONE && !isnan(x[row]))
          x[row] += *at(&r, i, k);
      }
  }
}
