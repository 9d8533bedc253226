/* Diagnostics: order, duplicates, places, carets, JSON, exit status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/diag.h"

struct fixture {
  struct arena *arena;
  struct diags *diags;
  struct buf out;
};

static int set_up(void **state) {
  static struct fixture f;
  f = (struct fixture){.arena = arena_create()};
  f.diags = diags_create(f.arena);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  buf_free(&f->out);
  arena_destroy(f->arena);
  return 0;
}

static void expect_text(struct fixture *f, const char *expected) {
  buf_clear(&f->out);
  diags_print(f->diags, (struct diag_style){0}, &f->out);
  assert_string_equal(f->out.ptr ? f->out.ptr : "", expected);
}

static void nothing_prints_nothing(void **state) {
  struct fixture *f = *state;
  expect_text(f, "");
  assert_int_equal(diags_status(f->diags), 0);
}

static void sorts_by_place_and_drops_duplicates(void **state) {
  struct fixture *f = *state;
  uint32_t one = diags_add_source(f->diags, STR("one.md"), STR(""));
  uint32_t two = diags_add_source(f->diags, STR("two.md"), STR(""));
  diag_error(f->diags, (struct loc){two, 1, 0, 0}, "E-C", "third");
  diag_note(f->diags, (struct loc){one, 1, 0, 0}, NULL, "of the third");
  diag_warn(f->diags, (struct loc){one, 2, 5, 0}, "W-B", "second");
  diag_error(f->diags, (struct loc){one, 2, 1, 0}, "E-A", "first");
  diag_error(f->diags, (struct loc){one, 2, 1, 0}, "E-A", "first");
  diag_error(f->diags, (struct loc){0}, NULL, "no place");
  expect_text(f, "waymark: error: no place\n"
                 "one.md:2:1: error: first [E-A]\n"
                 "one.md:2:5: warning: second [W-B]\n"
                 "two.md:1: error: third [E-C]\n"
                 "one.md:1: note: of the third\n"
                 "4 errors, 1 warning\n");
  assert_int_equal(diags_errors(f->diags), 4);
  assert_int_equal(diags_warnings(f->diags), 1);
  assert_int_equal(diags_status(f->diags), 1);
}

static void failures_raise_the_status(void **state) {
  struct fixture *f = *state;
  diag_warn(f->diags, (struct loc){0}, NULL, "w");
  assert_int_equal(diags_status(f->diags), 0);
  diag_error(f->diags, (struct loc){0}, NULL, "e");
  assert_int_equal(diags_status(f->diags), 1);
  diag_failure(f->diags, (struct loc){0}, NULL, "f");
  assert_int_equal(diags_status(f->diags), 2);
}

static void carets_stand_right(void **state) {
  struct fixture *f = *state;
  uint32_t src = diags_add_source(
      f->diags, STR("a.md"),
      STR("\tx = yy\r\n"
          "\xE0\xB8\x81\xE0\xB8\xB4\xE0\xB8\x99 \xE0\xB8\x99\xE0\xB9\x89\xE0"
          "\xB8\xB3!\n"
          "\xA1\xA2 bad\n"));
  diag_error(f->diags, (struct loc){src, 1, 6, 2}, "E", "tab");
  diag_error(f->diags, (struct loc){src, 2, 11, 9}, "E", "Thai");
  diag_error(f->diags, (struct loc){src, 2, 21, 0}, "E", "end of the line");
  diag_error(f->diags, (struct loc){src, 2, 22, 0}, "E", "beyond");
  diag_error(f->diags, (struct loc){src, 3, 1, 2}, "E", "not UTF-8");
  diag_error(f->diags, (struct loc){src, 9, 1, 0}, "E", "no such line");
  expect_text(f, "a.md:1:6: error: tab [E]\n"
                 "  \tx = yy\n"
                 "  \t    ^^\n"
                 "a.md:2:11: error: Thai [E]\n"
                 "  กิน น้ำ!\n"
                 "     ^^\n"
                 "a.md:2:21: error: end of the line [E]\n"
                 "  กิน น้ำ!\n"
                 "        ^\n"
                 "a.md:2:22: error: beyond [E]\n"
                 "a.md:3:1: error: not UTF-8 [E]\n"
                 "  \xEF\xBF\xBD\xEF\xBF\xBD bad\n"
                 "  ^^\n"
                 "a.md:9:1: error: no such line [E]\n"
                 "6 errors\n");
}

static void long_lines_are_cut_around_the_place(void **state) {
  struct fixture *f = *state;
  char text[5001];
  memset(text, 'a', 5000);
  text[3000] = 'X';
  text[5000] = '\0';
  uint32_t src = diags_add_source(f->diags, STR("a"), str_from(text));
  diag_error(f->diags, (struct loc){src, 1, 3001, 1}, "E", "far");
  buf_clear(&f->out);
  diags_print(f->diags, (struct diag_style){0}, &f->out);
  struct str rest = buf_str(&f->out), quote, carets;
  str_next_line(&rest, &quote);
  str_next_line(&rest, &quote);
  str_next_line(&rest, &carets);
  assert_true(quote.len <= 162);
  assert_int_equal(quote.ptr[carets.len - 1], 'X');
  assert_int_equal(carets.ptr[carets.len - 1], '^');
}

static void messages_are_safe_for_a_terminal(void **state) {
  struct fixture *f = *state;
  diag_error(f->diags, (struct loc){0}, "E", "key '%s'", "a\033[2J\nb");
  expect_text(f, "waymark: error: key 'a\xEF\xBF\xBD[2J\xEF\xBF\xBD"
                 "b' [E]\n1 error\n");
}

static void stops_printing_at_fifty(void **state) {
  struct fixture *f = *state;
  for (int i = 0; i < 60; i++)
    diag_error(f->diags, (struct loc){0}, "E", "number %d", i);
  buf_clear(&f->out);
  diags_print(f->diags, (struct diag_style){0}, &f->out);
  assert_non_null(strstr(f->out.ptr, "number 49 "));
  assert_null(strstr(f->out.ptr, "number 50 "));
  assert_non_null(strstr(f->out.ptr, "… and 10 more\n60 errors\n"));
}

static void json_has_all_of_it(void **state) {
  struct fixture *f = *state;
  uint32_t src = diags_add_source(f->diags, STR("a \"b\".md"), STR("text\n"));
  diag_error(f->diags, (struct loc){src, 1, 2, 3}, "E-X", "say \"%s\"", "<");
  diag_note(f->diags, (struct loc){0}, NULL, "so");
  diags_print(f->diags, (struct diag_style){.json = true}, &f->out);
  assert_string_equal(
      f->out.ptr,
      "[\n{\"severity\":\"error\",\"code\":\"E-X\",\"file\":\"a \\\"b\\\".md\","
      "\"line\":1,\"col\":2,\"length\":3,\"message\":\"say "
      "\\\"\\u003c\\\"\"},\n"
      "{\"severity\":\"note\",\"code\":null,\"file\":\"waymark\",\"line\":0,"
      "\"col\":0,\"length\":0,\"message\":\"so\"}\n]\n");
}

static void json_of_nothing_is_a_list(void **state) {
  struct fixture *f = *state;
  diags_print(f->diags, (struct diag_style){.json = true}, &f->out);
  assert_string_equal(f->out.ptr, "[\n]\n");
}

static void colour_only_when_asked(void **state) {
  struct fixture *f = *state;
  diag_warn(f->diags, (struct loc){0}, "W", "w");
  diags_print(f->diags, (struct diag_style){.colour = true}, &f->out);
  assert_non_null(strstr(f->out.ptr, "\033[1;35mwarning:\033[0m w"));
  buf_clear(&f->out);
  diags_print(f->diags, (struct diag_style){0}, &f->out);
  assert_null(strchr(f->out.ptr, '\033'));
}

static void nearest_is_named_when_near(void **state) {
  struct fixture *f = *state;
  static const struct str names[] = {{"title", 5}, {"licence", 7}};
  assert_string_equal(diag_nearest(f->arena, STR("licens"), names, 2),
                      ", did you mean 'licence'?");
  assert_string_equal(diag_nearest(f->arena, STR("colour"), names, 2), "");
  assert_string_equal(diag_nearest(f->arena, STR("x"), names, 0), "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(nothing_prints_nothing),
      TEST(sorts_by_place_and_drops_duplicates),
      TEST(failures_raise_the_status),
      TEST(carets_stand_right),
      TEST(long_lines_are_cut_around_the_place),
      TEST(messages_are_safe_for_a_terminal),
      TEST(stops_printing_at_fifty),
      TEST(json_has_all_of_it),
      TEST(json_of_nothing_is_a_list),
      TEST(colour_only_when_asked),
      TEST(nearest_is_named_when_near),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
