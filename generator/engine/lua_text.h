#ifndef WM_ENGINE_LUA_TEXT_H
#define WM_ENGINE_LUA_TEXT_H

/* Values as text that people read, in the reader's locale: what {{ }} shows,
 * and fixed, percent, plain, date, list, year, label. */

#include "engine/run.h"

void lua_text_open(lua_State *L);
/* Appends the value at `index`; an error for what has no text (nil, NaN,
 * infinity, a table …). `out` is freed by nobody here: it must outlive errors.
 */
void lua_text_put(lua_State *L, int index, struct buf *out);
/* Evaluates {{ code }} with the environment on top of the stack. */
void lua_text_evaluate(lua_State *L, int line, struct str code,
                       struct buf *out);
/* Plain text with expressions of the scope between (protocol.md, accepts). */
void lua_text_parts(lua_State *L, json parts, struct buf *out);
/* A number for people: years seen in year columns stay without grouping. */
void lua_text_number(struct run *r, double value, struct buf *out);
/* Remembers that a value came from a year column. */
void lua_text_see_year(struct run *r, int64_t year);
bool lua_text_is_year(const struct run *r, double value);

#endif
