/* Writes the engine's `load` request. */
#include "course/load_json.h"

#include "base/json.h"
#include "course/resolve_steps.h"
#include "locale/cldr.h"
#include "locale/interface.h"

struct writer {
  struct buf *json;
  const struct lesson_plan *plan;
  const struct part_writers *writers;
};

static void put_key(struct buf *json, const char *key, struct str value) {
  buf_printf(json, ",\"%s\":", key);
  json_put_string(json, value);
}

static void put_strings(struct buf *json, const char *key,
                        const struct texts *t) {
  buf_printf(json, ",\"%s\":[", key);
  for (size_t i = 0; i < t->count; i++) {
    if (i)
      buf_char(json, ',');
    json_put_string(json, t->items[i].s);
  }
  buf_char(json, ']');
}

static void put_expressions(const struct writer *w, const struct scope *s) {
  buf_puts(w->json, ",\"expressions\":[");
  for (size_t i = 0; i < s->expression_count; i++) {
    const struct expression *e = &s->expressions[i];
    buf_printf(w->json, "%s{\"line\":%u,\"col\":%u", i ? "," : "",
               (unsigned)e->at.line, (unsigned)e->at.col);
    put_key(w->json, "code", e->code);
    buf_char(w->json, '}');
  }
  buf_char(w->json, ']');
}

static void put_attr_parts(const struct writer *w, const char *key,
                           const struct node *n) {
  struct attr *attr = attr_find(n->attrs, key);
  if (!attr)
    return;
  buf_printf(w->json, ",\"%s\":", key);
  w->writers->attr(w->json, attr);
}

static void put_blocks(const struct writer *w, const struct scope *s) {
  buf_puts(w->json, ",\"blocks\":[");
  for (size_t i = 0; i < s->block_count; i++) {
    const struct block *b = &s->blocks[i];
    buf_printf(w->json, "%s{\"kind\":\"%s\",\"line\":%u", i ? "," : "",
               b->chart ? "chart" : "table",
               (unsigned)b->node->as.code.code_at.line);
    put_key(w->json, "code", b->node->text);
    put_attr_parts(w, "caption", b->node);
    put_attr_parts(w, "alt", b->node);
    buf_char(w->json, '}');
  }
  buf_char(w->json, ']');
}

static void put_setup(const struct writer *w, const struct module *m) {
  const char *comma = "";
  struct str second;
  buf_puts(w->json, ",\"setup\":[");
  for (struct node *n = m->body; n; n = node_walk(m->body, n)) {
    if (!lua_block(n, &second) || !str_is(second, "setup"))
      continue;
    buf_printf(w->json, "%s{\"line\":%u", comma,
               (unsigned)n->as.code.code_at.line);
    put_key(w->json, "code", n->text);
    buf_char(w->json, '}');
    comma = ",";
  }
  buf_char(w->json, ']');
}

static void put_module(const struct writer *w, const struct module *m,
                       const struct scope *scope) {
  buf_puts(w->json, "{\"id\":");
  json_put_string(w->json, m->id.s);
  put_key(w->json, "file", m->file);
  put_setup(w, m);
  put_expressions(w, scope);
  put_blocks(w, scope);
  buf_char(w->json, '}');
}

static void put_choices(const struct writer *w, const struct exercise *ex) {
  if (!ex->task_list)
    return;
  buf_printf(w->json,
             ",\"choices\":{\"answer\":{\"multiple\":%s,\"shuffle\":%s,"
             "\"options\":[",
             ex->multiple ? "true" : "false", ex->shuffle ? "true" : "false");
  for (size_t i = 0; i < ex->option_count; i++) {
    buf_printf(w->json, "%s{\"right\":%s", i ? "," : "",
               ex->options[i].right ? "true" : "false");
    if (ex->options[i].feedback) {
      buf_puts(w->json, ",\"feedback\":");
      w->writers->node(w->json, w->plan, ex->options[i].feedback);
    }
    buf_char(w->json, '}');
  }
  buf_puts(w->json, "]}}");
}

