#ifndef WM_ENGINE_CODE_H
#define WM_ENGINE_CODE_H

/* Code that a learner writes: run in a state of its own, in which `data` is all
 * there is besides the language. */

#include "engine/run.h"

/* Runs it. *out is the run, to be freed, whose field `returned` is what the
 * code gave back, also when it failed: then false, with the learner's line in
 * *failure. */
bool code_run(const struct store *store, struct engine_limits limits,
              struct str code, struct run **out, struct failure *failure);
/* In Lua: reads the value at `index` (1 or more). A list of rows or of values
 * becomes a dataset, which stays on the stack or in its place there. */
void code_read(lua_State *L, int index, struct returned *out);
void code_push(lua_State *L, const struct returned *value);
/* The text that tells a learner why the code failed. */
void code_explain(struct buf *out, const struct store *store,
                  const struct failure *failure);

#endif
