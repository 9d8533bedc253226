#ifndef WM_ENGINE_DRAW_TABLE_H
#define WM_ENGINE_DRAW_TABLE_H

/* Tables to work in, as XHTML: rows to select, cells to fill in. */

#include "engine/run.h"

/* A checkbox before each row, named EXERCISE.GAP, its value the row number. */
bool draw_table_records(struct run *r, const struct gap *gap, struct buf *out);
/* A field in each blank cell, named EXERCISE.rNcM. */
bool draw_table_grid(struct run *r, struct buf *out);

#endif
