#ifndef WM_MARKDOWN_NESTING_H
#define WM_MARKDOWN_NESTING_H

/* A quick look at how deep lists and quotes may nest, before the parser sees
 * the text: its time grows with depth times lines. */

#include "markdown/source.h"

/* False, with an error at the line, where a text nests deeper than
 * MD_MAX_DEPTH. Counts markers in code too, which is never so deep. */
bool nesting_within_limit(struct diags *d, const struct source *s);

#endif
