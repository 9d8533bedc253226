/* Points in a plane: line charts and scatter plots. */
#include "engine/chart_kinds.h"

#include "engine/chart_axis.h"
#include "engine/chart_marks.h"
#include "engine/chart_text.h"

#include <math.h>

enum {
  HEIGHT = 210,
  TOP = 12,
  SIDE = 6,        /* so that shapes at the edge stay whole */
  MARKS_MOST = 16, /* on one line */
  DATE_TICKS = 3
};
/* Values whose smallest is beyond this share of the largest are shown without
 * zero: the line would be flat. */
#define ZERO_SHARE 0.6

struct plane {
  const struct chart *chart;
  struct chart_frame frame;
  struct chart_scale x;
};

static struct chart_scale value_scale(const struct chart *c) {
  struct chart_scale s = axis_values(c, false, AXIS_TICKS);
  bool far = s.low > 0 ? s.low > ZERO_SHARE * s.high
                       : s.high < 0 && s.high < ZERO_SHARE * s.low;
  return axis_values(c, !far, AXIS_TICKS);
}

static struct plane plane_of(struct chart_pen *p, const struct chart *c) {
  struct plane a = {.chart = c, .frame = {.years = c->years}};
  a.frame.values = value_scale(c);
  a.frame.left = axis_room(p, &a.frame.values, c->years) + SIDE;
  a.frame.right = CHART_WIDTH - SIDE;
  a.frame.top = axis_title_above(p, 0, c->y_title) + TOP;
  a.frame.bottom = a.frame.top + HEIGHT;
  return a;
}

static double plane_x(const struct plane *a, size_t i) {
  const struct chart *c = a->chart;
  double length = a->frame.right - a->frame.left;
  double at = c->placing == PLACES_EVEN ? ((double)i + 0.5) / (double)c->count
                                        : chart_scale_at(&a->x, c->places[i]);
  return a->frame.left + at * length;
}

static void put_grid(struct chart_pen *p, const struct plane *a) {
  struct chart_frame wide = a->frame;
  wide.left -= SIDE;
  wide.right = CHART_WIDTH;
  axis_put_values(p, &wide);
}

static void put_line(struct chart_pen *p, const struct plane *a,
                     size_t series) {
  const double *values = a->chart->series[series].values;
  char command = 'M';
  marks_open_line(p, series);
  for (size_t i = 0; i < a->chart->count; i++) {
    if (isnan(values[i])) {
      command = 'M';
      continue;
    }
    pen_move(p, command, plane_x(a, i), axis_y(&a->frame, values[i]));
    command = 'L';
  }
  marks_close(p);
}

static bool alone(const double *values, size_t i, size_t count) {
  return (i == 0 || isnan(values[i - 1])) &&
         (i + 1 == count || isnan(values[i + 1]));
}

/* Shapes on a line with many points stand on some of them, at other places for
 * each series; always where a point has no neighbour. */
static void put_shapes(struct chart_pen *p, const struct plane *a,
                       size_t series) {
  const struct chart *c = a->chart;
  const double *values = c->series[series].values;
  size_t every = 1 + c->count / MARKS_MOST;
  if (c->kind == CHART_SCATTER)
    every = 1;
  marks_open_points(p, series);
  for (size_t i = 0; i < c->count; i++) {
    if (isnan(values[i]))
      continue;
    if ((i + series) % every == 0 || alone(values, i, c->count))
      marks_point(p, series, plane_x(a, i), axis_y(&a->frame, values[i]));
  }
  marks_close(p);
}

static void put_numbers(struct chart_pen *p, const struct plane *a,
                        bool lines) {
  const struct chart_scale *s = &a->x;
  double top = a->frame.top, bottom = a->frame.bottom;
  for (int64_t i = s->first; i <= s->last; i++) {
    double x = axis_x(&a->frame, s, chart_step_times(s->step, i));
    pen_line(p, lines ? "wm-chart-grid" : "wm-chart-axis", x,
             lines ? top : bottom, x, bottom + AXIS_GAP / 2.0);
  }
  axis_put_numbers(p, &a->frame, s, a->chart->placing == PLACES_YEAR, false);
}

static double widest_label(const struct chart *c, double width) {
  double widest = 0;
  for (size_t i = 0; i < c->count; i++) {
    double room = chart_text_widest(c->labels[i], width * 100 / CHART_FONT) *
                  CHART_FONT / 100;
    widest = room > widest ? room : widest;
  }
  return widest;
}

