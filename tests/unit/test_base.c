/* str, buf, arena, utf8 and json: what the rest takes for granted. */
#define _POSIX_C_SOURCE 200809L /* fork, waitpid */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"

/* So that a refused allocation is NULL under the sanitizer too. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
  return "allocator_may_return_null=1";
}

static void expect_str(struct str got, const char *expected) {
  assert_int_equal(got.len, strlen(expected));
  assert_memory_equal(got.ptr ? got.ptr : "", expected, got.len);
}

/* str */

static void str_compares_bytes(void **state) {
  (void)state;
  assert_true(str_eq(STR("ab"), STR("ab")));
  assert_true(str_eq((struct str){0}, STR("")));
  assert_false(str_eq(STR("a\0b"), STR("a\0c")));
  assert_true(str_cmp(STR("a"), STR("ab")) < 0);
  assert_true(str_cmp(STR("b"), STR("ab")) > 0);
  assert_true(str_cmp(STR("\x7f"), STR("\xc3\xa4")) < 0); /* not signed */
  assert_true(str_is(STR("x"), "x"));
  assert_false(str_is(STR("x\0"), "x"));
}

static void str_finds_and_cuts(void **state) {
  (void)state;
  struct str s = STR("one;two");
  assert_int_equal(str_find(s, ';', 0), 3);
  assert_int_equal(str_find(s, ';', 4), 7);
  assert_int_equal(str_find(s, ';', 100), 7);
  assert_int_equal(str_search(s, STR("two")), 4);
  assert_int_equal(str_search(s, STR("twos")), 7);
  assert_int_equal(str_search(STR("aab"), STR("ab")), 1);
  assert_int_equal(str_search(s, STR("")), 0);
  expect_str(str_slice(s, 4, 100), "two");
  expect_str(str_slice(s, 5, 2), "");
  expect_str(str_trim(STR(" \t a b\r\n")), "a b");
  expect_str(str_trim(STR(" \n")), "");
  assert_true(str_starts(s, "one"));
  assert_false(str_starts(STR("on"), "one"));
  assert_true(str_ends(s, "two"));
  assert_false(str_ends(s, "one"));
}

static void str_takes_lines(void **state) {
  (void)state;
  struct str rest = STR("a\r\n\nlast"), line;
  assert_true(str_next_line(&rest, &line));
  expect_str(line, "a");
  assert_true(str_next_line(&rest, &line));
  expect_str(line, "");
  assert_true(str_next_line(&rest, &line));
  expect_str(line, "last");
  assert_false(str_next_line(&rest, &line));
}

static void str_measures_distance(void **state) {
  (void)state;
  char longer[201], other[201];
  memset(longer, 'a', 200);
  memset(other, 'b', 200);
  assert_int_equal(str_distance(STR("licence"), STR("license")), 1);
  assert_int_equal(str_distance(STR(""), STR("abc")), 3);
  assert_int_equal(str_distance(STR("kitten"), STR("sitting")), 3);
  assert_int_equal(
      str_distance((struct str){longer, 200}, (struct str){other, 200}), 64);
}

/* buf */

static void buf_grows(void **state) {
  (void)state;
  struct buf b = {0};
  expect_str(buf_str(&b), "");
  for (int i = 0; i < 1000; i++)
    buf_printf(&b, "%d,", i % 10);
  assert_int_equal(b.len, 2000);
  assert_int_equal(b.ptr[b.len], '\0');
  buf_truncate(&b, 4);
  buf_truncate(&b, 100);
  expect_str(buf_str(&b), "0,1,");
  buf_put_n(&b, "\0x", 2);
  assert_int_equal(b.len, 6);
  buf_clear(&b);
  buf_put_utf8(&b, 0x0E01);
  buf_put_utf8(&b, 0x1F600);
  buf_put_utf8(&b, 0xE9);
  expect_str(buf_str(&b), "\xE0\xB8\x81\xF0\x9F\x98\x80\xC3\xA9");
  buf_free(&b);
  assert_null(b.ptr);
}

