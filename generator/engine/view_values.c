/* The values of a view's columns: those to choose from, and those that leave
 * as CSV. */
#include "engine/view.h"

#include "base/json.h"
#include "engine/lua_block.h"

enum { CHOICES_MAX = 200, CELLS_PER_WORK = 4 };

static void put_choice(struct view *v, size_t *count, struct str value,
                       struct str label) {
  buf_puts(v->out, (*count)++ ? ",[" : "[");
  json_put_string(v->out, value);
  buf_char(v->out, ',');
  json_put_string(v->out, label);
  buf_char(v->out, ']');
}

void view_put_values(lua_State *L, struct view *v, const struct series *s,
                     size_t rows) {
  const struct column_info *info = s->column.info;
  const struct words *words = &s->column.words;
  bool few = info->type == COLUMN_TEXT && words->count <= CHOICES_MAX;
  size_t missing = 0, count = 0;
  sandbox_charge(L, (double)rows / CELLS_PER_WORK);
  for (size_t i = 0; i < rows; i++)
    missing += series_missing(s, i);
  buf_printf(v->out, ",\"missing\":%zu,\"values\":[", missing);
  for (json c = json_first(info->categories); c; c = json_next(c)) {
    struct str value = json_text_of(c, "value");
    struct str label = json_text_of(c, "label");
    put_choice(v, &count, value, label.len ? label : value);
  }
  for (uint32_t i = 0; few && i < words->count; i++)
    if (!json_find(info->categories, "value", words->items[i]))
      put_choice(v, &count, words->items[i], words->items[i]);
  if (info->type == COLUMN_BOOLEAN) {
    put_choice(v, &count, STR("true"), store_text(v->run->store, "engine.yes"));
    put_choice(v, &count, STR("false"), store_text(v->run->store, "engine.no"));
  }
  buf_char(v->out, ']');
}

/* Where the decimal mark is a comma, spreadsheet programs part the cells of a
 * file at semicolons. */
static bool has_comma(struct view *v, bool plain) {
  buf_clear(&v->part);
  number_write_typed(&v->part, v->run->store->locale, 0.5);
  return !plain && str_find(buf_str(&v->part), ',', 0) < v->part.len;
}

/* A text that a spreadsheet program would take for a formula gets an
 * apostrophe: data must not compute. */
static void put_text(struct buf *out, struct str s) {
  bool quoted = false;
  for (size_t i = 0; i < s.len; i++)
    quoted = quoted || (s.ptr[i] < ' ' && s.ptr[i] >= 0) || s.ptr[i] == '"' ||
             s.ptr[i] == ',' || s.ptr[i] == ';';
  if (quoted)
    buf_char(out, '"');
  if (s.len && strchr("=+-@\t\r", s.ptr[0]))
    buf_char(out, '\'');
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '"')
      buf_char(out, '"');
    buf_char(out, s.ptr[i]);
  }
  if (quoted)
    buf_char(out, '"');
}

static void put_value(struct view *v, const struct series *s, size_t row,
                      bool comma, bool plain) {
  const struct column_info *info = s->column.info;
  size_t start = v->out->len;
  if (series_missing(s, row))
    return;
  if (column_is_number(info->type) && (plain || !info->categories)) {
    number_write_json(v->out, series_number(s, row));
    for (size_t i = start; comma && i < v->out->len; i++)
      if (v->out->ptr[i] == '.')
        v->out->ptr[i] = ',';
    return;
  }
  if (info->type == COLUMN_DATE || (plain && info->type == COLUMN_TEXT)) {
    put_text(v->out, series_text(s, row));
  } else if (plain) {
    buf_puts(v->out, s->column.as.flags[series_row(s, row)] ? "true" : "false");
  } else {
    buf_clear(&v->text);
    lua_block_put_text(v->run, s, row, &v->text);
    put_text(v->out, buf_str(&v->text));
  }
}

static void put_head(struct view *v, const struct dataset *d, char mark,
                     bool plain) {
  for (size_t i = 0; i < d->count; i++) {
    const struct column_info *info = d->columns[i].column.info;
    if (i)
      buf_char(v->out, mark);
    put_text(v->out, plain ? info->name : lua_block_title(v->run, info));
  }
  buf_puts(v->out, "\r\n");
}

void view_put_csv(struct view *v, const struct dataset *d, size_t from,
                  size_t to) {
  bool plain = str_is(json_text_of(v->request, "csv"), "plain");
  char mark = has_comma(v, plain) ? ';' : ',';
  if (from == 0)
    put_head(v, d, mark, plain);
  for (size_t row = from; row < to; row++) {
    for (size_t i = 0; i < d->count; i++) {
      if (i)
        buf_char(v->out, mark);
      put_value(v, &d->columns[i], row, mark == ';', plain);
    }
    buf_puts(v->out, "\r\n");
  }
}
