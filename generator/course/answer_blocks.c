/* Answers that are written in Markdown, where translators reach them: lists to
 * put in order, tables to match, accepted words, starter code. */
#include "course/resolve_steps.h"

enum { ITEMS_MAX = 50 };

static bool named(const struct node *n, const char *name) {
  return n->kind == NODE_CONTAINER && str_is(n->as.container.name, name);
}

/* The gap a block is for, "answer" unless it says {for=NAME}. */
static struct str gap_of(struct resolver *r, const struct node *n,
                         const char *what) {
  static const struct str KEYS[] = {{"for", 3}, {"id", 2}, {"class", 5}, {0}};
  struct str gap = attr_value(n->attrs, "for");
  attributes_check(r, n, what, KEYS);
  return gap.len ? gap : STR("answer");
}

/* The only block of the container, if it is of this kind. */
static struct node *only_child(struct resolver *r, const struct node *n,
                               enum node_kind kind, const char *wanted) {
  if (n->first && n->first == n->last && n->first->kind == kind)
    return n->first;
  diag_error(r->diags, n->at, "E-ANSWER-BLOCK",
             "'%.*s' stands around %s and nothing else",
             STR_ARG(n->as.container.name), wanted);
  return NULL;
}

static size_t count_children(const struct node *n) {
  size_t count = 0;
  for (const struct node *child = n->first; child; child = child->next)
    count++;
  return count;
}

static void check_count(struct resolver *r, const struct node *n,
                        size_t count) {
  if (count < 2 || count > ITEMS_MAX)
    diag_error(r->diags, n->at, "E-ANSWER-COUNT",
               "'%.*s' has %zu item%s; it needs 2 to %d",
               STR_ARG(n->as.container.name), count, count == 1 ? "" : "s",
               ITEMS_MAX);
}

static void read_order(struct resolver *r, struct exercise *ex,
                       struct node *n) {
  struct node *list = only_child(r, n, NODE_LIST, "one list");
  if (!list)
    return;
  check_count(r, n, count_children(list));
  *ARENA_PUSH(r->arena, ex->orders, ex->order_count, ex->order_cap) =
      (struct order_list){gap_of(r, n, "an order block"), n, list};
}

static bool is_empty(const struct node *cell) { return !cell || !cell->first; }

/* Counts the pairs; right items without a left one must come last. */
static void count_pairs(struct resolver *r, struct match_table *m) {
  for (struct node *row = m->table->first; row; row = row->next) {
    struct node *left = row->first, *right = left ? left->next : NULL;
    if (row->as.row.header)
      continue;
    if (is_empty(right))
      diag_error(r->diags, row->at, "E-MATCH-RIGHT",
                 "this row has nothing in its right column");
    m->right++;
    if (is_empty(left))
      continue;
    m->left++;
    if (m->left < m->right)
      diag_error(r->diags, row->at, "E-MATCH-EXTRA",
                 "rows with an empty left column (extra choices) come last");
  }
}

static void read_match(struct resolver *r, struct exercise *ex,
                       struct node *n) {
  struct node *table = only_child(r, n, NODE_TABLE, "one table");
  if (!table)
    return;
  if (count_children(table->first) != 2) {
    diag_error(r->diags, table->at, "E-MATCH-COLUMNS",
               "the table to match has %zu columns; it needs two",
               count_children(table->first));
    return;
  }
  struct match_table *m =
      ARENA_PUSH(r->arena, ex->matches, ex->match_count, ex->match_cap);
  m->gap = gap_of(r, n, "a match block");
  m->container = n;
  m->table = table;
  count_pairs(r, m);
  check_count(r, n, m->left);
}

static void read_accept(struct resolver *r, struct exercise *ex,
                        struct node *n) {
  if (!only_child(r, n, NODE_LIST, "one list of accepted words"))
    return;
  *ARENA_PUSH(r->arena, ex->accepts, ex->accept_count, ex->accept_cap) =
      (struct accept_list){gap_of(r, n, "an accept block"), n};
}

bool answer_block_read(struct resolver *r, struct exercise *ex, struct node *n,
                       bool *written) {
  struct str second;
  *written = true;
  if (named(n, "order")) {
    read_order(r, ex, n);
    return true;
  }
  if (named(n, "match")) {
    read_match(r, ex, n);
    return true;
  }
  *written = false;
  if (named(n, "accept")) {
    read_accept(r, ex, n);
    return true;
  }
  if (!lua_block(n, &second) || !str_is(second, "starter"))
    return false;
  *ARENA_PUSH(r->arena, ex->starters, ex->starter_count, ex->starter_cap) =
      (struct starter){gap_of(r, n, "starter code"), n};
  return true;
}
