#ifndef WM_ENGINE_H
#define WM_ENGINE_H

/* Datasets, sandboxed Lua, variants, and the checker: one JSON request in, one
 * JSON reply out. The same source is linked by the generator and compiled to
 * WebAssembly for the page. No files, clock, globals or output; it may be
 * killed between two calls at any time. protocol.md in this folder is the
 * contract of requests and replies. Depends on base's str, buf, utf8 and json
 * only. */

#include "base/str.h"

struct engine; /* opaque */

struct engine_limits {
  size_t memory;      /* bytes all of Lua may hold at once */
  long instructions;  /* Lua VM instructions per request */
  long pattern_steps; /* steps of string patterns per request */
  size_t reply;       /* bytes of one reply */
};

struct engine_limits engine_default_limits(void);
/* NULL when there is no memory. */
struct engine *engine_create(struct engine_limits limits);
void engine_destroy(struct engine *e); /* NULL is allowed */
/* The reply is JSON, always; it is valid until the next call. A bad request
 * gives {"error":…}, and leaves the engine usable. */
struct str engine_call(struct engine *e, struct str request);

#endif
