#ifndef WM_GATE_H
#define WM_GATE_H

/* The gate between data and publication: nothing is written while one of the
 * resources that ship could make a person known. It judges exactly what ships
 * (the fields of `embed`), by the rules of the resource's own `disclosure`
 * section, and tables of counts also by what they tell together. What it finds
 * goes to the diagnostics alone, never into an output: the rule, how many, the
 * worst key values, and what would mend it. */

#include "course/course.h"

enum gate_scope {
  GATE_SHIPPED, /* resources that some Lua names */
  GATE_ALL      /* the whole data package: `waymark data check` */
};

/* Reports E-GATE-… for every rule that is not kept, and E-DATA for data that
 * cannot be read. */
void gate_check(struct arena *a, struct diags *d, const struct course *c,
                enum gate_scope scope);

#endif
