/* Every id of a course, unique, and the module it stands in. */
#include "course/resolve_steps.h"

#include <string.h>

struct id_entry {
  struct str id;
  struct loc at;
  const struct module *module;
  struct id_entry *next; /* in the same bucket */
};

enum { BUCKETS = 4096 };

struct id_table {
  struct id_entry *buckets[BUCKETS];
  struct str *names; /* for "did you mean" */
  size_t count, cap;
};

struct id_table *ids_create(struct arena *a) {
  return arena_new(a, struct id_table);
}

static size_t bucket_of(struct str id) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < id.len; i++)
    h = (h ^ (unsigned char)id.ptr[i]) * 16777619u;
  return h % BUCKETS;
}

static struct id_entry *find(const struct id_table *t, struct str id) {
  struct id_entry *e = t->buckets[bucket_of(id)];
  while (e && !str_eq(e->id, id))
    e = e->next;
  return e;
}

bool ids_add(struct resolver *r, struct str id, struct loc at,
             const struct module *m) {
  struct id_table *t = r->ids;
  struct id_entry *old = find(t, id);
  if (old) {
    diag_error(r->diags, at, "E-ID-DUP", "the id '%.*s' is used twice",
               STR_ARG(id));
    diag_note(r->diags, old->at, NULL, "first used here");
    return false;
  }
  struct id_entry *e = arena_new(r->arena, struct id_entry);
  struct id_entry **bucket = &t->buckets[bucket_of(id)];
  *e = (struct id_entry){id, at, m, *bucket};
  *bucket = e;
  *ARENA_PUSH(r->arena, t->names, t->count, t->cap) = id;
  return true;
}

const struct module *ids_find(const struct resolver *r, struct str id) {
  struct id_entry *e = find(r->ids, id);
  return e ? e->module : NULL;
}

const char *ids_nearest(const struct resolver *r, struct str id) {
  return diag_nearest(r->arena, id, r->ids->names, r->ids->count);
}

/* The reader has refused ids of a wrong form already. */
void ids_collect(struct resolver *r, struct module *m) {
  ids_add(r, m->id.s, m->id.at, m);
  for (struct node *n = m->body; n; n = node_walk(m->body, n)) {
    struct attr *id = attr_find(n->attrs, "id");
    if (n->kind == NODE_HEADING)
      ids_add(r, n->as.heading.id, id ? id->at : n->at, m);
    else if (id)
      ids_add(r, id->value, id->at, m);
  }
}
