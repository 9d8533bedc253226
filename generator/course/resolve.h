#ifndef WM_RESOLVE_H
#define WM_RESOLVE_H

/* From a course as read to a lesson plan: exercises with their parts, computed
 * text numbered by scope, ids unique, links and images leading somewhere, data
 * that Lua names marked as used. */

#include "course/exercise.h"

/* Everything lives in `a`. Reports into `d` and returns what could be resolved;
 * writers may run only when there are no errors. May change the tree: the logic
 * of an exercise, its hints, feedback and solution leave the prompt. */
struct lesson_plan *resolve_course(struct arena *a, struct diags *d,
                                   struct course *c);

#endif
