#ifndef WM_PRIVACY_PROTECT_H
#define WM_PRIVACY_PROTECT_H

/* Which cells of a table of counts to hide, so that small ones cannot be worked
 * out from the others. method_cells.c says how. */

#include "privacy/sums.h"

struct protect {
  struct sums_table table; /* its counts are not looked at … */
  double **counts; /* … but these: by column and row, NaN: not known */
  int threshold;   /* counts from 1 to below it must not be shown */
  int width;       /* least distance between the bounds of a hidden cell */
  bool *hidden;    /* found: column × rows + row, as in sums.h */
};

enum protect_result {
  PROTECT_DONE,
  PROTECT_TOO_LARGE,
  PROTECT_IMPOSSIBLE /* small counts show through whatever is hidden */
};

/* Allocates and fills `hidden`. */
enum protect_result protect_cells(struct arena *a, struct protect *p);

#endif
