/* Choosing and making columns: select, with, values; datasets from lists. */
#include "engine/lua_dataset.h"
#include "engine/lua_ranks.h"
#include "engine/lua_text.h"

#include <math.h>
#include <stdlib.h>

enum { LIST_ROWS_MAX = 100000, LIST_COLUMNS_MAX = 200 };

static int method_select(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  int count = lua_gettop(L) - 1;
  if (count < 1)
    return luaL_error(L, "select needs the names of columns");
  struct dataset *made = lua_dataset_new(L, d->rows, (size_t)count);
  struct series *columns = lua_dataset_series(made);
  made->count = 0;
  for (int i = 0; i < count; i++) {
    size_t at = lua_dataset_column(L, d, i + 2);
    struct str name = d->columns[at].column.info->name;
    if (dataset_find(made, name) != SIZE_MAX)
      return luaL_error(L, "column '%s' is selected twice", name.ptr);
    columns[made->count++] = d->columns[at];
  }
  lua_pushvalue(L, 1);
  lua_dataset_keep(L, -2);
  return 1;
}

static int method_values(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  const struct series *s = &d->columns[lua_dataset_column(L, d, 2)];
  struct ranks r = lua_ranks_column(L, s, d->rows);
  lua_Integer at = 0;
  sandbox_charge(L, r.count);
  lua_createtable(L, (int)r.count, 0);
  for (uint32_t i = 0; i < r.count; i++) {
    if (series_missing(s, r.first_row[i]))
      continue;
    lua_dataset_push_value(L, s, r.first_row[i]);
    lua_rawseti(L, -2, ++at);
  }
  return 1;
}

/* What a list holds, to choose the type of its column. */
static enum column_type list_type(lua_State *L, int list, size_t count,
                                  struct str name) {
  bool number = false, whole = true, text = false, flag = false, years = true;
  for (size_t i = 1; i <= count; i++) {
    int type = lua_rawgeti(L, list, (lua_Integer)i);
    if (type == LUA_TNUMBER) {
      number = true;
      whole = whole && lua_isinteger(L, -1) &&
              lua_tointeger(L, -1) != MISSING_INTEGER;
      years =
          years && whole && lua_text_is_year(run_of(L), lua_tonumber(L, -1));
    } else if (type == LUA_TSTRING) {
      text = true;
    } else if (type == LUA_TBOOLEAN) {
      flag = true;
    } else if (type != LUA_TNIL) {
      luaL_error(L, "row %d, column '%s': a %s is no value for a column",
                 (int)i, name.ptr, lua_typename(L, type));
    }
    lua_pop(L, 1);
    if (number + text + flag > 1)
      luaL_error(L,
                 "row %d, column '%s': numbers, texts and true/false do not "
                 "mix in one column",
                 (int)i, name.ptr);
  }
  return text              ? COLUMN_TEXT
         : flag            ? COLUMN_BOOLEAN
         : number && years ? COLUMN_YEAR
         : number && whole ? COLUMN_INTEGER
                           : COLUMN_NUMBER;
}

