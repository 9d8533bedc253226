#ifndef WM_MARKDOWN_CONVERT_H
#define WM_MARKDOWN_CONVERT_H

/* What the two halves of the tree builder, blocks (tree.c) and inlines
 * (inlines.c), share. */

#include "markdown/builder.h"
#include "markdown/parse.h"
#include "markdown/place.h"
#include "markdown/tree.h"

struct converter {
  struct builder b;
  struct place place;
  struct arena *arena, *scratch;
  struct diags *diags;
  struct normal *normal;
  bool plain;
  struct footnotes *footnotes;
  size_t next_cell;             /* of normal->cells */
  size_t next_footnote;         /* of normal->footnotes */
  size_t next_heading;          /* of normal->headings */
  bool cell_start;              /* the next text starts with MARK_CELL */
  uint32_t last_line, last_col; /* the parser's end of the last inline */
  bool open_fence;  /* a fence that is not closed, at the top level */
  struct loc fence; /* a fence whose end is not sure yet; line 0: none */
  struct str fence_marks;
  uint32_t fence_end; /* line of the parsed text it seems to end on */
};

/* Text, code, links …: everything below a paragraph or heading. */
void convert_inline(struct converter *c, const struct parse_event *e);
/* - [ ] and - [x] at the start of an item's first paragraph. */
void convert_task(struct converter *c, struct node *paragraph);

#endif
