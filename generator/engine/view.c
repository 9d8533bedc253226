/* The request that looks at a dataset. */
#include "engine/view.h"

#include "base/json.h"
#include "engine/lua_block.h"
#include "engine/operation.h"

enum { ROWS_SHOWN = 25 };

/* dataset:name(texts …), with the object on top of the stack; the result takes
 * its place. */
static void call_method(lua_State *L, const char *name, json texts) {
  int count = 1;
  luaL_checkstack(L, (int)json_count(texts) + 4, NULL);
  lua_getfield(L, -1, name);
  lua_insert(L, -2);
  for (json t = json_first(texts); t; t = json_next(t), count++)
    lua_pushlstring(L, json_text(t).ptr, json_text(t).len);
  lua_call(L, count, 1);
}

/* dataset:group(…):stat(of, { weight = … }) in the dataset's place. */
static void summarise(lua_State *L, const struct view *v, const char *stat) {
  struct str of = json_text_of(v->request, "of");
  struct str weight = json_text_of(v->request, "weight");
  call_method(L, "group", json_member(v->request, "group"));
  if (lua_getfield(L, -1, stat) != LUA_TFUNCTION)
    luaL_error(L, "there is no statistic '%s'", stat);
  lua_insert(L, -2);
  if (of.len)
    lua_pushlstring(L, of.ptr, of.len);
  else
    lua_pushnil(L);
  if (weight.len) {
    lua_createtable(L, 0, 1);
    lua_pushlstring(L, weight.ptr, weight.len);
    lua_setfield(L, -2, "weight");
  }
  lua_call(L, weight.len ? 3 : 2, 1);
}

static void put_number(struct view *v, size_t number) {
  buf_clear(&v->text);
  number_write(&v->text, v->run->store->locale, (double)number, NUMBER_DEFAULT,
               0);
  json_put_string(v->out, buf_str(&v->text));
}

static void put_columns(lua_State *L, struct view *v, const struct dataset *d) {
  bool describe = json_true_of(v->request, "describe");
  buf_puts(v->out, ",\"columns\":[");
  for (size_t i = 0; i < d->count; i++) {
    const struct column_info *info = d->columns[i].column.info;
    buf_puts(v->out, i ? ",{\"name\":" : "{\"name\":");
    json_put_string(v->out, info->name);
    buf_puts(v->out, ",\"title\":");
    json_put_string(v->out, lua_block_title(v->run, info));
    buf_printf(v->out, ",\"type\":\"%s\"", column_type_name(info->type));
    if (describe)
      view_put_values(L, v, &d->columns[i], d->rows);
    buf_char(v->out, '}');
  }
  buf_char(v->out, ']');
}

static void put_cell(struct view *v, const struct series *s, size_t row) {
  buf_clear(&v->text);
  lua_block_put_text(v->run, s, row, &v->text);
  if (series_missing(s, row))
    buf_puts(v->out, "null");
  else
    json_put_string(v->out, buf_str(&v->text));
}

/* A row of the data has its number in the data before its values. */
static void put_rows(struct view *v, const struct dataset *d, size_t from,
                     size_t to) {
  bool numbered = !json_member(v->request, "stat");
  buf_puts(v->out, ",\"cells\":[");
  for (size_t row = from; row < to; row++) {
    buf_puts(v->out, row > from ? ",[" : "[");
    if (numbered)
      put_number(v, d->count ? series_row(d->columns, row) + 1 : 0);
    for (size_t i = 0; i < d->count; i++) {
      buf_puts(v->out, i || numbered ? "," : "");
      put_cell(v, &d->columns[i], row);
    }
    buf_char(v->out, ']');
  }
  buf_char(v->out, ']');
}

static void put_csv(struct view *v, const struct dataset *d, size_t from,
                    size_t to) {
  struct buf *reply = v->out, csv = {.max = reply->max};
  v->out = &csv;
  view_put_csv(v, d, from, to);
  v->out = reply;
  buf_puts(reply, ",\"csv\":");
  json_put_string(reply, buf_str(&csv));
  if (!buf_ok(&csv))
    reply->error = csv.error;
  buf_free(&csv);
}

static size_t count_of(json request, const char *key, size_t fallback) {
  double number = json_number(json_member(request, key), (double)fallback);
  return number >= 0 && number < 1e9 ? (size_t)number : fallback;
}

static void put_view(lua_State *L, struct view *v, size_t all) {
  const struct dataset *d = lua_dataset_check(L, -1);
  size_t from = count_of(v->request, "from", 1);
  size_t to = count_of(v->request, "count", ROWS_SHOWN);
  from = from > d->rows ? d->rows : from - (from > 0);
  to = to < d->rows - from ? from + to : d->rows;
  sandbox_charge(L,
                 (double)(to - from) * (double)d->count * LUA_BLOCK_CELL_WORK);
  buf_printf(v->out, "{\"rows\":%zu,\"counts\":[", d->rows);
  size_t counts[] = {from + (to > from), to, d->rows, v->kept, all};
  for (size_t i = 0; i < 5; i++) {
    buf_puts(v->out, i ? "," : "");
    put_number(v, counts[i]);
  }
  buf_char(v->out, ']');
  put_columns(L, v, d);
  if (json_member(v->request, "csv"))
    put_csv(v, d, from, to);
  else
    put_rows(v, d, from, to);
  buf_puts(v->out, ",\"unread\":[");
  buf_put(v->out, buf_str(&v->unread));
  buf_puts(v->out, "]}");
}

static int look(lua_State *L) {
  struct view *v = lua_touserdata(L, 1);
  struct str name = json_text_of(v->request, "data");
  struct str stat = json_text_of(v->request, "stat");
  lua_getglobal(L, "data");
  lua_pushlstring(L, name.ptr, name.len);
  lua_gettable(L, -2);
  size_t all = lua_dataset_check(L, -1)->rows;
  view_filter(L, v);
  v->kept = lua_dataset_check(L, -1)->rows;
  if (stat.len)
    summarise(L, v, stat.ptr);
  if (json_first(json_member(v->request, "sort")))
    call_method(L, "sort", json_member(v->request, "sort"));
  if (json_first(json_member(v->request, "columns")))
    call_method(L, "select", json_member(v->request, "columns"));
  put_view(L, v, all);
  return 0;
}

/* No exercise runs here: there is no code of an author that could be wrong. */
bool operation_view(const struct operation *o) {
  struct view v = {.request = o->request, .out = o->out};
  v.unread.max = v.text.max = v.part.max = o->out->max;
  v.run = run_start(o->store, o->limits, NULL, NULL, 1, o->failure);
  bool ok = v.run && sandbox_run(v.run->sandbox, look, &v, o->failure);
  if (o->failure->kind == FAILURE_LUA)
    o->failure->kind = FAILURE_REQUEST;
  if (!buf_ok(&v.text) || !buf_ok(&v.unread) || !buf_ok(&v.part))
    o->out->error = BUF_TOO_BIG;
  run_free(v.run);
  buf_free(&v.unread);
  buf_free(&v.text);
  buf_free(&v.part);
  return ok;
}
