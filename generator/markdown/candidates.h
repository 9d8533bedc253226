#ifndef WM_MARKDOWN_CANDIDATES_H
#define WM_MARKDOWN_CANDIDATES_H

/* Lines that mean something else to CommonMark than in our format: containers,
 * footnote definitions, and the lines under table headers that start with a
 * dash and a blank. Whether one is code or raw HTML instead only the parser can
 * tell, so it sees them as something alike first: a container line as an
 * instruction (<?…?>, a block of one line that may interrupt a paragraph), a
 * footnote definition as a list item, a table's line without its dash. */

#include "markdown/edit.h"

enum candidate_kind {
  CANDIDATE_CONTAINER, /* from the colons to the end of the line */
  CANDIDATE_FOOTNOTE,  /* from [^label]: to the note's text */
  CANDIDATE_TABLE      /* the dash */
};

struct candidate {
  uint32_t line; /* from 0 */
  enum candidate_kind kind;
  uint32_t from, to; /* source offsets */
  struct str label;
};

struct candidates {
  struct candidate *list; /* by line */
  size_t count, cap;
  size_t next;       /* for candidate_at */
  struct str bullet; /* the four bytes in place of [^label]: */
};

/* The same for all: an instruction that no source can hold. */
#define CANDIDATE_MARK "<?\xEF\xB7\x90?>"

struct candidates candidates_find(struct arena *a, const struct source *s);
/* The source with all candidates replaced. */
struct edited candidates_apply(struct arena *a, const struct source *s,
                               const struct candidates *c);
/* The candidate on a line, or NULL. Lines must be asked for in ascending
 * order. */
struct candidate *candidate_at(struct candidates *c, uint32_t line);

#endif
