/* Drives the native engine through a course. */
#include "course/evaluate.h"

#include "base/json.h"
#include "course/author_tests.h"
#include "course/gaps.h"
#include "course/reply.h"

struct loc evaluate_place(const struct lesson_plan *plan, struct str file,
                          uint32_t line, uint32_t col) {
  const struct course *c = plan->course;
  for (size_t i = 0; i < c->module_count; i++)
    if (str_eq(c->modules[i].file, file))
      return (struct loc){c->modules[i].src, line, col, 0};
  for (size_t i = 0; i < c->resource_count; i++)
    if (str_eq(c->resources[i].path.s, file))
      return (struct loc){c->resources[i].csv_src, line, col, 0};
  return (struct loc){0};
}

static const char *code_of(struct str kind) {
  if (str_is(kind, "lua"))
    return "E-LUA";
  if (str_is(kind, "data"))
    return "E-DATA";
  if (str_is(kind, "limit") || str_is(kind, "memory"))
    return "E-LIMIT";
  return "E-ENGINE";
}

/* Reports an error reply; at `fallback` when the engine knew no place. */
static bool failed(struct arena *a, struct diags *d,
                   const struct lesson_plan *plan, struct str reply,
                   struct loc fallback) {
  struct reply_error e;
  if (!reply_is_error(a, reply, &e))
    return false;
  struct loc at = evaluate_place(plan, e.file, e.line, e.col);
  diag_error(d, at.src ? at : fallback, code_of(e.kind), "%.*s",
             STR_ARG(e.message));
  return true;
}

static bool load_resource(struct arena *a, struct diags *d,
                          const struct lesson_plan *plan, struct host *host,
                          const struct resource *res) {
  struct buf json = {0};
  buf_puts(&json, "{\"op\":\"load\",\"data\":[");
  load_json_resource(&json, res, res->csv);
  buf_puts(&json, "]}");
  bool bad = failed(a, d, plan, host_load(host, buf_str(&json)), res->path.at);
  buf_free(&json);
  return !bad;
}

bool evaluate_load(struct arena *a, struct diags *d,
                   const struct lesson_plan *plan, struct host *host,
                   struct str language, const struct part_writers *writers,
                   struct str *load) {
  const struct course *c = plan->course;
  struct buf object = {0}, request = {0};
  bool ok = true;
  host_forget(host);
  for (size_t i = 0; i < c->resource_count; i++)
    if (c->resources[i].used)
      ok = load_resource(a, d, plan, host, &c->resources[i]) && ok;
  load_json_course(&object, plan, language, writers);
  load_json_request(&request, buf_str(&object));
  *load = arena_str(a, buf_str(&object));
  ok = ok &&
       !failed(a, d, plan, host_load(host, buf_str(&request)), c->manifest.at);
  buf_free(&object);
  buf_free(&request);
  return ok;
}

static void draw_module(struct arena *a, struct diags *d,
                        const struct lesson_plan *plan, struct host *host,
                        size_t index, struct evaluation *out) {
  const struct module *m = &plan->course->modules[index];
  struct buf request = {0};
  buf_puts(&request, "{\"op\":\"draw\",\"module\":");
  json_put_string(&request, m->id.s);
  buf_char(&request, '}');
  struct str reply = host_call(host, buf_str(&request));
  if (!failed(a, d, plan, reply, m->id.at))
    reply_draw(a, reply, &out->modules[index]);
  buf_free(&request);
}

static bool draw_exercise(struct arena *a, struct diags *d,
                          const struct lesson_plan *plan, struct host *host,
                          size_t index, struct evaluation *out) {
  const struct exercise *ex = &plan->exercises[index];
  struct buf request = {0};
  buf_puts(&request, "{\"op\":\"draw\",\"exercise\":");
  json_put_string(&request, ex->id);
  buf_puts(&request, ",\"seed\":1}");
  struct str reply = host_call(host, buf_str(&request));
  bool ok = !failed(a, d, plan, reply, ex->container->at);
  if (ok)
    reply_draw(a, reply, &out->exercises[index]);
  buf_free(&request);
  return ok;
}

/* A scope without anything to compute is drawn without the engine. */
static bool has_lua(const struct lesson_plan *plan, size_t module) {
  const struct scope *s = &plan->module_scopes[module];
  return s->expression_count || s->block_count;
}

void evaluate_course(struct arena *a, struct diags *d,
                     const struct lesson_plan *plan, struct host *host,
                     struct str language,
                     const struct evaluate_options *options,
                     struct evaluation *out) {
  const struct course *c = plan->course;
  *out = (struct evaluation){.language = language};
  out->percent = str_eq(language, c->manifest.language.s) ? 100 : c->percent;
  out->modules = arena_array(a, struct drawn_scope, c->module_count);
  out->exercises = arena_array(a, struct drawn_scope, plan->exercise_count);
  if (!evaluate_load(a, d, plan, host, language, &options->writers, &out->load))
    return;
  for (size_t i = 0; i < c->module_count; i++)
    if (has_lua(plan, i))
      draw_module(a, d, plan, host, i, out);
  for (size_t i = 0; i < plan->exercise_count; i++) {
    if (draw_exercise(a, d, plan, host, i, out)) {
      struct author_tests tests = {plan,
                                   &plan->exercises[i],
                                   host,
                                   language,
                                   out->exercises[i].variants ? options->seeds
                                                              : 1,
                                   options->report};
      gaps_check(a, d, &plan->exercises[i], &out->exercises[i]);
      if (options->seeds)
        author_tests_run(a, d, &tests);
    }
    if (options->progress)
      options->progress(options->user, i + 1, plan->exercise_count);
  }
}
