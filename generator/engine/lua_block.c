/* Computed blocks as rows of an XHTML table. */
#include "engine/lua_block.h"

#include "engine/interface.h"
#include "engine/lua_chart.h"
#include "engine/lua_dataset.h"
#include "engine/lua_text.h"

#include <stdio.h>

enum { CELLS_MAX = 20000 };

void lua_block_run(lua_State *L, int line, struct str code) {
  int environment = lua_gettop(L);
  if (!sandbox_compile(L, line, "return ", code, environment)) {
    lua_pop(L, 1);
    if (!sandbox_compile(L, line, "", code, environment))
      lua_error(L);
  }
  lua_call(L, 0, 1);
}

void lua_block_push(lua_State *L, json block) {
  int line = json_int_of(block, "line", 1);
  run_of(L)->sandbox->line_of_c = line;
  lua_block_run(L, line, json_text_of(block, "code"));
  if (lua_isnil(L, -1))
    luaL_error(L, "the block gives nothing to show: it must end in a dataset "
                  "or a list of rows");
}

static bool is_right(const struct column_info *info) {
  return info->type == COLUMN_INTEGER || info->type == COLUMN_NUMBER;
}

struct str lua_block_title(const struct run *r,
                           const struct column_info *info) {
  if (str_is(info->name, "n") && !info->title.len)
    return store_text(r->store, "engine.count");
  return info->title.len ? info->title : info->name;
}

static void put_head(const struct run *r, const struct dataset *d,
                     struct buf *out) {
  buf_puts(out, "<thead><tr>");
  for (size_t i = 0; i < d->count; i++) {
    const struct column_info *info = d->columns[i].column.info;
    buf_printf(out, "<th scope=\"col\"%s>",
               is_right(info) ? " class=\"wm-right\"" : "");
    interface_escape(out, lua_block_title(r, info));
    buf_puts(out, "</th>");
  }
  buf_puts(out, "</tr></thead>");
}

/* A category of a number column is known by the plain number. */
static bool put_label(const struct series *s, size_t row, struct buf *out) {
  const struct column_info *info = s->column.info;
  char plain[24];
  if (!info->categories || !column_is_whole(info->type))
    return false;
  snprintf(plain, sizeof plain, "%lld",
           (long long)column_whole(&s->column, series_row(s, row)));
  struct str label = column_label(info, str_from(plain));
  if (str_is(label, plain))
    return false;
  buf_put(out, label);
  return true;
}

void lua_block_put_text(const struct run *r, const struct series *s, size_t row,
                        struct buf *out) {
  const struct column_info *info = s->column.info;
  const struct locale *l = r->store->locale;
  if (series_missing(s, row) || put_label(s, row, out))
    return;
  if (column_is_number(info->type)) {
    double value = series_number(s, row);
    number_write(out, l, value,
                 info->type == COLUMN_YEAR ? NUMBER_PLAIN : NUMBER_DEFAULT, 0);
  } else if (info->type == COLUMN_BOOLEAN) {
    bool yes = s->column.as.flags[series_row(s, row)];
    buf_put(out, store_text(r->store, yes ? "engine.yes" : "engine.no"));
  } else {
    struct str text = series_text(s, row);
    if (info->type != COLUMN_DATE || !date_write(out, l, text))
      buf_put(out, column_label(info, text));
  }
}

static void put_row(const struct run *r, const struct dataset *d, size_t row,
                    struct buf *text, struct buf *out) {
  buf_puts(out, "<tr>");
  for (size_t i = 0; i < d->count; i++) {
    const struct series *s = &d->columns[i];
    bool right = is_right(s->column.info);
    bool head = i == 0 && !right && d->count > 1;
    buf_puts(out, head    ? "<th scope=\"row\">"
                  : right ? "<td class=\"wm-right\">"
                          : "<td>");
    buf_clear(text);
    lua_block_put_text(r, s, row, text);
    interface_escape(out, buf_str(text));
    buf_puts(out, head ? "</th>" : "</td>");
  }
  buf_puts(out, "</tr>");
}

void lua_block_put_table(const struct run *r, const struct dataset *d,
                         struct buf *out) {
  struct buf text = {.max = out->max};
  put_head(r, d, out);
  buf_puts(out, "<tbody>");
  for (size_t i = 0; i < d->rows; i++)
    put_row(r, d, i, &text, out);
  buf_puts(out, "</tbody>");
  if (text.error)
    out->error = text.error;
  buf_free(&text);
}

void lua_block_evaluate(lua_State *L, json block, struct buf *out) {
  lua_block_push(L, block);
  const struct dataset *d = lua_dataset_test(L, -1);
  if (!d) {
    if (lua_chart_test(L, -1))
      luaL_error(L, "a chart is shown by a ```lua chart block, not by a table");
    if (!lua_istable(L, -1))
      luaL_error(L, "a dataset or a list of rows is needed, not a %s",
                 luaL_typename(L, -1));
    lua_dataset_push_list(L, -1);
    d = lua_dataset_check(L, -1);
  }
  if (d->count && d->rows > CELLS_MAX / d->count)
    luaL_error(L, "the table has %d rows: too many to show; use d:head(n)",
               (int)d->rows);
  sandbox_charge(L, (double)d->rows * (double)d->count * LUA_BLOCK_CELL_WORK);
  lua_block_put_table(run_of(L), d, out);
}
