#ifndef WM_RESOLVE_STEPS_H
#define WM_RESOLVE_STEPS_H

/* The steps of resolve_course, one file each. Not for other stages. */

#include "course/exercise.h"

struct resolver {
  struct arena *arena;
  struct diags *diags;
  struct course *course;
  struct lesson_plan *plan;
  struct id_table *ids;
};

/* ids.c: every id of the course and where it stands. */
struct id_table *ids_create(struct arena *a);
/* False, with E-ID-DUP and a note at the first, when `id` is taken. */
bool ids_add(struct resolver *r, struct str id, struct loc at,
             const struct module *m);
/* The module an id stands in, or NULL. */
const struct module *ids_find(const struct resolver *r, struct str id);
/* The nearest known id, as diag_nearest. */
const char *ids_nearest(const struct resolver *r, struct str id);
void ids_collect(struct resolver *r, struct module *m);

/* scopes.c: numbers the {{ }} and computed blocks below `root` into `scope`;
 * exercises below it are left to their own scope. */
void scope_collect(struct resolver *r, struct scope *scope, struct node *root);
/* The first word of a code block is "lua"; its second word, or "". */
bool lua_block(const struct node *code_block, struct str *second);

/* exercises.c: reads each ::: exercise below `m` into the plan. */
void exercises_collect(struct resolver *r, struct module *m);

/* hash.c: fills ex->hash; after data_use and exercises. */
void exercise_hash(struct resolver *r, struct exercise *ex);

/* answer_blocks.c: takes ::: order, match and accept, and ```lua starter, into
 * the exercise. True when `n` was one of them; *written tells whether it stays
 * in the prompt. */
bool answer_block_read(struct resolver *r, struct exercise *ex, struct node *n,
                       bool *written);

/* quizzes.c: reads each ::: quiz of a module, before its exercises. */
void quizzes_collect(struct resolver *r, struct module *m);
/* The quiz whose container holds `exercise`, or NULL. */
struct quiz *quiz_around(struct resolver *r, const struct node *exercise);

/* attributes.c: a whole number from `least` to `most`, else `absent` with an
 * error. */
int attribute_number(struct resolver *r, const struct node *n, const char *key,
                     int least, int most, int absent);
/* Errors for keys that `n` does not know; `known` ends with an empty str. */
void attributes_check(struct resolver *r, const struct node *n,
                      const char *what, const struct str *known);

/* links.c: checks and fills links and images below `m`. */
void links_check(struct resolver *r, struct module *m);

/* terms.c: the term that a link `term:ID` names; others are left alone. */
bool term_link_check(struct resolver *r, const struct module *m,
                     struct node *link);
/* After all links: reports the terms that none of them names. */
void terms_check_used(struct resolver *r);

/* data_use.c: marks the resources that the module's Lua names. */
void data_use_collect(struct resolver *r, struct module *m);
/* The same for one piece of Lua whose first byte stands at `at`. */
void data_use_scan(struct resolver *r, struct str lua, struct loc at);

#endif
