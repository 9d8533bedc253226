#ifndef WM_TEST_OUTPUT_HELP_H
#define WM_TEST_OUTPUT_HELP_H

/* A small course built by hand, for the tests of the writers: two modules, a
 * number exercise with variants and a choice from a task list. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "output/output.h"

struct sample {
  struct arena *arena;
  struct diags *diags;
  struct course course;
  struct lesson_plan plan;
  struct evaluation edition;
  struct node *text; /* the first module's body, for a test to fill */
};

static inline struct text text_of(const char *s) {
  return (struct text){.s = str_from(s)};
}

static inline struct node *add_node(struct sample *s, struct node *parent,
                                    enum node_kind kind) {
  struct node *n = node_create(s->arena, kind, (struct loc){0});
  if (parent)
    node_append(parent, n);
  return n;
}

static inline struct node *add_text(struct sample *s, struct node *parent,
                                    const char *text) {
  struct node *n = add_node(s, parent, NODE_TEXT);
  n->text = str_from(text);
  return n;
}

static inline struct node *add_paragraph(struct sample *s, struct node *parent,
                                         const char *text) {
  struct node *p = add_node(s, parent, NODE_PARAGRAPH);
  if (text)
    add_text(s, p, text);
  return p;
}

static inline struct node *add_heading(struct sample *s, struct node *parent,
                                       int level, const char *id,
                                       const char *text) {
  struct node *h = add_node(s, parent, NODE_HEADING);
  h->as.heading.level = level;
  h->as.heading.id = str_from(id);
  add_text(s, h, text);
  return h;
}

static inline struct node *add_container(struct sample *s, struct node *parent,
                                         const char *name) {
  struct node *n = add_node(s, parent, NODE_CONTAINER);
  n->as.container.name = str_from(name);
  return n;
}

/* At the end of the list, as in the source. */
static inline struct attr *add_attr(struct sample *s, struct node *n,
                                    const char *key, const char *value) {
  struct attr *attr = arena_new(s->arena, struct attr);
  struct attr **end = &n->attrs;
  attr->key = str_from(key);
  attr->value = str_from(value);
  while (*end)
    end = &(*end)->next;
  *end = attr;
  return attr;
}

static inline struct node *add_computed(struct sample *s, struct node *parent,
                                        size_t index) {
  struct node *n = add_node(s, parent, NODE_COMPUTED);
  n->as.computed.index = index;
  return n;
}

static inline void add_module(struct sample *s, const char *id,
                              const char *title) {
  struct course *c = &s->course;
  struct module *m =
      ARENA_PUSH(s->arena, c->modules, c->module_count, c->module_cap);
  m->id = text_of(id);
  m->title = text_of(title);
  m->file = arena_printf(s->arena, "%s.md", id);
  m->body = add_node(s, NULL, NODE_DOCUMENT);
}

/* Module "first" with no text yet, module "second" with one paragraph. */
static inline struct sample *sample_create(void) {
  struct arena *a = arena_create();
  struct sample *s = arena_new(a, struct sample);
  s->arena = a;
  s->diags = diags_create(a);
  s->course.folder = STR("sample");
  s->course.manifest.id = text_of("sample");
  s->course.manifest.title = text_of("A <small> course");
  s->course.manifest.language = text_of("en");
  s->course.manifest.edition = 1;
  s->course.manifest.pass = -1;
  add_module(s, "first", "First & foremost");
  add_module(s, "second", "Second");
  add_paragraph(s, s->course.modules[1].body, "Nothing yet.");
  s->text = s->course.modules[0].body;
  s->plan.course = &s->course;
  s->plan.module_scopes = arena_array(a, struct scope, 2);
  s->edition.language = STR("en");
  s->edition.modules = arena_array(a, struct drawn_scope, 2);
  s->edition.load = STR("{\"modules\":[],\"exercises\":[]}");
  return s;
}

static inline void sample_destroy(struct sample *s) { arena_destroy(s->arena); }

/* One value of computed text for a scope. */
static inline void add_value(struct sample *s, struct scope *scope,
                             struct drawn_scope *drawn, const char *value) {
  size_t i = scope->expression_count;
  struct str *texts = arena_array(s->arena, struct str, i + 1);
  *ARENA_PUSH(s->arena, scope->expressions, scope->expression_count,
              scope->expression_cap) = (struct expression){0};
  for (size_t j = 0; j < i; j++)
    texts[j] = drawn->texts[j];
  texts[i] = str_from(value);
  drawn->texts = texts;
}

/* An exercise at the end of the first module, with one gap to be described. */
static inline struct exercise *add_exercise(struct sample *s, const char *id,
                                            struct drawn_gap gap) {
  struct lesson_plan *p = &s->plan;
  struct drawn_scope *drawn =
      arena_array(s->arena, struct drawn_scope, p->exercise_count + 1);
  struct exercise *ex =
      ARENA_PUSH(s->arena, p->exercises, p->exercise_count, p->exercise_cap);
  for (size_t i = 0; i + 1 < p->exercise_count; i++)
    drawn[i] = s->edition.exercises[i];
  s->edition.exercises = drawn;
  ex->id = str_from(id);
  ex->module = &s->course.modules[0];
  ex->container = add_container(s, s->text, "exercise");
  ex->points = 1;
  ex->hash = STR("0123456789abcdef");
  drawn += p->exercise_count - 1;
  drawn->gaps = arena_new(s->arena, struct drawn_gap);
  drawn->gaps[0] = gap;
  drawn->gap_count = 1;
  return ex;
}

static inline struct drawn_gap number_gap(const char *name) {
  return (struct drawn_gap){.name = str_from(name),
                            .kind = GAP_NUMBER,
                            .answer = STR("44.7"),
                            .unit = STR("%"),
                            .decimals = 1,
                            .paper = 15};
}

/* A choice of two options, the second right and shown first. */
static inline struct exercise *add_choice(struct sample *s, const char *id) {
  struct drawn_gap gap = {.name = STR("answer"), .kind = GAP_CHOICE};
  gap.items.count = 2;
  gap.right_count = 1;
  gap.items.shown = arena_array(s->arena, int, 2);
  gap.items.shown[0] = 2;
  gap.items.shown[1] = 1;
  gap.right = arena_array(s->arena, int, 1);
  gap.right[0] = 2;
  struct exercise *ex = add_exercise(s, id, gap);
  add_paragraph(s, ex->container, "Which one?");
  ex->task_list = add_node(s, ex->container, NODE_LIST);
  ex->task_list->as.list.tight = true;
  for (int i = 0; i < 2; i++) {
    struct node *item = add_node(s, ex->task_list, NODE_ITEM);
    add_paragraph(s, item, i ? "This one" : "That one");
    struct option *o =
        ARENA_PUSH(s->arena, ex->options, ex->option_count, ex->option_cap);
    o->item = item;
    o->right = i == 1;
  }
  ex->options[0].feedback = add_node(s, NULL, NODE_QUOTE);
  add_paragraph(s, ex->options[0].feedback, "That one is older.");
  return ex;
}

#endif
