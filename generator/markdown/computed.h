#ifndef WM_MARKDOWN_COMPUTED_H
#define WM_MARKDOWN_COMPUTED_H

/* Where a {{ expression }} ends. */

#include "base/str.h"

enum computed_error {
  COMPUTED_OK,
  COMPUTED_UNCLOSED, /* no }} before the end of the text */
  COMPUTED_STRING    /* a Lua string in it does not end; *end is its start */
};

/* `text` from the {{ at `from`; *end is the offset after its }}. The end is the
 * first }} outside Lua strings and braces; in a plural, quotes within the
 * inner braces are prose. */
enum computed_error computed_end(struct str text, size_t from, size_t *end);

#endif
