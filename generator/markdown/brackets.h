#ifndef WM_MARKDOWN_BRACKETS_H
#define WM_MARKDOWN_BRACKETS_H

/* A quick look at brackets before the parser sees the text: libcmark 0.30 takes
 * time that grows with images times links where images are left open, and
 * copies a link's target for every reference to it. */

#include "markdown/source.h"

/* False, with an error, where a text would take too long or too much memory. */
bool brackets_within_limit(struct diags *d, const struct source *s);

#endif
