/* Datasets and rows as Lua values. */
#include "engine/lua_dataset.h"

#include "engine/lua_names.h"
#include "engine/lua_text.h"

enum { DATASET_WORK = 200, BLOCK_WORK = 50 };

static const char dataset_name[] = "dataset";
static const char row_name[] = "row";
static const char methods_key[] = "waymark.dataset.methods";

struct row {
  const struct dataset *dataset; /* kept alive as the row's user value */
  size_t at;
};

const struct dataset *lua_dataset_test(lua_State *L, int index) {
  return luaL_testudata(L, index, dataset_name);
}

const struct dataset *lua_dataset_check(lua_State *L, int index) {
  const struct dataset *d = lua_dataset_test(L, index);
  if (!d)
    luaL_argerror(
        L, index,
        "a dataset is needed (call methods with ':', as in d:head(3))");
  return d;
}

bool lua_dataset_row(lua_State *L, int index, const struct dataset **d,
                     size_t *row) {
  const struct row *r = luaL_testudata(L, index, row_name);
  if (!r)
    return false;
  *d = r->dataset;
  *row = r->at;
  return true;
}

struct dataset *lua_dataset_new(lua_State *L, size_t rows, size_t columns) {
  sandbox_charge(L, DATASET_WORK + (double)columns);
  struct {
    struct dataset dataset;
    struct series columns[];
  } *block =
      lua_newuserdatauv(L, sizeof *block + columns * sizeof(struct series), 1);
  memset(block, 0, sizeof *block + columns * sizeof(struct series));
  block->dataset.rows = rows;
  block->dataset.count = columns;
  block->dataset.columns = block->columns;
  lua_newtable(L);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, dataset_name);
  return &block->dataset;
}

struct series *lua_dataset_series(struct dataset *d) {
  return (struct series *)(d + 1);
}

void lua_dataset_keep(lua_State *L, int index) {
  lua_getiuservalue(L, index, 1);
  lua_insert(L, -2);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 1);
}

void *lua_dataset_scratch(lua_State *L, size_t count, size_t size) {
  if (count > SIZE_MAX / 4 / size)
    sandbox_stop(L, STOP_MEMORY);
  sandbox_charge(L, BLOCK_WORK);
  return lua_newuserdatauv(L, count * size + 1, 0);
}

void *lua_dataset_block(lua_State *L, int index, size_t count, size_t size) {
  index = lua_absindex(L, index);
  void *block = lua_dataset_scratch(L, count, size);
  memset(block, 0, count * size + 1);
  lua_dataset_keep(L, index);
  return block;
}

struct column_info *lua_dataset_info(lua_State *L, int index, struct str name,
                                     enum column_type type,
                                     const struct column_info *from) {
  struct {
    struct column_info info;
    char name[];
  } *block = lua_dataset_block(L, index, 1, sizeof *block + name.len + 1);
  memcpy(block->name, name.ptr, name.len);
  if (from)
    block->info = *from;
  block->info.name = (struct str){block->name, name.len};
  block->info.type = type;
  return &block->info;
}

void lua_dataset_push_value(lua_State *L, const struct series *s, size_t i) {
  struct str text;
  uint32_t row = series_row(s, i);
  if (series_missing(s, i)) {
    lua_pushnil(L);
    return;
  }
  switch (s->column.info->type) {
  case COLUMN_YEAR:
    lua_text_see_year(run_of(L), column_whole(&s->column, row));
    lua_pushinteger(L, column_whole(&s->column, row));
    break;
  case COLUMN_INTEGER:
    lua_pushinteger(L, column_whole(&s->column, row));
    break;
  case COLUMN_NUMBER:
    lua_pushnumber(L, s->column.as.numbers[row]);
    break;
  case COLUMN_BOOLEAN:
    lua_pushboolean(L, s->column.as.flags[row]);
    break;
  default:
    text = series_text(s, i);
    lua_pushlstring(L, text.ptr, text.len);
  }
}

void lua_dataset_push_row(lua_State *L, int index, size_t row) {
  index = lua_absindex(L, index);
  struct row *r = lua_newuserdatauv(L, sizeof *r, 1);
  r->dataset = lua_touserdata(L, index);
  r->at = row;
  lua_pushvalue(L, index);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, row_name);
}

