#ifndef WM_DIAG_H
#define WM_DIAG_H

/* What is wrong with a course, collected while the stages go on, then printed
 * sorted by place. Functions that meet bad input take a struct diags, report,
 * and continue with a safe replacement; writers run only when there are no
 * errors. Every message has a stable code (E-ID-DUP, W-ALT-EMPTY). */

#include "base/arena.h"
#include "base/buf.h"

struct loc {
  uint32_t src;  /* from diags_add_source; 0: no place */
  uint32_t line; /* from 1; 0: the file as a whole */
  uint32_t col;  /* from 1, in bytes; 0: the line as a whole */
  uint32_t len;  /* bytes to underline; 0: one caret */
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct diags; /* opaque */

/* `a` holds everything the diags keep; it must outlive them. */
struct diags *diags_create(struct arena *a);
/* Names a source, and keeps `text` (borrowed) for the quoted line; an empty
 * text is allowed. `name` is copied and shown as it is. Diags that only count
 * may be given places in the sources of others. */
uint32_t diags_add_source(struct diags *d, struct str name, struct str text);
struct str diags_source_name(const struct diags *d, uint32_t src);

#if defined(__GNUC__)
#define DIAG_FORMAT __attribute__((format(printf, 4, 5)))
#else
#define DIAG_FORMAT
#endif
/* One line, impersonal, names the offending text, says what was expected. */
void diag_error(struct diags *d, struct loc at, const char *code,
                const char *format, ...) DIAG_FORMAT;
void diag_warn(struct diags *d, struct loc at, const char *code,
               const char *format, ...) DIAG_FORMAT;
/* Belongs to the error or warning reported before it; `code` may be NULL. */
void diag_note(struct diags *d, struct loc at, const char *code,
               const char *format, ...) DIAG_FORMAT;
/* The environment failed (I/O, memory, a library), not the course: counts as
 * an error and makes the exit status 2. */
void diag_failure(struct diags *d, struct loc at, const char *code,
                  const char *format, ...) DIAG_FORMAT;

/* The text of the first error reported, or "". */
struct str diags_first_error(const struct diags *d);
size_t diags_errors(const struct diags *d); /* failures included */
size_t diags_warnings(const struct diags *d);
/* 0, 1 (errors) or 2 (a failure): the exit status of format.md. */
int diags_status(const struct diags *d);

struct diag_style {
  bool json;   /* one JSON array instead of text */
  bool colour; /* ANSI colours */
};
/* Sorted by source (in order of adding), line and column; duplicates dropped;
 * text output stops at 50 with a count of the rest. */
void diags_print(struct diags *d, struct diag_style style, struct buf *out);

/* ", did you mean 'x'?" for the candidate nearest to `wrong`, or "" when none
 * is near. Lives in `a`. */
const char *diag_nearest(struct arena *a, struct str wrong,
                         const struct str *candidates, size_t count);

#endif
