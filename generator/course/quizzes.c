/* Reads each ::: quiz: a group of exercises with a pass mark. */
#include "course/resolve_steps.h"

static const struct str KEYS[] = {
    {"id", 2},    {"class", 5},   {"title", 5}, {"pass", 4},
    {"tries", 5}, {"shuffle", 7}, {0},
};

static bool is_quiz(const struct node *n) {
  return n->kind == NODE_CONTAINER && str_is(n->as.container.name, "quiz");
}

static bool has_exercise(struct node *quiz) {
  for (struct node *n = quiz; n; n = node_walk(quiz, n))
    if (n->kind == NODE_CONTAINER && str_is(n->as.container.name, "exercise"))
      return true;
  return false;
}

static void read_quiz(struct resolver *r, struct module *m, struct node *n) {
  struct attr *id = attr_find(n->attrs, "id");
  struct lesson_plan *p = r->plan;
  attributes_check(r, n, "a quiz", KEYS);
  if (!id)
    diag_error(r->diags, n->at, "E-QUIZ-ID",
               "a quiz needs an id of its own: ::: quiz {#my-quiz}");
  if (!has_exercise(n))
    diag_error(r->diags, n->at, "E-QUIZ-EMPTY", "the quiz has no exercise");
  *ARENA_PUSH(r->arena, p->quizzes, p->quiz_count, p->quiz_cap) =
      (struct quiz){.id = id ? id->value : STR(""),
                    .module = m,
                    .container = n,
                    .title = attr_find(n->attrs, "title"),
                    .pass = attribute_number(r, n, "pass", 0, 100, -1),
                    .tries = attribute_number(r, n, "tries", 1, 100, 0),
                    .shuffle = attr_find(n->attrs, "shuffle") != NULL};
}

void quizzes_collect(struct resolver *r, struct module *m) {
  for (struct node *n = m->body; n; n = node_walk(m->body, n)) {
    if (!is_quiz(n))
      continue;
    for (struct node *up = n->parent; up; up = up->parent)
      if (is_quiz(up))
        diag_error(r->diags, n->at, "E-QUIZ-NESTED",
                   "a quiz cannot stand inside another quiz");
    read_quiz(r, m, n);
  }
}

struct quiz *quiz_around(struct resolver *r, const struct node *exercise) {
  for (const struct node *up = exercise->parent; up; up = up->parent)
    for (size_t i = 0; is_quiz(up) && i < r->plan->quiz_count; i++)
      if (r->plan->quizzes[i].container == up)
        return &r->plan->quizzes[i];
  return NULL;
}