static void buf_error_sticks(void **state) {
  (void)state;
  struct buf b;
  buf_init(&b, 10);
  buf_puts(&b, "12345678");
  buf_puts(&b, "90x"); /* one too many: nothing of it is kept */
  assert_int_equal(b.error, BUF_TOO_BIG);
  buf_char(&b, '!');
  buf_printf(&b, "%d", 1);
  expect_str(buf_str(&b), "12345678");
  assert_false(buf_ok(&b));
  buf_clear(&b);
  assert_true(buf_ok(&b));
  buf_puts(&b, "1234567890");
  assert_true(buf_ok(&b));
  buf_free(&b);
}

static void buf_survives_no_memory(void **state) {
  (void)state;
  struct buf b;
  buf_init(&b, SIZE_MAX);
  buf_puts(&b, "kept");
  buf_put_n(&b, "", SIZE_MAX / 4); /* refused before anything is read */
  assert_int_equal(b.error, BUF_NO_MEMORY);
  buf_puts(&b, "lost");
  expect_str(buf_str(&b), "kept");
  buf_free(&b);
}

/* arena */

static void arena_zeroes_and_aligns(void **state) {
  (void)state;
  struct arena *a = arena_create();
  for (size_t size = 0; size < 300; size++) {
    char *p = arena_alloc(a, size);
    assert_int_equal((uintptr_t)p % 16, 0);
    for (size_t i = 0; i < size; i++)
      assert_int_equal(p[i], 0);
    memset(p, 'x', size);
  }
  char *big = arena_alloc(a, 1 << 20);
  memset(big, 'y', 1 << 20);
  assert_true(arena_used(a) > (1 << 20));
  arena_reset(a);
  assert_int_equal(arena_used(a), 0);
  char *again = arena_alloc(a, 100);
  for (int i = 0; i < 100; i++)
    assert_int_equal(again[i], 0);
  arena_destroy(a);
  arena_destroy(NULL);
}

static void arena_copies(void **state) {
  (void)state;
  struct arena *a = arena_create();
  struct str s = arena_str(a, STR("a\0b"));
  assert_int_equal(s.len, 3);
  assert_int_equal(s.ptr[3], '\0');
  expect_str(arena_str(a, (struct str){0}), "");
  expect_str(arena_printf(a, "%s-%.*s-%d", "x", 2, "yz!", 7), "x-yz-7");
  arena_destroy(a);
}

static void arena_pushes(void **state) {
  (void)state;
  struct arena *a = arena_create();
  int *list = NULL;
  size_t count = 0, cap = 0;
  for (int i = 0; i < 1000; i++) {
    int *slot = ARENA_PUSH(a, list, count, cap);
    assert_int_equal(*slot, 0);
    *slot = i;
    if (i % 3 == 0)
      count--, *ARENA_PUSH(a, list, count, cap) = i; /* a slot used again */
  }
  assert_int_equal(count, 1000);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(list[i], i);
  arena_destroy(a);
}

static struct arena
    *volatile kept; /* seen by the leak checker when the child exits */

static int exit_status_of(size_t count, size_t size) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    if (!freopen("/dev/null", "w", stderr))
      _exit(9);
    kept = arena_create();
    arena_alloc_array(kept, count, size);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void arena_out_of_memory_exits(void **state) {
  (void)state;
  assert_int_equal(exit_status_of(1, 100), 0);
  assert_int_equal(exit_status_of(1, SIZE_MAX - 40), 3);
  assert_int_equal(exit_status_of(SIZE_MAX / 4, 8), 3); /* the product */
  assert_int_equal(exit_status_of(1, SIZE_MAX / 4), 3); /* malloc */
}

/* utf8 */

static void utf8_checks(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int bad; /* -1: none */
  } cases[] = {
      {"", -1},
      {"plain", -1},
      {"\xE0\xB8\x81\xF4\x8F\xBF\xBF", -1},
      {"a\x80", 1},                /* alone */
      {"ab\xC0\xAF", 2},           /* overlong */
      {"\xE0\x80\xAF", 0},         /* overlong */
      {"\xF0\x80\x80\x80", 0},     /* overlong */
      {"\xED\xA0\x80", 0},         /* surrogate */
      {"\xF4\x90\x80\x80", 0},     /* above U+10FFFF */
      {"\xF8\x88\x80\x80\x80", 0}, /* five bytes */
      {"x\xE0\xB8", 1},            /* cut off */
      {"\xE0\xB8"
       "a",
       0}, /* interrupted */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t bad = 99;
    bool valid = utf8_valid(str_from(cases[i].text), &bad);
    assert_int_equal(valid, cases[i].bad < 0);
    if (!valid)
      assert_int_equal(bad, cases[i].bad);
  }
}

