/* Walks a course for its messages. */
#include "translate/messages.h"

#include "translate/plural_text.h"

struct collector {
  struct arena *arena;
  struct course *course;
  struct messages out;
  size_t module, resource; /* being walked, from 1; 0: none */
};

static struct message *add(struct collector *c, enum message_form form,
                           struct str id, struct loc at, const char *what) {
  struct message *m =
      ARENA_PUSH(c->arena, c->out.items, c->out.count, c->out.cap);
  m->form = form;
  m->id = id;
  m->at = at;
  m->what = what;
  m->module = c->module;
  m->resource = c->resource;
  return m;
}

static void add_numeral(struct collector *c, struct str *text) {
  for (size_t i = 0; i < text->len; i++)
    if (char_is_digit(text->ptr[i])) {
      *ARENA_PUSH(c->arena, c->out.numerals, c->out.numeral_count,
                  c->out.numeral_cap) = text;
      return;
    }
}

static void add_text(struct collector *c, struct text *t, const char *what,
                     bool label) {
  struct str id = str_trim(t->s);
  if (!message_has_words(id, false)) {
    add_numeral(c, &t->s);
    return;
  }
  struct message *m = add(c, MESSAGE_TEXT, id, t->at, what);
  m->text = t;
  if (label)
    m->ctx = STR("label");
  if (c->resource)
    m->whose = c->course->resources[c->resource - 1].name.s;
}

static void add_texts(struct collector *c, struct texts *list,
                      const char *what) {
  for (size_t i = 0; i < list->count; i++)
    add_text(c, &list->items[i], what, false);
}

/* The container around a node that gives it its meaning, or NULL. */
static const struct node *around(const struct node *n, const char *name) {
  for (n = n->parent; n; n = n->parent)
    if (n->kind == NODE_CONTAINER && str_is(n->as.container.name, name))
      return n;
  return NULL;
}

static bool inside_kind(const struct node *n, enum node_kind kind) {
  for (n = n->parent; n; n = n->parent)
    if (n->kind == kind)
      return true;
  return false;
}

/* The list item that holds a paragraph, or NULL. */
static const struct node *item_of(const struct node *n) {
  return n->parent && n->parent->kind == NODE_ITEM ? n->parent : NULL;
}

static bool in_task(const struct node *n) {
  for (n = n->parent; n; n = n->parent)
    if (n->kind == NODE_ITEM && n->as.item.task != TASK_NONE)
      return true;
  return false;
}

static const char *what_in_exercise(const struct node *n) {
  const struct node *item = item_of(n);
  if (item && item->as.item.task != TASK_NONE)
    return "Option of a choice";
  if (in_task(n))
    return "Feedback for an option";
  if (around(n, "accept"))
    return "Accepted answer: what a learner may type in your language; give "
           "the most usual form";
  if (around(n, "order"))
    return "Item to put in order";
  if (around(n, "match"))
    return "Item to match";
  if (around(n, "hint"))
    return "Hint";
  if (around(n, "feedback"))
    return "Feedback";
  if (around(n, "solution"))
    return "Solution";
  return n->kind == NODE_CELL ? "Table cell of a question" : "Question";
}

static const char *what_of(const struct node *n) {
  if (n->kind == NODE_HEADING)
    return "Heading";
  if (around(n, "exercise"))
    return what_in_exercise(n);
  if (n->kind == NODE_CELL)
    return n->parent && n->parent->as.row.header ? "Table head" : "Table cell";
  if (inside_kind(n, NODE_FOOTNOTE))
    return "Footnote";
  if (item_of(n))
    return "List item";
  return inside_kind(n, NODE_QUOTE) ? "Quotation" : "Paragraph";
}

static struct str whose(const struct node *n) {
  const struct node *exercise = around(n, "exercise");
  return exercise ? attr_value(exercise->attrs, "id") : STR("");
}

/* Words among the inlines of a block: code, formulas and figures have none. */
static bool block_has_words(struct node *block) {
  struct str number;
  for (struct node *n = block; n; n = node_walk(block, n)) {
    bool link = n->kind == NODE_LINK || n->kind == NODE_IMAGE;
    if ((n->kind == NODE_TEXT && message_has_words(n->text, false)) ||
        (n->kind == NODE_COMPUTED && plural_text_number(n->text, &number)) ||
        (link && message_has_words(n->as.link.title, false)))
      return true;
  }
  return false;
}

static void add_numerals(struct collector *c, struct node *block) {
  if (around(block, "accept"))
    return;
  for (struct node *n = block; n; n = node_walk(block, n))
    if (n->kind == NODE_TEXT)
      add_numeral(c, &n->text);
}

static void add_block(struct collector *c, struct node *n) {
  if (!block_has_words(n)) {
    add_numerals(c, n);
    return;
  }
  struct str id = node_written(c->arena, n);
  if (id.len == 0)
    return;
  struct message *m = add(c, MESSAGE_BLOCK, id, n->at, what_of(n));
  m->node = n;
  m->whose = whose(n);
}

