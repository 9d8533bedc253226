#ifndef WM_SETTINGS_HELP_H
#define WM_SETTINGS_HELP_H

/* For the tests of what reads settings: an arena, diagnostics and what they
 * say. */

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
  struct buf printed;
};

static inline int set_up(void **state) {
  static struct fixture f;
  f = (struct fixture){.arena = arena_create()};
  f.diags = diags_create(f.arena);
  *state = &f;
  return 0;
}

static inline int tear_down(void **state) {
  struct fixture *f = *state;
  buf_free(&f->printed);
  arena_destroy(f->arena);
  return 0;
}

/* Starts anew within a test. */
static inline void fresh(void **state) {
  tear_down(state);
  set_up(state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* All that was reported so far, as text. */
static inline const char *printed(struct fixture *f) {
  buf_clear(&f->printed);
  diags_print(f->diags, (struct diag_style){0}, &f->printed);
  return f->printed.ptr ? f->printed.ptr : "";
}

static inline void expect_clean(struct fixture *f) {
  const char *said = printed(f);
  if (*said)
    fail_msg("expected no diagnostics, got:\n%s", said);
}

/* Exactly `count` errors, one of them with these words. */
static inline void expect_errors(struct fixture *f, size_t count,
                                 const char *words) {
  const char *said = printed(f);
  if (diags_errors(f->diags) != count || !strstr(said, words))
    fail_msg("expected %zu errors with '%s', got:\n%s", count, words, said);
}

static inline void expect_str(struct str got, const char *expected) {
  if (!str_is(got, expected))
    fail_msg("expected '%s', got '%.*s'", expected, STR_ARG(got));
}

static inline uint32_t source(struct fixture *f, const char *name,
                              struct str text) {
  return diags_add_source(f->diags, str_from(name), text);
}

/* `text` repeated, in the arena. */
static inline struct str repeated(struct fixture *f, const char *text,
                                  size_t times) {
  size_t len = strlen(text);
  char *all = arena_alloc(f->arena, len * times + 1);
  for (size_t i = 0; i < times; i++)
    memcpy(all + i * len, text, len);
  return (struct str){all, len * times};
}

#endif
