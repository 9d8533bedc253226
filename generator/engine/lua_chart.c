/* chart{…}: its options, and the figure that a block shows. */
#include "engine/lua_chart.h"

#include "engine/interface.h"
#include "engine/lua_block.h"
#include "engine/lua_names.h"

enum { STACK = 60 };
static const char chart_name[] = "chart";
static const char *const kinds[] = {"bar",     "column",    "line", "pyramid",
                                    "scatter", "histogram", NULL};

struct lua_chart *lua_chart_test(lua_State *L, int index) {
  return luaL_testudata(L, index, chart_name);
}

void *lua_chart_memory(lua_State *L, const struct lua_chart_request *q,
                       size_t count, size_t size) {
  void *memory = lua_dataset_scratch(L, count, size);
  memset(memory, 0, count * size + 1);
  lua_dataset_keep(L, q->index);
  return memory;
}

static enum chart_kind read_kind(lua_State *L) {
  lua_getfield(L, 1, "kind");
  if (lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "chart needs kind = \"bar\", \"column\", \"line\", "
                  "\"pyramid\", \"scatter\" or \"histogram\"");
  const char *name = lua_tostring(L, -1);
  lua_newtable(L);
  for (int i = 0; kinds[i]; i++) {
    if (strcmp(name, kinds[i]) == 0) {
      lua_pop(L, 2);
      return (enum chart_kind)i;
    }
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, kinds[i]);
  }
  int tables[] = {lua_gettop(L)};
  lua_names_nearest(L, name, tables, 1);
  luaL_error(L, "there is no chart of kind '%s'%s", name, lua_tostring(L, -1));
  return CHART_BAR;
}

static const struct series *column(lua_State *L,
                                   const struct lua_chart_request *q) {
  return &q->data->columns[lua_dataset_column(L, q->data, -1)];
}

static const struct series *number_column(lua_State *L,
                                          const struct lua_chart_request *q,
                                          const char *option) {
  const struct series *s = column(L, q);
  const struct column_info *info = s->column.info;
  if (!column_is_number(info->type))
    luaL_error(L, "column '%s' holds %s: %s needs numbers", info->name.ptr,
               column_type_name(info->type), option);
  return s;
}

static void read_y(lua_State *L, struct lua_chart_request *q) {
  bool histogram = q->made->chart.kind == CHART_HISTOGRAM;
  if (lua_getfield(L, 1, "y") == LUA_TNIL && !histogram)
    luaL_error(L, "chart needs y = \"…\": the column with the values");
  if (!lua_isnil(L, -1) && histogram)
    luaL_error(L, "a histogram counts rows by x: it takes no y");
  if (lua_istable(L, -1)) {
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    if (n < 1 || n > CHART_SERIES_MAX)
      luaL_error(L, "y is a column or a list of 1 to %d columns",
                 CHART_SERIES_MAX);
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, -1, i);
      q->y[q->y_count++] = number_column(L, q, "y");
      lua_pop(L, 1);
    }
  } else if (!lua_isnil(L, -1)) {
    q->y[q->y_count++] = number_column(L, q, "y");
  }
  lua_pop(L, 1);
}

static void read_columns(lua_State *L, struct lua_chart_request *q) {
  enum chart_kind kind = q->made->chart.kind;
  bool numbers = kind == CHART_SCATTER || kind == CHART_HISTOGRAM;
  if (lua_getfield(L, 1, "x") == LUA_TNIL)
    luaL_error(L, "chart needs x = \"…\": the column along the axis");
  q->x = numbers ? number_column(L, q, "x") : column(L, q);
  lua_pop(L, 1);
  read_y(L, q);
  if (lua_getfield(L, 1, "by") != LUA_TNIL)
    q->by = column(L, q);
  lua_pop(L, 1);
  if (q->by && kind == CHART_HISTOGRAM)
    luaL_error(L, "a histogram shows one group: it takes no by");
  if (q->by && q->y_count > 1)
    luaL_error(L, "by needs a single y, not a list");
  lua_getfield(L, 1, "bins");
  if (!lua_isnil(L, -1)) {
    lua_Integer n = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
    if (kind != CHART_HISTOGRAM || n < 1 || n > CHART_BINS_MAX)
      luaL_error(L, "bins is a whole number from 1 to %d, of a histogram",
                 CHART_BINS_MAX);
    q->bins = (int)n;
  }
  lua_pop(L, 1);
}

/* The data as a dataset at stack index 2. */
static const struct dataset *read_data(lua_State *L) {
  lua_getfield(L, 1, "data");
  if (!lua_dataset_test(L, 2)) {
    if (!lua_istable(L, 2))
      luaL_error(L, "chart needs data = a dataset or a list of rows, not %s",
                 luaL_typename(L, 2));
    if (lua_rawlen(L, 2) == 0)
      luaL_error(L, "there is nothing to draw: the list of rows is empty");
    lua_dataset_push_list(L, 2);
    lua_replace(L, 2);
  }
  const struct dataset *d = lua_dataset_check(L, 2);
  if (d->rows == 0)
    luaL_error(L, "there is nothing to draw: the data has no rows");
  return d;
}

