#ifndef WM_ENGINE_ANSWER_H
#define WM_ENGINE_ANSWER_H

/* Answers and how what a learner gave compares with them. Each kind has a file
 * answer_KIND.c; the rules are format.md's. Plain C, no Lua. */

#include "engine/store.h"

enum answer_kind { ANSWER_NUMBER, ANSWER_CHOICE };
enum { OPTIONS_MAX = 60 };

struct number_answer {
  double value;
  int decimals;     /* -1: not asked */
  int sigfigs;      /* -1 */
  double tolerance; /* absolute; -1: none */
  double relative;  /* -1: none */
  double min, max;  /* NaN: none */
  struct str unit;  /* "" if none */
  bool year;
};

struct option {
  bool right;
  struct str on;   /* id of its feedback; "" if none */
  struct str text; /* when computed; ptr NULL for a task list's */
  json feedback;   /* parts, from a task list */
};

struct choice_answer {
  bool multiple, shuffle, computed;
  int count;
  const struct option *options;
  uint64_t right; /* bit N - 1 for option N */
};

struct answer {
  enum answer_kind kind;
  int line; /* where it was made; 0: in the prompt */
  union {
    struct number_answer number;
    struct choice_answer choice;
  } as;
};

/* What was given, once read. */
struct value {
  double number;
  uint64_t chosen;
};

enum state {
  STATE_RIGHT,
  STATE_PARTLY,
  STATE_WRONG,
  STATE_UNREADABLE,
  STATE_ERROR
};
const char *state_name(enum state state);

/* The mark of one gap. */
struct mark {
  enum state state;
  double score;
  struct str diagnosis; /* ptr NULL: none */
  int option;           /* diagnosis option-N when it has no id; 0: none */
};

/* Reads what was typed. False: unreadable, and `why` gets a paragraph that says
 * what form is expected. */
bool answer_read(const struct answer *a, const struct store *store,
                 struct str typed, struct value *out, struct buf *why);
/* Right by the answer's own rule. */
bool answer_right(const struct answer *a, struct value given);
/* Equal to `wanted` by the rule: for expected mistakes. */
bool answer_matches(const struct answer *a, struct value given,
                    struct value wanted);
/* What is left after right and the expected mistakes: partly or wrong. */
struct mark answer_rest(const struct answer *a, struct value given);
/* The right answer as the locale would type it. */
void answer_type(struct buf *out, const struct answer *a,
                 const struct store *store);
/* `value` as a learner would type it in full. */
void answer_type_value(struct buf *out, const struct answer *a,
                       const struct store *store, struct value value);
/* The value as JSON: a number, or a list of option numbers. */
void answer_write_value(struct buf *out, const struct answer *a,
                        struct value value);

bool number_read_typed(const struct number_answer *a, const struct store *store,
                       struct str typed, double *out, struct buf *why);
bool number_right(const struct number_answer *a, double given);
bool number_matches(const struct number_answer *a, double given, double wanted);
/* Truncated, rounded the wrong way, or rounded well to fewer places. */
bool number_misrounded(const struct number_answer *a, double given);
/* As asked: with its decimals or significant figures, not grouped. */
void number_type(struct buf *out, const struct number_answer *a,
                 const struct locale *l);
/* Sum of the digits as asked; -1: no paper check. */
int number_paper(const struct number_answer *a);

bool choice_read_typed(const struct choice_answer *a, const struct store *store,
                       struct str typed, uint64_t *out, struct buf *why);
struct mark choice_mark(const struct choice_answer *a, uint64_t given);
/* How the options are shown: `order` gets `count` option numbers. The gap's
 * name ends in a NUL. */
void choice_order(const struct choice_answer *a, struct str exercise,
                  struct str gap, uint64_t seed, int *order);
/* "1,3" */
void choice_type(struct buf *out, uint64_t chosen);

#endif
