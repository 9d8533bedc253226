#ifndef WM_TABLE_PROFILE_TEXT_H
#define WM_TABLE_PROFILE_TEXT_H

/* The parts of profile.c. Not for others. */

#include "tables/profile.h"

/* The distinct texts of a column to a type: fills type, distinct, range, codes
 * and the way values are written. */
void profile_texts(struct arena *a, const struct str *values, size_t count,
                   struct profile *p);
/* Fills what there is about values without labels. */
void profile_labels(struct arena *a, const struct table *t,
                    const struct table_column *c, struct profile *p);

#endif
