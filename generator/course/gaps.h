#ifndef WM_GAPS_H
#define WM_GAPS_H

/* Each gap has an answer and each of several answers a gap, in a place where
 * its field can stand. */

#include "course/exercise.h"

/* Numbers and words are typed within a line of text or a cell; all else needs
 * room of its own. */
bool gap_in_line(enum gap_kind kind);
/* A cell of the scope's grid, which has the field in it. */
bool gap_is_cell(const struct drawn_scope *drawn, const struct drawn_gap *gap);
/* The gap is all that its paragraph holds. */
bool gap_stands_alone(const struct node *gap);

void gaps_check(struct arena *a, struct diags *d, const struct exercise *ex,
                const struct drawn_scope *drawn);

#endif
