/* The engine as its users see it: requests, replies, limits. What single
 * requests reply is tested by tests/engine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "engine_help.h"

static struct engine *start(void) {
  struct engine *e = engine_create(engine_default_limits());
  assert_non_null(e);
  return e;
}

static struct str call(struct engine *e, const char *request) {
  return engine_call(e, str_from(request));
}

static void test_session(void **state) {
  (void)state;
  struct engine *e = start();
  for (size_t i = 0; i < SESSION_LENGTH; i++) {
    struct str reply = call(e, session[i]);
    assert_false(reply_is(reply, "{\"error\""));
    size_t bad;
    assert_true(utf8_valid(reply, &bad));
  }
  engine_destroy(e);
  engine_destroy(NULL);
}

static void test_two_engines_share_nothing(void **state) {
  (void)state;
  struct engine *a = start(), *b = start();
  call(a, session[0]);
  call(a, session[1]);
  assert_true(is_error(call(b, session[2]), "request"));
  assert_false(is_error(call(a, session[2]), ""));
  engine_destroy(a);
  engine_destroy(b);
}

/* The same replies however often, and whatever went wrong in between. */
static void test_replies_repeat(void **state) {
  (void)state;
  struct engine *e = start();
  char *first[SESSION_LENGTH] = {NULL};
  for (int round = 0; round < 3; round++)
    for (size_t i = 0; i < SESSION_LENGTH; i++) {
      struct str reply = call(e, session[i]);
      if (round == 0) {
        first[i] = calloc(1, reply.len + 1);
        assert_non_null(first[i]);
        memcpy(first[i], reply.ptr, reply.len);
      } else {
        assert_true(str_is(reply, first[i]));
      }
      assert_true(is_error(call(e, "{\"op\":\"draw\",\"exercise\":\"no\"}"),
                           "request"));
    }
  for (size_t i = 0; i < SESSION_LENGTH; i++)
    free(first[i]);
  engine_destroy(e);
}

/* Every beginning of a request is answered, and never as if it were whole. */
static void test_cut_requests(void **state) {
  (void)state;
  struct engine *e = start();
  for (size_t i = 0; i < SESSION_LENGTH; i++)
    for (size_t len = 0; len < strlen(session[i]); len++)
      assert_true(
          is_error(engine_call(e, (struct str){session[i], len}), "request"));
  engine_destroy(e);
}

/* A byte changed anywhere: some reply, nothing breaks. */
static void test_changed_requests(void **state) {
  (void)state;
  static const char replacements[] = {'"', '0', '}', '[', '\\', (char)0xFF, 0};
  struct engine *e = start();
  call(e, session[0]);
  for (size_t i = 1; i < SESSION_LENGTH; i++) {
    size_t len = strlen(session[i]);
    char *copy = malloc(len);
    assert_non_null(copy);
    for (size_t at = 0; at < len; at += 3) {
      memcpy(copy, session[i], len);
      copy[at] = replacements[at % sizeof replacements];
      struct str reply = engine_call(e, (struct str){copy, len});
      size_t bad;
      assert_true(reply.len > 2 && reply.ptr[0] == '{');
      assert_true(utf8_valid(reply, &bad));
    }
    free(copy);
  }
  engine_destroy(e);
}

static struct engine *limited(struct engine_limits limits, const char *logic) {
  struct engine *e = engine_create(limits);
  struct buf request = {0};
  assert_non_null(e);
  buf_puts(&request, "{\"op\":\"load\",\"exercises\":[{\"id\":\"x\",\"file\":"
                     "\"x.md\",\"logic\":{\"line\":1,\"code\":\"");
  buf_puts(&request, logic);
  buf_puts(&request, "\"}}]}");
  assert_true(reply_is(engine_call(e, buf_str(&request)), "{\"ok\":true}"));
  buf_free(&request);
  return e;
}

static const char draw_x[] = "{\"op\":\"draw\",\"exercise\":\"x\"}";

static void test_instruction_limit(void **state) {
  (void)state;
  struct engine_limits limits = engine_default_limits();
  const char *logic = "for i = 1, 100000 do end answer = number(1)";
  struct engine *e = limited(limits, logic);
  assert_false(is_error(call(e, draw_x), ""));
  engine_destroy(e);
  limits.instructions = 50000;
  e = limited(limits, logic);
  assert_true(is_error(call(e, draw_x), "limit"));
  assert_true(is_error(call(e, draw_x), "limit"));
  engine_destroy(e);
}

static void test_memory_limit(void **state) {
  (void)state;
  struct engine_limits limits = engine_default_limits();
  const char *logic = "t = {} for i = 1, 100000 do t[i] = i end "
                      "answer = number(1)";
  struct engine *e = limited(limits, logic);
  assert_false(is_error(call(e, draw_x), ""));
  engine_destroy(e);
  limits.memory = 1 << 20;
  e = limited(limits, logic);
  assert_true(is_error(call(e, draw_x), "memory"));
  engine_destroy(e);
}

static void test_pattern_limit(void **state) {
  (void)state;
  struct engine_limits limits = engine_default_limits();
  const char *logic = "x = ('a'):rep(100):find('.-.-b') answer = number(1)";
  struct engine *e = limited(limits, logic);
  assert_false(is_error(call(e, draw_x), ""));
  engine_destroy(e);
  limits.pattern_steps = 1000;
  e = limited(limits, logic);
  assert_true(is_error(call(e, draw_x), "limit"));
  engine_destroy(e);
}

static void test_reply_limit(void **state) {
  (void)state;
  struct engine_limits limits = engine_default_limits();
  limits.reply = 5000;
  struct engine *e = limited(limits, "for i = 1, 100 do answers['g'..i] = "
                                     "number(i) end");
  struct str reply = call(e, draw_x);
  assert_true(is_error(reply, "limit"));
  assert_true(reply.len < 400);
  engine_destroy(e);
}

/* From no memory at all to enough: a memory error until it works, never
 * anything else. */
static void test_every_amount_of_memory(void **state) {
  (void)state;
  bool worked = false;
  for (size_t kb = 0; kb < 400 && !worked; kb++) {
    struct engine_limits limits = engine_default_limits();
    limits.memory = kb << 10;
    struct engine *e = engine_create(limits);
    assert_non_null(e);
    worked = true;
    for (size_t i = 0; i < SESSION_LENGTH; i++) {
      struct str reply = call(e, session[i]);
      if (!reply_is(reply, "{\"error\""))
        continue;
      assert_true(is_error(reply, "memory"));
      worked = false;
    }
    engine_destroy(e);
  }
  assert_true(worked);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_session),
      cmocka_unit_test(test_two_engines_share_nothing),
      cmocka_unit_test(test_replies_repeat),
      cmocka_unit_test(test_cut_requests),
      cmocka_unit_test(test_changed_requests),
      cmocka_unit_test(test_instruction_limit),
      cmocka_unit_test(test_memory_limit),
      cmocka_unit_test(test_pattern_limit),
      cmocka_unit_test(test_reply_limit),
      cmocka_unit_test(test_every_amount_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
