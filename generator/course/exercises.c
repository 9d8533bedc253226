/* Reads each ::: exercise of a module: its logic, options, hints, feedback and
 * solution. */
#include "course/resolve_steps.h"

static const char *const PARTS[] = {"hint",  "feedback", "solution",
                                    "order", "match",    "accept"};
static const struct str KEYS[] = {
    {"id", 2},       {"class", 5},   {"title", 5}, {"points", 6},
    {"multiple", 8}, {"shuffle", 7}, {0},
};

static bool named(const struct node *n, const char *name) {
  return n->kind == NODE_CONTAINER && str_is(n->as.container.name, name);
}

static bool named_any(const struct node *n, const char *const *names,
                      size_t count) {
  for (size_t i = 0; i < count; i++)
    if (named(n, names[i]))
      return true;
  return false;
}

static bool is_part(const struct node *n) {
  return named_any(n, PARTS, sizeof PARTS / sizeof *PARTS);
}

/* A list all of whose items are - [ ] or - [x]; half of them is an error. */
static bool is_task_list(struct resolver *r, const struct node *list) {
  size_t tasks = 0, items = 0;
  const struct node *plain = NULL;
  for (const struct node *item = list->first; item; item = item->next) {
    items++;
    tasks += item->as.item.task != TASK_NONE;
    if (item->as.item.task == TASK_NONE && !plain)
      plain = item;
  }
  if (tasks && tasks < items)
    diag_error(r->diags, plain->at, "E-OPTION-MARK",
               "this option has neither [x] (right) nor [ ] (wrong)");
  return tasks > 0;
}

static void read_option(struct resolver *r, struct exercise *ex,
                        struct node *item) {
  struct option *o =
      ARENA_PUSH(r->arena, ex->options, ex->option_count, ex->option_cap);
  o->item = item;
  o->right = item->as.item.task == TASK_DONE;
  if (item->last && item->last->kind == NODE_QUOTE) {
    o->feedback = item->last;
    node_unlink(o->feedback);
  }
  if (!item->first)
    diag_error(r->diags, item->at, "E-OPTION-EMPTY", "an option has no text");
}

static void read_task_list(struct resolver *r, struct exercise *ex,
                           struct node *list) {
  size_t right = 0;
  ex->task_list = list;
  for (struct node *item = list->first; item; item = item->next) {
    read_option(r, ex, item);
    right += item->as.item.task == TASK_DONE;
  }
  if (right == 0)
    diag_error(r->diags, list->at, "E-CHOICE-NONE-RIGHT",
               "no option is right: mark one with [x]");
  if (right > 1 && !ex->multiple)
    diag_error(r->diags, list->at, "E-CHOICE-MANY-RIGHT",
               "%zu options are right: write {multiple} after the exercise's "
               "id, or leave one [x]",
               right);
  if (ex->option_count < 2)
    diag_error(r->diags, list->at, "E-CHOICE-FEW",
               "a choice needs at least two options");
}

static void read_feedback(struct resolver *r, struct exercise *ex,
                          struct node *n) {
  struct str on = attr_value(n->attrs, "on");
  if (on.len == 0) {
    diag_error(
        r->diags, n->at, "E-FEEDBACK-ON",
        "feedback does not say when it is shown: {on=right}, {on=wrong}, "
        "{on=partly} or the name of an expected mistake");
    return;
  }
  for (size_t i = 0; i < ex->feedback_count; i++)
    if (str_eq(ex->feedback[i].on, on)) {
      diag_error(r->diags, n->at, "E-FEEDBACK-DUP",
                 "there is feedback for '%.*s' already", STR_ARG(on));
      diag_note(r->diags, ex->feedback[i].container->at, NULL, "first here");
    }
  *ARENA_PUSH(r->arena, ex->feedback, ex->feedback_count, ex->feedback_cap) =
      (struct feedback){on, n};
}

static void read_part(struct resolver *r, struct exercise *ex, struct node *n) {
  if (named(n, "hint")) {
    *ARENA_PUSH(r->arena, ex->hints, ex->hint_count, ex->hint_cap) = n;
  } else if (named(n, "feedback")) {
    read_feedback(r, ex, n);
  } else if (ex->solution) {
    diag_error(r->diags, n->at, "E-SOLUTION-DUP",
               "an exercise has one solution");
    diag_note(r->diags, ex->solution->at, NULL, "first here");
  } else {
    ex->solution = n;
  }
}

