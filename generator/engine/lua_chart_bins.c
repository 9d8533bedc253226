/* What a histogram draws: how many rows fall into each class. */
#include "engine/lua_chart.h"

#include "engine/chart_scale.h"
#include "engine/lua_block.h"

#include <math.h>
#include <stdlib.h>

enum { SORT_WORK = 20 };

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

/* The values that are there, sorted; on the stack. */
static double *sorted_values(lua_State *L, const struct lua_chart_request *q,
                             size_t *count) {
  double *values = lua_dataset_scratch(L, q->data->rows, sizeof *values);
  *count = 0;
  sandbox_charge(L, (double)q->data->rows * SORT_WORK);
  for (size_t i = 0; i < q->data->rows; i++) {
    double value = series_number(q->x, i) + 0.0;
    if (fabs(value) > CHART_VALUE_MAX)
      luaL_error(L, "row %d: '%s' is too large to draw", (int)i + 1,
                 q->x->column.info->name.ptr);
    if (!isnan(value))
      values[(*count)++] = value;
  }
  if (*count == 0)
    luaL_error(L, "there is nothing to draw: '%s' has no values",
               q->x->column.info->name.ptr);
  qsort(values, *count, sizeof *values, compare);
  return values;
}

/* A column of numbers for the table at `index`. */
static void put_column(lua_State *L, int index, struct series *s,
                       const char *name, struct str title,
                       const struct column_info *like, const double *values,
                       size_t count) {
  bool whole = column_is_whole(like->type);
  struct column_info *info =
      lua_dataset_info(L, index, str_from(name), like->type, NULL);
  info->title = title;
  s->column.info = info;
  if (!whole) {
    s->column.as.numbers = values;
    return;
  }
  int64_t *integers = lua_dataset_block(L, index, count, sizeof *integers);
  for (size_t i = 0; i < count; i++)
    integers[i] = (int64_t)values[i];
  s->column.as.integers = integers;
}

static void keep_table(lua_State *L, struct lua_chart_request *q) {
  static const struct column_info counts = {.type = COLUMN_INTEGER};
  const struct chart *c = &q->made->chart;
  const struct store *store = run_of(L)->store;
  const struct column_info *like = q->x->column.info;
  struct dataset *d = lua_dataset_new(L, c->count, 3);
  struct series *columns = lua_dataset_series(d);
  int index = lua_gettop(L);
  lua_pushvalue(L, q->index); /* the numbers are the chart's */
  lua_dataset_keep(L, index);
  put_column(L, index, &columns[0], "from",
             store_text(store, "engine.chart.from"), like, c->places, c->count);
  put_column(L, index, &columns[1], "below",
             store_text(store, "engine.chart.below"), like, c->places + 1,
             c->count);
  put_column(L, index, &columns[2], "n", c->y_title, &counts,
             c->series[0].values, c->count);
  q->made->table = d;
  lua_dataset_keep(L, q->index);
}

void lua_chart_read_bins(lua_State *L, struct lua_chart_request *q) {
  struct chart *c = &q->made->chart;
  const struct column_info *info = q->x->column.info;
  size_t count, at = 0;
  double *values = sorted_values(L, q, &count);
  struct chart_step step =
      chart_bin_step(values, count, q->bins, column_is_whole(info->type));
  int64_t first = chart_step_floor(step, values[0]);
  int64_t last = chart_step_floor(step, values[count - 1]);
  c->count = (size_t)(last - first) + 1;
  if (c->count > 2 * CHART_BINS_MAX)
    luaL_error(L, "'%s' needs too many classes to draw", info->name.ptr);
  double *edges = lua_chart_memory(L, q, c->count + 1, sizeof *edges);
  double *counts = lua_chart_memory(L, q, c->count, sizeof *counts);
  for (size_t i = 0; i <= c->count; i++)
    edges[i] = chart_step_times(step, first + (int64_t)i);
  for (size_t i = 0; i < count; i++) {
    while (at + 1 < c->count && values[i] >= edges[at + 1])
      at++;
    counts[at]++;
  }
  c->placing = info->type == COLUMN_YEAR ? PLACES_YEAR : PLACES_NUMBER;
  c->places = edges;
  c->series_count = 1;
  c->series[0].values = counts;
  c->y_title = store_text(run_of(L)->store, "engine.count");
  keep_table(L, q);
}