/* One accepted form: its text with computed values cut out (no markup). */
static void put_accepted(const struct writer *w, struct node *item) {
  const char *comma = "";
  buf_printf(w->json, "{\"line\":%u,\"parts\":[", (unsigned)item->at.line);
  for (struct node *n = item; n; n = node_walk(item, n)) {
    if (n->kind == NODE_COMPUTED)
      buf_printf(w->json, "%s%zu", comma, n->as.computed.index);
    else if (n->kind == NODE_TEXT || n->kind == NODE_CODE ||
             n->kind == NODE_SOFT_BREAK) {
      buf_puts(w->json, comma);
      json_put_string(w->json, n->kind == NODE_SOFT_BREAK ? STR(" ") : n->text);
    } else {
      continue;
    }
    comma = ",";
  }
  buf_puts(w->json, "]}");
}

static void put_accepts(const struct writer *w, const struct exercise *ex) {
  if (!ex->accept_count)
    return;
  buf_puts(w->json, ",\"accepts\":{");
  for (size_t i = 0; i < ex->accept_count; i++) {
    const struct accept_list *l = &ex->accepts[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, l->gap);
    buf_puts(w->json, ":[");
    for (struct node *n = l->container->first->first; n; n = n->next) {
      put_accepted(w, n);
      if (n->next)
        buf_char(w->json, ',');
    }
    buf_char(w->json, ']');
  }
  buf_char(w->json, '}');
}

static size_t child_count(const struct node *n) {
  size_t count = 0;
  for (const struct node *child = n->first; child; child = child->next)
    count++;
  return count;
}

static void put_orders(const struct writer *w, const struct exercise *ex) {
  if (!ex->order_count)
    return;
  buf_puts(w->json, ",\"orders\":{");
  for (size_t i = 0; i < ex->order_count; i++) {
    const struct order_list *o = &ex->orders[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, o->gap);
    buf_printf(w->json, ":{\"line\":%u,\"count\":%zu}",
               (unsigned)o->container->at.line, child_count(o->list));
  }
  buf_char(w->json, '}');
}

static void put_matches(const struct writer *w, const struct exercise *ex) {
  if (!ex->match_count)
    return;
  buf_puts(w->json, ",\"matches\":{");
  for (size_t i = 0; i < ex->match_count; i++) {
    const struct match_table *m = &ex->matches[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, m->gap);
    buf_printf(w->json, ":{\"line\":%u,\"left\":%zu,\"right\":%zu}",
               (unsigned)m->container->at.line, m->left, m->right);
  }
  buf_char(w->json, '}');
}

static void put_starters(const struct writer *w, const struct exercise *ex) {
  if (!ex->starter_count)
    return;
  buf_puts(w->json, ",\"starters\":{");
  for (size_t i = 0; i < ex->starter_count; i++) {
    const struct starter *s = &ex->starters[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, s->gap);
    buf_printf(w->json, ":{\"line\":%u",
               (unsigned)s->code->as.code.code_at.line);
    put_key(w->json, "code", s->code->text);
    buf_char(w->json, '}');
  }
  buf_char(w->json, '}');
}

static void put_feedback(const struct writer *w, const struct exercise *ex) {
  buf_puts(w->json, ",\"feedback\":[");
  for (size_t i = 0; i < ex->feedback_count; i++) {
    buf_printf(w->json, "%s{\"on\":", i ? "," : "");
    json_put_string(w->json, ex->feedback[i].on);
    buf_printf(w->json, ",\"line\":%u,\"parts\":",
               (unsigned)ex->feedback[i].container->at.line);
    w->writers->node(w->json, w->plan, ex->feedback[i].container);
    buf_char(w->json, '}');
  }
  buf_char(w->json, ']');
}

