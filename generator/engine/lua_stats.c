/* Statistics of a whole dataset: d:sum("c") and its like. */
#include "engine/lua_stats.h"

#include "engine/lua_names.h"
#include "engine/lua_text.h"

enum { CELLS_PER_WORK = 2, QUANTILE_WORK = 10 };

void lua_stats_check(lua_State *L, const struct stat_request *q) {
  if (q->column) {
    const struct column_info *info = q->column->column.info;
    bool text = column_is_text(info->type) &&
                (q->stat == STAT_MIN || q->stat == STAT_MAX);
    if (q->stat < STAT_COUNT && !text && !column_is_number(info->type))
      luaL_error(L, "column '%s' holds %s: %s needs numbers", info->name.ptr,
                 column_type_name(info->type), stat_name(q->stat));
  }
  if (q->weight && !column_is_number(q->weight->column.info->type))
    luaL_error(L, "the weight '%s' holds %s: numbers are needed",
               q->weight->column.info->name.ptr,
               column_type_name(q->weight->column.info->type));
}

static void read_weight(lua_State *L, const struct dataset *d, int index,
                        struct stat_request *q) {
  static const char *const known[] = {"weight", NULL};
  if (lua_isnoneornil(L, index))
    return;
  if (!lua_istable(L, index))
    luaL_error(L, "options are a table like { weight = \"w\" }");
  lua_names_check_options(L, index, known);
  lua_getfield(L, index, "weight");
  q->weight = &d->columns[lua_dataset_column(L, d, -1)];
  lua_pop(L, 1);
}

struct stat_request lua_stats_read(lua_State *L, const struct dataset *d,
                                   enum stat stat, int first) {
  struct stat_request q = {.stat = stat};
  bool rows_only = stat == STAT_COUNT && lua_isnoneornil(L, first);
  if (stat == STAT_COUNT && lua_istable(L, first)) {
    read_weight(L, d, first, &q);
    lua_stats_check(L, &q);
    return q;
  }
  if (!rows_only)
    q.column = &d->columns[lua_dataset_column(L, d, first)];
  if (stat == STAT_MEDIAN)
    q.p = 0.5;
  if (stat == STAT_QUANTILE) {
    q.p = luaL_checknumber(L, ++first);
    if (!(q.p >= 0 && q.p <= 1))
      luaL_error(L, "a quantile is of a share from 0 to 1");
  }
  read_weight(L, d, first + 1, &q);
  lua_stats_check(L, &q);
  return q;
}

struct stat_result lua_stats_compute(lua_State *L, const struct stat_request *q,
                                     const uint32_t *rows, size_t count,
                                     struct weighted *room) {
  struct stat_result result;
  if (!stat_compute(q, rows, count, room, &result))
    luaL_error(L, "a weight is below 0");
  return result;
}

static void push_result(lua_State *L, const struct stat_request *q,
                        const struct stat_result *r) {
  if (r->none)
    lua_pushnil(L);
  else if (q->stat == STAT_MIN || q->stat == STAT_MAX)
    lua_dataset_push_value(L, q->column, r->row);
  else if (r->whole)
    lua_pushinteger(L, r->integer);
  else
    lua_pushnumber(L, r->number);
}

static int compute(lua_State *L, enum stat stat) {
  const struct dataset *d = lua_dataset_check(L, 1);
  struct stat_request q = lua_stats_read(L, d, stat, 2);
  bool sorts = stat == STAT_MEDIAN || stat == STAT_QUANTILE;
  struct weighted *room =
      lua_dataset_scratch(L, sorts ? d->rows : 1, sizeof *room);
  uint32_t *rows = lua_dataset_scratch(L, d->rows, sizeof *rows);
  for (size_t i = 0; i < d->rows; i++)
    rows[i] = (uint32_t)i;
  sandbox_charge(L, (double)d->rows / CELLS_PER_WORK +
                        (sorts ? (double)d->rows * QUANTILE_WORK : 0));
  struct stat_result r = lua_stats_compute(L, &q, rows, d->rows, room);
  /* The median of years is a year. */
  if (sorts && r.whole && q.column->column.info->type == COLUMN_YEAR)
    lua_text_see_year(run_of(L), r.integer);
  push_result(L, &q, &r);
  return 1;
}

static int method_sum(lua_State *L) { return compute(L, STAT_SUM); }
static int method_mean(lua_State *L) { return compute(L, STAT_MEAN); }
static int method_median(lua_State *L) { return compute(L, STAT_MEDIAN); }
static int method_quantile(lua_State *L) { return compute(L, STAT_QUANTILE); }
static int method_min(lua_State *L) { return compute(L, STAT_MIN); }
static int method_max(lua_State *L) { return compute(L, STAT_MAX); }
static int method_sd(lua_State *L) { return compute(L, STAT_SD); }
static int method_count(lua_State *L) { return compute(L, STAT_COUNT); }
static int method_missing(lua_State *L) { return compute(L, STAT_MISSING); }

void lua_dataset_open_stats(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"sum", method_sum},         {"mean", method_mean},
      {"median", method_median},   {"quantile", method_quantile},
      {"min", method_min},         {"max", method_max},
      {"sd", method_sd},           {"count", method_count},
      {"missing", method_missing}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
