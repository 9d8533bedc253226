#ifndef WM_HOST_H
#define WM_HOST_H

/* The native engine, in a child process that can be killed: what an instruction
 * limit cannot stop, this does. A killed engine is started again and gets the
 * same `load` requests, so that callers never see the difference but in the
 * reply. */

#include "base/arena.h"
#include "base/buf.h"

struct host; /* opaque */

/* NULL, with one failure reported, when no process can be started. Stop it with
 * host_stop. */
struct host *host_start(struct arena *a);
void host_stop(struct host *h); /* NULL is allowed */

/* Forgets all loads: the next request meets an empty engine. */
void host_forget(struct host *h);
/* Sends a `load` request, and remembers it (copied) for a restart. */
struct str host_load(struct host *h, struct str request);
/* Any other request. The reply is JSON, also when the engine was killed or
 * crashed ({"error":{"kind":"limit"…}}); valid until the next call. */
struct str host_call(struct host *h, struct str request);

#endif
