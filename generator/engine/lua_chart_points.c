/* What a chart draws, from the rows of a dataset: points and series. */
#include "engine/lua_chart.h"

#include "engine/lua_block.h"
#include "engine/lua_ranks.h"

#include <math.h>

enum {
  CHART_ROWS_MAX = CHART_POINTS_MAX * CHART_SERIES_MAX,
  COLUMN_NAMES_MAX = 16,
  LABEL_MAX = 400 /* bytes */
};

static bool has_numbers(const struct column_info *info) {
  return column_is_number(info->type) && !info->categories;
}

/* The value of a number column, NaN when missing. */
static double checked_value(lua_State *L, const struct lua_chart_request *q,
                            const struct series *s, size_t row) {
  double value = series_number(s, row);
  const char *name = s->column.info->name.ptr;
  if (fabs(value) > CHART_VALUE_MAX)
    luaL_error(L, "row %d: '%s' is too large to draw", (int)row + 1, name);
  if (value < 0 && q->made->chart.kind == CHART_PYRAMID)
    luaL_error(L, "row %d: '%s' is below 0: the bars of a pyramid cannot be",
               (int)row + 1, name);
  return value + 0.0; /* no negative zero */
}

static void refuse_missing(lua_State *L, const struct series *s, size_t rows) {
  const char *name = s->column.info->name.ptr;
  for (size_t i = 0; i < rows; i++)
    if (series_missing(s, i))
      luaL_error(L,
                 "row %d has no '%s': leave such rows out, as in "
                 "d:where(function(row) return row.%s ~= nil end)",
                 (int)i + 1, name, name);
}

/* The distinct values of a column: a number for each row, and a row that has
 * it. By value, or in the order in which they first come. */
static struct ranks distinct(lua_State *L, const struct series *s, size_t rows,
                             bool by_value) {
  refuse_missing(L, s, rows);
  struct ranks r = lua_ranks_column(L, s, rows);
  if (by_value)
    return r;
  uint32_t *place = lua_dataset_scratch(L, r.count, sizeof *place);
  uint32_t next = 0;
  for (uint32_t i = 0; i < r.count; i++)
    place[i] = UINT32_MAX;
  for (size_t i = 0; i < rows; i++) {
    uint32_t *at = &place[r.of_row[i]];
    if (*at == UINT32_MAX) {
      r.first_row[next] = (uint32_t)i;
      *at = next++;
    }
    r.of_row[i] = *at;
  }
  return r;
}

/* What a value is called, kept with the chart. */
static struct str keep_label(lua_State *L, const struct lua_chart_request *q,
                             const struct series *s, size_t row) {
  struct run *r = run_of(L);
  struct str label;
  buf_clear(&r->scratch);
  lua_block_put_text(r, s, row, &r->scratch);
  if (r->scratch.len > LABEL_MAX)
    luaL_error(L, "row %d: the '%s' is too long for a label", (int)row + 1,
               s->column.info->name.ptr);
  lua_pushlstring(L, r->scratch.ptr ? r->scratch.ptr : "", r->scratch.len);
  label.ptr = lua_tolstring(L, -1, &label.len);
  lua_dataset_keep(L, q->index);
  return label;
}

static void keep_labels(lua_State *L, struct lua_chart_request *q,
                        const struct ranks *x) {
  struct str *labels = lua_chart_memory(L, q, x->count, sizeof *labels);
  for (uint32_t i = 0; i < x->count; i++)
    labels[i] = keep_label(L, q, q->x, x->first_row[i]);
  q->made->chart.labels = labels;
}

/* Days since 1 March of the year 0: months then end where a count of 30.6
 * days says. */
static double days(lua_State *L, struct str iso) {
  int part[3] = {0}, at = 0;
  for (size_t i = 0; i < iso.len && at < 3; i++)
    if (char_is_digit(iso.ptr[i]))
      part[at] = part[at] * 10 + (iso.ptr[i] - '0');
    else
      at++;
  if (iso.len != 10)
    luaL_error(L, "'%s' is not a date like 2024-12-31", iso.ptr);
  int year = part[0] - (part[1] < 3), month = (part[1] + 9) % 12;
  return 365.0 * year + year / 4 - year / 100 + year / 400 +
         (month * 306 + 5) / 10 + part[2];
}

static void keep_places(lua_State *L, struct lua_chart_request *q,
                        const struct ranks *x) {
  enum column_type type = q->x->column.info->type;
  double *places = lua_chart_memory(L, q, x->count, sizeof *places);
  for (uint32_t i = 0; i < x->count; i++) {
    size_t row = x->first_row[i];
    places[i] = type == COLUMN_DATE ? days(L, series_text(q->x, row))
                                    : checked_value(L, q, q->x, row);
  }
  q->made->chart.places = places;
}

static void check_count(lua_State *L, const struct chart *c,
                        const struct column_info *x) {
  int most = c->kind == CHART_LINE ? CHART_POINTS_MAX : CHART_CATEGORIES_MAX;
  if (c->count > (size_t)most)
    luaL_error(L, "'%s' has %d values: at most %d can be drawn", x->name.ptr,
               (int)c->count, most);
  if (c->kind == CHART_COLUMN && c->count > COLUMN_NAMES_MAX &&
      c->placing == PLACES_EVEN)
    luaL_error(L,
               "'%s' has %d values: too many names under columns; use kind = "
               "\"bar\"",
               x->name.ptr, (int)c->count);
}

