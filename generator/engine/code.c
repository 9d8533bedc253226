/* Learners' code: its state, its result, the request that runs it. */
#include "engine/code.h"

#include "base/json.h"
#include "engine/interface.h"
#include "engine/lua_answers.h"
#include "engine/lua_block.h"
#include "engine/lua_dataset.h"
#include "engine/lua_names.h"
#include "engine/lua_tests.h"
#include "engine/operation.h"

#include <math.h>

enum { SHOWN_MAX = 50 }; /* rows of a result */

/* Keeps the dataset on top of the stack as long as the state. */
static void keep_rows(lua_State *L, struct returned *out) {
  out->kind = RETURNED_ROWS;
  out->rows = lua_dataset_check(L, -1);
  luaL_ref(L, LUA_REGISTRYINDEX);
}

static bool is_row(lua_State *L, int index) {
  const struct dataset *ignored;
  size_t row;
  return lua_dataset_row(L, index, &ignored, &row);
}

/* { 3, 5 } as one column; { a = 1 } as one row. */
static void push_rows(lua_State *L, int index) {
  size_t count = lua_rawlen(L, index);
  if (count == 0) {
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, 1);
    index = lua_gettop(L);
  }
  lua_rawgeti(L, index, 1);
  bool rows = lua_istable(L, -1) || is_row(L, -1);
  lua_pop(L, 1);
  if (rows) {
    lua_dataset_push_list(L, index);
    return;
  }
  struct dataset *d = lua_dataset_new(L, count, 1);
  lua_dataset_series(d)[0] =
      lua_dataset_from_list(L, lua_gettop(L), index, count, STR("value"), NULL);
}

void code_read(lua_State *L, int index, struct returned *out) {
  *out = (struct returned){.kind = RETURNED_NOTHING};
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    out->kind = RETURNED_NUMBER;
    out->number = lua_tonumber(L, index);
    return;
  case LUA_TBOOLEAN:
    out->kind = RETURNED_FLAG;
    out->number = lua_toboolean(L, index);
    return;
  case LUA_TSTRING:
    out->kind = RETURNED_TEXT;
    out->text = lua_answers_keep(L, index);
    return;
  case LUA_TTABLE:
    lua_pushnil(L);
    if (!lua_next(L, index))
      return;
    lua_pop(L, 2);
    push_rows(L, index);
    keep_rows(L, out);
    return;
  default:
    lua_pushvalue(L, index);
    if (is_row(L, -1)) {
      lua_createtable(L, 1, 0);
      lua_pushvalue(L, index);
      lua_rawseti(L, -2, 1);
      push_rows(L, lua_gettop(L));
    }
    if (lua_dataset_test(L, -1))
      keep_rows(L, out);
  }
}

void code_push(lua_State *L, const struct returned *value) {
  switch (value->kind) {
  case RETURNED_NOTHING:
    lua_pushnil(L);
    break;
  case RETURNED_NUMBER:
    lua_answers_push_number(L, value->number);
    break;
  case RETURNED_TEXT:
    lua_pushlstring(L, value->text.ptr, value->text.len);
    break;
  case RETURNED_FLAG:
    lua_pushboolean(L, value->number > 0);
    break;
  case RETURNED_ROWS:
    *lua_dataset_new(L, 0, 0) = *value->rows;
    break;
  }
}

struct running {
  struct run *run;
  struct str code;
};

static int execute(lua_State *L) {
  struct running *c = lua_touserdata(L, 1);
  lua_dataset_open(L);
  lua_names_push(L, 0, NULL);
  lua_block_run(L, 1, c->code);
  code_read(L, lua_gettop(L), &c->run->returned);
  return 0;
}

bool code_run(const struct store *store, struct engine_limits limits,
              struct str code, struct run **out, struct failure *failure) {
  struct running c = {run_open(store, limits, failure), code};
  *out = c.run;
  return c.run && sandbox_run(c.run->sandbox, execute, &c, failure);
}

/* What a message of Lua or of the datasets is about, in the learner's language:
 * by the first of these words that are in it. */
