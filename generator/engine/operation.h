#ifndef WM_ENGINE_OPERATION_H
#define WM_ENGINE_OPERATION_H

/* The requests that work with what was loaded: one file each. Every one writes
 * its whole reply into `out`, or sets *failure and returns false. */

#include "engine/store.h"
#include "engine/engine.h"

struct operation {
  const struct store *store;
  struct engine_limits limits;
  json request;
  struct failure *failure;
  struct buf *out;
};

bool operation_draw(const struct operation *o);
bool operation_check(const struct operation *o);
bool operation_test(const struct operation *o);
bool operation_view(const struct operation *o);
bool operation_run(const struct operation *o); /* code.c */

struct run;
/* The run of the exercise (or module, where allowed) that the request names,
 * for its seed; NULL with *failure set. */
struct run *operation_start(const struct operation *o, bool module_allowed);

#endif
