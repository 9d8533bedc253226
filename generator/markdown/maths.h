#ifndef WM_MARKDOWN_MATHS_H
#define WM_MARKDOWN_MATHS_H

/* Formulas: TeX to MathML, by the program blahtexml. */

#include "markdown/node.h"

/* Fills as.math of every NODE_MATH below the roots, with one run of blahtexml
 * for all of them, and none where there are no formulas. A formula that cannot
 * be read is reported (E-MATH) and stays TeX; so do all when the program is
 * missing or fails (E-MATH-PROGRAM, a failure). */
void maths_convert(struct arena *a, struct diags *d, struct node *const *roots,
                   size_t count);

#endif
