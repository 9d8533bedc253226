#ifndef WM_MARKDOWN_PLACE_H
#define WM_MARKDOWN_PLACE_H

/* From the parser's places to the author's file. The parser counts columns of
 * continuation lines as if they were indented like the first, and forgets line
 * ends inside link targets; both are put right here. */

#include "markdown/normal.h"

struct place {
  const struct normal *normal;
  uint32_t quotes;  /* block quotes around the current block */
  uint32_t line;    /* of the block, from 0, in the parsed text */
  uint32_t col;     /* of its content, from 0 */
  uint32_t current; /* the parser's line asked for last */
  uint32_t drift;   /* lines it did not count before that line */
  uint32_t ahead;   /* and before the next one */
  uint32_t passed;  /* bytes of lines skipped for the current one */
  uint32_t passed_lines;
  uint32_t cached_line, cached_start;
  size_t piece; /* where the last place was found */
  uint32_t source_line;
};

/* Starts a paragraph or heading; `lost` lines at its start were taken away by
 * the parser (link reference definitions). */
void place_block(struct place *p, uint32_t line, uint32_t col, uint32_t lost);

/* Offset in the parsed text of the parser's line and column within the current
 * block. Ask in the order of the text. */
uint32_t place_offset(struct place *p, uint32_t line, uint32_t col);

/* Where an offset of the parsed text stands in the author's file. */
struct loc place_loc(struct place *p, uint32_t offset, size_t len);

/* The place of a block at the parser's line and column. */
struct loc place_of_block(struct place *p, uint32_t line, uint32_t col,
                          size_t len);

/* Where the content of a continuation line starts: after blanks and at most as
 * many > as there are quotes around the block. */
uint32_t place_content(struct str line, uint32_t quotes);

#endif
