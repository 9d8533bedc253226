#ifndef WM_REPLY_H
#define WM_REPLY_H

/* The engine's replies (engine/protocol.md) as C structures, in an arena. */

#include "course/exercise.h"

struct reply_error {
  struct str kind, message, file;
  uint32_t line, col;
};

/* True when the reply is an error, or no JSON at all (kind "reply"). */
bool reply_is_error(struct arena *a, struct str json,
                    struct reply_error *error);
/* A `draw` reply that is no error. */
void reply_draw(struct arena *a, struct str json, struct drawn_scope *out);

/* What one author's test, or the exercise's own answer, came to. */
struct test_result {
  uint32_t line;
  bool accept; /* accept(…), else reject(…) */
  bool ok;
  struct str given; /* as typed; of several gaps "name=text, …" */
  struct str state, diagnosis, wanted;
};

struct test_problem {
  uint32_t line;
  struct str code, message;
};

struct test_report {
  struct test_result own;
  struct test_result *tests;
  size_t test_count;
  struct test_problem *problems;
  size_t problem_count;
  struct str *expects; /* ids of expected mistakes */
  size_t expect_count;
};

/* A `test` reply that is no error. */
void reply_test(struct arena *a, struct str json, struct test_report *out);

#endif
