/* Items that read the same. */
#include "course/same_items.h"

struct items {
  const struct node *nodes[256];
  size_t count;
  const char *what;
};

static void add(struct items *list, const struct node *n) {
  if (n && n->first && list->count < sizeof list->nodes / sizeof *list->nodes)
    list->nodes[list->count++] = n;
}

/* The lists of an exercise one after the other; false when there is none
 * left. */
static bool items_at(const struct exercise *ex, size_t which,
                     struct items *out) {
  *out = (struct items){.what = "options"};
  if (which == 0) {
    for (size_t i = 0; i < ex->option_count; i++)
      add(out, ex->options[i].item);
    return true;
  }
  if (--which < ex->order_count) {
    out->what = "items to put in order";
    const struct node *list = ex->orders[which].list;
    for (const struct node *n = list->first; n; n = n->next)
      add(out, n);
    return true;
  }
  which -= ex->order_count;
  if (which / 2 >= ex->match_count)
    return false;
  out->what = "things to match";
  const struct node *table = ex->matches[which / 2].table;
  for (const struct node *row = table->first; row; row = row->next)
    if (!row->as.row.header)
      add(out, which % 2 ? row->first->next : row->first);
  return true;
}

static const struct node *walk(const struct node *root, const struct node *n) {
  if (n->first)
    return n->first;
  while (n != root && !n->next)
    n = n->parent;
  return n == root ? NULL : n->next;
}

static void put_text(struct buf *out, const struct node *root,
                     const struct drawn_scope *drawn) {
  for (const struct node *n = root; n; n = walk(root, n)) {
    if (n->kind == NODE_COMPUTED && drawn->texts)
      buf_put(out, drawn->texts[n->as.computed.index]);
    else if (n->kind == NODE_IMAGE)
      buf_put(out, n->as.link.url);
    else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK)
      buf_char(out, ' ');
    else
      buf_put(out, n->text);
  }
}

static bool same(const struct node *a, const struct node *b,
                 const struct drawn_scope *drawn) {
  struct buf x = {0}, y = {0};
  put_text(&x, a, drawn);
  put_text(&y, b, drawn);
  bool equal = str_eq(buf_str(&x), buf_str(&y));
  buf_free(&x);
  buf_free(&y);
  return equal;
}

bool same_items_vary(const struct exercise *ex) {
  struct items list;
  for (size_t which = 0; items_at(ex, which, &list); which++)
    for (size_t i = 0; i < list.count; i++)
      for (const struct node *n = list.nodes[i]; n; n = walk(list.nodes[i], n))
        if (n->kind == NODE_COMPUTED)
          return true;
  return false;
}

void same_items_check(struct diags *d, const struct exercise *ex,
                      const struct drawn_scope *drawn, int seed) {
  struct items list;
  for (size_t which = 0; items_at(ex, which, &list); which++)
    for (size_t i = 1; i < list.count; i++)
      for (size_t j = 0; j < i; j++) {
        if (!same(list.nodes[i], list.nodes[j], drawn))
          continue;
        diag_error(d, list.nodes[i]->at, "E-ITEM-SAME",
                   "two %s read the same (seed %d): make them differ",
                   list.what, seed);
        diag_note(d, list.nodes[j]->at, NULL, "the other one");
        break;
      }
}