static void add_attrs(struct collector *c, struct node *n) {
  for (struct attr *attr = n->attrs; attr; attr = attr->next) {
    const char *what = NULL;
    if (str_is(attr->key, "title"))
      what =
          n->kind == NODE_CONTAINER && str_is(n->as.container.name, "exercise")
              ? "Title of an exercise"
              : "Title";
    else if (str_is(attr->key, "caption"))
      what = "Caption of a table or chart";
    else if (str_is(attr->key, "alt"))
      what = "What a chart shows, read aloud to those who do not see it";
    if (!what || !message_has_words(attr->value, false))
      continue;
    struct message *m = add(c, MESSAGE_ATTR, attr->value, attr->at, what);
    m->attr = attr;
    m->node = n;
    m->whose = whose(n);
    if (n->kind == NODE_CONTAINER && !m->whose.len)
      m->whose = attr_value(n->attrs, "id");
  }
}

static void add_code(struct collector *c, struct node *n) {
  struct str info = str_trim(n->as.code.info);
  size_t end = str_find(info, ' ', 0);
  if (!str_is(str_slice(info, 0, end), "lua") ||
      !str_is(str_trim(str_slice(info, end, info.len)), "starter") ||
      !n->text.len)
    return;
  struct message *m =
      add(c, MESSAGE_CODE, n->text, n->as.code.code_at,
          "Lua code a learner begins with: translate comments and nothing "
          "else");
  m->node = n;
  m->whose = whose(n);
}

static void add_raw(struct collector *c, struct node *n) {
  struct str id = str_trim(n->text);
  if (!message_has_words(id, false))
    return;
  struct message *m = add(c, MESSAGE_RAW, id, n->at, "Text in raw HTML");
  m->node = n;
  m->whose = whose(n);
}

static bool is_written_block(const struct node *n) {
  return (n->kind == NODE_PARAGRAPH && n->as.paragraph.source.len) ||
         n->kind == NODE_HEADING || n->kind == NODE_CELL;
}

static void walk_body(struct collector *c, struct node *body) {
  for (struct node *n = body; n;) {
    bool block = is_written_block(n);
    if (n->kind == NODE_CONTAINER || n->kind == NODE_CODE_BLOCK)
      add_attrs(c, n);
    if (n->kind == NODE_CODE_BLOCK)
      add_code(c, n);
    if (block)
      add_block(c, n);
    else if (n->kind == NODE_TEXT)
      add_raw(c, n);
    n = block ? node_walk_over(body, n) : node_walk(body, n);
  }
}

static void walk_field(struct collector *c, struct field *f) {
  add_text(c, &f->title, "Column of the data", true);
  add_text(c, &f->description, "What a column of the data means", false);
  for (size_t i = 0; i < f->category_count; i++)
    add_text(c, &f->categories[i].label, "Label of a value in the data", true);
}

static void walk_resource(struct collector *c, struct resource *r) {
  add_text(c, &r->title, "Title of a data table", false);
  add_text(c, &r->description, "What a data table holds", false);
  for (size_t i = 0; i < r->source_count; i++)
    add_text(c, &r->sources[i].title, "Source of the data", false);
  for (size_t i = 0; i < r->licence_count; i++)
    add_text(c, &r->licences[i].title, "Licence of the data", false);
  add_text(c, &r->disclosure.method, "How the data were made anonymous", false);
  add_text(c, &r->disclosure.waiver_reason,
           "Why a rule of anonymity is not kept", false);
  for (size_t i = 0; i < r->field_count; i++)
    walk_field(c, &r->fields[i]);
}

static void walk_term(struct collector *c, struct term *t) {
  size_t before = c->out.count;
  add_text(c, &t->term, "Word of the glossary: use it everywhere", false);
  add_text(c, &t->definition, "What the word of the glossary means", false);
  add_texts(c, &t->forms, "Another form of the word, by which some look it up");
  for (size_t i = before; i < c->out.count; i++)
    c->out.items[i].whose = t->id.s;
}

struct messages messages_of(struct arena *a, struct course *course) {
  struct collector c = {.arena = a, .course = course};
  struct manifest *m = &course->manifest;
  add_text(&c, &m->title, "Title of the course", false);
  add_text(&c, &m->subtitle, "Subtitle of the course", false);
  add_text(&c, &m->description, "Description of the course", false);
  for (size_t i = 0; i < course->module_count; i++) {
    struct module *module = &course->modules[i];
    c.module = i + 1;
    add_text(&c, &module->title, "Title of a module", false);
    add_texts(&c, &module->objectives, "Objective: what a learner can do then");
    if (module->body)
      walk_body(&c, module->body);
    add_texts(&c, &module->keypoints, "Key point");
  }
  c.module = 0;
  for (size_t i = 0; i < course->term_count; i++)
    walk_term(&c, &course->terms[i]);
  for (size_t i = 0; i < course->resource_count; i++) {
    c.resource = i + 1;
    if (course->resources[i].used)
      walk_resource(&c, &course->resources[i]);
  }
  return c.out;
}
