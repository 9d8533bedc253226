/* Running other programs: what goes in and comes out, and what is stopped. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/platform.h"
#include "base/platform_program.h"

enum { LONG = 60, SHORT = 1 };

static enum program_result run(const char *script, struct str input,
                               int seconds, struct buf *out, int *status) {
  const char *const argv[] = {"sh", "-c", script, NULL};
  struct program p = {.argv = argv, .input = input, .seconds = seconds};
  return program_run(&p, out, status);
}

static void test_passes_text_through(void **state) {
  (void)state;
  struct buf out = {0}, in = {0};
  int status;
  for (int i = 0; i < 300000; i++)
    buf_puts(&in, "a line\n");
  assert_int_equal(run("cat; exit 3", buf_str(&in), LONG, &out, &status),
                   PROGRAM_ENDED);
  assert_int_equal(status, 3);
  assert_true(str_eq(buf_str(&out), buf_str(&in)));
  buf_free(&out);
  buf_free(&in);
}

static void test_need_not_read_its_input(void **state) {
  (void)state;
  struct buf out = {0}, in = {0};
  int status;
  for (int i = 0; i < 300000; i++)
    buf_puts(&in, "a line\n");
  assert_int_equal(
      run("exec <&-; echo done", buf_str(&in), LONG, &out, &status),
      PROGRAM_ENDED);
  assert_true(str_is(buf_str(&out), "done\n"));
  buf_free(&out);
  buf_free(&in);
}

static void test_missing(void **state) {
  (void)state;
  const char *const argv[] = {"no-program-of-this-name", NULL};
  struct program p = {.argv = argv, .input = STR("x"), .seconds = LONG};
  struct buf out = {0};
  int status;
  assert_int_equal(program_run(&p, &out, &status), PROGRAM_MISSING);
  buf_free(&out);
}

static void test_stops_what_runs_away(void **state) {
  (void)state;
  static const char *const SCRIPTS[] = {"while :; do :; done", "sleep 300",
                                        "exec >&-; sleep 300", "kill -9 $$"};
  for (size_t i = 0; i < 4; i++) {
    struct buf out = {0};
    int status;
    long long start = platform_now();
    assert_int_equal(run(SCRIPTS[i], STR(""), SHORT, &out, &status),
                     PROGRAM_STOPPED);
    assert_int_equal(status, -1);
    assert_true(platform_now() - start < 100000000);
    buf_free(&out);
  }
}

static void test_stops_what_floods(void **state) {
  (void)state;
  struct buf out;
  int status;
  buf_init(&out, 1000);
  assert_int_equal(run("yes", STR(""), LONG, &out, &status), PROGRAM_STOPPED);
  buf_free(&out);
}

int main(void) {
  platform_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_passes_text_through),
      cmocka_unit_test(test_need_not_read_its_input),
      cmocka_unit_test(test_missing),
      cmocka_unit_test(test_stops_what_runs_away),
      cmocka_unit_test(test_stops_what_floods),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
