#ifndef WM_ENGINE_CHART_AXIS_H
#define WM_ENGINE_CHART_AXIS_H

/* The field in which values are drawn, and the axes at its sides. */

#include "engine/chart_pen.h"
#include "engine/chart_scale.h"

struct chart_frame {
  int left, right, top, bottom;
  struct chart_scale values;
};

enum { AXIS_GAP = 60, AXIS_BELOW = 50, AXIS_TICKS = 5 };

/* A scale for all values of a chart; with zero if asked for. */
struct chart_scale axis_values(const struct chart *c, bool zero, int wanted);
int axis_y(const struct chart_frame *f, double value); /* of values */
/* Room the numbers of a scale take beside it, the gap included. */
int axis_room(const struct chart_pen *p, const struct chart_scale *s);
/* Lines across the field with their numbers at its start; the line at zero is
 * the strong one, or else the lowest. */
void axis_put_values(struct chart_pen *p, const struct chart_frame *f);
/* Where a value of a scale lies between the sides of the field. */
int axis_x(const struct chart_frame *f, const struct chart_scale *s,
           double value);
/* The middle of slot `i` of `count` side by side. */
int axis_slot(const struct chart_frame *f, size_t i, size_t count);
/* The widest label of a chart's categories when broken at `width`. */
int axis_widest(const struct chart *c, int width);
/* The numbers of a scale under the field: as many of them as have room, all
 * within the drawing. `flip`: as in a mirror. */
void axis_put_numbers(struct chart_pen *p, const struct chart_frame *f,
                      const struct chart_scale *s, bool flip);
/* The form of a single value beside an axis: as many decimals as needed, unless
 * the axis shows smaller differences. */
int axis_value_form(const struct chart_scale *s);
/* A title over everything (the y axis) or under it; gives the y after it. */
int axis_title(struct chart_pen *p, int y, bool below, struct str title);

#endif
