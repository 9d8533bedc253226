#ifndef WM_LINKS_STEPS_H
#define WM_LINKS_STEPS_H

/* The parts of links.c. */

#include "privacy/links.h"

enum { LINKS_TOTAL = 0, LINKS_DIMENSIONS = 32 };
#define LINKS_NONE UINT32_MAX

/* A table with its values as numbers that are the same in all tables. */
struct links_sheet {
  const struct sums_table *table;
  struct links_dimension {
    const struct series *series;
    uint32_t *codes;  /* per row; LINKS_TOTAL where it stands for all */
    uint32_t *values; /* different ones, in order; no total */
    size_t value_count;
    bool constant; /* one value, so that it parts nothing */
  } dimensions[LINKS_DIMENSIONS];
};

/* A count of the coarse table, and the rows of the fine one that make it. */
struct links_join {
  uint32_t whole;
  const uint32_t *rows;
  uint32_t count;
  bool full; /* no other join of its kind has more rows */
};

struct links_joins {
  struct links_join *items;
  size_t count, cap;
  size_t visits; /* rows looked at to find them */
};

/* Numbers the values of all tables. False: a table cannot be read so. */
bool links_sheets(struct arena *a, const struct sums_table *const *tables,
                  size_t count, struct links_sheet *out);
/* Do two columns have the same name or title? */
bool links_same_name(const struct series *a, const struct series *b);
/* What the figures of two tables would have to do with each other. `totals`:
 * also rows with totals that are the same. False when that takes too long: the
 * rows are gone through for every kind of row, by what it has totals in. */
bool links_join(struct arena *a, const struct links_sheet *fine,
                const struct links_sheet *coarse, bool totals,
                struct links_joins *out);

#endif
