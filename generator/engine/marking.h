#ifndef WM_ENGINE_MARKING_H
#define WM_ENGINE_MARKING_H

/* From what a learner typed to a verdict: reading every gap, the check function
 * or the answers' own rules, expected mistakes, the score. */

#include "engine/run.h"

/* What was typed into each gap; ptr NULL: nothing. */
struct given {
  struct str typed[GAPS_MAX];
  struct str self; /* right, partly or wrong, of an open answer */
  int attempt;
};

struct verdict {
  enum state state;
  double score;
  struct mark marks[GAPS_MAX];   /* by gap */
  struct value values[GAPS_MAX]; /* of the gaps that could be read */
  struct mark whole;             /* state and diagnosis of all together */
  struct buf why;                /* XHTML: why it could not be read */
  struct failure crash;          /* of a check function that was stopped */
};

/* Always gives a verdict. To be released with verdict_free. */
void verdict_reach(struct run *r, const struct given *given,
                   struct verdict *out);
/* Of a verdict on the right answers: the line of a follow() that leads to
 * something else, or 0. */
int verdict_test_follows(struct run *r, const struct given *given,
                         struct verdict *v);
void verdict_free(struct verdict *v);
/* Writes the diagnosis as JSON: an id, option-N or null. */
void verdict_write_diagnosis(struct buf *out, const struct mark *mark);

#endif
