#ifndef WM_SUMS_STEPS_H
#define WM_SUMS_STEPS_H

/* The parts of sums.c. */

#include "privacy/sums.h"

/* Adds a sum unless all its cells are shown. */
void sums_add(struct arena *a, struct audit *out, uint32_t total,
              const uint32_t *parts, size_t count);
/* Adds the sums of columns. */
void sums_add_columns(struct arena *a, const struct sums_table *t,
                      struct audit *out);

#endif
