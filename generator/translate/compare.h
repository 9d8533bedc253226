#ifndef WM_COMPARE_H
#define WM_COMPARE_H

/* What a translation must have in common with its source: the same {{ }}
 * (plural forms may hold other words), gaps, link targets, images, footnotes,
 * tags and attributes, each as often. So that no catalogue can break or subvert
 * an exercise. */

#include "markdown/node.h"

/* NULL when the inlines below `translation` may stand in the place of those
 * below `source`; otherwise what is wrong, as a sentence in `a` that says what
 * was expected. */
const char *compare_inlines(struct arena *a, const struct node *source,
                            const struct node *translation);
/* The same for a text that is plain but for {{ }}. */
const char *compare_texts(struct arena *a, struct str source,
                          struct str translation);
/* The parts of a text that must stay, as written, for the translator. */
struct kept {
  struct str *items;
  size_t count, cap;
};
struct kept kept_of(struct arena *a, const struct node *block);
struct kept kept_of_text(struct arena *a, struct str text);

#endif
