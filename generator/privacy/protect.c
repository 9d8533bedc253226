/* Secondary suppression that passes the audit. */
#include "privacy/protect.h"

#include <math.h>

/* Looks at the table, and cells looked at in all of them. */
enum { ROUNDS_MAX = 2000, CELLS_MAX = 100000000 };

/* One look at the table as it stands: sums that hold hidden cells. */
struct look {
  struct protect *p;
  struct audit audit;
  uint32_t *company; /* by cell: in how many of these sums it stands */
  bool changed;      /* a cell was hidden since */
};

static double value_of(const struct protect *p, size_t cell) {
  return p->counts[cell / p->table.rows][cell % p->table.rows];
}

/* The counts as readers see them. */
static bool look_again(struct arena *a, struct protect *p, struct look *l) {
  struct sums_table t = p->table;
  struct series *columns = arena_array(a, struct series, t.count_count);
  const struct series **list =
      arena_array(a, const struct series *, t.count_count);
  for (size_t k = 0; k < t.count_count; k++) {
    double *shown = arena_array(a, double, t.rows);
    for (size_t i = 0; i < t.rows; i++)
      shown[i] = p->hidden[k * t.rows + i] ? (double)NAN : p->counts[k][i];
    columns[k] = *p->table.counts[k];
    columns[k].column.as.numbers = shown;
    list[k] = &columns[k];
  }
  t.counts = list;
  *l = (struct look){.p = p};
  if (!sums_find(a, &t, &l->audit))
    return false;
  l->audit.whole = true;
  l->company = arena_array(a, uint32_t, l->audit.cell_count);
  for (size_t i = 0; i < l->audit.sum_count; i++) {
    const struct audit_sum *s = &l->audit.sums[i];
    l->company[s->total]++;
    for (size_t k = 0; k < s->count; k++)
      l->company[s->parts[k]]++;
  }
  return true;
}

struct candidate {
  bool found;
  uint32_t cell;
  int rank; /* smaller is better */
  double value;
};

/* A total is given up last, an empty cell protects nothing, and where hidden
 * cells are already one more opens no new hole. */
static void consider(const struct look *l, uint32_t cell, bool total,
                     struct candidate *best) {
  double value = value_of(l->p, cell);
  int company = l->company[cell] < 3 ? (int)l->company[cell] : 3;
  int rank = total * 8 + (value <= 0) * 4 + 3 - company;
  if (l->audit.cells[cell].hidden)
    return;
  if (!best->found || rank < best->rank ||
      (rank == best->rank && value < best->value))
    *best = (struct candidate){true, cell, rank, value};
}

/* Hides one more cell of a sum; false when all are hidden. */
static bool hide_one(struct look *l, const struct audit_sum *s) {
  struct candidate best = {0};
  for (size_t i = 0; i < s->count; i++)
    consider(l, s->parts[i], false, &best);
  consider(l, s->total, true, &best);
  if (!best.found)
    return false;
  l->audit.cells[best.cell].hidden = true;
  l->p->hidden[best.cell] = true;
  l->changed = true;
  return true;
}

/* What can be seen without the linear programs: a sum with one hidden cell, or
 * whose hidden parts are too small together to be kept apart. */
static bool is_weak(const struct look *l, const struct audit_sum *s) {
  size_t hidden = l->audit.cells[s->total].hidden;
  double together = 0;
  for (size_t i = 0; i < s->count; i++) {
    double value = value_of(l->p, s->parts[i]);
    if (!l->audit.cells[s->parts[i]].hidden)
      continue;
    hidden++;
    together += isnan(value) ? l->p->width : value;
  }
  if (hidden == 0)
    return false;
  return hidden == 1 ||
         (!l->audit.cells[s->total].hidden && together < l->p->width);
}

static bool mend_sums(struct look *l) {
  for (size_t i = 0; i < l->audit.sum_count; i++)
    while (is_weak(l, &l->audit.sums[i]))
      if (!hide_one(l, &l->audit.sums[i]))
        return false;
  return true;
}

static bool stands_in(const struct audit_sum *s, uint32_t cell) {
  for (size_t k = 0; k < s->count; k++)
    if (s->parts[k] == cell)
      return true;
  return s->total == cell;
}

/* Hides a cell beside each that can be worked out too well. */
static bool mend_cells(struct look *l) {
  for (uint32_t i = 0; i < l->audit.cell_count; i++) {
    const struct audit_cell *c = &l->audit.cells[i];
    bool mended = !c->hidden || c->unfit || !(c->high - c->low < l->p->width) ||
                  isnan(value_of(l->p, i));
    bool had_to = !mended;
    for (size_t n = 0; !mended && n < l->audit.sum_count; n++)
      mended =
          stands_in(&l->audit.sums[n], i) && hide_one(l, &l->audit.sums[n]);
    if (had_to)
      return mended; /* one at a time: it may help the others */
  }
  return true;
}

enum protect_result protect_cells(struct arena *a, struct protect *p) {
  struct arena *room = arena_create();
  enum protect_result result = PROTECT_IMPOSSIBLE;
  size_t cells = p->table.rows * p->table.count_count;
  p->hidden = arena_array(a, bool, cells);
  for (size_t i = 0; i < cells; i++) {
    double value = value_of(p, i);
    p->hidden[i] = value > 0 && value < p->threshold;
  }
  for (size_t round = 0; round < ROUNDS_MAX; round++) {
    struct look l;
    arena_reset(room);
    if (round * cells > CELLS_MAX || !look_again(room, p, &l)) {
      result = PROTECT_TOO_LARGE;
      break;
    }
    if (!mend_sums(&l))
      break;
    if (l.changed)
      continue;
    if (!audit_run(room, &l.audit)) {
      result = PROTECT_TOO_LARGE;
      break;
    }
    if (!mend_cells(&l))
      break;
    if (l.changed)
      continue;
    result = PROTECT_DONE;
    break;
  }
  arena_destroy(room);
  return result;
}
