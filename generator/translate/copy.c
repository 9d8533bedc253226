/* Copies a course so that one language can be written over another. */
#include "translate/messages.h"

#include <string.h>

static void *copy_array(struct arena *a, const void *items, size_t count,
                        size_t size) {
  void *copy = arena_alloc_array(a, count, size);
  if (count)
    memcpy(copy, items, count * size);
  return copy;
}

static void copy_texts(struct arena *a, struct texts *t) {
  t->items = copy_array(a, t->items, t->count, sizeof *t->items);
  t->cap = t->count;
}

static void copy_fields(struct arena *a, struct resource *r) {
  r->fields = copy_array(a, r->fields, r->field_count, sizeof *r->fields);
  r->field_cap = r->field_count;
  for (size_t i = 0; i < r->field_count; i++) {
    struct field *f = &r->fields[i];
    f->categories =
        copy_array(a, f->categories, f->category_count, sizeof *f->categories);
    f->category_cap = f->category_count;
  }
}

static void copy_resources(struct arena *a, struct course *c) {
  c->resources =
      copy_array(a, c->resources, c->resource_count, sizeof *c->resources);
  c->resource_cap = c->resource_count;
  for (size_t i = 0; i < c->resource_count; i++) {
    struct resource *r = &c->resources[i];
    r->sources = copy_array(a, r->sources, r->source_count, sizeof *r->sources);
    r->source_cap = r->source_count;
    r->licences =
        copy_array(a, r->licences, r->licence_count, sizeof *r->licences);
    r->licence_cap = r->licence_count;
    copy_fields(a, r);
  }
}

static void copy_modules(struct arena *a, struct course *c) {
  c->modules = copy_array(a, c->modules, c->module_count, sizeof *c->modules);
  c->module_cap = c->module_count;
  for (size_t i = 0; i < c->module_count; i++) {
    struct module *m = &c->modules[i];
    copy_texts(a, &m->objectives);
    copy_texts(a, &m->keypoints);
    if (m->body)
      m->body = node_copy(a, m->body);
  }
}

static void copy_terms(struct arena *a, struct course *c) {
  c->terms = copy_array(a, c->terms, c->term_count, sizeof *c->terms);
  c->term_cap = c->term_count;
  for (size_t i = 0; i < c->term_count; i++)
    copy_texts(a, &c->terms[i].forms);
}

struct course *course_copy(struct arena *a, const struct course *from) {
  struct course *c = arena_new(a, struct course);
  *c = *from;
  copy_resources(a, c);
  copy_modules(a, c);
  copy_terms(a, c);
  c->images = NULL;
  c->image_count = c->image_cap = 0;
  return c;
}
