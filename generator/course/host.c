/* The engine in a child process, restarted after a kill. */
#include "course/host.h"

#include "base/platform.h"
#include "engine/engine.h"

/* Longer than any exercise may take; the engine's own limits come first. */
enum { CPU_SECONDS = 10, WAIT_SECONDS = 60 };

struct host {
  struct arena *arena;
  struct child *child;
  struct str *loads; /* to be sent again after a restart */
  size_t load_count, load_cap;
  struct buf reply;
};

static void *open_engine(void *user) {
  (void)user;
  return engine_create(engine_default_limits());
}

static struct str answer(void *state, struct str message) {
  if (!state)
    return STR("{\"error\":{\"kind\":\"memory\",\"message\":\"no memory for "
               "the engine\",\"file\":\"\",\"line\":0,\"col\":0}}");
  return engine_call(state, message);
}

static bool start_child(struct host *h) {
  struct child_work work = {open_engine, answer, NULL, CPU_SECONDS};
  h->child = child_start(&work);
  return h->child != NULL;
}

struct host *host_start(struct arena *a) {
  struct host *h = arena_new(a, struct host);
  h->arena = a;
  return start_child(h) ? h : NULL;
}

void host_stop(struct host *h) {
  if (!h)
    return;
  child_stop(h->child);
  buf_free(&h->reply);
  h->child = NULL;
}

static struct str error_reply(struct host *h, const char *kind,
                              const char *message) {
  buf_clear(&h->reply);
  buf_printf(&h->reply,
             "{\"error\":{\"kind\":\"%s\",\"message\":\"%s\",\"file\":\"\","
             "\"line\":0,\"col\":0}}",
             kind, message);
  return buf_str(&h->reply);
}

/* A new engine that knows what the old one knew. */
static void restart(struct host *h) {
  child_stop(h->child);
  h->child = NULL;
  if (!start_child(h))
    return;
  for (size_t i = 0; i < h->load_count; i++)
    if (child_ask(h->child, h->loads[i], &h->reply, WAIT_SECONDS) !=
        CHILD_ANSWERED)
      return;
}

struct str host_call(struct host *h, struct str request) {
  if (!h->child && !start_child(h))
    return error_reply(h, "memory", "no process could be started");
  switch (child_ask(h->child, request, &h->reply, WAIT_SECONDS)) {
  case CHILD_ANSWERED:
    return buf_str(&h->reply);
  case CHILD_STOPPED:
    restart(h);
    return error_reply(h, "limit", "the code ran too long and was stopped");
  case CHILD_CRASHED:
  case CHILD_FAILED:
    break;
  }
  restart(h);
  return error_reply(h, "limit", "the code made the engine stop");
}

struct str host_load(struct host *h, struct str request) {
  *ARENA_PUSH(h->arena, h->loads, h->load_count, h->load_cap) =
      arena_str(h->arena, request);
  return host_call(h, request);
}

void host_forget(struct host *h) {
  child_stop(h->child);
  h->child = NULL;
  h->load_count = 0;
}
