/* The answers besides number and choice, as the logic makes them: text{},
 * order{}, match{}, records(), grid{}, open{}, code{}. */
#include "engine/lua_kinds.h"

#include "engine/code.h"
#include "engine/lua_answers.h"
#include "engine/lua_dataset.h"
#include "engine/lua_names.h"
#include "engine/lua_tests.h"
#include "engine/lua_text.h"

#include <math.h>

enum { CELLS_MAX = GAPS_MAX };

static void *room(lua_State *L, size_t count, size_t size) {
  void *block = pool_alloc(&run_of(L)->pool, count + 1, size);
  if (!block)
    sandbox_stop(L, STOP_MEMORY);
  return block;
}

/* The value on top of the stack as people read it; pops it. */
static struct str pop_text(lua_State *L, const char *what, int number) {
  struct run *r = run_of(L);
  buf_clear(&r->scratch);
  lua_text_put(L, -1, &r->scratch);
  struct str text = str_trim(buf_str(&r->scratch));
  if (!buf_ok(&r->scratch) || text.len == 0)
    luaL_error(L, "%s %d has no text", what, number);
  text = pool_str(&r->pool, text);
  if (!text.ptr)
    sandbox_stop(L, STOP_MEMORY);
  lua_pop(L, 1);
  return text;
}

/* The list at `index` as texts, at least `least` and at most OPTIONS_MAX. */
static struct str *read_texts(lua_State *L, int index, const char *what,
                              int least, int *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  size_t n = lua_rawlen(L, index);
  if (n < (size_t)least || n > OPTIONS_MAX)
    luaL_error(L, "%d to %d %ss are needed, not %d", least, OPTIONS_MAX, what,
               (int)n);
  struct str *texts = room(L, n, sizeof *texts);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    texts[i] = pop_text(L, what, (int)i + 1);
  }
  *count = (int)n;
  return texts;
}

/* The pattern on top of the stack stands for the whole text, with or without
 * ^ and $ at its ends. */
static struct str keep_pattern(lua_State *L) {
  struct str p;
  p.ptr = lua_tolstring(L, -1, &p.len);
  bool start = str_starts(p, "^"), end = str_ends(p, "$");
  if (end && p.len > 1 && p.ptr[p.len - 2] == '%')
    end = false;
  lua_pushlstring(L, p.ptr + start, p.len - start - (end && p.len > start));
  p = lua_answers_keep(L, -1);
  lua_pop(L, 1);
  return p;
}

/* A capital letter that stands for itself; %A, %S … are classes. */
static bool has_capital(struct str pattern) {
  for (size_t i = 0; i < pattern.len; i++)
    if (pattern.ptr[i] == '%')
      i++;
    else if (pattern.ptr[i] >= 'A' && pattern.ptr[i] <= 'Z')
      return true;
  return false;
}

static int make_text(lua_State *L) {
  static const char *const known[] = {"accept", "pattern", "fold", NULL};
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_names_check_options(L, 1, known);
  struct answer *a = lua_answers_new(L, ANSWER_TEXT);
  struct text_answer *t = &a->as.text;
  int type = lua_getfield(L, 1, "accept");
  if (type == LUA_TSTRING) {
    struct str *one = room(L, 1, sizeof *one);
    one[0] = pop_text(L, "form", 1);
    t->accepted = one;
    t->count = 1;
    lua_pushnil(L);
  } else if (type != LUA_TNIL) {
    t->accepted = read_texts(L, lua_gettop(L), "form", 1, &t->count);
  }
  lua_pop(L, 1);
  if (lua_getfield(L, 1, "pattern") != LUA_TNIL) {
    luaL_checktype(L, -1, LUA_TSTRING);
    t->pattern = keep_pattern(L);
  }
  lua_pop(L, 1);
  t->fold = lua_getfield(L, 1, "fold") == LUA_TNIL || lua_toboolean(L, -1);
  lua_pop(L, 1);
  if (t->fold && has_capital(t->pattern))
    luaL_error(L, "the pattern never fits, since the text is compared in small "
                  "letters: write it in small letters, or fold = false");
  return 1;
}

