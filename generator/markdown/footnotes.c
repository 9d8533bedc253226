/* Numbers and orders footnotes. */
#include "markdown/finish.h"

#include "markdown/names.h"

struct numbering {
  struct arena *arena;
  struct diags *diags;
  struct names labels; /* place in `all`, from 1 */
  struct footnotes *all;
  struct footnotes used; /* in order of first reference */
  struct str *known;     /* all labels, for the nearest one */
};

static bool in_link(const struct node *n) {
  for (; n; n = n->parent)
    if (n->kind == NODE_LINK)
      return true;
  return false;
}

static void resolve(struct arena *scratch, struct numbering *r,
                    struct node *ref) {
  struct str label = ref->as.footnote.label;
  const struct name *found = names_find(&r->labels, label);
  if (in_link(ref))
    diag_error(r->diags, ref->at, "E-FOOTNOTE-LINK",
               "a footnote may not stand inside a link");
  if (!found) {
    diag_error(r->diags, ref->at, "E-FOOTNOTE-MISSING",
               "footnote '%.*s' is not defined in this module%s",
               STR_ARG(label),
               diag_nearest(r->arena, label, r->known, r->all->count));
    return;
  }
  struct node *note = r->all->list[found->value - 1];
  if (note->as.footnote.number == 0) {
    *ARENA_PUSH(scratch, r->used.list, r->used.count, r->used.cap) = note;
    note->as.footnote.number = (int)r->used.count;
  }
  ref->as.footnote.number = note->as.footnote.number;
}

static void resolve_below(struct arena *scratch, struct numbering *r,
                          struct node *root) {
  for (struct node *n = root; n; n = node_walk(root, n))
    if (n->kind == NODE_FOOTNOTE_REF)
      resolve(scratch, r, n);
}

static void define(struct arena *scratch, struct numbering *r, size_t index) {
  struct node *note = r->all->list[index];
  struct str label = note->as.footnote.label;
  r->known[index] = label;
  if (!note->first)
    diag_error(r->diags, note->at, "E-FOOTNOTE-EMPTY",
               "footnote '%.*s' has no text on its line", STR_ARG(label));
  struct name *entry = names_put(scratch, &r->labels, label);
  if (entry->value == 0) {
    entry->value = index + 1;
    return;
  }
  diag_error(r->diags, note->at, "E-FOOTNOTE-TWICE",
             "footnote '%.*s' is defined twice", STR_ARG(label));
  diag_note(r->diags, r->all->list[entry->value - 1]->at, NULL,
            "the first definition");
  note->as.footnote.number = -1;
}

void footnotes_finish(struct arena *a, struct arena *scratch, struct diags *d,
                      struct node *document, struct footnotes *footnotes) {
  struct numbering r = {.arena = a, .diags = d, .all = footnotes};
  r.known = arena_array(scratch, struct str, footnotes->count);
  for (size_t i = 0; i < footnotes->count; i++) {
    footnotes->list[i]->parent = NULL;
    define(scratch, &r, i);
  }
  resolve_below(scratch, &r, document);
  for (size_t i = 0; i < r.used.count; i++)
    resolve_below(scratch, &r, r.used.list[i]);
  for (size_t i = 0; i < footnotes->count; i++)
    if (footnotes->list[i]->as.footnote.number == 0)
      diag_warn(d, footnotes->list[i]->at, "W-FOOTNOTE-UNUSED",
                "footnote '%.*s' is never referred to",
                STR_ARG(footnotes->list[i]->as.footnote.label));
  for (size_t i = 0; i < r.used.count; i++)
    node_append(document, r.used.list[i]);
}