/* Names of categories: in lines where they fit, else on some of them. */
static int put_names(struct chart_pen *p, const struct plane *a) {
  const struct chart *c = a->chart;
  double slot = (a->frame.right - a->frame.left) / (double)c->count;
  bool fit = widest_label(c, slot - 3) <= slot - 3;
  size_t every = 1;
  int most = 1;
  while (!fit && (double)every * slot < widest_label(c, CHART_WIDTH) + 8)
    every++;
  for (size_t i = 0; i < c->count; i += every) {
    int lines = chart_text_lines(c->labels[i], (slot - 3) * 100 / CHART_FONT);
    struct chart_spot at = {plane_x(a, i), a->frame.bottom + AXIS_GAP / 2,
                            ALIGN_MIDDLE, RISE_BELOW};
    most = fit && lines > most ? lines : most;
    pen_words(p, at, NULL, fit ? slot - 3 : 0, c->labels[i]);
  }
  return most;
}

/* First and last date, and one near the middle if there is room. */
static void put_dates(struct chart_pen *p, const struct plane *a) {
  const struct chart *c = a->chart;
  double middle = (c->places[0] + c->places[c->count - 1]) / 2;
  double length = a->frame.right - a->frame.left;
  double y = a->frame.bottom + AXIS_GAP / 2;
  size_t near = 0;
  for (size_t i = 1; i < c->count; i++)
    if (fabs(c->places[i] - middle) < fabs(c->places[near] - middle))
      near = i;
  pen_words(p, (struct chart_spot){a->frame.left, y, ALIGN_START, RISE_BELOW},
            NULL, 0, c->labels[0]);
  if (c->count > 1)
    pen_words(p, (struct chart_spot){CHART_WIDTH, y, ALIGN_END, RISE_BELOW},
              NULL, 0, c->labels[c->count - 1]);
  double room = widest_label(c, CHART_WIDTH) * 1.6;
  double x = plane_x(a, near) - a->frame.left;
  if (x > room && length - x > room)
    pen_words(
        p, (struct chart_spot){plane_x(a, near), y, ALIGN_MIDDLE, RISE_BELOW},
        NULL, 0, c->labels[near]);
}

static bool all_whole(const struct chart *c) {
  for (size_t i = 0; i < c->count; i++)
    if (c->places[i] != floor(c->places[i]))
      return false;
  return true;
}

double chart_draw_lines(struct chart_pen *p, const struct chart *c) {
  int lines = 1;
  p->mirror = p->rtl;
  struct plane a = plane_of(p, c);
  put_grid(p, &a);
  if (c->placing != PLACES_EVEN)
    a.x = chart_scale_within(c->places[0], c->places[c->count - 1],
                             2 * AXIS_TICKS, all_whole(c));
  if (c->placing == PLACES_EVEN)
    lines = put_names(p, &a);
  else if (c->placing == PLACES_DATE)
    put_dates(p, &a);
  else
    put_numbers(p, &a, false);
  for (size_t i = 0; i < c->series_count; i++)
    put_line(p, &a, i);
  for (size_t i = 0; i < c->series_count; i++)
    put_shapes(p, &a, i);
  double y = a.frame.bottom + lines * CHART_LEADING + AXIS_GAP;
  return axis_title_below(p, y, c->x_title);
}

/* Numbers go from left to right in every language, so nothing is mirrored. */
double chart_draw_points(struct chart_pen *p, const struct chart *c) {
  struct plane a = plane_of(p, c);
  double low = c->places[0], high = low;
  for (size_t i = 0; i < c->count; i++) {
    low = c->places[i] < low ? c->places[i] : low;
    high = c->places[i] > high ? c->places[i] : high;
  }
  a.x = chart_scale_around(low, high, AXIS_TICKS, all_whole(c));
  a.frame.right -= axis_room(p, &a.x, c->placing == PLACES_YEAR) / 2 - SIDE;
  put_grid(p, &a);
  put_numbers(p, &a, true);
  for (size_t i = 0; i < c->series_count; i++)
    put_shapes(p, &a, i);
  return axis_title_below(p, a.frame.bottom + CHART_LEADING + AXIS_GAP,
                          c->x_title);
}
