/* The requests that show an exercise or a module's computed text. */
#include "engine/operation.h"

#include "base/json.h"
#include "engine/draw_gaps.h"

static uint64_t seed_of(json request) {
  double seed = json_number(json_member(request, "seed"), 1);
  return seed >= 0 && seed <= 0x1p53 ? (uint64_t)seed : 1;
}

static json find_scope(const struct operation *o, bool module_allowed,
                       json *module) {
  struct str id = json_text_of(o->request, "exercise");
  json exercise = id.len ? store_exercise(o->store, id) : NULL;
  struct str module_id = exercise ? json_text_of(exercise, "module")
                                  : json_text_of(o->request, "module");
  *module = store_module(o->store, module_id);
  if ((id.len || !module_allowed) && !exercise)
    failure_set(o->failure, FAILURE_REQUEST, "there is no exercise '%.*s'",
                STR_ARG(id));
  else if (!id.len && !*module)
    failure_set(o->failure, FAILURE_REQUEST, "there is no module '%.*s'",
                STR_ARG(module_id));
  return exercise;
}

struct run *operation_start(const struct operation *o, bool module_allowed) {
  json module;
  json exercise = find_scope(o, module_allowed, &module);
  if (o->failure->kind != FAILURE_NONE)
    return NULL;
  return run_start(o->store, o->limits, module, exercise, seed_of(o->request),
                   o->failure);
}

static bool put_texts(struct run *r, struct buf *out) {
  size_t count = json_count(json_member(r->scope, "expressions"));
  struct buf text = {.max = out->max};
  bool ok = true;
  buf_puts(out, ",\"texts\":[");
  for (size_t i = 0; i < count && ok; i++) {
    buf_clear(&text);
    ok = run_text(r, i, &text);
    buf_puts(out, i ? "," : "");
    json_put_string(out, buf_str(&text));
  }
  buf_char(out, ']');
  buf_free(&text);
  return ok;
}

static bool put_blocks(struct run *r, struct buf *out) {
  size_t count = json_count(json_member(r->scope, "blocks"));
  struct buf block = {.max = out->max};
  bool ok = true;
  buf_puts(out, ",\"blocks\":[");
  for (size_t i = 0; i < count && ok; i++) {
    buf_clear(&block);
    ok = run_block(r, i, &block);
    buf_puts(out, i ? "," : "");
    json_put_string(out, buf_str(&block));
    if (block.error)
      out->error = block.error;
  }
  buf_char(out, ']');
  buf_free(&block);
  return ok;
}

static void put_data(const struct run *r, struct buf *out) {
  buf_puts(out, ",\"data\":[");
  for (size_t n = 1; n <= r->data_used_count; n++)
    for (size_t i = 0; i < r->store->data_count; i++)
      if (r->data_used[i] == n) {
        buf_puts(out, n > 1 ? "," : "");
        json_put_string(out, store_dataset(r->store, i)->name);
      }
  buf_char(out, ']');
}

bool operation_draw(const struct operation *o) {
  struct run *r = operation_start(o, true);
  if (!r)
    return false;
  buf_printf(o->out, "{\"seed\":%lld,\"variants\":%s", (long long)r->seed,
             r->sandbox->drew ? "true" : "false");
  bool ok =
      put_texts(r, o->out) && put_blocks(r, o->out) && draw_gaps_put(r, o->out);
  put_data(r, o->out);
  if (r->sandbox->output.len) {
    buf_puts(o->out, ",\"output\":");
    json_put_string(o->out, buf_str(&r->sandbox->output));
  }
  buf_char(o->out, '}');
  run_free(r);
  return ok;
}
