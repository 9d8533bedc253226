#ifndef WM_ENGINE_FAILURE_H
#define WM_ENGINE_FAILURE_H

/* Why a request could not be answered: the "error" of protocol.md. The first
 * failure of a request stays. A zeroed failure is none. */

#include "base/buf.h"

#include <stdarg.h>

enum failure_kind {
  FAILURE_NONE,
  FAILURE_REQUEST, /* the request itself is wrong */
  FAILURE_DATA,    /* a data file is wrong */
  FAILURE_LUA,     /* the author's code is wrong */
  FAILURE_LIMIT,   /* the code was stopped */
  FAILURE_MEMORY
};

struct failure {
  enum failure_kind kind;
  struct buf message;
  struct buf file; /* the author's, or the data file */
  int line, col;   /* 0: unknown */
};

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
/* Always false, so that a caller can return it. */
bool failure_set(struct failure *f, enum failure_kind kind, const char *format,
                 ...);
void failure_at(struct failure *f, struct str file, int line, int col);
bool failure_no_memory(struct failure *f); /* always false */
/* The members of the error object, without its braces. */
void failure_write(struct buf *out, const struct failure *f);
void failure_clear(struct failure *f); /* releases and zeroes */

/* ", did you mean 'x'?" into `out` for the names nearest to `wrong`, nothing
 * when none is near. name(context, i) gives the names from 0, then ptr NULL. */
void failure_nearest(struct buf *out, struct str wrong,
                     struct str (*name)(const void *context, size_t i),
                     const void *context);

#endif
