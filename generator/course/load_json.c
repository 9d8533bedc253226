/* Writes the engine's `load` request. */
#include "course/load_json.h"

#include "base/json.h"
#include "course/load_steps.h"
#include "course/resolve_steps.h"
#include "locale/cldr.h"
#include "locale/interface.h"

void load_put_key(struct buf *json, const char *key, struct str value) {
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

static void put_expressions(const struct load_writer *w,
                            const struct scope *s) {
  buf_puts(w->json, ",\"expressions\":[");
  for (size_t i = 0; i < s->expression_count; i++) {
    const struct expression *e = &s->expressions[i];
    buf_printf(w->json, "%s{\"line\":%u,\"col\":%u", i ? "," : "",
               (unsigned)e->at.line, (unsigned)e->at.col);
    load_put_key(w->json, "code", e->code);
    buf_char(w->json, '}');
  }
  buf_char(w->json, ']');
}

static void put_attr_parts(const struct load_writer *w, const char *key,
                           const struct node *n) {
  struct attr *attr = attr_find(n->attrs, key);
  if (!attr)
    return;
  buf_printf(w->json, ",\"%s\":", key);
  w->writers->attr(w->json, attr);
}

static void put_blocks(const struct load_writer *w, const struct scope *s) {
  buf_puts(w->json, ",\"blocks\":[");
  for (size_t i = 0; i < s->block_count; i++) {
    const struct block *b = &s->blocks[i];
    buf_printf(w->json, "%s{\"kind\":\"%s\",\"line\":%u", i ? "," : "",
               b->chart ? "chart" : "table",
               (unsigned)b->node->as.code.code_at.line);
    load_put_key(w->json, "code", b->node->text);
    put_attr_parts(w, "caption", b->node);
    put_attr_parts(w, "alt", b->node);
    buf_char(w->json, '}');
  }
  buf_char(w->json, ']');
}

static void put_setup(const struct load_writer *w, const struct module *m) {
  const char *comma = "";
  struct str second;
  buf_puts(w->json, ",\"setup\":[");
  for (struct node *n = m->body; n; n = node_walk(m->body, n)) {
    if (!lua_block(n, &second) || !str_is(second, "setup"))
      continue;
    buf_printf(w->json, "%s{\"line\":%u", comma,
               (unsigned)n->as.code.code_at.line);
    load_put_key(w->json, "code", n->text);
    buf_char(w->json, '}');
    comma = ",";
  }
  buf_char(w->json, ']');
}

static void put_module(const struct load_writer *w, const struct module *m,
                       const struct scope *scope) {
  buf_puts(w->json, "{\"id\":");
  json_put_string(w->json, m->id.s);
  load_put_key(w->json, "file", m->file);
  put_setup(w, m);
  put_expressions(w, scope);
  put_blocks(w, scope);
  buf_char(w->json, '}');
}

static void put_exercise(const struct load_writer *w,
                         const struct exercise *ex) {
  buf_puts(w->json, "{\"id\":");
  json_put_string(w->json, ex->id);
  load_put_key(w->json, "module", ex->module->id.s);
  load_put_key(w->json, "file", ex->module->file);
  buf_printf(w->json, ",\"line\":%u,\"points\":%d",
             (unsigned)ex->container->at.line, ex->points);
  if (ex->multiple)
    buf_puts(w->json, ",\"multiple\":true");
  if (ex->shuffle)
    buf_puts(w->json, ",\"shuffle\":true");
  if (ex->logic) {
    buf_printf(w->json, ",\"logic\":{\"line\":%u",
               (unsigned)ex->logic->as.code.code_at.line);
    load_put_key(w->json, "code", ex->logic->text);
    buf_char(w->json, '}');
  }
  put_expressions(w, &ex->scope);
  put_blocks(w, &ex->scope);
  load_put_answers(w, ex);
  buf_char(w->json, '}');
}

/* The era of the language, such as the Buddhist in Thai, is for courses that
 * ask for it: `year` gets a member that says so. */
static void put_locale(struct buf *json, const struct manifest *m,
                       struct str language) {
  static const struct str year = {"\"year\":{", 8};
  struct str locale = cldr_locale(language, NULL);
  size_t at = str_search(locale, year) + year.len;
  if (at > locale.len || !str_is(m->era.s, "local")) {
    buf_put(json, locale);
    return;
  }
  buf_put(json, str_slice(locale, 0, at));
  buf_puts(json, "\"use\":true,");
  buf_put(json, str_slice(locale, at, locale.len));
}

void load_json_course(struct buf *json, const struct lesson_plan *plan,
                      struct str language, const struct part_writers *writers) {
  const struct load_writer w = {json, plan, writers};
  const struct course *c = plan->course;
  buf_puts(json, "{\"locale\":");
  put_locale(json, &c->manifest, language);
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
    load_put_key(json, "title", f->title.s);
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
    load_put_key(json, "label", f->categories[i].label.s);
    buf_char(json, '}');
  }
  buf_puts(json, f->category_count ? "]}" : "}");
}

void load_json_resource(struct buf *json, const struct resource *res,
                        struct str csv) {
  buf_puts(json, "{\"name\":");
  json_put_string(json, res->name.s);
  load_put_key(json, "file", res->path.s);
  if (res->title.s.len)
    load_put_key(json, "title", res->title.s);
  load_put_key(json, "delimiter", (struct str){&res->delimiter, 1});
  buf_puts(json, ",\"fields\":[");
  for (size_t i = 0; i < res->field_count; i++) {
    if (i)
      buf_char(json, ',');
    put_field(json, &res->fields[i]);
  }
  buf_char(json, ']');
  if (res->embed.count)
    put_strings(json, "columns", &res->embed);
  load_put_key(json, "csv", csv);
  buf_char(json, '}');
}

void load_json_request(struct buf *json, struct str object) {
  buf_puts(json, "{\"op\":\"load\",");
  buf_put(json, str_slice(object, 1, object.len));
}