static int make_order(lua_State *L) {
  lua_settop(L, 1);
  int count;
  struct str *texts = read_texts(L, 1, "item", 2, &count);
  struct answer *a = lua_answers_new(L, ANSWER_ORDER);
  a->as.order = (struct order_answer){count, texts};
  return 1;
}

/* { left, right } on top of the stack; pops it. */
static void read_pair(lua_State *L, int number, struct str *left,
                      struct str *right) {
  if (!lua_istable(L, -1) || lua_rawlen(L, -1) != 2)
    luaL_error(L, "pair %d must be a table like { \"left\", \"right\" }",
               number);
  lua_rawgeti(L, -1, 1);
  *left = pop_text(L, "the left side of pair", number);
  lua_rawgeti(L, -1, 2);
  *right = pop_text(L, "the right side of pair", number);
  lua_pop(L, 1);
}

static int make_match(lua_State *L) {
  int extra = 0;
  struct str *more = NULL;
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TTABLE);
  int left = (int)lua_rawlen(L, 1);
  if (left < 2 || left > OPTIONS_MAX)
    return luaL_error(L, "2 to %d pairs are needed, not %d", OPTIONS_MAX, left);
  if (lua_getfield(L, 1, "extra") != LUA_TNIL)
    more = read_texts(L, 2, "extra item", 1, &extra);
  lua_settop(L, 1);
  struct str *lefts = room(L, (size_t)left, sizeof *lefts);
  struct str *rights = room(L, (size_t)(left + extra), sizeof *rights);
  for (int i = 0; i < left; i++) {
    lua_rawgeti(L, 1, i + 1);
    read_pair(L, i + 1, &lefts[i], &rights[i]);
  }
  for (int i = 0; i < extra; i++)
    rights[left + i] = more[i];
  struct answer *a = lua_answers_new(L, ANSWER_MATCH);
  a->as.match = (struct match_answer){left, left + extra, lefts, rights};
  return 1;
}

/* Whether the row (from 0) is one to be selected: the function at 2 says so. */
static bool is_selected(lua_State *L, size_t row) {
  lua_pushvalue(L, 2);
  lua_dataset_push_row(L, 1, row);
  lua_call(L, 1, 1);
  bool selected = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return selected;
}