/* Pushes a table with the columns' names as keys, for the nearest ones. */
static void push_names(lua_State *L, const struct dataset *d) {
  lua_newtable(L);
  for (size_t i = 0; i < d->count; i++) {
    struct str name = d->columns[i].column.info->name;
    lua_pushlstring(L, name.ptr, name.len);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
}

size_t lua_dataset_column_named(lua_State *L, const struct dataset *d,
                                struct str name) {
  size_t at = dataset_find(d, name);
  if (at != SIZE_MAX)
    return at;
  lua_pushlstring(L, name.ptr ? name.ptr : "", name.len);
  const char *wrong = lua_tostring(L, -1);
  push_names(L, d);
  int tables[] = {lua_gettop(L)};
  lua_names_nearest(L, wrong, tables, 1);
  luaL_error(L, "there is no column '%s'%s", wrong, lua_tostring(L, -1));
  return 0;
}

size_t lua_dataset_column(lua_State *L, const struct dataset *d, int index) {
  struct str name;
  if (lua_type(L, index) != LUA_TSTRING)
    luaL_error(L, "the name of a column is needed, got %s",
               luaL_typename(L, index));
  name.ptr = lua_tolstring(L, index, &name.len);
  return lua_dataset_column_named(L, d, name);
}

static int read_row(lua_State *L) {
  const struct row *r = luaL_checkudata(L, 1, row_name);
  size_t at = lua_dataset_column(L, r->dataset, 2);
  lua_dataset_push_value(L, &r->dataset->columns[at], r->at);
  return 1;
}

static int refuse_change(lua_State *L) {
  return luaL_error(L, "data cannot be changed: make new columns with "
                       "d:with{ name = function(row) … end }");
}

static int step_row(lua_State *L) {
  const struct row *r = luaL_checkudata(L, lua_upvalueindex(1), row_name);
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
  if ((size_t)at >= r->dataset->count)
    return 0;
  const struct series *s = &r->dataset->columns[at];
  struct str name = s->column.info->name;
  lua_pushinteger(L, at + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushlstring(L, name.ptr, name.len);
  lua_dataset_push_value(L, s, r->at);
  return 2;
}

static int row_pairs(lua_State *L) {
  luaL_checkudata(L, 1, row_name);
  lua_settop(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, step_row, 2);
  return 1;
}

static void push_columns(lua_State *L, const struct dataset *d) {
  lua_createtable(L, (int)d->count, 0);
  for (size_t i = 0; i < d->count; i++) {
    struct str name = d->columns[i].column.info->name;
    lua_pushlstring(L, name.ptr, name.len);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static int read_dataset(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  const char *name = luaL_checkstring(L, 2);
  lua_getfield(L, LUA_REGISTRYINDEX, methods_key);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, 3) == LUA_TFUNCTION)
    return 1;
  if (strcmp(name, "n") == 0) {
    lua_pushinteger(L, (lua_Integer)d->rows);
    return 1;
  }
  if (strcmp(name, "columns") == 0) {
    push_columns(L, d);
    return 1;
  }
  if (dataset_find(d, str_from(name)) != SIZE_MAX)
    return luaL_error(L,
                      "'%s' is a column: read it row by row, or with a "
                      "method like d:values(\"%s\")",
                      name, name);
  int tables[] = {3};
  lua_names_nearest(L, name, tables, 1);
  return luaL_error(L, "a dataset has no '%s'%s", name, lua_tostring(L, -1));
}

static int count_rows(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lua_dataset_check(L, 1)->rows);
  return 1;
}

/* data.NAME: the datasets of the course, made when first named. Upvalue: those
 * already made. */
static int read_data(lua_State *L) {
  struct run *r = run_of(L);
  struct str name;
  name.ptr = luaL_checklstring(L, 2, &name.len);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
    return 1;
  size_t at = store_data(r->store, name);
  if (at == SIZE_MAX) {
    lua_newtable(L);
    for (size_t i = 0; i < r->store->data_count; i++) {
      lua_pushboolean(L, 1);
      lua_setfield(L, -2, store_dataset(r->store, i)->name.ptr);
    }
    int tables[] = {lua_gettop(L)};
    lua_names_nearest(L, name.ptr, tables, 1);
    return luaL_error(L, "there is no dataset '%s'%s", name.ptr,
                      lua_tostring(L, -1));
  }
  if (r->data_used_count < UINT8_MAX)
    r->data_used[at] = (uint8_t)++r->data_used_count;
  const struct dataset *source = store_dataset(r->store, at);
  struct dataset *d = lua_dataset_new(L, source->rows, 0);
  *d = *source;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, lua_upvalueindex(1));
  return 1;
}

static void open_data(lua_State *L) {
  lua_newtable(L); /* data: stays empty */
  lua_newtable(L);
  lua_newtable(L);
  lua_pushcclosure(L, read_data, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_change);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_setglobal(L, "data");
}

void lua_dataset_open(lua_State *L) {
  static const luaL_Reg dataset[] = {{"__index", read_dataset},
                                     {"__newindex", refuse_change},
                                     {"__len", count_rows},
                                     {NULL, NULL}};
  static const luaL_Reg row[] = {{"__index", read_row},
                                 {"__newindex", refuse_change},
                                 {"__pairs", row_pairs},
                                 {NULL, NULL}};
  luaL_newmetatable(L, dataset_name);
  luaL_setfuncs(L, dataset, 0);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  luaL_newmetatable(L, row_name);
  luaL_setfuncs(L, row, 0);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
  lua_newtable(L);
  lua_dataset_open_rows(L);
  lua_dataset_open_columns(L);
  lua_dataset_open_join(L);
  lua_dataset_open_stats(L);
  lua_dataset_open_groups(L);
  lua_dataset_open_risk(L);
  lua_pushboolean(L, 1); /* no methods, but among the nearest names */
  lua_setfield(L, -2, "n");
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, "columns");
  lua_setfield(L, LUA_REGISTRYINDEX, methods_key);
  open_data(L);
}
