/* Places, numbers and marks of translated blocks. */
#include "translate/settle.h"

static struct node *walk(const struct node *root, const struct node *n) {
  return node_walk(root, (struct node *)(uintptr_t)n);
}

static const struct node *footnote(const struct node *source,
                                   struct str label) {
  for (const struct node *n = source; n; n = walk(source, n))
    if (n->kind == NODE_FOOTNOTE_REF && str_eq(n->as.footnote.label, label))
      return n;
  return NULL;
}

static const struct node *formula(const struct node *source, struct str tex) {
  for (const struct node *n = source; n; n = walk(source, n))
    if (n->kind == NODE_MATH && str_eq(n->text, tex))
      return n;
  return NULL;
}

static const struct node *computed(const struct node *source, struct str code) {
  const struct node *any = source;
  for (const struct node *n = source; n; n = walk(source, n)) {
    if (n->kind != NODE_COMPUTED)
      continue;
    if (str_eq(n->text, code))
      return n;
    any = n; /* a plural, whose forms differ */
  }
  return any;
}

void settle_translation(const struct node *source, struct node *translation) {
  for (struct node *n = translation; n; n = walk(translation, n)) {
    n->at = source->at;
    if (n->kind == NODE_COMPUTED)
      n->at = computed(source, n->text)->at;
    const struct node *math =
        n->kind == NODE_MATH ? formula(source, n->text) : NULL;
    if (math)
      n->as.math = math->as.math;
    if (n->kind != NODE_FOOTNOTE_REF)
      continue;
    const struct node *same = footnote(source, n->as.footnote.label);
    if (same)
      n->as.footnote.number = same->as.footnote.number;
  }
}

static void add_attr(struct arena *a, struct attr ***end, const char *key,
                     struct str value) {
  struct attr *attr = arena_new(a, struct attr);
  attr->key = str_from(key);
  attr->value = value;
  **end = attr;
  *end = &attr->next;
}

void mark_foreign(struct arena *a, struct node *block, struct str language,
                  struct str dir) {
  struct node *only = block->first;
  bool picture = only && only == block->last && only->kind == NODE_IMAGE;
  struct node *marked = picture ? only : node_create(a, NODE_SPAN, block->at);
  struct attr **end = &marked->attrs;
  if (!picture) {
    node_take_children(marked, block);
    node_append(block, marked);
  }
  while (*end)
    end = &(*end)->next;
  add_attr(a, &end, "class", STR("wm-untranslated"));
  add_attr(a, &end, "lang", language);
  add_attr(a, &end, "dir", dir);
}
