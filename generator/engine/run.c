/* Drawing an exercise or a module: setup, logic, and what they left. */
#include "engine/run.h"

#include "engine/interface.h"
#include "engine/lua_answers.h"
#include "engine/lua_block.h"
#include "engine/lua_chart.h"
#include "engine/lua_dataset.h"
#include "engine/lua_names.h"
#include "engine/lua_random.h"
#include "engine/lua_text.h"

static const char environment_key[] = "waymark.environment";

struct run *run_of(lua_State *L) {
  return sandbox_of(L)->context;
}

size_t run_gap(const struct run *r, struct str name) {
  for (size_t i = 0; i < r->gap_count; i++)
    if (str_eq(r->gaps[i].name, name))
      return i;
  return SIZE_MAX;
}

void run_push_environment(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, environment_key);
}

static void open_functions(lua_State *L) {
  lua_random_open(L);
  lua_text_open(L);
  lua_dataset_open(L);
  lua_answers_open(L);
  lua_chart_open(L);
}

/* A chunk as an author's block, with the environment on top of the stack. */
static void run_chunk(lua_State *L, json chunk) {
  if (!sandbox_compile(L, json_int_of(chunk, "line", 1), "",
                       json_text_of(chunk, "code"), -1))
    lua_error(L);
  lua_call(L, 0, 0);
}

static void run_setup(lua_State *L) {
  struct run *r = run_of(L);
  json setup = json_member(r->module, "setup");
  for (json chunk = json_first(setup); chunk; chunk = json_next(chunk))
    run_chunk(L, chunk);
}

static void run_logic(lua_State *L) {
  struct run *r = run_of(L);
  json logic = json_member(r->exercise, "logic");
  r->sandbox->phase = PHASE_LOGIC;
  if (logic)
    run_chunk(L, logic);
  lua_answers_collect(L);
}

static int start(lua_State *L) {
  struct run *r = lua_touserdata(L, 1);
  open_functions(L);
  lua_names_push(L, 0, NULL);
  run_setup(L);
  if (r->exercise) {
    lua_names_push(L, -1, "answer");
    lua_answers_prepare(L);
  }
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, environment_key);
  if (r->exercise)
    run_logic(L);
  r->sandbox->phase = PHASE_AFTER;
  return 0;
}

struct run *run_open(const struct store *store, struct engine_limits limits,
                     struct failure *failure) {
  struct run *r = pool_resize(NULL, 1, sizeof *r);
  if (r) {
    memset(r, 0, sizeof *r); /* too large for a literal on the stack */
    r->store = store;
    r->failure = failure;
    r->scratch.max = SANDBOX_TEXT_MAX / 2;
    r->data_used = pool_array(&r->pool, uint8_t, store->data_count + 1);
    r->sandbox = r->data_used ? sandbox_open(limits, r) : NULL;
  }
  if (r && r->sandbox)
    return r;
  failure_no_memory(failure);
  run_free(r);
  return NULL;
}

struct run *run_start(const struct store *store, struct engine_limits limits,
                      json module, json exercise, uint64_t seed,
                      struct failure *failure) {
  struct run *r = run_open(store, limits, failure);
  if (!r)
    return NULL;
  r->module = module;
  r->exercise = exercise;
  r->scope = exercise ? exercise : module;
  r->seed = seed;
  r->id = json_text_of(r->scope, "id");
  r->file = json_text_of(r->scope, "file");
  r->sandbox->file = r->file;
  random_start(&r->sandbox->random, r->id, seed, "");
  if (!sandbox_run(r->sandbox, start, r, failure)) {
    run_free(r);
    return NULL;
  }
  return r;
}

void run_free(struct run *r) {
  if (!r)
    return;
  run_free(r->codes);
  sandbox_close(r->sandbox);
  pool_free(&r->pool);
  buf_free(&r->scratch);
  pool_release(r);
}

/* What a protected evaluation is asked for. */
struct wanted {
  struct run *run;
  json item; /* expression or block */
  struct buf *out;
};

static int evaluate_text(lua_State *L) {
  struct wanted *w = lua_touserdata(L, 1);
  run_push_environment(L);
  lua_text_evaluate(L, json_int_of(w->item, "line", 1),
                    json_text_of(w->item, "code"), w->out);
  return 0;
}

bool run_text(struct run *r, size_t index, struct buf *out) {
  json item = json_item(json_member(r->scope, "expressions"), index);
  struct wanted w = {r, item, out};
  if (!item)
    return failure_set(r->failure, FAILURE_REQUEST,
                       "there is no expression %zu", index);
  if (sandbox_run(r->sandbox, evaluate_text, &w, r->failure))
    return true;
  if (r->failure->line == json_int_of(item, "line", 0))
    r->failure->col = json_int_of(item, "col", 0);
  return false;
}

bool run_parts(struct run *r, json parts, struct buf *out) {
  struct buf text = {.max = out->max};
  bool ok = true;
  for (json p = json_first(parts); p && ok; p = json_next(p)) {
    if (json_is_text(p)) {
      buf_put(out, json_text(p));
      continue;
    }
    double index = json_number(p, -1);
    buf_clear(&text);
    ok = run_text(r, index >= 0 && index < 1e6 ? (size_t)index : SIZE_MAX,
                  &text);
    buf_puts(out, "<bdi>");
    interface_escape(out, buf_str(&text));
    buf_puts(out, "</bdi>");
  }
  buf_free(&text);
  return ok;
}

static int evaluate_block(lua_State *L) {
  struct wanted *w = lua_touserdata(L, 1);
  run_push_environment(L);
  lua_block_evaluate(L, w->item, w->out);
  return 0;
}

bool run_block(struct run *r, size_t index, struct buf *out) {
  json item = json_item(json_member(r->scope, "blocks"), index);
  struct buf caption = {.max = out->max};
  struct wanted w = {r, item, out};
  if (!item)
    return failure_set(r->failure, FAILURE_REQUEST, "there is no block %zu",
                       index);
  if (str_is(json_text_of(item, "kind"), "chart"))
    return lua_chart_block(r, item, index, out);
  bool ok = run_parts(r, json_member(item, "caption"), &caption);
  buf_puts(out, "<table>");
  if (caption.len) {
    buf_puts(out, "<caption>");
    buf_put(out, buf_str(&caption));
    buf_puts(out, "</caption>");
  }
  buf_free(&caption);
  ok = ok && sandbox_run(r->sandbox, evaluate_block, &w, r->failure);
  buf_puts(out, "</table>");
  return ok;
}
