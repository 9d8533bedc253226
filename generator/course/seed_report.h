#ifndef WM_SEED_REPORT_H
#define WM_SEED_REPORT_H

/* What `check --seeds` tells of the variants of each exercise: how many differ,
 * where the right option stands, how long the engine takes. */

#include "course/exercise.h"

/* One exercise over its seeds. */
struct seed_row {
  const struct exercise *ex;
  uint64_t *prints; /* one per seed: what the variant shows */
  size_t seeds, seed_cap;
  int choices;             /* seeds whose choice has one right option */
  int first;               /* of these: it stands first */
  int numbers, largest;    /* its options are numbers; it is the largest */
  long long time, slowest; /* microseconds: of all seeds, of one */
  size_t slowest_seed;
};

struct seed_report {
  struct arena *arena;
  struct locale *locale; /* in which options that are numbers are read */
  struct seed_row *rows; /* one per exercise, in the course's order */
  size_t count;
};

/* `language` is that of the texts to come. */
void seed_report_start(struct seed_report *r, struct arena *a,
                       const struct lesson_plan *plan, struct str language);
void seed_report_end(struct seed_report *r);
/* Adds the next seed of the exercise at `index`; `time` in microseconds. */
void seed_report_add(struct seed_report *r, size_t index,
                     const struct drawn_scope *drawn, long long time);
/* The table, for people. */
void seed_report_print(struct buf *out, const struct seed_report *r);

#endif
