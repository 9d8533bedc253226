#ifndef WM_TABLE_PROFILE_TEXT_H
#define WM_TABLE_PROFILE_TEXT_H

/* The distinct texts of a column to a type. Not for others than profile.c. */

#include "tables/profile.h"

/* Fills type, distinct, range, codes and the way values are written. */
void profile_texts(struct arena *a, const struct str *values, size_t count,
                   struct profile *p);

#endif
