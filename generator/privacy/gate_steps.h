#ifndef WM_GATE_STEPS_H
#define WM_GATE_STEPS_H

/* The parts of the gate, one file each. */

#include "course/course.h"
#include "engine/dataset.h"

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
void gate_table(const struct gate *g);       /* aggregate: threshold, audit */

#endif
