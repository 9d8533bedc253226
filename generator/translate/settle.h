#ifndef WM_SETTLE_H
#define WM_SETTLE_H

/* Makes a translated block fit its place, and marks one that is not
 * translated. */

#include "markdown/node.h"

/* Gives the inlines of `translation` the places and footnote numbers of those
 * they stand for in `source`. */
void settle_translation(const struct node *source, struct node *translation);
/* Puts the inlines of a block in a span of the source's language, which is
 * written in the direction `dir`. */
void mark_foreign(struct arena *a, struct node *block, struct str language,
                  struct str dir);

#endif
