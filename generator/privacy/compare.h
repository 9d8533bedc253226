#ifndef WM_PRIVACY_COMPARE_H
#define WM_PRIVACY_COMPARE_H

/* The table before and after: what risk was taken out, and what information
 * with it. For the report. */

#include "privacy/method.h"

#define COMPARE_MAX_PAIRS ((size_t)1 << 24)

/* Over the keys of the resource. */
struct compare_risk {
  bool known;                          /* false: there are no keys */
  size_t rows, below2, below3, below5; /* records with fk below 2, 3, 5 */
  size_t smallest;                     /* fk */
  double global, expected;             /* mean and sum of individual risks */
};

struct compare_field {
  const struct field *field;
  const struct frame_column *before; /* NULL: not in the raw table */
  const struct frame_column *after;
  size_t missing_before, missing_after;
  size_t changed; /* records whose value is another than its like became */
  bool numbers;   /* both are numbers */
  size_t values_before; /* distinct ones in the raw table */
  /* Of texts: how many raw records would have each published value, had nothing
   * been done but replacing a value by what most records with it got. */
  const size_t *would_be;
  double mean_before, mean_after, sd_before, sd_after;
  double loss; /* IL1s: the mean of |x - x'| / (sqrt(2) sd), over the records
                  that have both (J. Mateo-Sanz and others, "Outlier protection
                  in continuous microdata masking", 2004) */
};

struct comparison {
  const struct frame *after_frame;
  size_t rows_before, rows_after, keys;
  struct compare_risk before, after;
  struct compare_field *fields;
  size_t count;
};

/* After the run; `w->now` has a column for each field of the resource, in their
 * order. `raw_of` gives for each row of `now` its raw row. */
void compare_run(struct work *w, const uint32_t *raw_of,
                 struct comparison *out);

#endif
