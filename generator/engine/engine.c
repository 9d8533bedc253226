/* Requests in, replies out. */
#include "engine/engine.h"

#include "base/utf8.h"
#include "engine/operation.h"
#include "engine/pool.h"

struct engine {
  struct engine_limits limits;
  struct store store;
  struct buf reply;
};

struct engine_limits engine_default_limits(void) {
  return (struct engine_limits){.memory = (size_t)64 << 20,
                                .instructions = 20000000,
                                .pattern_steps = 5000000,
                                .reply = (size_t)8 << 20};
}

struct engine *engine_create(struct engine_limits limits) {
  struct engine *e = pool_resize(NULL, 1, sizeof *e);
  if (!e)
    return NULL;
  *e = (struct engine){.limits = limits};
  e->reply.max = limits.reply;
  if (!store_start(&e->store)) {
    engine_destroy(e);
    return NULL;
  }
  return e;
}

void engine_destroy(struct engine *e) {
  if (!e)
    return;
  store_free(&e->store);
  buf_free(&e->reply);
  pool_release(e);
}

static bool dispatch(struct engine *e, struct cJSON *request,
                     struct failure *failure) {
  struct operation o = {&e->store, e->limits, request, failure, &e->reply};
  struct str op = json_text_of(request, "op");
  if (str_is(op, "load")) {
    buf_puts(&e->reply, "{\"ok\":true}");
    return store_load(&e->store, request, failure);
  }
  if (str_is(op, "draw"))
    return operation_draw(&o);
  if (str_is(op, "check"))
    return operation_check(&o);
  if (str_is(op, "run"))
    return operation_run(&o);
  if (str_is(op, "test"))
    return operation_test(&o);
  if (str_is(op, "view"))
    return operation_view(&o);
  return failure_set(failure, FAILURE_REQUEST, "there is no operation '%.*s'",
                     STR_ARG(op));
}

static void put_failure(struct engine *e, const struct failure *failure) {
  buf_clear(&e->reply);
  buf_puts(&e->reply, "{\"error\":{");
  failure_write(&e->reply, failure);
  buf_puts(&e->reply, "}}");
}

/* Lua texts are bytes, and authors may cut one in the middle of a character:
 * replies are UTF-8 all the same. */
static void mend_reply(struct engine *e) {
  size_t bad;
  if (!buf_ok(&e->reply) || utf8_valid(buf_str(&e->reply), &bad))
    return;
  struct buf broken = e->reply;
  struct str rest = buf_str(&broken);
  e->reply = (struct buf){.max = broken.max + broken.max / 2};
  while (rest.len)
    buf_put_utf8(&e->reply, utf8_next(&rest));
  e->reply.max = broken.max;
  buf_free(&broken);
}

/* What is said when not even an error message can be built. */
static struct str last_words(void) {
  return STR("{\"error\":{\"kind\":\"memory\",\"message\":\"not enough "
             "memory\",\"file\":\"\",\"line\":0,\"col\":0}}");
}

struct str engine_call(struct engine *e, struct str text) {
  struct failure failure = {0};
  const char *why = NULL;
  bool ok = false;
  buf_clear(&e->reply);
  struct cJSON *request = request_parse(text, &why);
  if (!request)
    failure_set(&failure, FAILURE_REQUEST, "%s", why);
  else
    ok = dispatch(e, request, &failure);
  if (ok && !buf_ok(&e->reply))
    ok = e->reply.error == BUF_TOO_BIG
             ? failure_set(&failure, FAILURE_LIMIT,
                           "the reply would be longer than %zu bytes",
                           e->limits.reply)
             : failure_no_memory(&failure);
  if (!ok)
    put_failure(e, &failure);
  mend_reply(e);
  failure_clear(&failure);
  request_free(request);
  return buf_ok(&e->reply) ? buf_str(&e->reply) : last_words();
}
