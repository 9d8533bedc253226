#ifndef WM_MARKDOWN_CANDIDATES_H
#define WM_MARKDOWN_CANDIDATES_H

/* Lines that change the block structure in our format but not in CommonMark:
 * containers and footnote definitions. Whether one is code or raw HTML instead
 * only the parser can tell, so it sees them as something alike first: a
 * container line as an instruction (<?…?>, a block of one line that may
 * interrupt a paragraph), a footnote definition as a list item. */

#include "markdown/edit.h"

struct candidate {
  uint32_t line; /* from 0 */
  bool footnote;
  uint32_t from; /* source offset of the colons, or of [^label]: */
  uint32_t to;   /* end of the line, or start of the note's text */
  struct str label;
};

struct candidates {
  struct candidate *list; /* by line */
  size_t count, cap;
  size_t next;       /* for candidate_at */
  struct str bullet; /* the four bytes in place of [^label]: */
};

/* The same for all: an instruction that no source can hold. */
#define CANDIDATE_CONTAINER "<?\xEF\xB7\x90?>"

struct candidates candidates_find(struct arena *a, const struct source *s);
/* The source with all candidates replaced. */
struct edited candidates_apply(struct arena *a, const struct source *s,
                               const struct candidates *c);
/* The candidate on a line, or NULL. Lines must be asked for in ascending
 * order. */
struct candidate *candidate_at(struct candidates *c, uint32_t line);

#endif
