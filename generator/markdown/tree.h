#ifndef WM_MARKDOWN_TREE_H
#define WM_MARKDOWN_TREE_H

/* From the parser's walk over the normalised text to our tree. */

#include "markdown/normal.h"
#include "markdown/reader.h"

struct footnotes { /* definitions, in source order; not yet in the tree */
  struct node **list;
  size_t count, cap;
};

struct node *tree_build(struct arena *a, struct arena *scratch, struct diags *d,
                        struct normal *n, bool plain,
                        struct footnotes *footnotes);

#endif
