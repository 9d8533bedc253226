#ifndef WM_COMPUTED_H
#define WM_COMPUTED_H

/* Where a {{ expression }} ends: shared by the Markdown reader (text) and
 * resolve (attributes), so that both bind alike. */

#include "base/str.h"

/* `s` has "{{" at `from`. Offset just past the closing "}}", the first one
 * outside Lua strings and braces; 0 when there is none. */
size_t md_computed_end(struct str s, size_t from);

#endif