static void put_exercise(const struct writer *w, const struct exercise *ex) {
  buf_puts(w->json, "{\"id\":");
  json_put_string(w->json, ex->id);
  put_key(w->json, "module", ex->module->id.s);
  put_key(w->json, "file", ex->module->file);
  buf_printf(w->json, ",\"line\":%u,\"points\":%d",
             (unsigned)ex->container->at.line, ex->points);
  if (ex->multiple)
    buf_puts(w->json, ",\"multiple\":true");
  if (ex->shuffle)
    buf_puts(w->json, ",\"shuffle\":true");
  if (ex->logic) {
    buf_printf(w->json, ",\"logic\":{\"line\":%u",
               (unsigned)ex->logic->as.code.code_at.line);
    put_key(w->json, "code", ex->logic->text);
    buf_char(w->json, '}');
  }
  put_expressions(w, &ex->scope);
  put_blocks(w, &ex->scope);
  put_choices(w, ex);
  put_accepts(w, ex);
  put_orders(w, ex);
  put_matches(w, ex);
  put_starters(w, ex);
  put_feedback(w, ex);
  buf_char(w->json, '}');
}

void load_json_course(struct buf *json, const struct lesson_plan *plan,
                      struct str language, const struct part_writers *writers) {
  const struct writer w = {json, plan, writers};
  const struct course *c = plan->course;
  buf_puts(json, "{\"locale\":");
  buf_put(json, cldr_locale(language, NULL));
  buf_puts(json, ",\"interface\":");
  interface_put_json(json, language, "engine.");
  buf_puts(json, ",\"modules\":[");
  for (size_t i = 0; i < c->module_count; i++) {
    if (i)
      buf_char(json, ',');
    put_module(&w, &c->modules[i], &plan->module_scopes[i]);
  }
  buf_puts(json, "],\"exercises\":[");
  for (size_t i = 0; i < plan->exercise_count; i++) {
    if (i)
      buf_char(json, ',');
    put_exercise(&w, &plan->exercises[i]);
  }
  buf_puts(json, "]}");
}

static const char *type_name(enum field_type type) {
  static const char *const NAMES[] = {"string",  "integer", "number",
                                      "boolean", "year",    "date"};
  return NAMES[type];
}

static void put_field(struct buf *json, const struct field *f) {
  buf_puts(json, "{\"name\":");
  json_put_string(json, f->name.s);
  buf_printf(json, ",\"type\":\"%s\"", type_name(f->type));
  if (f->title.s.len)
    put_key(json, "title", f->title.s);
  put_strings(json, "missing", &f->missing);
  if (f->true_values.count)
    put_strings(json, "true", &f->true_values);
  if (f->false_values.count)
    put_strings(json, "false", &f->false_values);
  if (f->category_count)
    buf_puts(json, ",\"categories\":[");
  for (size_t i = 0; i < f->category_count; i++) {
    buf_puts(json, i ? ",{\"value\":" : "{\"value\":");
    json_put_string(json, f->categories[i].value.s);
    put_key(json, "label", f->categories[i].label.s);
    buf_char(json, '}');
  }
  buf_puts(json, f->category_count ? "]}" : "}");
}

void load_json_resource(struct buf *json, const struct resource *res,
                        struct str csv) {
  buf_puts(json, "{\"name\":");
  json_put_string(json, res->name.s);
  put_key(json, "file", res->path.s);
  if (res->title.s.len)
    put_key(json, "title", res->title.s);
  put_key(json, "delimiter", (struct str){&res->delimiter, 1});
  buf_puts(json, ",\"fields\":[");
  for (size_t i = 0; i < res->field_count; i++) {
    if (i)
      buf_char(json, ',');
    put_field(json, &res->fields[i]);
  }
  buf_char(json, ']');
  if (res->embed.count)
    put_strings(json, "columns", &res->embed);
  put_key(json, "csv", csv);
  buf_char(json, '}');
}

void load_json_request(struct buf *json, struct str object) {
  buf_puts(json, "{\"op\":\"load\",");
  buf_put(json, str_slice(object, 1, object.len));
}
