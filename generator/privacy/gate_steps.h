#ifndef WM_GATE_STEPS_H
#define WM_GATE_STEPS_H

/* The parts of the gate, one file each. */

#include "course/course.h"
#include "engine/dataset.h"
#include "privacy/sums.h"

struct gate {
  struct arena *arena;
  struct diags *diags;
  const struct resource *resource;
  /* What ships, and beside it weight and household if they do not. */
  const struct dataset *data;
};

enum { GATE_SHOWN = 3 }; /* worst cases told for each rule */

/* The field behind a column, and whether it ships. */
const struct field *gate_field(const struct gate *g, size_t column);
bool gate_ships(const struct gate *g, size_t column);
/* The column of a field, or NULL when it is not among the data. */
const struct series *gate_column(const struct gate *g, struct str name);
/* Appends "sex = F, year = (missing)" for a row. */
void gate_put_values(struct buf *out, const struct series *const *columns,
                     size_t count, size_t row);

void gate_records(const struct gate *g);     /* person, household: k, l, risk */
void gate_identifiers(const struct gate *g); /* person, household */

/* A table of counts, its columns sorted. */
struct gate_counts {
  struct gate gate;
  struct sums_table table;
  const struct series *columns[SUMS_MAX_COLUMNS], *dimensions[SUMS_MAX_COLUMNS];
  double threshold;
  bool judged; /* not published already */
  /* What can be worked out from it alone; no cells where none are hidden. */
  struct audit audit;
};

/* aggregate: threshold, audit. NULL when there is nothing to be compared. */
struct gate_counts *gate_table(const struct gate *g);
/* Shown or open, and below the threshold. */
bool gate_is_given_away(const struct gate_counts *c,
                        const struct audit_cell *cell);
/* "row 3: children is 2 where province = Tak, sex = f" */
void gate_note_cell(const struct gate_counts *c, size_t column, size_t row,
                    double value, const char *how);
/* What can be worked out from several tables. */
void gate_linked(struct arena *a, struct diags *d,
                 struct gate_counts *const *tables, size_t count);

#endif
