/* The document tree: making, linking, walking and asking. */
#include "markdown/node.h"

/* What is known about a kind, in this one place. */
static const struct {
  const char *name;
  bool block;
} kinds[NODE_KIND_COUNT] = {
    [NODE_DOCUMENT] = {"document", true},
    [NODE_PARAGRAPH] = {"paragraph", true},
    [NODE_HEADING] = {"heading", true},
    [NODE_QUOTE] = {"quote", true},
    [NODE_LIST] = {"list", true},
    [NODE_ITEM] = {"item", true},
    [NODE_CODE_BLOCK] = {"code-block", true},
    [NODE_RULE] = {"rule", true},
    [NODE_TABLE] = {"table", true},
    [NODE_ROW] = {"row", true},
    [NODE_CELL] = {"cell", true},
    [NODE_CONTAINER] = {"container", true},
    [NODE_FOOTNOTE] = {"footnote", true},
    [NODE_ELEMENT] = {"element", false},
    [NODE_TEXT] = {"text", false},
    [NODE_SOFT_BREAK] = {"soft-break", false},
    [NODE_LINE_BREAK] = {"line-break", false},
    [NODE_CODE] = {"code", false},
    [NODE_EMPHASIS] = {"emphasis", false},
    [NODE_STRONG] = {"strong", false},
    [NODE_LINK] = {"link", false},
    [NODE_IMAGE] = {"image", false},
    [NODE_SPAN] = {"span", false},
    [NODE_COMPUTED] = {"computed", false},
    [NODE_GAP] = {"gap", false},
    [NODE_FOOTNOTE_REF] = {"footnote-ref", false},
    [NODE_MATH] = {"math", false},
};

bool node_is_block(enum node_kind kind) { return kinds[kind].block; }

const char *node_kind_name(enum node_kind kind) { return kinds[kind].name; }

struct node *node_create(struct arena *a, enum node_kind kind, struct loc at) {
  struct node *n = arena_new(a, struct node);
  n->kind = kind;
  n->at = at;
  return n;
}

void node_append(struct node *parent, struct node *child) {
  child->parent = parent;
  child->prev = parent->last;
  child->next = NULL;
  if (parent->last)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
}

void node_insert_before(struct node *sibling, struct node *node) {
  node->parent = sibling->parent;
  node->next = sibling;
  node->prev = sibling->prev;
  if (sibling->prev)
    sibling->prev->next = node;
  else if (sibling->parent)
    sibling->parent->first = node;
  sibling->prev = node;
}

void node_unlink(struct node *node) {
  if (node->prev)
    node->prev->next = node->next;
  else if (node->parent)
    node->parent->first = node->next;
  if (node->next)
    node->next->prev = node->prev;
  else if (node->parent)
    node->parent->last = node->prev;
  node->parent = node->next = node->prev = NULL;
}

struct node *node_walk_over(const struct node *root, struct node *current) {
  while (current && current != root) {
    if (current->next)
      return current->next;
    current = current->parent;
  }
  return NULL;
}

struct node *node_walk(const struct node *root, struct node *current) {
  if (current->first)
    return current->first;
  return node_walk_over(root, current);
}

struct attr *attr_find(struct attr *list, const char *key) {
  for (; list; list = list->next)
    if (str_is(list->key, key))
      return list;
  return NULL;
}

struct str attr_value(struct attr *list, const char *key) {
  struct attr *found = attr_find(list, key);
  return found ? found->value : STR("");
}

void node_plain_text(const struct node *n, struct buf *out) {
  struct node *root = (struct node *)(uintptr_t)n;
  for (struct node *c = root; c; c = node_walk(root, c)) {
    if (c->kind == NODE_TEXT || c->kind == NODE_CODE ||
        c->kind == NODE_CODE_BLOCK)
      buf_put(out, c->text);
    else if (c->kind == NODE_MATH)
      buf_put(out, c->as.math.plain.len ? c->as.math.plain : c->text);
    else if (c->kind == NODE_SOFT_BREAK || c->kind == NODE_LINE_BREAK)
      buf_char(out, ' ');
  }
}
