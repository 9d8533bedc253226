#ifndef WM_ENGINE_DRAW_GAPS_H
#define WM_ENGINE_DRAW_GAPS_H

/* The "gaps" (and "grid") of a draw reply, protocol.md. */

#include "engine/run.h"

/* False with the run's failure set. */
bool draw_gaps_put(struct run *r, struct buf *out);

#endif
