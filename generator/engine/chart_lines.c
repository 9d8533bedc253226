/* Points in a plane: line charts and scatter plots. */
#include "engine/chart_kinds.h"

#include "engine/chart_axis.h"
#include "engine/chart_marks.h"

#include <math.h>

enum {
  HEIGHT = 2100,
  TOP = 160,
  SIDE = 60, /* so that shapes at the edge stay whole */
  LABEL_GAP = 30,
  MARKS_MOST = 16 /* on one line */
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
  struct plane a = {.chart = c};
  a.frame.values = value_scale(c);
  a.frame.left = axis_room(p, &a.frame.values) + SIDE;
  a.frame.right = CHART_WIDTH - SIDE;
  a.frame.top = axis_title(p, 0, false, c->y_title) + TOP;
  a.frame.bottom = a.frame.top + HEIGHT;
  return a;
}

static int plane_x(const struct plane *a, size_t i) {
  const struct chart *c = a->chart;
  return c->placing == PLACES_EVEN ? axis_slot(&a->frame, i, c->count)
                                   : axis_x(&a->frame, &a->x, c->places[i]);
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
  int top = a->frame.top, bottom = a->frame.bottom;
  for (int64_t i = s->first; i <= s->last; i++) {
    int x = axis_x(&a->frame, s, chart_step_times(s->step, i));
    pen_line(p, lines ? "wm-chart-grid" : "wm-chart-axis", x,
             lines ? top : bottom, x, bottom + AXIS_GAP / 2);
  }
  axis_put_numbers(p, &a->frame, s, false);
}

/* Names of categories: in lines where they fit, else on some of them. */
static int put_names(struct chart_pen *p, const struct plane *a) {
  const struct chart *c = a->chart;
  int slot = (a->frame.right - a->frame.left) / (int)c->count;
  int room = slot > LABEL_GAP ? slot - LABEL_GAP : 1, most = 1;
  bool fit = axis_widest(c, room) <= room;
  size_t every =
      fit ? 1 : (size_t)((axis_widest(c, 0) + 2 * LABEL_GAP) / slot) + 1;
  for (size_t i = 0; i < c->count; i += every) {
    int lines = chart_text_lines(c->labels[i], room);
    most = fit && lines > most ? lines : most;
    pen_words(p, plane_x(a, i), a->frame.bottom + AXIS_BELOW,
              ALIGN_MIDDLE | RISE_BELOW, NULL, fit ? room : 0, c->labels[i]);
  }
  return most;
}

/* First and last date, and one near the middle if there is room. */
static void put_dates(struct chart_pen *p, const struct plane *a) {
  const struct chart *c = a->chart;
  double middle = (c->places[0] + c->places[c->count - 1]) / 2;
  int y = a->frame.bottom + AXIS_BELOW;
  size_t near = 0;
  for (size_t i = 1; i < c->count; i++)
    if (fabs(c->places[i] - middle) < fabs(c->places[near] - middle))
      near = i;
  pen_words(p, a->frame.left, y, ALIGN_START | RISE_BELOW, NULL, 0,
            c->labels[0]);
  if (c->count > 1)
    pen_words(p, CHART_WIDTH, y, ALIGN_END | RISE_BELOW, NULL, 0,
              c->labels[c->count - 1]);
  int room = axis_widest(c, 0) * 8 / 5, x = plane_x(a, near);
  if (x > a->frame.left + room && x < a->frame.right - room)
    pen_words(p, x, y, ALIGN_MIDDLE | RISE_BELOW, NULL, 0, c->labels[near]);
}

static bool all_whole(const struct chart *c) {
  for (size_t i = 0; i < c->count; i++)
    if (c->places[i] != floor(c->places[i]))
      return false;
  return true;
}

int chart_draw_lines(struct chart_pen *p, const struct chart *c) {
  int lines = 1;
  p->mirror = p->rtl;
  struct plane a = plane_of(p, c);
  put_grid(p, &a);
  if (c->placing != PLACES_EVEN)
    a.x = chart_scale_within(c->places[0], c->places[c->count - 1],
                             2 * AXIS_TICKS, all_whole(c));
  a.x.years = c->placing == PLACES_YEAR;
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
  int y = a.frame.bottom + lines * CHART_LEADING + AXIS_BELOW + AXIS_GAP / 2;
  return axis_title(p, y, true, c->x_title);
}

/* Numbers go from left to right in every language, so nothing is mirrored. */
int chart_draw_points(struct chart_pen *p, const struct chart *c) {
  struct plane a = plane_of(p, c);
  double low = c->places[0], high = low;
  for (size_t i = 0; i < c->count; i++) {
    low = c->places[i] < low ? c->places[i] : low;
    high = c->places[i] > high ? c->places[i] : high;
  }
  a.x = chart_scale_around(low, high, AXIS_TICKS, all_whole(c));
  a.x.years = c->placing == PLACES_YEAR;
  a.frame.right -= axis_room(p, &a.x) / 2 - SIDE;
  put_grid(p, &a);
  put_numbers(p, &a, true);
  for (size_t i = 0; i < c->series_count; i++)
    put_shapes(p, &a, i);
  return axis_title(p,
                    a.frame.bottom + CHART_LEADING + AXIS_BELOW + AXIS_GAP / 2,
                    true, c->x_title);
}