/* Where the points stand along x. */
static struct ranks read_x(lua_State *L, struct lua_chart_request *q) {
  struct chart *c = &q->made->chart;
  const struct column_info *info = q->x->column.info;
  bool numbers = has_numbers(info);
  bool line = c->kind == CHART_LINE;
  bool along = line && (numbers || info->type == COLUMN_DATE);
  struct ranks x = distinct(L, q->x, q->data->rows, along);
  c->count = x.count;
  c->placing = info->type == COLUMN_YEAR && numbers ? PLACES_YEAR
               : numbers                            ? PLACES_NUMBER
               : along                              ? PLACES_DATE
                                                    : PLACES_EVEN;
  check_count(L, c, info);
  if (along)
    keep_places(L, q, &x);
  if (!along || !numbers)
    keep_labels(L, q, &x);
  return x;
}

static void name_series(lua_State *L, struct lua_chart_request *q,
                        const struct ranks *by) {
  struct chart *c = &q->made->chart;
  c->series_count = q->by ? by->count : q->y_count;
  if (c->series_count > CHART_SERIES_MAX)
    luaL_error(L, "'%s' has %d values: at most %d can be told apart",
               q->by->column.info->name.ptr, (int)c->series_count,
               CHART_SERIES_MAX);
  if (c->kind == CHART_PYRAMID && c->series_count != 2)
    luaL_error(L,
               "a pyramid has two sides: by = a column with two values, or "
               "y = { two columns }; here are %d",
               (int)c->series_count);
  for (size_t i = 0; i < c->series_count; i++)
    if (q->by)
      c->series[i].label = keep_label(L, q, q->by, by->first_row[i]);
    else if (q->y_count > 1)
      c->series[i].label = lua_block_title(run_of(L), q->y[i]->column.info);
}

static void refuse_second(lua_State *L, const struct lua_chart_request *q,
                          size_t row) {
  const char *x = q->x->column.info->name.ptr;
  const char *y = q->y[0]->column.info->name.ptr;
  const char *by = q->by ? q->by->column.info->name.ptr : NULL;
  if (by)
    luaL_error(L,
               "row %d: a second value at the same '%s' and '%s': group the "
               "rows first, as in d:group(\"%s\", \"%s\"):sum(\"%s\")",
               (int)row + 1, x, by, x, by, y);
  luaL_error(L,
             "row %d: a second value at the same '%s': group the rows first, "
             "as in d:group(\"%s\"):sum(\"%s\")",
             (int)row + 1, x, x, y);
}

/* Each series' values, all missing at first. */
static double *keep_values(lua_State *L, struct lua_chart_request *q) {
  struct chart *c = &q->made->chart;
  double *values =
      lua_chart_memory(L, q, c->series_count * c->count, sizeof *values);
  for (size_t i = 0; i < c->series_count * c->count; i++)
    values[i] = NAN;
  for (size_t i = 0; i < c->series_count; i++)
    c->series[i].values = values + i * c->count;
  c->years = q->y[0]->column.info->type == COLUMN_YEAR;
  return values;
}

static void fill_values(lua_State *L, struct lua_chart_request *q,
                        const struct ranks *x, const struct ranks *by) {
  struct chart *c = &q->made->chart;
  double *values = keep_values(L, q);
  uint8_t *taken = lua_chart_memory(L, q, c->series_count * c->count, 1);
  bool any = false;
  for (size_t row = 0; row < q->data->rows; row++)
    for (size_t k = 0; k < q->y_count; k++) {
      size_t series = q->by ? by->of_row[row] : k;
      size_t at = series * c->count + (x ? x->of_row[row] : row);
      if (taken[at])
        refuse_second(L, q, row);
      taken[at] = 1;
      values[at] = checked_value(L, q, q->y[k], row);
      any = any || !isnan(values[at]);
    }
  if (!any)
    luaL_error(L, "there is nothing to draw: '%s' has no values",
               q->y[0]->column.info->name.ptr);
}

/* Every row is a point. */
static void read_rows(lua_State *L, struct lua_chart_request *q) {
  struct chart *c = &q->made->chart;
  if (q->data->rows > CHART_POINTS_MAX)
    luaL_error(L,
               "the data has %d rows: at most %d points can be drawn; group "
               "them, or draw some with d:head(n)",
               (int)q->data->rows, CHART_POINTS_MAX);
  refuse_missing(L, q->x, q->data->rows);
  c->count = q->data->rows;
  c->placing =
      q->x->column.info->type == COLUMN_YEAR ? PLACES_YEAR : PLACES_NUMBER;
  double *places = lua_chart_memory(L, q, c->count, sizeof *places);
  for (size_t i = 0; i < c->count; i++)
    places[i] = checked_value(L, q, q->x, i);
  c->places = places;
}

void lua_chart_read_points(lua_State *L, struct lua_chart_request *q) {
  struct ranks x = {0}, by = {0};
  bool scatter = q->made->chart.kind == CHART_SCATTER;
  sandbox_charge(L, (double)q->data->rows * 4);
  if (scatter)
    read_rows(L, q);
  else if (q->data->rows > CHART_ROWS_MAX)
    luaL_error(L, "the data has %d rows: group them first", (int)q->data->rows);
  else
    x = read_x(L, q);
  if (q->by)
    by = distinct(L, q->by, q->data->rows, false);
  name_series(L, q, &by);
  fill_values(L, q, scatter ? NULL : &x, &by);
}
