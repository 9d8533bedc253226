#ifndef WM_AUDIT_H
#define WM_AUDIT_H

/* What can be worked out about the suppressed cells of a table from the cells
 * and totals that are shown: for each the least and the greatest value it can
 * have, as anybody with pencil and paper could find. Two linear programs a cell
 * (minimise and maximise it under all the sums at once, no cell below 0),
 * solved with GLPK. Bounds are exact for tables of one and two dimensions with
 * margins and one hierarchy, whose corners are whole numbers; beyond that they
 * may be wider than whole numbers allow, never narrower.
 *
 * Sources: M. Fischetti and J. J. Salazar, "Solving the cell suppression
 * problem on tabular data with linear constraints", Management Science 47(7),
 * 2001; tau-ARGUS manual 4.0, section on the audit. Lives here and not in the
 * engine: the engine runs in a page and has no linear programs. */

#include "base/arena.h"

struct audit_cell {
  double value;     /* of a shown cell */
  bool hidden;      /* suppressed */
  double low, high; /* found for a hidden cell; high may be INFINITY */
  bool unfit;       /* no values at all fit the sums it stands in */
};

/* One cell is the sum of others. */
struct audit_sum {
  uint32_t total;
  const uint32_t *parts;
  size_t count;
};

struct audit {
  struct audit_cell *cells;
  size_t cell_count, cell_cap;
  struct audit_sum *sums;
  size_t sum_count, sum_cap;
  bool whole; /* counts: the bounds of a cell are whole numbers */
  /* Only whether a cell is open matters: low and high of the others are then
   * two values they can have. Much faster. */
  bool open_only;
};

/* Hidden cells that hang together through sums. */
enum { AUDIT_MAX_CELLS = 5000 };

/* Fills low and high of the hidden cells. False when more of them hang together
 * than AUDIT_MAX_CELLS, or the solver gave up: then nothing is known. */
bool audit_run(struct arena *a, struct audit *t);
/* Is a hidden cell known to the last digit? */
bool audit_is_open(const struct audit_cell *c);

#endif
