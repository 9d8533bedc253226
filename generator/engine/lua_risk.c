/* d:risk{…}: how easily the records of a dataset could be told apart. */
#include "engine/lua_library.h"
#include "engine/lua_names.h"
#include "engine/lua_stats.h"
#include "engine/risk.h"

enum { SENSITIVE_MAX = 16, SUDA_FREE = 4000000, SETS_PER_WORK = 4 };

struct report {
  const struct dataset *dataset;
  struct risk_file file;
  const struct series *household, *sensitive[SENSITIVE_MAX];
  size_t sensitive_count, depth;
  bool exact, with_suda;
  /* by record, in Lua's memory */
  double *fk, *Fk, *risk, *suda, *distinct, *shared, *entropy, *closeness;
};

/* The column that the text on top of the stack names; pops it. */
static const struct series *take_column(lua_State *L, const struct dataset *d) {
  const struct series *s = &d->columns[lua_dataset_column(L, d, -1)];
  lua_pop(L, 1);
  return s;
}

static const struct series *column_option(lua_State *L, const struct dataset *d,
                                          const char *name) {
  if (lua_getfield(L, 2, name) == LUA_TNIL) {
    lua_pop(L, 1);
    return NULL;
  }
  return take_column(L, d);
}

/* One name or a list of names. */
static size_t columns_option(lua_State *L, const struct dataset *d,
                             const char *name, const struct series **columns,
                             size_t most) {
  size_t count = 0;
  if (lua_getfield(L, 2, name) == LUA_TTABLE) {
    count = lua_rawlen(L, -1);
    if (count > most)
      luaL_error(L, "risk takes at most %d %s, not %d", (int)most, name,
                 (int)count);
    for (size_t i = 0; i < count; i++) {
      lua_rawgeti(L, -1, (lua_Integer)i + 1);
      columns[i] = take_column(L, d);
    }
  } else if (!lua_isnil(L, -1)) {
    columns[count++] = &d->columns[lua_dataset_column(L, d, -1)];
  }
  lua_pop(L, 1);
  return count;
}

static void read_options(lua_State *L, struct report *r) {
  static const char *const known[] = {
      "keys", "weight", "sensitive", "household", "exact", "depth", NULL};
  const struct dataset *d = r->dataset;
  const struct series *keys[RISK_MAX_KEYS];
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_names_check_options(L, 2, known);
  r->file.rows = d->rows;
  r->file.key_count = columns_option(L, d, "keys", keys, RISK_MAX_KEYS);
  if (!r->file.key_count)
    luaL_error(L, "risk needs keys = { … }: the columns that others may know");
  for (size_t i = 0; i < r->file.key_count; i++)
    r->file.keys[i].series = keys[i];
  r->file.weight = column_option(L, d, "weight");
  struct stat_request weight = {.stat = STAT_COUNT, .weight = r->file.weight};
  lua_stats_check(L, &weight);
  r->household = column_option(L, d, "household");
  r->sensitive_count =
      columns_option(L, d, "sensitive", r->sensitive, SENSITIVE_MAX);
  lua_getfield(L, 2, "exact");
  r->exact = lua_toboolean(L, -1);
  lua_getfield(L, 2, "depth");
  r->depth = (size_t)luaL_optinteger(L, -1, 0);
  lua_pop(L, 2);
}

static void keep_least(double *kept, double value, bool is_first) {
  *kept = is_first || value < *kept ? value : *kept;
}

/* Of several sensitive columns, the worst. */
static bool spread_values(struct pool *p, struct report *r,
                          const struct risk_groups *g) {
  uint32_t *distinct = pool_array(p, uint32_t, g->count);
  struct risk_spread more = {pool_array(p, double, g->count),
                             pool_array(p, double, g->count)};
  if (!distinct || !more.entropy || !more.distance)
    return false;
  for (size_t i = 0; i < r->sensitive_count; i++) {
    if (!risk_diversity(&r->file, g, r->sensitive[i], distinct) ||
        !risk_spread(&r->file, g, r->sensitive[i], &more))
      return false;
    for (size_t row = 0; row < g->rows; row++) {
      uint32_t group = g->of_row[row];
      double distance = more.distance[group];
      keep_least(&r->distinct[row], distinct[group], i == 0);
      keep_least(&r->entropy[row], more.entropy[group], i == 0);
      if (i == 0 || distance > r->closeness[row])
        r->closeness[row] = distance;
    }
  }
  return true;
}

/* Everything that is not Lua, so that nothing leaves before the pool is freed.
 */
