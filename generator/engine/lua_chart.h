#ifndef WM_ENGINE_LUA_CHART_H
#define WM_ENGINE_LUA_CHART_H

/* chart{…} as a Lua value, and blocks of kind chart as XHTML. */

#include "engine/chart.h"
#include "engine/lua_dataset.h"

/* What chart{…} gives; its memory is Lua's, kept alive as its user value. */
struct lua_chart {
  struct chart chart;
  const struct dataset *table; /* what is drawn, for the text alternative */
};

void lua_chart_open(lua_State *L);
struct lua_chart *lua_chart_test(lua_State *L, int index); /* or NULL */
/* The block at `index` of the run's scope as a figure: caption, legend,
 * drawing, and the data as a table. */
bool lua_chart_block(struct run *r, json block, size_t index, struct buf *out);

/* What chart{…} was asked for, with the chart at stack index `made`. */
struct lua_chart_request {
  struct lua_chart *made;
  int index; /* of the chart on the stack */
  const struct dataset *data;
  const struct series *x, *by; /* by NULL if not given */
  const struct series *y[CHART_SERIES_MAX];
  size_t y_count;
  int bins; /* 0: found */
};

/* Memory that lives with the chart. */
void *lua_chart_memory(lua_State *L, const struct lua_chart_request *q,
                       size_t count, size_t size);
/* Fill in points or bins, or fail with a message for the author. */
void lua_chart_read_points(lua_State *L, struct lua_chart_request *q);
void lua_chart_read_bins(lua_State *L, struct lua_chart_request *q);

#endif
