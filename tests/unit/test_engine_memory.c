/* Memory that runs out at any place: a session in which the n-th allocation
 * fails, for n from 0 until none does. Linked with --wrap for malloc, calloc
 * and realloc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine_help.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

/* Allocations that still succeed; below 0: all do. */
static long left = -1;
/* After the first failure: fail once, or for ever. */
static bool for_ever;

static bool fails(void) {
  if (left < 0)
    return false;
  if (left > 0) {
    left--;
    return false;
  }
  if (!for_ever)
    left = -1;
  return true;
}

void *__wrap_malloc(size_t size) {
  return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
  return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size) {
  return fails() ? NULL : __real_realloc(block, size);
}

/* How the replies of a session went; true when memory never ran out. */
static bool play(long allocations) {
  left = allocations;
  struct engine *e = engine_create(engine_default_limits());
  bool whole = e != NULL;
  for (size_t i = 0; e && i < SESSION_LENGTH; i++) {
    struct str reply = engine_call(e, str_from(session[i]));
    assert_true(reply.len > 2 && reply.ptr[0] == '{' &&
                reply.ptr[reply.len - 1] == '}');
    whole = whole && !reply_is(reply, "{\"error\"");
  }
  whole = whole && (left >= 0 || allocations < 0);
  left = -1;
  /* Whatever happened, it works when there is memory again. */
  for (size_t i = 0; e && i < SESSION_LENGTH; i += SESSION_LENGTH - 1)
    assert_true(
        reply_is(engine_call(e, str_from(session[0])), "{\"ok\":true}"));
  engine_destroy(e);
  return whole;
}

static void test_fails_once(void **state) {
  (void)state;
  long n = 0;
  for_ever = false;
  while (!play(n))
    n += n < 400 ? 1 : 7;
  assert_true(n > 400);
}

static void test_fails_from_then_on(void **state) {
  (void)state;
  long n = 0;
  for_ever = true;
  while (!play(n))
    n += n < 400 ? 1 : 11;
  assert_true(n > 400);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fails_once),
      cmocka_unit_test(test_fails_from_then_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
