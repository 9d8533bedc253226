#ifndef WM_ENGINE_LUA_BLOCK_H
#define WM_ENGINE_LUA_BLOCK_H

/* Computed blocks: a dataset or a list of rows as the rows of an XHTML table,
 * with the titles, labels and number forms of the reader's language. */

#include "engine/run.h"

enum { LUA_BLOCK_CELL_WORK = 20 }; /* to charge for each cell written */

/* Evaluates the block's code with the environment on top of the stack and
 * writes <thead> and <tbody>. */
void lua_block_evaluate(lua_State *L, json block, struct buf *out);

/* Pushes what a text gives, as an expression if it is one, else as a chunk that
 * returns, with the environment on top of the stack. */
void lua_block_run(lua_State *L, int line, struct str code);
/* Its pieces, for charts. Pushes what the block's code gives; never nil. */
void lua_block_push(lua_State *L, json block);
struct str lua_block_title(const struct run *r, const struct column_info *info);
/* A value as plain text: label, number or date as people read it; nothing when
 * it is missing. */
void lua_block_put_text(const struct run *r, const struct series *s, size_t row,
                        struct buf *out);
void lua_block_put_table(const struct run *r, const struct dataset *d,
                         struct buf *out);

#endif
