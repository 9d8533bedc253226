#ifndef WM_MARKDOWN_CONTAINERS_H
#define WM_MARKDOWN_CONTAINERS_H

/* The lines that open and close containers. */

#include "markdown/node.h"
#include "markdown/source.h"

/* Where the colons of a line start that could be a container's: three or more,
 * at most three spaces from the margin. line.len if there are none. */
size_t container_colons(struct str line);

struct container_line {
  bool close;      /* colons alone */
  struct str name; /* "" when it is missing */
  struct str arg;  /* stray text after the name */
  struct attr *attrs;
};

/* Reads a line whose colons start at source offset `colons`; what is wrong is
 * reported. Texts are borrowed from the source. */
struct container_line container_read(struct arena *a, struct diags *d,
                                     const struct source *s, uint32_t colons);

#endif
