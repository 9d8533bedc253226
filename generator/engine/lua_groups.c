/* Grouping: d:group("a", "b"):sum("c"), d:tabulate{…}. */
#include "engine/lua_library.h"
#include "engine/lua_names.h"
#include "engine/lua_ranks.h"
#include "engine/lua_stats.h"

enum { GROUP_KEYS_MAX = 16, TABULATE_MAX = 200, WORK_PER_ROW = 1 };

static const char groups_name[] = "groups";

/* Kept alive by its user values: the dataset, and a list of memory. */
struct groups {
  const struct dataset *dataset;
  size_t keys[GROUP_KEYS_MAX]; /* columns */
  size_t key_count;
  struct ranks ranks;
  struct slices slices;
};

static struct ranks rank_keys(lua_State *L, const struct groups *g) {
  const struct dataset *d = g->dataset;
  struct ranks all = {.count = 1}; /* no key: all rows are one group */
  if (g->key_count > 0)
    all = lua_ranks_column(L, &d->columns[g->keys[0]], d->rows);
  else
    all.of_row = memset(lua_dataset_scratch(L, d->rows, sizeof *all.of_row), 0,
                        d->rows * sizeof *all.of_row);
  for (size_t i = 1; i < g->key_count; i++) {
    struct ranks next = lua_ranks_column(L, &d->columns[g->keys[i]], d->rows);
    all = lua_ranks_pair(L, &all, &next, d->rows);
  }
  return all;
}

static int method_group(lua_State *L) {
  const struct dataset *d = lua_dataset_check(L, 1);
  int count = lua_gettop(L) - 1;
  if (count > GROUP_KEYS_MAX)
    return luaL_error(L, "group takes at most %d columns", GROUP_KEYS_MAX);
  struct groups *g = lua_newuserdatauv(L, sizeof *g, 2);
  int made = lua_gettop(L);
  *g = (struct groups){.dataset = d, .key_count = (size_t)count};
  for (int i = 0; i < count; i++)
    g->keys[i] = lua_dataset_column(L, d, i + 2);
  g->ranks = rank_keys(L, g);
  g->slices = lua_ranks_slices(L, &g->ranks, d->rows);
  int last = lua_gettop(L);
  lua_createtable(L, last - made, 0);
  for (int i = made + 1; i <= last; i++) {
    lua_pushvalue(L, i);
    lua_rawseti(L, -2, i - made);
  }
  lua_setiuservalue(L, made, 1);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, made, 2);
  lua_settop(L, made);
  luaL_setmetatable(L, groups_name);
  return 1;
}

