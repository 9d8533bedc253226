#ifndef WM_AUTHOR_TESTS_H
#define WM_AUTHOR_TESTS_H

/* Runs accept(…), reject(…) and each exercise's own answer over seeds, in the
 * language that `host` holds. */

#include "course/evaluate.h"

struct author_tests {
  const struct lesson_plan *plan;
  const struct exercise *ex;
  struct host *host;
  struct str language;
  int seeds;
  struct seed_report *report; /* NULL, or what each seed is added to */
};

/* Reports failing tests at their lines, expected mistakes without feedback and
 * feedback that nothing leads to. Stops at the first seed that fails, unless
 * there is a report: then the other failing seeds are named. */
void author_tests_run(struct arena *a, struct diags *d,
                      const struct author_tests *tests);

#endif
