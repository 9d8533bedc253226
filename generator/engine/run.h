#ifndef WM_ENGINE_RUN_H
#define WM_ENGINE_RUN_H

/* One draw of an exercise, or of a module's prose: a fresh sandbox in which the
 * module's setup and the exercise's logic have run, and what they left. Every
 * request makes its own, so nothing leaks from one to the next. */

#include "engine/answer.h"
#include "engine/pool.h"
#include "engine/sandbox.h"

enum {
  GAPS_MAX = 100,
  EXPECTS_MAX = 200,
  TESTS_MAX = 500,
  CALLS_MAX = 40,
  YEAR_MAX = 3000
};

struct gap {
  struct str name;
  struct answer answer;
};

/* expect(id, value[, gap]), and what is kept of slips{} and follow() */
struct expected {
  struct str id, gap_name; /* gap_name "" if not given */
  int line;
  int gap; /* place among the gaps, once they are known */
  enum {
    EXPECT_NUMBER,
    EXPECT_LIST,
    EXPECT_TEXT,
    EXPECT_OTHER, /* what only code gives back */
    EXPECT_NOTHING
  } kind;
  struct value value;
  bool computed; /* by slips{} */
  int reference; /* in Lua's registry, of a call of slips or follow */
};

/* A value of accept or reject for one gap. */
struct test_value {
  struct str gap; /* "" for the only one */
  enum { TEST_NUMBER, TEST_TEXT, TEST_LIST } kind;
  double number;
  struct str text;
  struct numbers list;
};

struct author_test {
  bool accept;
  int line;
  struct str wanted; /* diagnosis of reject; ptr NULL if none */
  struct test_value *values;
  size_t count;
};

struct run {
  const struct store *store;
  struct failure *failure;
  json module, exercise; /* exercise NULL: the module's prose */
  json scope;            /* whose expressions and blocks: one of the two */
  struct str id, file;
  uint64_t seed;
  struct sandbox *sandbox;
  struct pool pool;
  struct gap gaps[GAPS_MAX];
  size_t gap_count;
  struct answer grid; /* kind ANSWER_GRID when the exercise has one */
  struct expected expects[EXPECTS_MAX];
  size_t expect_count;
  struct expected slips[CALLS_MAX], follows[CALLS_MAX]; /* calls: lua_slips.h */
  size_t slip_count, follow_count;
  struct author_test tests[TESTS_MAX];
  size_t test_count;
  bool has_check;
  struct returned returned; /* of a learner's code (code.h) */
  struct run *codes;        /* run for this one; the next of them */
  uint8_t *data_used; /* per dataset of the store: its place in order + 1 */
  size_t data_used_count;
  struct buf scratch;              /* texts on their way into Lua */
  uint8_t years[YEAR_MAX / 8 + 1]; /* values seen in year columns */
};

/* Runs setup and logic. NULL with *failure set. To be freed also when anything
 * later fails. */
struct run *run_start(const struct store *store, struct engine_limits limits,
                      json module, json exercise, uint64_t seed,
                      struct failure *failure);
void run_free(struct run *r); /* NULL is allowed; its codes too */
/* A run of nothing yet, with an empty state; NULL with *failure set. */
struct run *run_open(const struct store *store, struct engine_limits limits,
                     struct failure *failure);
struct run *run_of(lua_State *L);

/* Evaluates expression `index` of the scope and appends its text. */
bool run_text(struct run *r, size_t index, struct buf *out);
/* XHTML parts with the values of expressions between (protocol.md). */
bool run_parts(struct run *r, json parts, struct buf *out);
/* The block at `index` as XHTML. */
bool run_block(struct run *r, size_t index, struct buf *out);
/* Place of a gap by name, or SIZE_MAX. */
size_t run_gap(const struct run *r, struct str name);

/* In the sandbox: the environment of the exercise (or of the prose). */
void run_push_environment(lua_State *L);

#endif
