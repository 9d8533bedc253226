#ifndef WM_EXERCISE_H
#define WM_EXERCISE_H

/* Exercises and computed text as resolve finds them in the modules' trees, and
 * what the engine drew for one language. The writers read these. */

#include "course/course.h"

/* One {{ }}. A NODE_COMPUTED knows its place here by as.computed.index; those
 * in attributes have no node. */
struct expression {
  struct node *node; /* or NULL */
  struct str code;
  struct loc at; /* of the code */
};

/* A ```lua table or ```lua chart block, shown in place of its node. */
struct block {
  struct node *node;
  bool chart;
};

/* Where names are looked up and computed text is numbered: a module's prose, or
 * one exercise. */
struct scope {
  struct expression *expressions;
  size_t expression_count, expression_cap;
  struct block *blocks;
  size_t block_count, block_cap;
};

enum gap_kind {
  GAP_NUMBER,
  GAP_CHOICE,
  GAP_TEXT,
  GAP_ORDER,
  GAP_MATCH,
  GAP_RECORDS,
  GAP_CODE,
  GAP_OPEN
};

/* A choice written as a task list. */
struct option {
  struct node *item;     /* NODE_ITEM; its content without the feedback */
  struct node *feedback; /* NODE_QUOTE unlinked from the item, or NULL */
  bool right;
};

struct feedback {
  struct str on;
  struct node *container;
};

/* Answers written in Markdown, each for a gap ("answer" when not named). */
struct order_list {
  struct str gap;
  struct node *container; /* the ::: order; stays in the prompt */
  struct node *list;      /* NODE_LIST, items in the right order */
};

struct match_table {
  struct str gap;
  struct node *container; /* the ::: match; stays in the prompt */
  struct node *table;     /* NODE_TABLE of two columns */
  size_t left, right;     /* right >= left: extra right items come last */
};

struct accept_list {
  struct str gap;
  struct node *container; /* the ::: accept; not written */
};

struct starter {
  struct str gap;
  struct node *code; /* ```lua starter; not written as a listing */
};

struct exercise {
  struct str id;
  struct module *module;
  struct node *container; /* the ::: exercise */
  struct attr *title;     /* with parts when computed; NULL: untitled */
  int points;
  struct node *logic;     /* ```lua code block, or NULL; not written */
  struct node *task_list; /* NODE_LIST with the options, or NULL */
  struct option *options;
  size_t option_count, option_cap;
  bool multiple, shuffle;
  struct order_list *orders;
  size_t order_count, order_cap;
  struct match_table *matches;
  size_t match_count, match_cap;
  struct accept_list *accepts;
  size_t accept_count, accept_cap;
  struct starter *starters;
  size_t starter_count, starter_cap;
  struct quiz *quiz; /* the ::: quiz it stands in, or NULL */
  struct feedback *feedback;
  size_t feedback_count, feedback_cap;
  struct node **hints; /* containers, in order */
  size_t hint_count, hint_cap;
  struct node *solution; /* container or NULL */
  struct scope scope;
  struct str hash; /* of logic, setup, data: 16 hex digits */
};

/* A group of exercises with a pass mark. */
struct quiz {
  struct str id;
  struct module *module;
  struct node *container;
  struct attr *title; /* NULL: untitled */
  int pass;           /* percent, -1: none */
  int tries;          /* 0: as many as one likes */
  bool shuffle;
};

/* A list of items by number, from 1: options, things to order, both sides of a
 * match. */
struct drawn_items {
  int *shown; /* numbers in the order shown */
  size_t count;
  struct str *texts; /* by number; NULL when they stand in the Markdown */
};

/* What the engine said about one gap for the seed shown (protocol.md). */
struct drawn_gap {
  struct str name;
  enum gap_kind kind;
  struct str answer; /* number, text: one as the locale types it, or "" */
  struct str unit;   /* number; "" if none */
  int decimals;      /* number; -1: not asked */
  int paper;         /* paper check; -1: none */
  bool multiple;     /* choice */
  struct drawn_items items; /* choice, order, match (right-hand side) */
  struct drawn_items left;  /* match: n belongs to n; in their own order */
  int *right;               /* choice, records: the right numbers */
  size_t right_count;
  struct str table;   /* records: XHTML with a check box a row */
  struct str starter; /* code */
};

struct drawn_scope {
  struct str *texts;  /* one per expression */
  struct str *blocks; /* XHTML, one per block */
  bool variants;
  struct drawn_gap *gaps;
  size_t gap_count;
  struct str grid;  /* XHTML of a table whose cells are gaps, or "" */
  struct str *data; /* names of the resources it read */
  size_t data_count;
};

/* A course drawn for one language: parallel to modules and exercises. */
struct evaluation {
  struct str language; /* of the edition: BCP 47 */
  int percent;         /* of its texts that are in that language */
  struct drawn_scope *modules;
  struct drawn_scope *exercises;
  struct str load; /* the engine's `load` request without data, as JSON */
};

/* The exercises of a course, and the scopes of its modules' prose. */
struct lesson_plan {
  struct course *course;
  struct exercise *exercises;
  size_t exercise_count, exercise_cap;
  struct quiz *quizzes;
  size_t quiz_count, quiz_cap;
  struct scope *module_scopes; /* one per module */
};

/* As in replies and in the page: "number". */
const char *gap_kind_name(enum gap_kind kind);

struct exercise *plan_exercise(const struct lesson_plan *p, struct str id);
/* The exercise whose container this is, or NULL. */
struct exercise *plan_exercise_of(const struct lesson_plan *p,
                                  const struct node *container);

#endif