/* A column of results for the dataset at `index`. */
static struct series result_column(lua_State *L, int index, struct str name,
                                   const struct stat_request *q,
                                   const struct stat_result *results,
                                   size_t count) {
  struct series s = {0};
  if (q->stat == STAT_MIN || q->stat == STAT_MAX) { /* rows of the column */
    uint32_t *rows = lua_dataset_block(L, index, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
      rows[i] =
          results[i].none ? MISSING_ROW : series_row(q->column, results[i].row);
    s.column = q->column->column;
    s.rows = rows;
    s.column.info =
        lua_dataset_info(L, index, name, s.column.info->type, s.column.info);
    return s;
  }
  bool whole = true, years = false;
  for (size_t i = 0; i < count; i++)
    whole = whole && (results[i].none || results[i].whole);
  if (q->stat == STAT_MEDIAN || q->stat == STAT_QUANTILE)
    years = q->column->column.info->type == COLUMN_YEAR;
  struct column_info *info =
      lua_dataset_info(L, index, name,
                       !whole  ? COLUMN_NUMBER
                       : years ? COLUMN_YEAR
                               : COLUMN_INTEGER,
                       q->column ? q->column->column.info : NULL);
  info->categories = NULL; /* a sum or a mean is none of them */
  s.column.info = info;
  int64_t *integers = lua_dataset_block(L, index, count, sizeof *integers);
  double *numbers = (double *)(void *)integers; /* the same size */
  for (size_t i = 0; i < count; i++)
    if (whole)
      integers[i] = results[i].none ? MISSING_INTEGER : results[i].integer;
    else
      numbers[i] = results[i].none ? 0.0 / 0.0 : results[i].number;
  if (whole)
    s.column.as.integers = integers;
  else
    s.column.as.numbers = numbers;
  return s;
}

/* A column of the values that a dataset's column has in certain rows. */
static struct series key_column(lua_State *L, int index,
                                const struct series *from,
                                const uint32_t *first_rows, size_t count) {
  struct series s = *from;
  uint32_t *rows = lua_dataset_block(L, index, count, sizeof *rows);
  for (size_t i = 0; i < count; i++)
    rows[i] = series_row(from, first_rows[i]);
  s.rows = rows;
  return s;
}

static struct stat_result *compute_slices(lua_State *L,
                                          const struct stat_request *q,
                                          const struct slices *slices,
                                          size_t count, size_t rows) {
  struct stat_result *results = lua_dataset_scratch(L, count, sizeof *results);
  bool sorts = q->stat == STAT_MEDIAN || q->stat == STAT_QUANTILE;
  struct weighted *room =
      lua_dataset_scratch(L, sorts ? rows : 1, sizeof *room);
  sandbox_charge(L, (double)rows * (sorts ? 10 : WORK_PER_ROW));
  for (size_t i = 0; i < count; i++)
    results[i] =
        lua_stats_compute(L, q, slices->order + slices->start[i],
                          slices->start[i + 1] - slices->start[i], room);
  return results;
}

static void check_name(lua_State *L, const struct groups *g, struct str name) {
  for (size_t i = 0; i < g->key_count; i++)
    if (str_eq(g->dataset->columns[g->keys[i]].column.info->name, name))
      luaL_error(L, "the result would have two columns '%s'", name.ptr);
}

static int compute_groups(lua_State *L, enum stat stat) {
  const struct groups *g = luaL_checkudata(L, 1, groups_name);
  const struct dataset *d = g->dataset;
  struct stat_request q = lua_stats_read(L, d, stat, 2);
  struct str name = stat == STAT_COUNT ? STR("n") : q.column->column.info->name;
  size_t count = g->ranks.count;
  check_name(L, g, name);
  struct stat_result *results =
      compute_slices(L, &q, &g->slices, count, d->rows);
  struct dataset *made = lua_dataset_new(L, count, g->key_count + 1);
  int at = lua_gettop(L);
  struct series *columns = lua_dataset_series(made);
  lua_getiuservalue(L, 1, 2);
  lua_dataset_keep(L, at);
  made->count = 0; /* grows as columns are there */
  for (size_t i = 0; i < g->key_count; i++)
    columns[made->count++] =
        key_column(L, at, &d->columns[g->keys[i]], g->ranks.first_row, count);
  columns[made->count++] = result_column(L, at, name, &q, results, count);
  return 1;
}

static int group_sum(lua_State *L) { return compute_groups(L, STAT_SUM); }
static int group_mean(lua_State *L) { return compute_groups(L, STAT_MEAN); }
static int group_median(lua_State *L) { return compute_groups(L, STAT_MEDIAN); }
static int group_quantile(lua_State *L) {
  return compute_groups(L, STAT_QUANTILE);
}
static int group_min(lua_State *L) { return compute_groups(L, STAT_MIN); }
static int group_max(lua_State *L) { return compute_groups(L, STAT_MAX); }
static int group_sd(lua_State *L) { return compute_groups(L, STAT_SD); }
static int group_count(lua_State *L) { return compute_groups(L, STAT_COUNT); }
static int group_missing(lua_State *L) {
  return compute_groups(L, STAT_MISSING);
}

/* tabulate{ rows =, cols =, value =, stat = } */
struct tabulation {
  const struct dataset *dataset;
  const struct series *rows, *cols;
  struct ranks row_ranks, col_ranks;
  uint32_t row_count, col_count; /* without the missing value, the last */
  struct stat_request q;
};

static const struct series *named_column(lua_State *L, const struct dataset *d,
                                         const char *option, bool required) {
  if (lua_getfield(L, 2, option) == LUA_TNIL) {
    if (required)
      luaL_error(L, "tabulate needs %s = a column", option);
    lua_pop(L, 1);
    return NULL;
  }
  const struct series *s = &d->columns[lua_dataset_column(L, d, -1)];
  lua_pop(L, 1);
  return s;
}

static void read_tabulation(lua_State *L, struct tabulation *t) {
  static const char *const known[] = {"rows", "cols", "value", "stat", NULL};
  const struct dataset *d = t->dataset;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_names_check_options(L, 2, known);
  t->rows = named_column(L, d, "rows", true);
  t->cols = named_column(L, d, "cols", true);
  t->q.column = named_column(L, d, "value", false);
  t->q.stat = t->q.column ? STAT_SUM : STAT_COUNT;
  t->q.p = 0.5;
  if (lua_getfield(L, 2, "stat") != LUA_TNIL &&
      (!lua_isstring(L, -1) ||
       !stat_by_name(str_from(lua_tostring(L, -1)), &t->q.stat)))
    luaL_error(L, "stat is one of sum, mean, median, min, max, sd, count, "
                  "missing");
  lua_pop(L, 1);
  if (!t->q.column && t->q.stat != STAT_COUNT)
    luaL_error(L, "tabulate needs value = a column");
  lua_stats_check(L, &t->q);
}

static uint32_t without_missing(const struct series *s, const struct ranks *r) {
  bool missing = r->count && series_missing(s, r->first_row[r->count - 1]);
  return r->count - missing;
}

static void rank_tabulation(lua_State *L, struct tabulation *t) {
  size_t n = t->dataset->rows;
  t->row_ranks = lua_ranks_column(L, t->rows, n);
  t->col_ranks = lua_ranks_column(L, t->cols, n);
  t->row_count = without_missing(t->rows, &t->row_ranks);
  t->col_count = without_missing(t->cols, &t->col_ranks);
  if (t->col_count > TABULATE_MAX)
    luaL_error(L,
               "column '%s' has %d values: tabulate makes at most %d "
               "columns",
               t->cols->column.info->name.ptr, (int)t->col_count,
               (int)TABULATE_MAX);
}

/* Every row's cell; rows with a missing value go to one cell past the end. */
static struct slices slice_cells(lua_State *L, const struct tabulation *t) {
  size_t n = t->dataset->rows;
  struct ranks cells = {.count = t->row_count * t->col_count + 1};
  cells.of_row = lua_dataset_scratch(L, n, sizeof *cells.of_row);
  for (size_t i = 0; i < n; i++) {
    uint32_t row = t->row_ranks.of_row[i], col = t->col_ranks.of_row[i];
    cells.of_row[i] = row < t->row_count && col < t->col_count
                          ? col * t->row_count + row
                          : cells.count - 1;
  }
  return lua_ranks_slices(L, &cells, n);
}

/* Column names are the values as Lua would write them; titles their labels. */
static struct str value_name(lua_State *L, const struct tabulation *t,
                             uint32_t col) {
  struct str name;
  lua_dataset_push_value(L, t->cols, t->col_ranks.first_row[col]);
  name.ptr = lua_library_text(L, -1);
  name.len = strlen(name.ptr);
  return name;
}

static void title_column(struct series *s, const struct tabulation *t,
                         struct column_info *info) {
  struct str label = column_label(t->cols->column.info, info->name);
  info->title = str_eq(label, info->name) ? STR("") : label;
  s->column.info = info;
}

static int method_tabulate(lua_State *L) {
  struct tabulation t = {.dataset = lua_dataset_check(L, 1)};
  read_tabulation(L, &t);
  rank_tabulation(L, &t);
  struct slices slices = slice_cells(L, &t);
  size_t cells = (size_t)t.row_count * t.col_count;
  struct stat_result *results =
      compute_slices(L, &t.q, &slices, cells, t.dataset->rows);
  struct dataset *made =
      lua_dataset_new(L, t.row_count, (size_t)t.col_count + 1);
  int at = lua_gettop(L);
  struct series *columns = lua_dataset_series(made);
  lua_pushvalue(L, 1);
  lua_dataset_keep(L, at);
  columns[0] = key_column(L, at, t.rows, t.row_ranks.first_row, t.row_count);
  made->count = 1;
  for (uint32_t c = 0; c < t.col_count; c++) {
    struct str name = value_name(L, &t, c);
    if (dataset_find(made, name) != SIZE_MAX)
      luaL_error(L, "the result would have two columns '%s'", name.ptr);
    struct series s = result_column(
        L, at, name, &t.q, results + (size_t)c * t.row_count, t.row_count);
    title_column(
        &s, &t,
        lua_dataset_info(L, at, name, s.column.info->type, s.column.info));
    columns[made->count++] = s;
    lua_settop(L, at);
  }
  return 1;
}

void lua_dataset_open_groups(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"group", method_group}, {"tabulate", method_tabulate}, {NULL, NULL}};
  static const luaL_Reg of_groups[] = {
      {"sum", group_sum},         {"mean", group_mean},
      {"median", group_median},   {"quantile", group_quantile},
      {"min", group_min},         {"max", group_max},
      {"sd", group_sd},           {"count", group_count},
      {"missing", group_missing}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
  luaL_newmetatable(L, groups_name);
  luaL_newlib(L, of_groups);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
