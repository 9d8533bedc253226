/* The gaps in an exercise's text against the answers its logic defines. */
#include "course/gaps.h"

static const struct drawn_gap *find_answer(const struct drawn_scope *drawn,
                                           struct str name) {
  for (size_t i = 0; i < drawn->gap_count; i++)
    if (str_eq(drawn->gaps[i].name, name))
      return &drawn->gaps[i];
  return NULL;
}

static const char *nearest_answer(struct arena *a,
                                  const struct drawn_scope *drawn,
                                  struct str name) {
  struct str *names = arena_array(a, struct str, drawn->gap_count);
  for (size_t i = 0; i < drawn->gap_count; i++)
    names[i] = drawn->gaps[i].name;
  return diag_nearest(a, name, names, drawn->gap_count);
}

static const struct node *find_gap(const struct exercise *ex, struct str name,
                                   const struct node *before) {
  struct node *root = ex->container;
  for (struct node *n = root; n && n != before; n = node_walk(root, n))
    if (n->kind == NODE_GAP && str_eq(n->text, name))
      return n;
  return NULL;
}

static void check_gap(struct arena *a, struct diags *d,
                      const struct exercise *ex,
                      const struct drawn_scope *drawn, const struct node *gap) {
  const struct drawn_gap *answer = find_answer(drawn, gap->text);
  const struct node *first = find_gap(ex, gap->text, gap);
  if (!answer)
    diag_error(d, gap->at, "E-GAP-ANSWER",
               "the gap [[%.*s]] has no answer: the exercise's Lua should set "
               "answers.%.*s%s",
               STR_ARG(gap->text), STR_ARG(gap->text),
               nearest_answer(a, drawn, gap->text));
  else if (answer->kind != GAP_NUMBER)
    diag_error(d, gap->at, "E-GAP-KIND",
               "the answer to [[%.*s]] is a choice, which cannot stand in a "
               "gap",
               STR_ARG(gap->text));
  if (first) {
    diag_error(d, gap->at, "E-GAP-DUP", "the gap [[%.*s]] stands here twice",
               STR_ARG(gap->text));
    diag_note(d, first->at, NULL, "first here");
  }
}

void gaps_check(struct arena *a, struct diags *d, const struct exercise *ex,
                const struct drawn_scope *drawn) {
  struct node *root = ex->container;
  for (struct node *n = root; n; n = node_walk(root, n))
    if (n->kind == NODE_GAP)
      check_gap(a, d, ex, drawn, n);
  for (size_t i = 0; i < drawn->gap_count; i++) {
    struct str name = drawn->gaps[i].name;
    if (drawn->gap_count > 1 && !find_gap(ex, name, NULL))
      diag_error(d, ex->container->at, "E-ANSWER-GAP",
                 "answers.%.*s has no gap in the text: write [[%.*s]] where it "
                 "is to be typed",
                 STR_ARG(name), STR_ARG(name));
  }
}
