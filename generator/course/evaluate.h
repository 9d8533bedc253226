#ifndef WM_EVALUATE_H
#define WM_EVALUATE_H

/* Draws a course in one language with the native engine, and runs the author's
 * tests. */

#include "course/host.h"
#include "course/load_json.h"
#include "course/seed_report.h"

struct evaluate_options {
  struct part_writers writers;
  int seeds; /* exercises with variants are tested with seeds 1 to this; 0: no
                tests, only drawing */
  struct seed_report *report; /* NULL, or what every seed is added to */
  /* Called after each exercise, may be NULL. */
  void (*progress)(void *user, size_t done, size_t of);
  void *user;
};

/* Sends the course to `host` for `language`; no drawing. Reports bad data.
 * `load` gets the request object for the page, in `a`. */
bool evaluate_load(struct arena *a, struct diags *d,
                   const struct lesson_plan *plan, struct host *host,
                   struct str language, const struct part_writers *writers,
                   struct str *load);

/* Everything for one language, with seed 1. Errors of Lua, data and tests are
 * reported at their lines; `out` is filled as far as it goes. */
void evaluate_course(struct arena *a, struct diags *d,
                     const struct lesson_plan *plan, struct host *host,
                     struct str language,
                     const struct evaluate_options *options,
                     struct evaluation *out);

/* Where an engine's "file" and "line" are. */
struct loc evaluate_place(const struct lesson_plan *plan, struct str file,
                          uint32_t line, uint32_t col);

#endif