static void utf8_decodes(void **state) {
  (void)state;
  struct str s = STR("a\xE0\xB8\x81\xFF\xE0\xB8");
  static const uint32_t expected[] = {'a', 0xE01, 0xFFFD, 0xFFFD, 0xFFFD};
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(utf8_next(&s), expected[i]);
  assert_int_equal(s.len, 0);
  assert_int_equal(utf8_length(STR("\xE0\xB8\x81x")), 2);
}

static void utf8_cuts_at_characters(void **state) {
  (void)state;
  struct str s = STR("a\xE0\xB8\x81");
  assert_int_equal(utf8_cut(s, 9).len, 4);
  assert_int_equal(utf8_cut(s, 4).len, 4);
  assert_int_equal(utf8_cut(s, 3).len, 1);
  assert_int_equal(utf8_cut(s, 1).len, 1);
  assert_int_equal(utf8_cut(s, 0).len, 0);
}

static void utf8_counts_cells(void **state) {
  (void)state;
  assert_int_equal(utf8_cells('a'), 1);
  assert_int_equal(utf8_cells(0x0E01), 1); /* Thai letter */
  assert_int_equal(utf8_cells(0x0E34), 0); /* Thai vowel above */
  assert_int_equal(utf8_cells(0x0E33), 1); /* Thai vowel that stands alone */
  assert_int_equal(utf8_cells(0x0301), 0);
  assert_int_equal(utf8_cells(0x6F22), 2);
}

static void utf8_prints_safely(void **state) {
  (void)state;
  struct buf b = {0};
  utf8_put_printable(&b, STR("a\tb\033[1m\x80\xE2\x80\xAE"));
  expect_str(buf_str(&b), "a\tb\xEF\xBF\xBD[1m\xEF\xBF\xBD\xEF\xBF\xBD");
  buf_free(&b);
}

/* json */

static void json_escapes(void **state) {
  (void)state;
  struct buf b = {0};
  json_put_string(&b, STR("q\" b\\ n\n r\r t\t nul\0 <&> \x1f \x7f"));
  expect_str(buf_str(&b), "\"q\\\" b\\\\ n\\n r\\r t\\t nul\\u0000 "
                          "\\u003c\\u0026> \\u001f \\u007f\"");
  buf_clear(&b);
  json_put_string(&b, STR("\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA"));
  expect_str(buf_str(&b), "\"\\u2028\\u2029\xE2\x80\xAA\"");
  buf_clear(&b);
  json_put_string(&b, STR("a\xFF\xE0\xB8z"));
  expect_str(buf_str(&b), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"");
  buf_clear(&b);
  json_put_string(&b, (struct str){0});
  expect_str(buf_str(&b), "\"\"");
  buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(str_compares_bytes),
      cmocka_unit_test(str_finds_and_cuts),
      cmocka_unit_test(str_takes_lines),
      cmocka_unit_test(str_measures_distance),
      cmocka_unit_test(buf_grows),
      cmocka_unit_test(buf_error_sticks),
      cmocka_unit_test(buf_survives_no_memory),
      cmocka_unit_test(arena_zeroes_and_aligns),
      cmocka_unit_test(arena_copies),
      cmocka_unit_test(arena_pushes),
      cmocka_unit_test(arena_out_of_memory_exits),
      cmocka_unit_test(utf8_checks),
      cmocka_unit_test(utf8_decodes),
      cmocka_unit_test(utf8_cuts_at_characters),
      cmocka_unit_test(utf8_counts_cells),
      cmocka_unit_test(utf8_prints_safely),
      cmocka_unit_test(json_escapes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
