#ifndef WM_MARKDOWN_EDIT_H
#define WM_MARKDOWN_EDIT_H

/* A text made from the source by replacing parts of it, and the way back from
 * its offsets to the source's. */

#include "base/buf.h"
#include "markdown/source.h"

/* Replaces source bytes [from, to) by `with`. */
struct edit {
  uint32_t from, to;
  struct str with;
  bool off; /* planned, but it came to nothing */
};

struct edits { /* in order of `from`, not overlapping */
  struct edit *list;
  size_t count, cap;
};

struct piece {
  uint32_t at;   /* offset in the new text */
  uint32_t from; /* offset in the source */
  bool verbatim; /* copied: offsets advance together */
};

struct edited {
  struct buf out;
  struct piece *pieces; /* none: the new text is the source */
  size_t count, cap;
  struct str text;
  uint32_t *starts; /* of lines, as in struct source */
  uint32_t line_count;
};

/* Appends text that comes from no place of its own, counted as `from`. */
void edited_put(struct arena *a, struct edited *e, struct str text,
                uint32_t from);
/* Appends source bytes [from, to) with edits [first, count) applied. */
void edited_copy(struct arena *a, struct edited *e, const struct source *s,
                 uint32_t from, uint32_t to, const struct edits *edits,
                 size_t first);
/* Call once all is appended: fills text, starts and line_count. */
void edited_finish(struct arena *a, struct edited *e);
/* The new text is the source itself. */
void edited_same(struct edited *e, const struct source *s);

uint32_t edited_source(const struct edited *e, uint32_t at);
/* The same; *hint is a piece near which to look first, and is moved on. */
uint32_t edited_source_near(const struct edited *e, uint32_t at, size_t *hint);
/* Line `line` (from 0) without its end. */
struct str edited_line(const struct edited *e, uint32_t line);

#endif
