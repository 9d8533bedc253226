/* From a course as read to its lesson plan: the order of the steps. */
#include "course/resolve.h"

#include "course/resolve_steps.h"
#include "markdown/maths.h"

struct exercise *plan_exercise(const struct lesson_plan *p, struct str id) {
  for (size_t i = 0; i < p->exercise_count; i++)
    if (str_eq(p->exercises[i].id, id))
      return &p->exercises[i];
  return NULL;
}

struct exercise *plan_exercise_of(const struct lesson_plan *p,
                                  const struct node *container) {
  for (size_t i = 0; i < p->exercise_count; i++)
    if (p->exercises[i].container == container)
      return &p->exercises[i];
  return NULL;
}

static void convert_maths(struct resolver *r) {
  size_t count = r->course->module_count;
  struct node **bodies = arena_array(r->arena, struct node *, count);
  for (size_t i = 0; i < count; i++)
    bodies[i] = r->course->modules[i].body;
  maths_convert(r->arena, r->diags, bodies, count);
}

struct lesson_plan *resolve_course(struct arena *a, struct diags *d,
                                   struct course *c) {
  struct lesson_plan *plan = arena_new(a, struct lesson_plan);
  struct resolver r = {a, d, c, plan, ids_create(a)};
  plan->course = c;
  plan->module_scopes = arena_array(a, struct scope, c->module_count);
  convert_maths(&r);
  for (size_t i = 0; i < c->module_count; i++)
    ids_collect(&r, &c->modules[i]);
  for (size_t i = 0; i < c->module_count; i++)
    quizzes_collect(&r, &c->modules[i]); /* all, before any is pointed at */
  for (size_t i = 0; i < c->module_count; i++) {
    struct module *m = &c->modules[i];
    scope_collect(&r, &plan->module_scopes[i], m->body);
    links_check(&r, m);
    data_use_collect(&r, m);
    exercises_collect(&r, m); /* last: takes parts out of the tree */
  }
  terms_check_used(&r);
  for (size_t i = 0; i < plan->exercise_count; i++)
    exercise_hash(&r, &plan->exercises[i]);
  return plan;
}
