#ifndef WM_ENGINE_LUA_DATASET_H
#define WM_ENGINE_LUA_DATASET_H

/* Datasets as Lua sees them: `data.NAME`, rows, and the methods of format.md.
 * What a method makes lives in Lua's memory and so counts against its cap. */

#include "engine/dataset.h"
#include "engine/run.h"

void lua_dataset_open(lua_State *L);

/* The dataset at `index`; an error if it is none. */
const struct dataset *lua_dataset_check(lua_State *L, int index);
const struct dataset *lua_dataset_test(lua_State *L, int index); /* or NULL */
/* Place of the column named by the text at `index`; an error with the nearest
 * names if there is none. */
size_t lua_dataset_column(lua_State *L, const struct dataset *d, int index);
size_t lua_dataset_column_named(lua_State *L, const struct dataset *d,
                                struct str name);
/* Pushes a value: nil when missing. */
void lua_dataset_push_value(lua_State *L, const struct series *s, size_t row);
/* Pushes row `row` (from 0) of the dataset at `index`. */
void lua_dataset_push_row(lua_State *L, int index, size_t row);

/* Making datasets. Pushes one with room for `columns`, whose columns may point
 * into the datasets or blocks that are kept. */
struct dataset *lua_dataset_new(lua_State *L, size_t rows, size_t columns);
struct series *lua_dataset_series(struct dataset *d); /* to fill in */
/* Keeps the value on top of the stack alive with the dataset at `index`; pops
 * it. */
void lua_dataset_keep(lua_State *L, int index);
/* Zeroed memory that lives with the dataset at `index`. */
void *lua_dataset_block(lua_State *L, int index, size_t count, size_t size);
/* A copy of what is known of a column, under another name and type. */
struct column_info *lua_dataset_info(lua_State *L, int index, struct str name,
                                     enum column_type type,
                                     const struct column_info *from);
/* Pushes the dataset of the given rows of the one at `index`. `rows` is memory
 * of the userdata on top of the stack, which is popped and kept. */
void lua_dataset_push_rows(lua_State *L, int index, const uint32_t *rows,
                           size_t count);
/* A column of the values in the list at `list` (nil: missing) for the dataset
 * at `index`, its type found from them: whole numbers, numbers, texts or
 * yes/no; `hint` gives year, date and labels where they fit. Errors name row
 * and column. */
struct series lua_dataset_from_list(lua_State *L, int index, int list,
                                    size_t count, struct str name,
                                    const struct column_info *hint);
/* The dataset behind the list of rows at `index`, pushed: rows of one dataset,
 * or tables by column name. */
void lua_dataset_push_list(lua_State *L, int index);
/* Memory for one call, pushed on the stack. */
void *lua_dataset_scratch(lua_State *L, size_t count, size_t size);
/* The row at `index` if it is one: its number, and its dataset; else false. */
bool lua_dataset_row(lua_State *L, int index, const struct dataset **d,
                     size_t *row);

/* Sets the methods of each file in the table on top of the stack. */
void lua_dataset_open_rows(lua_State *L);
void lua_dataset_open_columns(lua_State *L);
void lua_dataset_open_join(lua_State *L);
void lua_dataset_open_stats(lua_State *L);
void lua_dataset_open_groups(lua_State *L);
void lua_dataset_open_risk(lua_State *L);

#endif
