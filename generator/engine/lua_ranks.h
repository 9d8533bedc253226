#ifndef WM_ENGINE_LUA_RANKS_H
#define WM_ENGINE_LUA_RANKS_H

/* The distinct values of columns, numbered in order: what grouping, tabulating
 * and distinct values are made from. Memory is Lua's and stays on the stack. */

#include "engine/lua_dataset.h"

struct ranks {
  uint32_t *of_row;    /* per row: 0 to count - 1 */
  uint32_t *first_row; /* per number: a row that has the value */
  uint32_t count;
};

/* Of one column; missing is a value of its own, the last. Leaves its memory on
 * the stack (some slots). */
struct ranks lua_ranks_column(lua_State *L, const struct series *s,
                              size_t rows);
/* Of pairs: first by a, then by b; numbers only the pairs that occur. */
struct ranks lua_ranks_pair(lua_State *L, const struct ranks *a,
                            const struct ranks *b, size_t rows);

/* Rows gathered by number: those of number i are order[start[i]] up to
 * order[start[i + 1]], in their order. */
struct slices {
  uint32_t *order, *start;
};
struct slices lua_ranks_slices(lua_State *L, const struct ranks *r,
                               size_t rows);

#endif
