#ifndef WM_MARKDOWN_NORMALISER_H
#define WM_MARKDOWN_NORMALISER_H

/* What the parts of normalising share: the state of one run, and regions, the
 * stretches of text in which inline additions are looked for. */

#include "markdown/normal.h"

struct normaliser {
  struct arena *arena, *scratch;
  struct diags *diags;
  const struct source *source;
  struct normal *normal;
  struct edits edits; /* of the text proper */
};

/* The lines of a paragraph, heading or cell without what stands before them
 * (indentation, quote marks), joined by line feeds. */
struct region {
  struct str text;
  uint32_t base;      /* source offset of its first byte */
  uint32_t *line_at;  /* offset in `text` of each line; NULL: all of it */
  uint32_t *line_src; /*   stands in the source as it is */
  uint32_t lines;
  bool heading;
  bool cell; /* of a table: \| is | */
};

/* One line's content: source bytes [from, to). */
struct content_line {
  uint32_t from, to;
};

struct region region_join(struct arena *a, const struct source *s,
                          const struct content_line *lines, uint32_t count);
uint32_t region_source(const struct region *r, size_t at);

/* A new mark, and the edit that puts it in place of source [from, to). */
struct mark *normaliser_mark(struct normaliser *n, enum mark_kind kind,
                             uint32_t from, uint32_t to);

/* Finds {{ }}, [[gaps]], [^notes], $maths$, spans and attributes in a region.
 */
void scan_inlines(struct normaliser *n, const struct region *r);

enum { TABLE_COLUMNS_MAX = 200 };

struct table_start {
  uint32_t columns;
  enum align aligns[TABLE_COLUMNS_MAX];
};

/* The index of a table's header row among a paragraph's lines, or `count`. */
uint32_t table_find(struct normaliser *n, const struct content_line *lines,
                    uint32_t count, struct table_start *start);
/* Adds the table whose rows these are to `n`, with its cells and its mark. */
void table_add(struct normaliser *n, const struct table_start *start,
               const struct content_line *lines, uint32_t count);
/* Puts source [from, to) before the text proper as the paragraph of a cell. The
 * edits from `first_edit` on belong to it and are used up here. */
void table_put_cell(struct normaliser *n, uint32_t from, uint32_t to,
                    size_t first_edit);

#endif
