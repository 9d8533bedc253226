#ifndef WM_PLATFORM_PROGRAM_H
#define WM_PLATFORM_PROGRAM_H

/* Running another program, such as a converter, on a text. With platform.c the
 * other place that starts processes. */

#include "base/buf.h"

struct program {
  const char *const *argv; /* ends with NULL; [0] is looked for in PATH */
  struct str input;        /* its standard input */
  int seconds;             /* most processor time, and most time in all */
  bool errors;             /* standard error is wanted with the output */
};

enum program_result {
  PROGRAM_ENDED,   /* by itself: *status is its exit status */
  PROGRAM_MISSING, /* there is none of this name */
  PROGRAM_STOPPED, /* took too long, wrote too much or crashed */
  PROGRAM_FAILED   /* the system refused: errno is set */
};

/* Runs it to its end, in UTF-8 and English; what it writes to standard output
 * is added to `out` (up to the buffer's maximum). No shell is asked. Call
 * platform_start first: a program need not read all of its input. */
enum program_result program_run(const struct program *p, struct buf *out,
                                int *status);

/* What to say after the program's name; NULL when it ended by itself. */
const char *program_problem(enum program_result result);

#endif