static void read_logic(struct resolver *r, struct exercise *ex,
                       struct node *n) {
  struct loc at = n->as.code.code_at;
  at.col = at.col ? at.col : 1;
  ex->logic = n;
  data_use_scan(r, n->text, at);
}

static void check_second_word(struct resolver *r, const struct node *n,
                              struct str second) {
  if (str_is(second, "setup"))
    diag_error(r->diags, n->at, "E-SETUP-PLACE",
               "```lua setup belongs to the module, outside exercises");
}

/* Takes what is not the prompt out of the exercise's tree. */
static void read_children(struct resolver *r, struct exercise *ex) {
  struct node *next;
  for (struct node *n = ex->container->first; n; n = next) {
    struct str second;
    bool written;
    next = n->next;
    if (lua_block(n, &second) && !str_is(second, "starter")) {
      check_second_word(r, n, second);
      if (second.len == 0 && !ex->logic) {
        read_logic(r, ex, n);
        node_unlink(n);
      }
    } else if (answer_block_read(r, ex, n, &written)) {
      if (!written)
        node_unlink(n);
    } else if (is_part(n)) {
      node_unlink(n);
      read_part(r, ex, n);
    } else if (n->kind == NODE_LIST && !ex->task_list && is_task_list(r, n)) {
      read_task_list(r, ex, n);
    }
  }
}

static void check_complete(struct resolver *r, const struct exercise *ex) {
  if (!ex->logic && !ex->task_list && !ex->order_count && !ex->match_count &&
      !ex->accept_count)
    diag_error(
        r->diags, ex->container->at, "E-EXERCISE-NO-ANSWER",
        "the exercise has no answer: a ```lua block that sets "
        "'answer', a list of options with - [x] and - [ ], or ::: order, "
        "::: match or ::: accept");
  if (!ex->container->first)
    diag_error(r->diags, ex->container->at, "E-EXERCISE-EMPTY",
               "the exercise has no text");
}

static void read_exercise(struct resolver *r, struct module *m,
                          struct node *n) {
  struct attr *id = attr_find(n->attrs, "id");
  struct exercise *ex =
      ARENA_PUSH(r->arena, r->plan->exercises, r->plan->exercise_count,
                 r->plan->exercise_cap);
  if (!id)
    diag_error(r->diags, n->at, "E-EXERCISE-ID",
               "an exercise needs an id of its own: ::: exercise {#my-id}");
  ex->id = id ? id->value
              : arena_printf(r->arena, "exercise-%zu", r->plan->exercise_count);
  ex->module = m;
  ex->container = n;
  ex->title = attr_find(n->attrs, "title");
  ex->points = attribute_number(r, n, "points", 1, 1000, 1);
  ex->quiz = quiz_around(r, n);
  ex->multiple = attr_find(n->attrs, "multiple") != NULL;
  ex->shuffle = attr_find(n->attrs, "shuffle") != NULL;
  attributes_check(r, n, "an exercise", KEYS);
  scope_collect(r, &ex->scope, n);
  read_children(r, ex);
  check_complete(r, ex);
}

/* What stands where it has no meaning. */
static void check_place(struct resolver *r, const struct node *n,
                        const struct node *exercise) {
  if (is_part(n) && n->parent != exercise)
    diag_error(r->diags, n->at, "E-CONTAINER-PLACE",
               "'%.*s' belongs directly inside an exercise",
               STR_ARG(n->as.container.name));
  if (named(n, "quiz") && exercise)
    diag_error(r->diags, n->at, "E-CONTAINER-PLACE",
               "a quiz stands around exercises, not inside one");
  if (n != exercise && exercise && named(n, "exercise"))
    diag_error(r->diags, n->at, "E-EXERCISE-NESTED",
               "an exercise cannot stand inside another exercise");
  if (n->kind == NODE_GAP && !exercise)
    diag_error(r->diags, n->at, "E-GAP-PLACE",
               "the gap [[%.*s]] stands outside an exercise", STR_ARG(n->text));
}

void exercises_collect(struct resolver *r, struct module *m) {
  struct node *next;
  for (struct node *n = m->body; n; n = next) {
    bool exercise = named(n, "exercise");
    next = exercise ? node_walk_over(m->body, n) : node_walk(m->body, n);
    if (!exercise) {
      check_place(r, n, NULL);
      continue;
    }
    for (struct node *in = n; in; in = node_walk(n, in))
      check_place(r, in, n);
    read_exercise(r, m, n);
  }
}
