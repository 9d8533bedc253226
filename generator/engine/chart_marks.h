#ifndef WM_ENGINE_CHART_MARKS_H
#define WM_ENGINE_CHART_MARKS_H

/* How series are told apart: never by colour alone, but by the pattern of a
 * fill, the dashes of a line and the shape of a point. */

#include "engine/chart_pen.h"

/* The patterns that `count` filled series use. */
void marks_define(struct chart_pen *p, size_t count);
/* Opens a path of series `index` (from 0) up to its data; marks_close ends it.
 */
void marks_open_fill(struct chart_pen *p, size_t index);
void marks_open_line(struct chart_pen *p, size_t index);
void marks_open_points(struct chart_pen *p, size_t index);
void marks_close(struct chart_pen *p);
/* The shape of a series at a place, into an open path of points. */
void marks_point(struct chart_pen *p, size_t index, int x, int y);
/* A list that says which series looks how. */
void marks_legend(struct chart_pen *p, const struct chart *c);

#endif
