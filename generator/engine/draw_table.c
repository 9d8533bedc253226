/* Tables with fields in them. */
#include "engine/draw_table.h"

#include "engine/interface.h"
#include "engine/lua_block.h"
#include "engine/lua_dataset.h"

struct drawing {
  struct run *run;
  const struct gap *gap; /* records; NULL: the grid */
  struct buf *out;
  struct buf *text;
};

static bool is_right(const struct column_info *info) {
  return info->type == COLUMN_INTEGER || info->type == COLUMN_NUMBER;
}

static void put_head(const struct drawing *d, const struct dataset *data) {
  buf_puts(d->out, "<table><thead><tr>");
  if (d->gap) {
    buf_puts(d->out, "<th scope=\"col\">");
    interface_escape(d->out, store_text(d->run->store, "engine.select"));
    buf_puts(d->out, "</th>");
  }
  for (size_t i = 0; i < data->count; i++) {
    const struct column_info *info = data->columns[i].column.info;
    buf_printf(d->out, "<th scope=\"col\"%s>",
               is_right(info) ? " class=\"wm-right\"" : "");
    interface_escape(d->out, lua_block_title(d->run, info));
    buf_puts(d->out, "</th>");
  }
  buf_puts(d->out, "</tr></thead><tbody>");
}

static void put_text(const struct drawing *d, const struct series *s,
                     size_t row) {
  buf_clear(d->text);
  lua_block_put_text(d->run, s, row, d->text);
  interface_escape(d->out, buf_str(d->text));
}

static void put_checkbox(const struct drawing *d, size_t row) {
  buf_puts(d->out, "<td class=\"wm-pick\"><input type=\"checkbox\" name=\"");
  interface_escape(d->out, d->run->id);
  buf_char(d->out, '.');
  interface_escape(d->out, d->gap->name);
  buf_printf(d->out, "\" value=\"%zu\" aria-label=\"", row + 1);
  interface_escape(d->out, store_text(d->run->store, "engine.row"));
  buf_char(d->out, ' ');
  number_write(d->out, d->run->store->locale, (double)row + 1, NUMBER_PLAIN, 0);
  buf_puts(d->out, "\"/></td>");
}

/* Named by its row's first cell and its column's title. */
static void put_entry(const struct drawing *d, const struct dataset *data,
                      size_t row, size_t column) {
  const struct column_info *info = data->columns[column].column.info;
  bool number = column_is_number(info->type);
  buf_puts(d->out, "<input type=\"text\"");
  buf_puts(d->out, number ? " inputmode=\"decimal\"" : " spellcheck=\"false\"");
  buf_puts(d->out, " autocomplete=\"off\" name=\"");
  interface_escape(d->out, d->run->id);
  buf_printf(d->out, ".r%zuc%zu\" aria-label=\"", row + 1, column + 1);
  if (column > 0) {
    put_text(d, &data->columns[0], row);
    buf_puts(d->out, ", ");
  }
  interface_escape(d->out, lua_block_title(d->run, info));
  buf_puts(d->out, "\"/>");
}

static void put_row(const struct drawing *d, const struct dataset *data,
                    size_t row) {
  buf_puts(d->out, "<tr>");
  if (d->gap)
    put_checkbox(d, row);
  for (size_t i = 0; i < data->count; i++) {
    const struct series *s = &data->columns[i];
    bool right = is_right(s->column.info);
    bool blank = !d->gap && d->run->grid.as.grid.blank[i];
    bool head = i == 0 && !right && !blank && data->count > 1;
    buf_puts(d->out, head    ? "<th scope=\"row\">"
                     : right ? "<td class=\"wm-right\">"
                             : "<td>");
    if (blank)
      put_entry(d, data, row, i);
    else
      put_text(d, s, row);
    buf_puts(d->out, head ? "</th>" : "</td>");
  }
  buf_puts(d->out, "</tr>");
}

static int put_table(lua_State *L) {
  struct drawing *d = lua_touserdata(L, 1);
  int reference =
      d->gap ? d->gap->answer.as.records.dataset : d->run->grid.as.grid.dataset;
  lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
  const struct dataset *data = lua_dataset_check(L, -1);
  sandbox_charge(L, (double)data->rows * (double)data->count *
                        LUA_BLOCK_CELL_WORK);
  put_head(d, data);
  for (size_t row = 0; row < data->rows; row++)
    put_row(d, data, row);
  buf_puts(d->out, "</tbody></table>");
  return 0;
}

static bool draw(struct run *r, const struct gap *gap, struct buf *out) {
  struct buf text = {.max = out->max};
  struct drawing d = {r, gap, out, &text};
  bool ok = sandbox_run(r->sandbox, put_table, &d, r->failure);
  if (text.error)
    out->error = text.error;
  buf_free(&text);
  return ok;
}

bool draw_table_records(struct run *r, const struct gap *gap, struct buf *out) {
  return draw(r, gap, out);
}

bool draw_table_grid(struct run *r, struct buf *out) {
  return draw(r, NULL, out);
}
