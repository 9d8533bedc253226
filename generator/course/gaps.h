#ifndef WM_GAPS_H
#define WM_GAPS_H

/* Each gap has an answer and each of several answers a gap. */

#include "course/exercise.h"

void gaps_check(struct arena *a, struct diags *d, const struct exercise *ex,
                const struct drawn_scope *drawn);

#endif