static int compare_texts(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The distinct texts of a list, sorted; pushes a table text -> number. The
 * texts live as long as that table, which the dataset keeps. */
static struct words sort_texts(lua_State *L, int index, int list,
                               size_t count) {
  struct words w = {NULL, 0};
  lua_newtable(L);
  int codes = lua_gettop(L);
  for (size_t i = 1; i <= count; i++) {
    if (lua_rawgeti(L, list, (lua_Integer)i) == LUA_TNIL) {
      lua_pop(L, 1);
      continue;
    }
    lua_pushvalue(L, -1);
    if (lua_rawget(L, codes) == LUA_TNIL) {
      w.count++;
      lua_pushvalue(L, -2);
      lua_pushboolean(L, 1);
      lua_rawset(L, codes);
    }
    lua_pop(L, 2);
  }
  struct str *items = lua_dataset_block(L, index, w.count, sizeof *items);
  size_t at = 0;
  lua_pushnil(L);
  for (; lua_next(L, codes); lua_pop(L, 1), at++)
    items[at].ptr = lua_tolstring(L, -2, &items[at].len);
  qsort(items, w.count, sizeof *items, compare_texts);
  for (uint32_t i = 0; i < w.count; i++) {
    lua_pushlstring(L, items[i].ptr, items[i].len);
    lua_pushinteger(L, i);
    lua_rawset(L, codes);
  }
  w.items = items;
  return w;
}

static void fill_texts(lua_State *L, int index, int list, size_t count,
                       struct column *c) {
  c->words = sort_texts(L, index, list, count);
  int table = lua_gettop(L);
  uint32_t *codes = lua_dataset_block(L, index, count, sizeof *codes);
  for (size_t i = 0; i < count; i++) {
    codes[i] = MISSING_CODE;
    if (lua_rawgeti(L, list, (lua_Integer)i + 1) != LUA_TNIL) {
      lua_rawget(L, table);
      codes[i] = (uint32_t)lua_tointeger(L, -1);
    }
    lua_settop(L, table);
  }
  c->as.codes = codes;
  lua_dataset_keep(L, index);
}

static void fill_numbers(lua_State *L, int index, int list, size_t count,
                         bool whole, struct column *c) {
  int64_t *integers = NULL;
  double *numbers = NULL;
  if (whole)
    c->as.integers = integers =
        lua_dataset_block(L, index, count, sizeof *integers);
  else
    c->as.numbers = numbers =
        lua_dataset_block(L, index, count, sizeof *numbers);
  for (size_t i = 0; i < count; i++) {
    bool none = lua_rawgeti(L, list, (lua_Integer)i + 1) == LUA_TNIL;
    if (whole)
      integers[i] = none ? MISSING_INTEGER : lua_tointeger(L, -1);
    else
      numbers[i] = none ? (double)NAN : lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
}

static void fill_flags(lua_State *L, int index, int list, size_t count,
                       struct column *c) {
  uint8_t *flags = lua_dataset_block(L, index, count, sizeof *flags);
  for (size_t i = 0; i < count; i++) {
    flags[i] = MISSING_FLAG;
    if (lua_rawgeti(L, list, (lua_Integer)i + 1) != LUA_TNIL)
      flags[i] = (uint8_t)lua_toboolean(L, -1);
    lua_pop(L, 1);
  }
  c->as.flags = flags;
}

struct series lua_dataset_from_list(lua_State *L, int index, int list,
                                    size_t count, struct str name,
                                    const struct column_info *hint) {
  struct series s = {0};
  index = lua_absindex(L, index);
  list = lua_absindex(L, list);
  sandbox_charge(L, (double)count * 4);
  enum column_type type = list_type(L, list, count, name);
  if (type == COLUMN_TEXT)
    fill_texts(L, index, list, count, &s.column);
  else if (type == COLUMN_BOOLEAN)
    fill_flags(L, index, list, count, &s.column);
  else
    fill_numbers(L, index, list, count, column_is_whole(type), &s.column);
  bool fits = hint && ((type == COLUMN_INTEGER && hint->type == COLUMN_YEAR) ||
                       (type == COLUMN_TEXT && hint->type == COLUMN_DATE));
  s.column.info =
      lua_dataset_info(L, index, name, fits ? hint->type : type, hint);
  return s;
}

/* Calls the function on top of the stack for every row of the dataset at 1 and
 * leaves the list of results in its place. */
static void call_for_rows(lua_State *L, size_t rows) {
  int function = lua_gettop(L);
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) {
    lua_pushvalue(L, function);
    lua_dataset_push_row(L, 1, i);
    lua_call(L, 1, 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_remove(L, function);
}

/* The keys of the table at `table`, which must be texts, sorted; pushed as
 * memory. */
static struct str *push_names(lua_State *L, int table, size_t *count) {
  size_t n = 0;
  lua_pushnil(L);
  for (; lua_next(L, table); lua_pop(L, 1))
    n++;
  struct str *names = lua_dataset_scratch(L, n, sizeof *names);
  *count = 0;
  lua_pushnil(L);
  for (; lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "columns have names: { name = … }");
    struct str *s = &names[(*count)++];
    s->ptr = lua_tolstring(L, -2, &s->len);
  }
  qsort(names, n, sizeof *names, compare_texts);
  return names;
}

/* A name that is there already gets the new values. */
static void put_column(struct dataset *made, struct series s) {
  size_t at = dataset_find(made, s.column.info->name);
  lua_dataset_series(made)[at == SIZE_MAX ? made->count++ : at] = s;
}

static int method_with(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  size_t count;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  struct str *names = push_names(L, 2, &count);
  struct dataset *made = lua_dataset_new(L, d->rows, d->count + count);
  int at = lua_gettop(L);
  lua_pushvalue(L, 1);
  lua_dataset_keep(L, at);
  if (d->count)
    memcpy(lua_dataset_series(made), d->columns,
           d->count * sizeof(struct series));
  made->count = d->count;
  for (size_t i = 0; i < count; i++) {
    if (lua_getfield(L, 2, names[i].ptr) != LUA_TFUNCTION)
      return luaL_error(L, "with needs a function of a row for '%s'",
                        names[i].ptr);
    call_for_rows(L, d->rows);
    size_t old = dataset_find(d, names[i]); /* keeps its title and labels */
    put_column(made, lua_dataset_from_list(
                         L, at, -1, d->rows, names[i],
                         old == SIZE_MAX ? NULL : d->columns[old].column.info));
    lua_settop(L, at);
  }
  return 1;
}

/* All rows in the list are of the dataset of the first one: its row numbers. */
static bool push_row_list(lua_State *L, int list, size_t count) {
  const struct dataset *first, *d;
  size_t row;
  if (lua_rawgeti(L, list, 1), !lua_dataset_row(L, -1, &first, &row)) {
    lua_pop(L, 1);
    return false;
  }
  lua_getiuservalue(L, -1, 1);
  int dataset = lua_gettop(L);
  uint32_t *rows = lua_dataset_scratch(L, count, sizeof *rows);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    if (!lua_dataset_row(L, -1, &d, &row) || d != first)
      luaL_error(L, "the rows of a table must come from one dataset");
    rows[i] = (uint32_t)row;
    lua_pop(L, 1);
  }
  lua_dataset_push_rows(L, dataset, rows, count);
  return true;
}

/* Pushes a table with every key of the tables in the list. */
static void push_all_keys(lua_State *L, int list, size_t count) {
  lua_newtable(L);
  int all = lua_gettop(L);
  for (size_t i = 1; i <= count; i++) {
    if (lua_rawgeti(L, list, (lua_Integer)i) != LUA_TTABLE)
      luaL_error(L,
                 "row %d of the table is a %s: a table { column = value } "
                 "is needed",
                 (int)i, luaL_typename(L, -1));
    int row = lua_gettop(L);
    lua_pushnil(L);
    for (; lua_next(L, row); lua_pop(L, 1)) {
      lua_pushvalue(L, -2);
      lua_pushboolean(L, 1);
      lua_rawset(L, all);
    }
    lua_settop(L, all);
    sandbox_charge(L, 4);
  }
}

static void push_table_list(lua_State *L, int list, size_t count) {
  size_t columns;
  push_all_keys(L, list, count);
  struct str *names = push_names(L, lua_gettop(L), &columns);
  if (columns > LIST_COLUMNS_MAX)
    luaL_error(L, "the table has more than %d columns", LIST_COLUMNS_MAX);
  struct dataset *made = lua_dataset_new(L, count, columns);
  int at = lua_gettop(L);
  made->count = 0;
  for (size_t c = 0; c < columns; c++) {
    lua_createtable(L, (int)count, 0);
    for (size_t i = 1; i <= count; i++) {
      lua_rawgeti(L, list, (lua_Integer)i);
      lua_pushlstring(L, names[c].ptr, names[c].len);
      lua_rawget(L, -2);
      lua_rawseti(L, at + 1, (lua_Integer)i);
      lua_settop(L, at + 1);
    }
    const struct column_info *hint =
        store_column(run_of(L)->store, names[c], STR(""));
    put_column(made,
               lua_dataset_from_list(L, at, at + 1, count, names[c], hint));
    lua_settop(L, at);
  }
}

void lua_dataset_push_list(lua_State *L, int index) {
  index = lua_absindex(L, index);
  size_t count = lua_rawlen(L, index);
  if (count == 0)
    luaL_error(L, "a table needs a dataset or a list of rows");
  if (count > LIST_ROWS_MAX)
    luaL_error(L, "the table has more than %d rows", LIST_ROWS_MAX);
  if (!push_row_list(L, index, count))
    push_table_list(L, index, count);
}

void lua_dataset_open_columns(lua_State *L) {
  static const luaL_Reg methods[] = {{"select", method_select},
                                     {"with", method_with},
                                     {"values", method_values},
                                     {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