static enum risk_status compute(struct report *r, size_t *bad_row) {
  struct pool pool = {0};
  struct risk_groups g;
  enum risk_status status = risk_group(&pool, &r->file, &g);
  *bad_row = g.bad_row;
  for (size_t i = 0; status == RISK_DONE && i < g.rows; i++) {
    r->fk[i] = g.fk[g.of_row[i]];
    r->Fk[i] = risk_Fk(&g, g.of_row[i]);
    r->risk[i] = r->shared[i] = risk_individual(r->fk[i], r->Fk[i], r->exact);
    r->suda[i] = 0;
  }
  struct risk_suda suda = {.depth = r->depth, .score = r->suda};
  if (status == RISK_DONE &&
      (!spread_values(&pool, r, &g) ||
       (r->household && !risk_household(r->household, r->shared, g.rows)) ||
       (r->with_suda && !risk_suda(&r->file, &g, &suda))))
    status = RISK_NO_MEMORY;
  pool_free(&pool);
  return status;
}

static void measure(lua_State *L, struct report *r) {
  size_t n = r->file.rows, bad_row;
  double sets = risk_suda_sets(r->file.key_count, r->depth) * (double)n;
  r->with_suda = r->depth || sets <= SUDA_FREE;
  sandbox_charge(L, (double)n * (8 + 16 * (double)r->sensitive_count) +
                        (r->with_suda ? sets / SETS_PER_WORK : 0));
  double *room = lua_dataset_scratch(L, 8 * n, sizeof *room);
  r->fk = room;
  r->Fk = room + n;
  r->risk = room + 2 * n;
  r->suda = room + 3 * n;
  r->distinct = room + 4 * n;
  r->shared = room + 5 * n;
  r->entropy = room + 6 * n;
  r->closeness = room + 7 * n;
  switch (compute(r, &bad_row)) {
  case RISK_NO_MEMORY:
    sandbox_stop(L, STOP_MEMORY);
    break;
  case RISK_BAD_WEIGHT:
    luaL_error(L, "row %d: the weight is not above 0", (int)bad_row + 1);
    break;
  case RISK_TOO_SPARSE:
    luaL_error(L, "values are missing in more than %d ways", RISK_MAX_PATTERNS);
    break;
  default:
    break;
  }
}

static void push_list(lua_State *L, const char *name, const double *values,
                      size_t count, bool whole) {
  sandbox_charge(L, (double)count);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    if (whole)
      lua_pushinteger(L, (lua_Integer)values[i]);
    else
      lua_pushnumber(L, values[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, name);
}

/* The smallest; groups in which no sensitive value is known do not count. */
static void push_least(lua_State *L, const char *name, const double *values,
                       size_t count) {
  double least = 0;
  for (size_t i = 0; i < count; i++)
    if (values[i] > 0 && (least == 0 || values[i] < least))
      least = values[i];
  if (least > 0) {
    lua_pushinteger(L, (lua_Integer)least);
    lua_setfield(L, -2, name);
  }
}

/* below(k): records with fk < k. The upvalue is the list fk. */
static int below(lua_State *L) {
  lua_Number k = luaL_checknumber(L, lua_gettop(L) > 1 ? 2 : 1);
  lua_Integer count = 0, n = (lua_Integer)lua_rawlen(L, lua_upvalueindex(1));
  sandbox_charge(L, (double)n);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, lua_upvalueindex(1), i);
    count += lua_tonumber(L, -1) < k;
    lua_pop(L, 1);
  }
  lua_pushinteger(L, count);
  return 1;
}

static void push_global(lua_State *L, const double *risk, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += risk[i];
  lua_pushnumber(L, sum);
  lua_setfield(L, -2, "expected");
  if (!count)
    return;
  lua_pushnumber(L, sum / (double)count);
  lua_setfield(L, -2, "global");
}

static int method_risk(lua_State *L) {
  struct report r = {.dataset = lua_dataset_check(L, 1)};
  size_t n = r.dataset->rows;
  read_options(L, &r);
  measure(L, &r);
  lua_newtable(L);
  push_list(L, "fk", r.fk, n, true);
  push_list(L, "Fk", r.Fk, n, !r.file.weight);
  push_list(L, "risk", r.risk, n, false);
  if (r.with_suda)
    push_list(L, "suda", r.suda, n, true);
  if (r.household)
    push_list(L, "household", r.shared, n, false);
  push_least(L, "k", r.fk, n);
  if (r.sensitive_count) {
    push_list(L, "distinct", r.distinct, n, true);
    push_least(L, "l", r.distinct, n);
    push_list(L, "entropy", r.entropy, n, false);
    push_list(L, "closeness", r.closeness, n, false);
  }
  push_global(L, r.risk, n);
  lua_getfield(L, -1, "fk");
  lua_pushcclosure(L, below, 1);
  lua_setfield(L, -2, "below");
  return 1;
}

void lua_dataset_open_risk(lua_State *L) {
  static const luaL_Reg methods[] = {{"risk", method_risk}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
