#ifndef WM_ENGINE_CHART_AXIS_H
#define WM_ENGINE_CHART_AXIS_H

/* The field in which values are drawn, and the axes at its sides. */

#include "engine/chart_pen.h"
#include "engine/chart_scale.h"

struct chart_frame {
  double left, right, top, bottom;
  struct chart_scale values;
  bool years; /* the values are years */
};

enum { AXIS_GAP = 6, AXIS_TICKS = 5 };

/* A scale for all values of a chart; with zero if asked for. */
struct chart_scale axis_values(const struct chart *c, bool zero, int wanted);
double axis_y(const struct chart_frame *f, double value); /* of values */
/* Room the numbers of a scale take beside it, the gap included. */
double axis_room(const struct chart_pen *p, const struct chart_scale *s,
                 bool years);
/* Lines across the field with their numbers at its start; the line at zero is
 * the strong one, or else the lowest. */
void axis_put_values(struct chart_pen *p, const struct chart_frame *f);
/* Where a value of a scale lies between the sides of the field. */
double axis_x(const struct chart_frame *f, const struct chart_scale *s,
              double value);
/* The numbers of a scale under the field: as many of them as have room, all
 * within the drawing. `flip`: as in a mirror. */
void axis_put_numbers(struct chart_pen *p, const struct chart_frame *f,
                      const struct chart_scale *s, bool years, bool flip);
/* Decimals of a single value beside an axis: as many as needed, unless the
 * axis shows smaller differences. */
int axis_value_decimals(const struct chart_scale *s);
/* A title over everything (the y axis) or under it; gives the y after it. */
double axis_title_above(struct chart_pen *p, double y, struct str title);
double axis_title_below(struct chart_pen *p, double y, struct str title);

#endif
