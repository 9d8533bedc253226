#ifndef WM_SAME_ITEMS_H
#define WM_SAME_ITEMS_H

/* Options, items to order and things to match that read the same: whoever takes
 * the other one is told "wrong" without knowing why. */

#include "course/exercise.h"

/* Whether they can differ from seed to seed. */
bool same_items_vary(const struct exercise *ex);
/* Compares those written in Markdown as they were drawn for `seed`. */
void same_items_check(struct diags *d, const struct exercise *ex,
                      const struct drawn_scope *drawn, int seed);

#endif
