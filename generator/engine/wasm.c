/* The engine as a WebAssembly module: what a host calls, and what it must give.
 *
 * The host imports, module "env":
 *   wm_try(f, L, ud)  calls the export wm_protected with the same arguments; 0
 *                     when it returned, 1 when wm_throw was thrown out of it.
 *                     Any other exception goes on through.
 *   wm_throw()        throws the host's one sentinel.
 *
 * The host calls _initialize once. A request:
 *   wm_room(size)      where to put its bytes; 0: no memory
 *   wm_call(size)      the reply's address; 0: no memory for an engine at all
 *   wm_reply_size()    the reply's bytes, valid until the next call
 * The memory may have grown: take its buffer anew after each call. After any
 * exception but the sentinel (a trap, too deep a stack), or when a Worker was
 * ended, the instance is thrown away; a new one needs `load` again and nothing
 * else. */
#include "engine/engine.h"
#include "engine/lua_config.h"
#include "engine/pool.h"

#define EXPORT(name) __attribute__((export_name(#name)))

typedef void protected_call(struct lua_State *L, void *ud);

/* The one place with state of its own: a module instance is one engine. */
static struct {
  struct engine *engine;
  char *request;
  struct str reply;
} host;

__attribute__((import_module("env"), import_name("wm_try"))) int
wm_try(protected_call *f, struct lua_State *L, void *ud);

EXPORT(wm_protected)
void wm_protected(protected_call *f, struct lua_State *L, void *ud) {
  f(L, ud);
}

/* The shadow stack is where it was when the call was made, whatever was thrown
 * out of it. Done here, as exported globals that change came later than 2017.
 */
static uintptr_t stack_get(void) {
  uintptr_t address;
  __asm__ volatile(".globaltype __stack_pointer, i32\n"
                   "global.get __stack_pointer\n"
                   "local.set %0"
                   : "=r"(address));
  return address;
}

static void stack_set(uintptr_t address) {
  __asm__ volatile("local.get %0\n"
                   "global.set __stack_pointer"
                   :
                   : "r"(address));
}

int wm_protect(protected_call *f, struct lua_State *L, void *ud) {
  uintptr_t stack = stack_get();
  int thrown = wm_try(f, L, ud);
  stack_set(stack);
  return thrown;
}

EXPORT(wm_room) char *wm_room(size_t size) {
  pool_release(host.request);
  host.request = pool_resize(NULL, size, 1);
  return host.request;
}

EXPORT(wm_call) const char *wm_call(size_t size) {
  if (!host.engine)
    host.engine = engine_create(engine_default_limits());
  if (!host.engine || !host.request)
    return NULL;
  host.reply = engine_call(host.engine, (struct str){host.request, size});
  pool_release(host.request);
  host.request = NULL;
  return host.reply.ptr;
}

EXPORT(wm_reply_size) size_t wm_reply_size(void) { return host.reply.len; }
