#ifndef WM_ENGINE_FOLD_H
#define WM_ENGINE_FOLD_H

/* Words as they are compared: without case and spacing, and without marks in
 * scripts where a mark is no letter (Latin, Greek, Cyrillic, Arabic; never in
 * Thai, Lao, Khmer or Burmese). Unicode case folding (full) and decomposition,
 * table made by scripts/unicode.py from the Unicode Character Database. */

#include "base/buf.h"

/* Appends `s` folded. Spaces, no-break and zero-width ones too, disappear;
 * curly quotes and dashes become straight ones. */
void fold_put(struct buf *out, struct str s);
/* Only spacing at the ends and repeated within is forgiven. */
void fold_put_spacing(struct buf *out, struct str s);

#endif
