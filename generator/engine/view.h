#ifndef WM_ENGINE_VIEW_H
#define WM_ENGINE_VIEW_H

/* A dataset as a learner looks at it: rows chosen, counted up, sorted, a page
 * of them written (operation `view` of protocol.md). It is made with the
 * methods that Lua has. */

#include "engine/lua_dataset.h"

struct view {
  json request;
  struct run *run;
  struct buf *out;
  struct buf unread;     /* members of the reply's "unread" */
  struct buf text, part; /* for one value at a time */
  size_t kept;           /* rows that the filter left */
};

/* Puts the dataset of the rows that `filter` wants in the place of the one on
 * top of the stack. */
void view_filter(lua_State *L, struct view *v);
/* Rows `from` up to `to` as CSV text; the heading before the first one. `csv`
 * of the request is "plain" for names and values as in the data file, else they
 * are as people read them. */
void view_put_csv(struct view *v, const struct dataset *d, size_t from,
                  size_t to);
/* Of one column: how many values are missing, and those to choose from, if they
 * are few. */
void view_put_values(lua_State *L, struct view *v, const struct series *s,
                     size_t rows);

#endif
