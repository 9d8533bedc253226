#ifndef WM_ENGINE_RETURNED_H
#define WM_ENGINE_RETURNED_H

/* What a learner's code gives back, and what it should: a number, a text, true
 * or false, or rows. Plain C, no Lua: the two come from different states. */

#include "engine/dataset.h"

struct returned {
  enum {
    RETURNED_NOTHING,
    RETURNED_NUMBER,
    RETURNED_TEXT,
    RETURNED_FLAG,
    RETURNED_ROWS
  } kind;
  double number; /* 0 or 1 of a flag */
  struct str text;
  const struct dataset *rows; /* as long as its state is open */
};

enum sameness { SAME_NOT, SAME_REORDERED, SAME_ALL };

/* Numbers are the same within a relative 1e-9. Columns are found by name; one
 * whose name is not there, by its place. Rows that are all there, but in
 * another order, are SAME_REORDERED (found out up to 2000 rows). */
enum sameness returned_compare(const struct returned *wanted,
                               const struct returned *given);
/* As JSON: a number, a text, true, false, {"rows":3,"columns":2} or null. */
void returned_write(struct buf *out, const struct returned *value);

#endif
