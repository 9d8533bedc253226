#ifndef WM_ENGINE_LUA_BLOCK_H
#define WM_ENGINE_LUA_BLOCK_H

/* Computed blocks: a dataset or a list of rows as the rows of an XHTML table,
 * with the titles, labels and number forms of the reader's language. */

#include "engine/run.h"

void lua_block_open(lua_State *L);
/* Evaluates the block's code with the environment on top of the stack and
 * writes <thead> and <tbody>. */
void lua_block_evaluate(lua_State *L, json block, struct buf *out);

#endif
