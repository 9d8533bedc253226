#ifndef WM_ENGINE_CHART_KINDS_H
#define WM_ENGINE_CHART_KINDS_H

/* Drawing each kind of chart; each gives the height of its drawing. */

#include "engine/chart_pen.h"

int chart_draw_bars(struct chart_pen *p, const struct chart *c);
int chart_draw_pyramid(struct chart_pen *p, const struct chart *c);
int chart_draw_columns(struct chart_pen *p, const struct chart *c);
int chart_draw_histogram(struct chart_pen *p, const struct chart *c);
int chart_draw_lines(struct chart_pen *p, const struct chart *c);
int chart_draw_points(struct chart_pen *p, const struct chart *c);

#endif
