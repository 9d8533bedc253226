#ifndef WM_MARKDOWN_NORMAL_H
#define WM_MARKDOWN_NORMAL_H

/* The source as CommonMark can parse it. Our additions are found first, in the
 * places where the block structure allows them, and each is replaced by a mark:
 * noncharacters that a source may not hold, around the number of the mark. The
 * tree builder puts the additions where it finds their marks.
 *
 *   container line   <?U+FDD0 n U+FDDF?>      a block of its own
 *   table            <?U+FDD0 n U+FDDF?>      its cells stand before the text,
 *                    U+FDD1 SPACE cell          a paragraph each
 *   in a text        U+FDD0 n U+FDDF, between commas except for {{ }}: what a
 *                    bracket is to emphasis, a comma is too
 *   footnote         a list item of its own: definitions are laid out like one
 */

#include "markdown/edit.h"
#include "markdown/node.h"

#define MARK_START "\xEF\xB7\x90" /* U+FDD0 */
#define MARK_END "\xEF\xB7\x9F"   /* U+FDDF */
#define MARK_CELL "\xEF\xB7\x91 " /* U+FDD1 and a space */

enum mark_kind {
  MARK_OPEN,  /* ::: name; text = name */
  MARK_CLOSE, /* ::: */
  MARK_TABLE,
  MARK_COMPUTED, /* text = expression */
  MARK_GAP,      /* text = name */
  MARK_MATH,     /* text = TeX; arg = the dollars around it */
  MARK_FOOTNOTE, /* a reference; text = label */
  MARK_SPAN_OPEN,
  MARK_SPAN_CLOSE,
  MARK_ATTRS, /* {…} after a link, an image or a code span */
  MARK_BREAK  /* a hard line break in a text of one line */
};

struct mark {
  enum mark_kind kind;
  struct loc at;
  struct str original; /* what stands in the source */
  struct str text;
  struct str arg;
  struct attr *attrs;
  uint32_t end;   /* source offset after it */
  uint32_t index; /* table: in tables; span: mark that opens it */
};

struct table_cell {
  struct loc at;
  struct str source;
  bool empty;        /* it has no paragraph */
  struct node *node; /* the tree builder's */
};

struct table {
  uint32_t columns;
  enum align *aligns;
  uint32_t rows;
  struct loc *row_at;
  size_t first_cell; /* rows * columns of them, in order */
};

struct heading_attrs {
  uint32_t line; /* of the source, from 0 */
  struct attr *attrs;
};

struct footnote_line {
  uint32_t line; /* of the source, from 0 */
  struct str label;
  struct loc at;
};

struct normal {
  const struct source *source;
  struct edited edited;
  uint32_t front_lines; /* of cells, before the text proper */
  struct mark *marks;
  size_t mark_count, mark_cap;
  struct table *tables;
  size_t table_count, table_cap;
  struct table_cell *cells;
  size_t cell_count, cell_cap;
  struct heading_attrs *headings; /* by line */
  size_t heading_count, heading_cap;
  struct footnote_line *footnotes; /* by line */
  size_t footnote_count, footnote_cap;
};

/* `a` keeps what the tree will hold, `scratch` what the tree builder needs. */
struct normal normalise(struct arena *a, struct arena *scratch, struct diags *d,
                        const struct source *s, bool plain);
/* Each of `texts` as a cell, with no block around it; `references` are lines
 * with link reference definitions. Line ends in a text are blanks, those after
 * a backslash hard breaks. `s` holds the texts one after another, each followed
 * by a line feed. */
struct normal normalise_texts(struct arena *a, struct arena *scratch,
                              struct diags *d, const struct source *s,
                              const uint32_t *starts, size_t count,
                              struct str references);
void normal_free(struct normal *n);

/* Finds the next mark at or after `from` in a text of the parser: its number,
 * with [*start, *end) covering its commas too. False if there is none. */
bool normal_next_mark(const struct normal *n, struct str text, size_t from,
                      size_t *start, size_t *end, uint32_t *number);
/* `text` with every mark turned back into what the author wrote. */
struct str normal_restore(struct arena *a, const struct normal *n,
                          struct str text);

#endif
