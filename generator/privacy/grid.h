#ifndef WM_PRIVACY_GRID_H
#define WM_PRIVACY_GRID_H

/* A table of counts in long form, one row a cell, seen as a grid of one or two
 * dimensions with totals, once for each combination of the other columns that
 * are no counts. For the methods that change counts. */

#include "privacy/method.h"

#define GRID_NONE UINT32_MAX

struct grid_sheet {        /* one grid */
  uint32_t *cells;         /* height × width rows of the table, or GRID_NONE */
  uint32_t *line_totals;   /* per line: the row with its total */
  uint32_t *column_totals; /* per column */
  uint32_t total;          /* the row with the sum of all */
};

struct grid {
  struct arena *arena;
  size_t rows;            /* of the table */
  uint32_t height, width; /* lines and columns, totals not counted */
  struct grid_sheet *sheets;
  size_t sheet_count;
};

enum { GRID_MAX_CELLS = 1000000 };

/* `by`: one or two columns; `total`: the value in them that marks totals, or
 * "". Reported: two rows for one cell, no such column, too many cells. */
bool grid_make(struct work *w, const struct texts *by, struct str total,
               struct grid *out);
/* Reports a total that is not the sum of its parts; totals over parts with
 * missing ones are passed over. */
bool grid_check(struct work *w, const struct grid *g, const struct text *field,
                const double *x);
/* Controlled rounding of the inner cells. */
void grid_round(const struct grid *g, struct chance *chance, int base,
                double *x);
/* Sets every total to the sum of the cells. */
void grid_add_up(const struct grid *g, double *x);

#endif