/* The columns drawn, as a dataset kept with the chart. */
static void keep_table(lua_State *L, struct lua_chart_request *q) {
  struct dataset *d = lua_dataset_new(L, q->data->rows, CHART_SERIES_MAX + 2);
  struct series *columns = lua_dataset_series(d);
  d->count = 0;
  columns[d->count++] = *q->x;
  if (q->by)
    columns[d->count++] = *q->by;
  for (size_t i = 0; i < q->y_count; i++)
    columns[d->count++] = *q->y[i];
  q->made->table = d;
  lua_dataset_keep(L, q->index);
}

static int make_chart(lua_State *L) {
  static const char *const known[] = {"data", "kind", "x", "y",
                                      "by",   "bins", NULL};
  struct lua_chart_request q = {0};
  const struct run *r = run_of(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  luaL_checkstack(L, STACK, NULL);
  lua_names_check_options(L, 1, known);
  q.data = read_data(L);
  q.made = lua_newuserdatauv(L, sizeof *q.made, 1);
  memset(q.made, 0, sizeof *q.made);
  q.index = lua_gettop(L);
  lua_newtable(L);
  lua_setiuservalue(L, q.index, 1);
  lua_pushvalue(L, 2);
  lua_dataset_keep(L, q.index);
  q.made->chart.kind = read_kind(L);
  read_columns(L, &q);
  struct chart *c = &q.made->chart;
  c->x_title = lua_block_title(r, q.x->column.info);
  if (q.y_count == 1)
    c->y_title = lua_block_title(r, q.y[0]->column.info);
  if (q.by)
    c->by_title = lua_block_title(r, q.by->column.info);
  if (c->kind == CHART_HISTOGRAM) {
    lua_chart_read_bins(L, &q);
  } else {
    lua_chart_read_points(L, &q);
    keep_table(L, &q);
  }
  lua_settop(L, q.index);
  luaL_setmetatable(L, chart_name);
  return 1;
}

void lua_chart_open(lua_State *L) {
  luaL_newmetatable(L, chart_name);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
  lua_register(L, "chart", make_chart);
}

/* A block on its way to a figure. */
struct figure {
  struct run *run;
  json block;
  struct buf id, title, about;
  struct buf *out;
};

static int evaluate(lua_State *L) {
  struct figure *f = lua_touserdata(L, 1);
  run_push_environment(L);
  lua_block_push(L, f->block);
  struct lua_chart *made = lua_chart_test(L, -1);
  if (!made)
    return luaL_error(L, "a chart block must end in chart{ … }, not in a %s",
                      luaL_typename(L, -1));
  const struct dataset *d = made->table;
  sandbox_charge(L, (double)d->rows * (double)d->count * LUA_BLOCK_CELL_WORK);
  struct chart c = made->chart;
  c.id = buf_str(&f->id);
  chart_write(&c, f->run->store->locale, buf_str(&f->title), buf_str(&f->about),
              f->out);
  buf_puts(f->out, "<details class=\"wm-chart-data\"><summary>");
  interface_escape(f->out, store_text(f->run->store, "engine.chart.table"));
  buf_puts(f->out, "</summary><table>");
  lua_block_put_table(f->run, d, f->out);
  buf_puts(f->out, "</table></details>");
  return 0;
}

/* Parts for places where no element may stand: values are isolated by the
 * characters that do what <bdi> does. */
static bool put_plain(struct run *r, json parts, struct buf *out) {
  struct buf text = {.max = out->max};
  bool ok = true;
  for (json p = json_first(parts); p && ok; p = json_next(p)) {
    if (json_is_text(p)) {
      buf_put(out, json_text(p));
      continue;
    }
    buf_clear(&text);
    ok = run_text(r, (size_t)json_number(p, 0), &text);
    buf_puts(out, "\xE2\x81\xA8");
    interface_escape(out, buf_str(&text));
    buf_puts(out, "\xE2\x81\xA9");
  }
  buf_free(&text);
  return ok;
}

bool lua_chart_block(struct run *r, json block, size_t index, struct buf *out) {
  struct figure f = {.run = r, .block = block, .out = out};
  json caption = json_member(block, "caption");
  bool ok = put_plain(r, caption, &f.title) &&
            put_plain(r, json_member(block, "alt"), &f.about);
  buf_printf(&f.id, "wm-chart-%.*s-%zu", STR_ARG(r->id), index + 1);
  buf_puts(out, "<figure class=\"wm-chart\">");
  if (ok && f.title.len) {
    buf_puts(out, "<figcaption>");
    ok = run_parts(r, caption, out);
    buf_puts(out, "</figcaption>");
  }
  ok = ok && sandbox_run(r->sandbox, evaluate, &f, r->failure);
  buf_puts(out, "</figure>");
  buf_free(&f.id);
  buf_free(&f.title);
  buf_free(&f.about);
  return ok;
}
