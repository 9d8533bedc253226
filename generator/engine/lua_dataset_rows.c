/* Choosing and ordering rows: rows, row, where, sort, head, sample. */
#include "engine/lua_dataset.h"

#include "engine/dataset_sort.h"
#include "engine/lua_random.h"

enum { SORT_KEYS_MAX = 16, CELLS_PER_WORK = 4, SORT_WORK = 20 };

static double cells(size_t count) { return (double)count / CELLS_PER_WORK + 1; }

/* The row numbers behind `rows` for columns that already have a list; shared
 * with an earlier column that had the same one. */
static const uint32_t *compose(lua_State *L, int made,
                               const struct dataset *old,
                               const struct series *done, size_t column,
                               const uint32_t *rows, size_t count) {
  const uint32_t *through = old->columns[column].rows;
  if (!through)
    return rows;
  for (size_t i = 0; i < column; i++)
    if (old->columns[i].rows == through)
      return done[i].rows;
  uint32_t *result = lua_dataset_block(L, made, count, sizeof *result);
  for (size_t i = 0; i < count; i++)
    result[i] = rows[i] == MISSING_ROW ? MISSING_ROW : through[rows[i]];
  return result;
}

void lua_dataset_push_rows(lua_State *L, int index, const uint32_t *rows,
                           size_t count) {
  const struct dataset *old = lua_dataset_check(L, index);
  index = lua_absindex(L, index);
  struct dataset *d = lua_dataset_new(L, count, old->count);
  int made = lua_gettop(L);
  lua_insert(L, -2); /* the block goes on top, to be kept */
  made--;
  lua_dataset_keep(L, made);
  lua_pushvalue(L, index);
  lua_dataset_keep(L, made);
  struct series *columns = lua_dataset_series(d);
  sandbox_charge(L, cells(count));
  for (size_t i = 0; i < old->count; i++) {
    columns[i].column = old->columns[i].column;
    columns[i].rows = compose(L, made, old, columns, i, rows, count);
  }
}

static int step_rows(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, lua_upvalueindex(1));
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
  if ((size_t)at >= d->rows)
    return 0;
  lua_pushinteger(L, at + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_dataset_push_row(L, lua_upvalueindex(1), (size_t)at);
  return 1;
}

static int method_rows(lua_State *L) {
  lua_dataset_check(L, 1);
  lua_settop(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, step_rows, 2);
  return 1;
}

static int method_row(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  lua_Integer at = luaL_checkinteger(L, 2);
  if (at < 1 || (size_t)at > d->rows)
    return luaL_error(L, "there is no row %d: the dataset has %d", (int)at,
                      (int)d->rows);
  lua_dataset_push_row(L, 1, (size_t)at - 1);
  return 1;
}

/* A condition column = value. */
struct condition {
  const struct series *series;
  bool impossible; /* no row can be equal */
  int64_t integer;
  double number;
  uint32_t code;
  uint8_t flag;
};

static void wrong_type(lua_State *L, const struct column_info *info) {
  luaL_error(L, "column '%s' holds %s: it cannot equal a %s", info->name.ptr,
             column_type_name(info->type), luaL_typename(L, -1));
}

/* Key and value are on top of the stack. */
static struct condition read_condition(lua_State *L, const struct dataset *d) {
  struct condition c = {0};
  c.series = &d->columns[lua_dataset_column(L, d, -2)];
  const struct column_info *info = c.series->column.info;
  if (column_is_number(info->type)) {
    if (lua_type(L, -1) != LUA_TNUMBER)
      wrong_type(L, info);
    int whole;
    c.number = lua_tonumber(L, -1);
    c.integer = lua_tointegerx(L, -1, &whole);
    c.impossible = column_is_whole(info->type) && !whole;
  } else if (info->type == COLUMN_BOOLEAN) {
    if (lua_type(L, -1) != LUA_TBOOLEAN)
      wrong_type(L, info);
    c.flag = (uint8_t)lua_toboolean(L, -1);
  } else {
    struct str s;
    if (lua_type(L, -1) != LUA_TSTRING)
      wrong_type(L, info);
    s.ptr = lua_tolstring(L, -1, &s.len);
    c.code = words_find(&c.series->column.words, s);
    c.impossible = c.code == MISSING_CODE;
  }
  return c;
}

