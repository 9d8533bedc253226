#ifndef WM_ENGINE_ANSWER_H
#define WM_ENGINE_ANSWER_H

/* Answers and how what a learner gave compares with them. Each kind has a file
 * answer_KIND.c; the rules are format.md's. Plain C, no Lua. */

#include "engine/pool.h"
#include "engine/returned.h"
#include "engine/store.h"

enum answer_kind {
  ANSWER_NUMBER,
  ANSWER_CHOICE,
  ANSWER_TEXT,
  ANSWER_ORDER,
  ANSWER_MATCH,
  ANSWER_RECORDS,
  ANSWER_OPEN,
  ANSWER_CODE,
  ANSWER_GRID /* only until its cells have become gaps */
};
enum { OPTIONS_MAX = 60, ROWS_MAX = 2000 };

/* Item, option or row numbers, from 1. */
struct numbers {
  const int *items;
  int count;
};

struct number_answer {
  double value;
  int decimals;            /* -1: not asked */
  int sigfigs;             /* -1 */
  double tolerance;        /* absolute; -1: none */
  double relative;         /* -1: none */
  double min, max;         /* NaN: none */
  const struct str *units; /* spellings of one unit, the first is shown */
  int unit_count;
  bool year;
  bool share;    /* 44.7 % is read as 0.447 */
  bool fraction; /* 3/8 is read as 0.375 */
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

struct text_answer {
  const struct str *accepted; /* as written; those of ::: accept come last */
  int count;
  struct str pattern; /* Lua pattern for the whole folded text; "" if none */
  bool fold;
};

/* Items in the right order are 1 to count. */
struct order_answer {
  int count;
  const struct str *texts; /* NULL: written in Markdown */
};

/* Left item i belongs to right item i; more right items are wrong ones. */
struct match_answer {
  int left, right;
  const struct str *left_texts, *right_texts; /* NULL: in Markdown */
};

struct records_answer {
  int rows;
  struct numbers right;
  int dataset; /* reference in Lua's registry */
};

struct grid_answer {
  int dataset;       /* reference in Lua's registry */
  const bool *blank; /* by column */
  int decimals;      /* of the cells; -1: not asked */
};

/* Comparing needs Lua and is marking.c's. */
struct code_answer {
  struct returned expect;
  struct str starter; /* "" if none, or in Markdown */
};

struct answer {
  enum answer_kind kind;
  int line; /* where it was made; 0: in the prompt */
  union {
    struct number_answer number;
    struct choice_answer choice;
    struct text_answer text;
    struct order_answer order;
    struct match_answer match;
    struct records_answer records;
    struct grid_answer grid;
    struct code_answer code;
  } as;
};

/* What was given, once read. */
struct value {
  double number;
  uint64_t chosen;
  struct numbers list;      /* order, match, records */
  struct str text;          /* text, open, code: as typed */
  bool by_pattern;          /* text: the pattern fits; found out by marking */
  struct returned returned; /* code: likewise */
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
                 struct pool *pool, struct str typed, struct value *out,
                 struct buf *why);
/* Right by the answer's own rule. */
bool answer_right(const struct answer *a, struct value given);
/* Equal to `wanted` by the rule: for expected mistakes. */
bool answer_matches(const struct answer *a, struct value given,
                    struct value wanted);
/* What is left after right and the expected mistakes: partly or wrong. */
struct mark answer_rest(const struct answer *a, struct value given);
/* The right answer as the locale would type it. */
void answer_type(struct buf *out, const struct answer *a,
                 const struct store *store, struct pool *pool);
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

bool text_read_typed(const struct store *store, struct pool *pool,
                     struct str typed, struct str *out, struct buf *why);
/* Equal as the answer compares: folded unless it says otherwise. */
bool text_same(const struct text_answer *a, struct str given,
               struct str wanted);
bool text_right(const struct text_answer *a, struct value given);

/* Lists of numbers (order, match, records) as typed: "3,1,2". */
bool list_read_typed(const struct answer *a, const struct store *store,
                     struct pool *pool, struct str typed, struct numbers *out,
                     struct buf *why);
bool list_same(const struct answer *a, struct numbers given,
               struct numbers wanted);
bool list_right(const struct answer *a, struct numbers given);
/* Order: pairs of items in the right order minus pairs in the wrong one, over
 * all pairs (Kendall's tau), never below 0. Match: the share of left items
 * matched right. Records: right rows minus wrong ones, never below 0, over the
 * right ones. */
struct mark list_mark(const struct answer *a, struct numbers given);
void list_put(struct buf *out, struct numbers list);
/* The right answer in the pool; NULL items when there is no memory. */
struct numbers list_solution(const struct answer *a, struct pool *pool);
/* How items are shown: a shuffle by the seed, never the right order. `order`
 * gets `count` numbers. */
void list_start(struct str exercise, struct str gap, uint64_t seed, int count,
                int *order);

#endif