static const char *failed_key(struct str message) {
  static const char *const words[][2] = {
      {"undefined name ", "engine.code.name"},
      {"a dataset has no ", "engine.code.name"},
      {"there is no column ", "engine.code.column"},
      {"has a field ", "engine.code.column"},
      {"there is no dataset ", "engine.code.dataset"},
      {"there is no row ", "engine.code.row"},
      {"data cannot be changed", "engine.code.fixed"},
      {"stack overflow", "engine.code.stopped"},
      {" longer than ", "engine.code.stopped"},
      {" too long", "engine.code.stopped"},
      {"attempt to divide by zero", "engine.code.zero"},
      {"attempt to perform 'n", "engine.code.zero"},
      {" near ", "engine.code.syntax"},
      {" holds ", "engine.code.kind"},
      {"bad argument ", "engine.code.given"},
      {" needs ", "engine.code.given"},
      {" needed", "engine.code.given"},
      {"attempt to ", "engine.code.value"},
      {"'for' ", "engine.code.value"},
      {"no integer ", "engine.code.value"},
      {"invalid value ", "engine.code.value"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_search(message, str_from(words[i][0])) < message.len)
      return words[i][1];
  return "engine.code.failed";
}

/* What stands between the first two quotes. */
static struct str quoted(struct str message) {
  size_t open = str_find(message, '\'', 0);
  message = str_slice(message, open + 1, message.len);
  return str_slice(message, 0, str_find(message, '\'', 0));
}

/* The name that failure_nearest found, or nothing. */
static struct str nearest(struct str message) {
  size_t at = str_search(message, STR(", did you mean '"));
  return quoted(str_slice(message, at, message.len));
}

void code_explain(struct buf *out, const struct store *store,
                  const struct failure *failure) {
  struct buf line = {0};
  struct str message = buf_str(&failure->message), near = nearest(message);
  number_write_typed(&line, store->locale, failure->line);
  struct interface_value values[] = {{"line", buf_str(&line)},
                                     {"name", quoted(message)},
                                     {"near", near},
                                     {"message", message},
                                     {NULL, {NULL, 0}}};
  interface_write(out, store,
                  failure->kind == FAILURE_LUA ? failed_key(message)
                                               : "engine.code.stopped",
                  values);
  if (near.len)
    interface_write(out, store, "engine.code.near", values);
  buf_free(&line);
}

struct showing {
  struct run *run;
  struct buf *out;
};

static int show_rows(lua_State *L) {
  struct showing *s = lua_touserdata(L, 1);
  struct dataset d = *s->run->returned.rows;
  struct buf all = {0}, shown = {0};
  size_t rows = d.rows;
  sandbox_charge(L, (double)d.count * SHOWN_MAX * LUA_BLOCK_CELL_WORK);
  d.rows = rows < SHOWN_MAX ? rows : SHOWN_MAX;
  buf_puts(s->out, "<table>");
  lua_block_put_table(s->run, &d, s->out);
  buf_puts(s->out, "</table>");
  if (rows == d.rows)
    return 0;
  number_write_typed(&all, s->run->store->locale, (double)rows);
  number_write_typed(&shown, s->run->store->locale, SHOWN_MAX);
  struct interface_value values[] = {
      {"count", buf_str(&all)}, {"shown", buf_str(&shown)}, {NULL, {NULL, 0}}};
  interface_write(s->out, s->run->store, "engine.code.rows", values);
  buf_free(&all);
  buf_free(&shown);
  return 0;
}

/* What the code gave back, for people to look at. */
static bool put_value(struct run *r, struct buf *out, struct failure *failure) {
  const struct returned *v = &r->returned;
  struct buf text = {0};
  struct showing s = {r, out};
  if (v->kind == RETURNED_ROWS)
    return sandbox_run(r->sandbox, show_rows, &s, failure);
  if (v->kind == RETURNED_NUMBER && isfinite(v->number))
    number_write_typed(&text, r->store->locale, v->number);
  else if (v->kind == RETURNED_NUMBER)
    buf_puts(&text, isnan(v->number) ? "nan" : "inf");
  else if (v->kind == RETURNED_TEXT)
    buf_put(&text, v->text);
  else
    returned_write(&text, v);
  buf_puts(out, "<p>");
  interface_escape(out, buf_str(&text));
  buf_puts(out, "</p>");
  buf_free(&text);
  return true;
}

bool operation_run(const struct operation *o) {
  struct run *r;
  struct failure failed = {0};
  struct buf shown = {.max = o->out->max};
  bool ok = code_run(o->store, o->limits, json_text_of(o->request, "code"), &r,
                     &failed);
  if (ok && r->returned.kind == RETURNED_NOTHING)
    interface_write(&shown, o->store, "engine.unreadable.return", NULL);
  else if (ok)
    ok = put_value(r, &shown, &failed);
  if (!ok)
    code_explain(&shown, o->store, &failed);
  buf_printf(o->out, "{\"ok\":%s,\"result\":", ok ? "true" : "false");
  json_put_string(o->out, buf_str(&shown));
  buf_puts(o->out, ",\"output\":");
  json_put_string(o->out, r ? buf_str(&r->sandbox->output) : STR(""));
  buf_printf(o->out, ",\"line\":%d}", failed.line);
  if (shown.error)
    o->out->error = shown.error;
  buf_free(&shown);
  failure_clear(&failed);
  run_free(r);
  return true;
}