static bool holds(const struct condition *c, size_t i) {
  uint32_t row = series_row(c->series, i);
  const struct column *column = &c->series->column;
  if (row == MISSING_ROW)
    return false;
  if (column_is_whole(column->info->type))
    return column_whole(column, row) == c->integer;
  if (column->info->type == COLUMN_NUMBER)
    return column->as.numbers[row] == c->number;
  if (column->info->type == COLUMN_BOOLEAN)
    return column->as.flags[row] == c->flag;
  return column->as.codes[row] == c->code;
}

static size_t keep_equal(lua_State *L, const struct dataset *d, uint32_t *rows,
                         size_t count) {
  lua_pushnil(L);
  for (; lua_next(L, 2); lua_pop(L, 1)) {
    struct condition c = read_condition(L, d);
    size_t kept = 0;
    sandbox_charge(L, cells(count));
    for (size_t i = 0; i < count && !c.impossible; i++)
      if (holds(&c, rows[i]))
        rows[kept++] = rows[i];
    count = kept;
  }
  return count;
}

static size_t keep_true(lua_State *L, uint32_t *rows, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    lua_pushvalue(L, 2);
    lua_dataset_push_row(L, 1, rows[i]);
    lua_call(L, 1, 1);
    if (lua_toboolean(L, -1))
      rows[kept++] = rows[i];
    lua_pop(L, 1);
  }
  return kept;
}

/* Pushes memory with the numbers of all rows. */
static uint32_t *push_all_rows(lua_State *L, const struct dataset *d) {
  uint32_t *rows = lua_dataset_scratch(L, d->rows, sizeof *rows);
  for (size_t i = 0; i < d->rows; i++)
    rows[i] = (uint32_t)i;
  sandbox_charge(L, cells(d->rows));
  return rows;
}

static int method_where(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  lua_settop(L, 2);
  bool by_function = lua_isfunction(L, 2);
  if (!by_function && !lua_istable(L, 2))
    return luaL_error(L, "where needs { column = value } or a function of a "
                         "row");
  uint32_t *rows = push_all_rows(L, d);
  size_t count = by_function ? keep_true(L, rows, d->rows)
                             : keep_equal(L, d, rows, d->rows);
  lua_dataset_push_rows(L, 1, rows, count);
  return 1;
}

static int method_sort(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  struct sort_key keys[SORT_KEYS_MAX];
  int count = lua_gettop(L) - 1;
  if (count < 1 || count > SORT_KEYS_MAX)
    return luaL_error(L, "sort needs 1 to %d columns", SORT_KEYS_MAX);
  for (int i = 0; i < count; i++) {
    struct str name;
    name.ptr = luaL_checklstring(L, i + 2, &name.len);
    keys[i].descending =
        str_starts(name, "-") && dataset_find(d, name) == SIZE_MAX;
    if (keys[i].descending)
      name = str_slice(name, 1, name.len);
    keys[i].series = &d->columns[lua_dataset_column_named(L, d, name)];
  }
  uint32_t *room = lua_dataset_scratch(L, d->rows, sizeof *room);
  uint32_t *rows = push_all_rows(L, d);
  sandbox_charge(L, (double)d->rows * SORT_WORK);
  sort_rows(keys, (size_t)count, rows, room, d->rows);
  lua_dataset_push_rows(L, 1, rows, d->rows);
  return 1;
}

static int method_head(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 0, 2, "a number of rows");
  size_t count = (uint64_t)n < d->rows ? (size_t)n : d->rows;
  uint32_t *rows = lua_dataset_scratch(L, count, sizeof *rows);
  for (size_t i = 0; i < count; i++)
    rows[i] = (uint32_t)i;
  lua_dataset_push_rows(L, 1, rows, count);
  return 1;
}

static int method_sample(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  if (n < 0 || (uint64_t)n > d->rows)
    return luaL_error(L, "cannot draw %d of %d rows", (int)n, (int)d->rows);
  struct random *r = lua_random_draw(L);
  lua_settop(L, 2);
  uint32_t *rows = push_all_rows(L, d);
  for (size_t i = 0; i < (size_t)n; i++) {
    size_t j = i + (size_t)random_below(r, d->rows - i);
    uint32_t drawn = rows[j];
    rows[j] = rows[i];
    rows[i] = drawn;
  }
  lua_dataset_push_rows(L, 1, rows, (size_t)n);
  return 1;
}

void lua_dataset_open_rows(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"rows", method_rows}, {"row", method_row},   {"where", method_where},
      {"sort", method_sort}, {"head", method_head}, {"sample", method_sample},
      {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
