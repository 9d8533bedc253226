/* The gaps in an exercise's text against the answers its logic defines, and
 * what each kind of answer asks of the exercise around it. */
#include "course/gaps.h"

struct check {
  struct arena *arena;
  struct diags *diags;
  const struct exercise *ex;
  const struct drawn_scope *drawn;
};

bool gap_in_line(enum gap_kind kind) {
  return kind == GAP_NUMBER || kind == GAP_TEXT;
}

static const char *kind_words(enum gap_kind kind) {
  static const char *const WORDS[] = {
      "a number",           "a choice",         "a word",
      "a list to order",    "a table to match", "rows to choose",
      "code to be written", "a free text"};
  return WORDS[kind];
}

/* "r2c3" */
bool gap_is_cell(const struct drawn_scope *drawn, const struct drawn_gap *gap) {
  struct str s = gap->name;
  size_t i = 1;
  if (!drawn->grid.len || s.len < 4 || s.ptr[0] != 'r')
    return false;
  while (i < s.len && char_is_digit(s.ptr[i]))
    i++;
  if (i == 1 || i == s.len || s.ptr[i] != 'c')
    return false;
  size_t digits = ++i;
  while (i < s.len && char_is_digit(s.ptr[i]))
    i++;
  return i == s.len && i > digits;
}

static const struct drawn_gap *find_answer(const struct check *c,
                                           struct str name) {
  for (size_t i = 0; i < c->drawn->gap_count; i++)
    if (str_eq(c->drawn->gaps[i].name, name))
      return &c->drawn->gaps[i];
  return NULL;
}

static const char *nearest_answer(const struct check *c, struct str name) {
  struct str *names = arena_array(c->arena, struct str, c->drawn->gap_count);
  for (size_t i = 0; i < c->drawn->gap_count; i++)
    names[i] = c->drawn->gaps[i].name;
  return diag_nearest(c->arena, name, names, c->drawn->gap_count);
}

static const struct node *find_gap(const struct exercise *ex, struct str name,
                                   const struct node *before) {
  struct node *root = ex->container;
  for (struct node *n = root; n && n != before; n = node_walk(root, n))
    if (n->kind == NODE_GAP && str_eq(n->text, name))
      return n;
  return NULL;
}

bool gap_stands_alone(const struct node *gap) {
  const struct node *p = gap->parent;
  return p && p->kind == NODE_PARAGRAPH && p->first == gap && p->last == gap;
}

/* Its own lines in the exercise show where it is answered. */
static bool has_own_block(const struct exercise *ex, struct str name) {
  for (size_t i = 0; i < ex->order_count; i++)
    if (str_eq(ex->orders[i].gap, name))
      return true;
  for (size_t i = 0; i < ex->match_count; i++)
    if (str_eq(ex->matches[i].gap, name))
      return true;
  return ex->task_list && str_is(name, "answer");
}

static void check_gap(const struct check *c, const struct node *gap) {
  const struct drawn_gap *answer = find_answer(c, gap->text);
  const struct node *first = find_gap(c->ex, gap->text, gap);
  if (!answer)
    diag_error(c->diags, gap->at, "E-GAP-ANSWER",
               "the gap [[%.*s]] has no answer: the exercise's Lua should set "
               "answers.%.*s%s",
               STR_ARG(gap->text), STR_ARG(gap->text),
               nearest_answer(c, gap->text));
  else if (has_own_block(c->ex, gap->text))
    diag_error(c->diags, gap->at, "E-GAP-DUP",
               "the answer to [[%.*s]] is given by its own list or table "
               "already: leave the gap out",
               STR_ARG(gap->text));
  else if (!gap_in_line(answer->kind) && !gap_stands_alone(gap))
    diag_error(c->diags, gap->at, "E-GAP-KIND",
               "the answer to [[%.*s]] is %s, which cannot stand within a "
               "line: make the gap a paragraph of its own",
               STR_ARG(gap->text), kind_words(answer->kind));
  if (first) {
    diag_error(c->diags, gap->at, "E-GAP-DUP",
               "the gap [[%.*s]] stands here twice", STR_ARG(gap->text));
    diag_note(c->diags, first->at, NULL, "first here");
  }
}

/* Where the answer is defined in Markdown, else the exercise. */
static struct loc answer_place(const struct exercise *ex, struct str name) {
  for (size_t i = 0; i < ex->accept_count; i++)
    if (str_eq(ex->accepts[i].gap, name))
      return ex->accepts[i].container->at;
  return ex->container->at;
}

static void check_answer(const struct check *c,
                         const struct drawn_gap *answer) {
  const struct exercise *ex = c->ex;
  if (c->drawn->gap_count > 1 && !has_own_block(ex, answer->name) &&
      !gap_is_cell(c->drawn, answer) && !find_gap(ex, answer->name, NULL))
    diag_error(c->diags, answer_place(ex, answer->name), "E-ANSWER-GAP",
               "the answer '%.*s' has no gap in the text: write [[%.*s]] where "
               "it is to be typed",
               STR_ARG(answer->name), STR_ARG(answer->name));
  if (answer->kind == GAP_OPEN && !ex->solution)
    diag_error(c->diags, ex->container->at, "E-OPEN-SOLUTION",
               "an open answer is compared with the solution by the learner: "
               "add ::: solution");
}

/* A block for an answer that there is not, or that is of another kind. */
static void check_block(const struct check *c, const struct node *block,
                        struct str gap, enum gap_kind kind) {
  const struct drawn_gap *answer = find_answer(c, gap);
  if (!answer)
    diag_error(c->diags, block->at, "E-ANSWER-FOR",
               "this is for the answer '%.*s', which the exercise does not "
               "have%s",
               STR_ARG(gap), nearest_answer(c, gap));
  else if (answer->kind != kind)
    diag_error(c->diags, block->at, "E-ANSWER-FOR",
               "this is for the answer '%.*s', which is %s, not %s",
               STR_ARG(gap), kind_words(answer->kind), kind_words(kind));
}

static void check_blocks(const struct check *c) {
  const struct exercise *ex = c->ex;
  for (size_t i = 0; i < ex->order_count; i++)
    check_block(c, ex->orders[i].container, ex->orders[i].gap, GAP_ORDER);
  for (size_t i = 0; i < ex->match_count; i++)
    check_block(c, ex->matches[i].container, ex->matches[i].gap, GAP_MATCH);
  for (size_t i = 0; i < ex->accept_count; i++)
    check_block(c, ex->accepts[i].container, ex->accepts[i].gap, GAP_TEXT);
  for (size_t i = 0; i < ex->starter_count; i++)
    check_block(c, ex->starters[i].code, ex->starters[i].gap, GAP_CODE);
}

void gaps_check(struct arena *a, struct diags *d, const struct exercise *ex,
                const struct drawn_scope *drawn) {
  struct check c = {a, d, ex, drawn};
  struct node *root = ex->container;
  for (struct node *n = root; n; n = node_walk(root, n))
    if (n->kind == NODE_GAP)
      check_gap(&c, n);
  for (size_t i = 0; i < drawn->gap_count; i++)
    check_answer(&c, &drawn->gaps[i]);
  check_blocks(&c);
}
