#ifndef WM_MARKDOWN_MATHS_TEXT_H
#define WM_MARKDOWN_MATHS_TEXT_H

/* A formula in one line, for readers and places without MathML. */

#include "base/buf.h"

struct _xmlNode;

/* Appends what a MathML element says: "x^2 + (a + b)/c". Nested deeper than 100
 * is left out. */
void maths_put_text(struct buf *out, const struct _xmlNode *math);

#endif
