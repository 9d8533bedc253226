#ifndef WM_MARKDOWN_SOURCE_H
#define WM_MARKDOWN_SOURCE_H

/* The text of a module made safe to parse: UTF-8, LF line ends, no byte order
 * mark, and its lines, so that an offset can be turned into a place. */

#include "base/diag.h"

struct source {
  struct str text;
  uint32_t src;
  uint32_t first_line; /* number of line 0 in the file */
  uint32_t cut;        /* bytes of a byte order mark before line 0 */
  uint32_t *starts;    /* offset of each line, and one past the end */
  uint32_t line_count;
};

/* Reports what is wrong (E-TEXT-…). Bytes that may not be there are replaced
 * by question marks, so places stay right; a text beyond the limits of
 * reader.h is left out as a whole. The text lives in `a` where it is not the
 * one given, the lines in `scratch`. */
struct source source_open(struct arena *a, struct arena *scratch,
                          struct diags *d, uint32_t src, struct str text,
                          uint32_t first_line);

/* Line `line` (from 0) without its end; "" when there is none. */
struct str source_line(const struct source *s, uint32_t line);
/* The line (from 0) that offset `at` is in. */
uint32_t source_line_of(const struct source *s, uint32_t at);
struct loc source_loc(const struct source *s, uint32_t at, uint32_t len);
/* The same; *hint is a line near which to look first, and is moved on. */
struct loc source_loc_near(const struct source *s, uint32_t at, uint32_t len,
                           uint32_t *hint);

/* Offsets of line starts in `text` and one past its end. */
uint32_t *line_starts(struct arena *a, struct str text, uint32_t *count);
/* Index of the last of `count` ascending numbers that is <= `at`. */
uint32_t last_at_most(const uint32_t *numbers, uint32_t count, uint32_t at);

#endif
