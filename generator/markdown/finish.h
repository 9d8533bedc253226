#ifndef WM_MARKDOWN_FINISH_H
#define WM_MARKDOWN_FINISH_H

/* What can only be done once the whole tree stands. */

#include "markdown/tree.h"

/* Gives every heading its id: its own, or one made from `module` and its text,
 * unlike every other id of the module. */
void headings_finish(struct arena *a, struct arena *scratch,
                     struct node *document, struct str module);

/* Numbers the footnotes by first reference and puts them at the end of the
 * document; reports references without a definition, definitions without a
 * reference and second definitions. */
void footnotes_finish(struct arena *a, struct arena *scratch, struct diags *d,
                      struct node *document, struct footnotes *footnotes);

#endif
