#ifndef WM_ENGINE_LUA_STATS_H
#define WM_ENGINE_LUA_STATS_H

/* Statistics as methods, of datasets and of groups. */

#include "engine/dataset_stats.h"
#include "engine/lua_dataset.h"

/* Reads "(column[, p][, { weight = … }])" from stack index `first` on. */
struct stat_request lua_stats_read(lua_State *L, const struct dataset *d,
                                   enum stat stat, int first);
/* The same for tabulate: names in place of arguments; column "" for none. */
void lua_stats_check(lua_State *L, const struct stat_request *q);
/* Computes; errors for a weight below 0. */
struct stat_result lua_stats_compute(lua_State *L, const struct stat_request *q,
                                     const uint32_t *rows, size_t count,
                                     struct weighted *room);

#endif