static int make_records(lua_State *L) {
  lua_settop(L, 2);
  const struct dataset *d = lua_dataset_check(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  if (d->rows < 1 || d->rows > ROWS_MAX)
    return luaL_error(L, "1 to %d rows can be shown to select from, not %d",
                      ROWS_MAX, (int)d->rows);
  int *rows = room(L, d->rows, sizeof *rows), count = 0;
  for (size_t i = 0; i < d->rows; i++)
    if (is_selected(L, i))
      rows[count++] = (int)i + 1;
  if (count == 0)
    return luaL_error(L, "no row is to be selected: the rule fits none");
  struct answer *a = lua_answers_new(L, ANSWER_RECORDS);
  lua_pushvalue(L, 1);
  a->as.records = (struct records_answer){
      (int)d->rows, {rows, count}, luaL_ref(L, LUA_REGISTRYINDEX)};
  return 1;
}

static void mark_blank(lua_State *L, const struct dataset *d, int list,
                       bool *blank) {
  size_t n = lua_rawlen(L, list);
  if (n == 0)
    luaL_error(L, "blank = { \"column\" } names the columns to fill in");
  for (size_t i = 1; i <= n; i++) {
    lua_rawgeti(L, list, (lua_Integer)i);
    blank[lua_dataset_column(L, d, lua_gettop(L))] = true;
    lua_pop(L, 1);
  }
}

static int make_grid(lua_State *L) {
  static const char *const known[] = {"data", "blank", "decimals", NULL};
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_names_check_options(L, 1, known);
  lua_getfield(L, 1, "data");
  const struct dataset *d = lua_dataset_check(L, 2);
  bool *blank = room(L, d->count, sizeof *blank);
  lua_getfield(L, 1, "blank");
  luaL_checktype(L, 3, LUA_TTABLE);
  mark_blank(L, d, 3, blank);
  int decimals = -1;
  if (lua_getfield(L, 1, "decimals") != LUA_TNIL) {
    decimals = (int)luaL_checkinteger(L, 4);
    if (decimals < 0 || decimals > 12)
      return luaL_error(L, "decimals must be a whole number from 0 to 12");
  }
  struct answer *a = lua_answers_new(L, ANSWER_GRID);
  lua_pushvalue(L, 2);
  a->as.grid =
      (struct grid_answer){luaL_ref(L, LUA_REGISTRYINDEX), blank, decimals};
  return 1;
}

static int make_open(lua_State *L) {
  lua_answers_new(L, ANSWER_OPEN);
  return 1;
}

static int make_code(lua_State *L) {
  static const char *const known[] = {"expect", "starter", NULL};
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_names_check_options(L, 1, known);
  struct answer *a = lua_answers_new(L, ANSWER_CODE);
  struct code_answer *c = &a->as.code;
  lua_getfield(L, 1, "expect");
  code_read(L, 3, &c->expect);
  if (c->expect.kind == RETURNED_NOTHING || !isfinite(c->expect.number))
    return luaL_error(L, "expect must be what the right code gives back: a "
                         "number, a text, true, false, or rows");
  lua_settop(L, 2);
  if (lua_getfield(L, 1, "starter") != LUA_TNIL) {
    luaL_checktype(L, 3, LUA_TSTRING);
    c->starter = lua_answers_keep(L, 3);
  }
  lua_settop(L, 2);
  return 1;
}

/* The answer to one cell of a grid. */
static struct answer cell_answer(lua_State *L, const struct answer *grid,
                                 const struct series *s, size_t row) {
  struct answer a = {.line = grid->line};
  if (series_missing(s, row))
    luaL_error(L, "the cell in row %d of '%s' is missing, so it has no answer",
               (int)row + 1, s->column.info->name.ptr);
  if (column_is_number(s->column.info->type)) {
    a.kind = ANSWER_NUMBER;
    a.as.number = lua_answers_plain_number(series_number(s, row));
    a.as.number.decimals = grid->as.grid.decimals;
    a.as.number.year = s->column.info->type == COLUMN_YEAR;
    return a;
  }
  if (!column_is_text(s->column.info->type))
    luaL_error(L, "only numbers and texts can be filled in, not '%s'",
               s->column.info->name.ptr);
  struct str *one = room(L, 1, sizeof *one);
  one[0] = column_label(s->column.info, series_text(s, row));
  a.kind = ANSWER_TEXT;
  a.as.text = (struct text_answer){one, 1, {NULL, 0}, true};
  return a;
}

void lua_kinds_add_cells(lua_State *L, const struct answer *grid,
                         void (*add)(lua_State *, struct str,
                                     const struct answer *)) {
  struct run *r = run_of(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, grid->as.grid.dataset);
  const struct dataset *d = lua_dataset_check(L, -1);
  if (r->grid.kind == ANSWER_GRID)
    luaL_error(L, "an exercise has one grid");
  r->grid = *grid;
  for (size_t row = 0; row < d->rows; row++)
    for (size_t c = 0; c < d->count; c++) {
      if (!grid->as.grid.blank[c])
        continue;
      if (row * d->count > CELLS_MAX * d->count)
        luaL_error(L, "more than %d cells to fill in", CELLS_MAX);
      struct answer a = cell_answer(L, grid, &d->columns[c], row);
      buf_clear(&r->scratch);
      buf_printf(&r->scratch, "r%zuc%zu", row + 1, c + 1);
      struct str name = pool_str(&r->pool, buf_str(&r->scratch));
      if (!name.ptr)
        sandbox_stop(L, STOP_MEMORY);
      add(L, name, &a);
    }
  lua_pop(L, 1);
}

void lua_kinds_open(lua_State *L) {
  lua_register(L, "text", make_text);
  lua_register(L, "order", make_order);
  lua_register(L, "match", make_match);
  lua_register(L, "records", make_records);
  lua_register(L, "grid", make_grid);
  lua_register(L, "open", make_open);
  lua_register(L, "code", make_code);
}
