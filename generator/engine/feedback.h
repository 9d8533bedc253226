#ifndef WM_ENGINE_FEEDBACK_H
#define WM_ENGINE_FEEDBACK_H

/* What is said about a verdict: the author's feedback, or the engine's own
 * words. */

#include "engine/marking.h"

/* Appends XHTML; nothing when there is nothing to say. False when an expression
 * of the feedback failed (the run's failure is set). */
bool feedback_write(struct run *r, const struct verdict *v, struct buf *out);

#endif
