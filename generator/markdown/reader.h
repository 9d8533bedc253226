#ifndef WM_MARKDOWN_READER_H
#define WM_MARKDOWN_READER_H

/* CommonMark 0.30 with Waymark's additions to a document tree. The only file
 * that knows cmark is reader.c; raw HTML goes through libxml2 in raw_html.c. */

#include "markdown/node.h"

struct md_options {
  struct str module;   /* id of the module, for automatic heading ids */
  bool plain;          /* CommonMark only: none of our additions */
  uint32_t first_line; /* line number of the text's first line, from 1; lets
                          front matter be cut off without losing places */
};

/* Never fails: bad input is reported and replaced. `text` is borrowed by the
 * tree and must live as long as `a`. `src` names it in the diagnostics. Limits:
 * MD_MAX_BYTES, MD_MAX_LINE, depth MD_MAX_DEPTH. */
struct node *md_read(struct arena *a, struct diags *d, uint32_t src,
                     struct str text, struct md_options options);

#define MD_MAX_BYTES ((size_t)16 << 20)
#define MD_MAX_LINE ((size_t)1 << 20)
#define MD_MAX_DEPTH 100

#endif
