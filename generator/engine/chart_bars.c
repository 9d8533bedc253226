/* Bars that lie: bar charts and population pyramids. */
#include "engine/chart_kinds.h"

#include "engine/chart_axis.h"
#include "engine/chart_marks.h"

#include <math.h>

enum {
  SIDE_LABEL_MAX = 1100, /* wider labels stand over their bars */
  BAR = 180,
  BAR_OF_SEVERAL = 140,
  BETWEEN_BARS = 20,
  BETWEEN_GROUPS = 90,
  FIELD_LEAST = 800,
  PYRAMID_BAR = 160,
  BETWEEN_ROWS = 30,
  LABEL_GAP = 50,
  VALUE_GAP = 40,
  OVERHANG = 20 /* of lines over bars */
};

struct layout {
  const struct chart *chart;
  struct chart_frame frame;
  bool over; /* labels stand over the bars */
  bool show; /* values stand behind the bars */
  int bar, zero;
  int form; /* of the values */
};

static int label_room(const struct layout *l, size_t row) {
  if (!l->over)
    return 0;
  int lines = chart_text_lines(l->chart->labels[row], CHART_WIDTH);
  return lines * CHART_LEADING + LABEL_GAP;
}

static int group_height(const struct layout *l) {
  int n = (int)l->chart->series_count;
  return n * l->bar + (n - 1) * BETWEEN_BARS;
}

/* Top of the bars of a row. */
static int row_top(const struct layout *l, size_t row) {
  int y = l->frame.top;
  for (size_t i = 0; i < row; i++)
    y += label_room(l, i) + group_height(l) + BETWEEN_GROUPS;
  return y + label_room(l, row);
}

static int bar_x(const struct chart_frame *f, double value) {
  return axis_x(f, &f->values, value);
}

static int value_room(const struct chart_pen *p, const struct layout *l,
                      double value) {
  if (isnan(value))
    return 0;
  return pen_value_room(p, value, l->form) + AXIS_GAP;
}

static int widest_value(const struct chart_pen *p, const struct layout *l) {
  const struct chart *c = l->chart;
  int widest = 0;
  for (size_t i = 0; i < c->series_count; i++)
    for (size_t k = 0; k < c->count; k++) {
      int room = value_room(p, l, c->series[i].values[k]);
      widest = room > widest ? room : widest;
    }
  return widest;
}

/* Where a bar that shows its value behind it lets the field end. */
static int right_of(const struct chart_pen *p, const struct layout *l,
                    double value) {
  const struct chart_frame *f = &l->frame;
  int length = CHART_WIDTH - value_room(p, l, value) - f->left;
  double share = value > 0 ? chart_scale_at(&f->values, value) : 0;
  return share * (f->right - f->left) > length ? f->left + (int)(length / share)
                                               : f->right;
}

/* The sides of the field. Values are written where they leave it room. */
static void set_sides(const struct chart_pen *p, struct layout *l, int labels) {
  const struct chart *c = l->chart;
  struct chart_frame *f = &l->frame;
  bool below = f->values.low < 0;
  int widest = widest_value(p, l);
  l->show = labels + (below ? 2 : 1) * widest + FIELD_LEAST <= CHART_WIDTH;
  f->left = labels + (below && l->show ? widest : 0);
  f->right = CHART_WIDTH - (below && l->show ? widest : 0);
  for (size_t i = 0; l->show && i < c->series_count; i++)
    for (size_t k = 0; k < c->count; k++)
      f->right = right_of(p, l, c->series[i].values[k]);
}

static struct layout bar_layout(struct chart_pen *p, const struct chart *c) {
  struct layout l = {.chart = c};
  l.frame.values = axis_values(c, true, AXIS_TICKS);
  l.form = axis_value_form(&l.frame.values);
  int labels = axis_widest(c, 0);
  l.over = labels > SIDE_LABEL_MAX;
  l.bar = c->series_count == 1 ? BAR : BAR_OF_SEVERAL;
  set_sides(p, &l, l.over ? 10 : labels + AXIS_GAP);
  l.frame.top = axis_title(p, 0, false, c->x_title);
  l.frame.bottom = row_top(&l, c->count - 1) + group_height(&l) + AXIS_GAP;
  l.zero = bar_x(&l.frame, 0);
  return l;
}

/* A line across the bars, not across the labels over them. */
static void put_line(struct chart_pen *p, const struct layout *l,
                     const char *class, int x) {
  const struct chart_frame *f = &l->frame;
  if (!l->over) {
    pen_line(p, class, x, f->top, x, f->bottom);
    return;
  }
  for (size_t row = 0; row < l->chart->count; row++) {
    int top = row_top(l, row);
    pen_line(p, class, x, top - OVERHANG, x, top + group_height(l) + OVERHANG);
  }
}

static void put_grid(struct chart_pen *p, const struct layout *l) {
  const struct chart_scale *s = &l->frame.values;
  for (int64_t i = s->first; i <= s->last; i++)
    if (i != 0)
      put_line(p, l, "wm-chart-grid",
               bar_x(&l->frame, chart_step_times(s->step, i)));
  axis_put_numbers(p, &l->frame, s, false);
}

static void put_bars(struct chart_pen *p, const struct layout *l,
                     size_t series) {
  const double *values = l->chart->series[series].values;
  marks_open_fill(p, series);
  for (size_t i = 0; i < l->chart->count; i++) {
    if (isnan(values[i]))
      continue;
    int x = bar_x(&l->frame, values[i]);
    int y = row_top(l, i) + (int)series * (l->bar + BETWEEN_BARS);
    pen_rect(p, x < l->zero ? x : l->zero, y,
             x < l->zero ? l->zero - x : x - l->zero, l->bar);
  }
  marks_close(p);
}

static void put_bar_values(struct chart_pen *p, const struct layout *l,
                           size_t series) {
  const double *values = l->chart->series[series].values;
  for (size_t i = 0; i < l->chart->count; i++) {
    int y = row_top(l, i) + (int)series * (l->bar + BETWEEN_BARS);
    bool below = values[i] < 0;
    if (!isnan(values[i]))
      pen_value(p,
                bar_x(&l->frame, values[i]) + (below ? -VALUE_GAP : VALUE_GAP),
                y + l->bar / 2, RISE_CENTRE | (below ? ALIGN_END : ALIGN_START),
                values[i], l->form);
  }
}

static void put_row_labels(struct chart_pen *p, const struct layout *l) {
  const struct chart *c = l->chart;
  for (size_t i = 0; i < c->count; i++) {
    int y = row_top(l, i);
    int beside = l->frame.values.low < 0 ? 0 : l->frame.left - AXIS_GAP;
    if (l->over)
      pen_words(p, 0, y - OVERHANG, ALIGN_START | RISE_ABOVE, NULL, CHART_WIDTH,
                c->labels[i]);
    else
      pen_words(p, beside, y + group_height(l) / 2,
                RISE_CENTRE | (beside > 0 ? ALIGN_END : ALIGN_START), NULL, 0,
                c->labels[i]);
  }
}

int chart_draw_bars(struct chart_pen *p, const struct chart *c) {
  p->mirror = p->rtl;
  struct layout l = bar_layout(p, c);
  put_grid(p, &l);
  for (size_t i = 0; i < c->series_count; i++)
    put_bars(p, &l, i);
  put_line(p, &l, "wm-chart-axis", l.zero);
  for (size_t i = 0; l.show && i < c->series_count; i++)
    put_bar_values(p, &l, i);
  put_row_labels(p, &l);
  return axis_title(p,
                    l.frame.bottom + CHART_LEADING + AXIS_BELOW + AXIS_GAP / 2,
                    true, c->y_title);
}

/* A pyramid has two halves; the frame is that of the second, which stands at
 * the end, and the first is its mirror image. */
struct pyramid {
  const struct chart *chart;
  struct chart_frame frame;
  bool over;
};

enum { HALF = CHART_WIDTH / 2 };

static int pyramid_row(const struct pyramid *y, size_t row) {
  int step =
      PYRAMID_BAR + BETWEEN_ROWS + (y->over ? CHART_LEADING + LABEL_GAP : 0);
  /* Rows rise, as ages do. */
  return y->frame.bottom - AXIS_GAP / 2 - PYRAMID_BAR - (int)row * step;
}

static struct pyramid pyramid_layout(struct chart_pen *p,
                                     const struct chart *c) {
  struct pyramid y = {.chart = c};
  int labels = axis_widest(c, 0), side = 0;
  y.over = labels > SIDE_LABEL_MAX;
  for (size_t i = 0; i < 2; i++) {
    int lines = chart_text_lines(c->series[i].label, HALF - AXIS_GAP);
    side = lines > side ? lines : side;
  }
  y.frame.top =
      axis_title(p, 0, false, c->x_title) + side * CHART_LEADING + OVERHANG;
  y.frame.left = HALF + (y.over ? 0 : labels / 2 + AXIS_GAP);
  y.frame.right = CHART_WIDTH;
  y.frame.values = axis_values(c, true, AXIS_TICKS);
  y.frame.bottom = 0;
  y.frame.bottom = y.frame.top + AXIS_GAP - pyramid_row(&y, c->count - 1) +
                   (y.over ? CHART_LEADING : 0);
  return y;
}

/* Lines on both sides, from row to row where labels stand between. */
static void put_side_lines(struct chart_pen *p, const struct pyramid *y,
                           const char *class, int x) {
  const struct chart_frame *f = &y->frame;
  int height = y->over ? PYRAMID_BAR : f->bottom - f->top;
  for (size_t row = 0; row < (y->over ? y->chart->count : 1); row++) {
    int top = y->over ? pyramid_row(y, row) : f->top;
    pen_line(p, class, x, top, x, top + height);
    if (x > HALF)
      pen_line(p, class, CHART_WIDTH - x, top, CHART_WIDTH - x, top + height);
  }
}

static void put_pyramid_axis(struct chart_pen *p, const struct pyramid *y) {
  const struct chart_frame *f = &y->frame;
  const struct chart_scale *s = &f->values;
  for (int64_t i = s->first; i <= s->last; i++)
    put_side_lines(p, y, i ? "wm-chart-grid" : "wm-chart-axis",
                   bar_x(f, chart_step_times(s->step, i)));
  axis_put_numbers(p, f, s, false);
  struct chart_scale mirrored = *s;
  if (y->over)
    mirrored.first++; /* both halves begin at the same zero */
  axis_put_numbers(p, f, &mirrored, true);
}

static void put_half(struct chart_pen *p, const struct pyramid *y,
                     size_t half) {
  const double *values = y->chart->series[half].values;
  marks_open_fill(p, half);
  for (size_t i = 0; i < y->chart->count; i++) {
    if (isnan(values[i]))
      continue;
    int width = bar_x(&y->frame, values[i]) - y->frame.left;
    int x = half ? y->frame.left : CHART_WIDTH - y->frame.left - width;
    pen_rect(p, x, pyramid_row(y, i), width, PYRAMID_BAR);
  }
  marks_close(p);
}

int chart_draw_pyramid(struct chart_pen *p, const struct chart *c) {
  p->mirror = p->rtl;
  struct pyramid y = pyramid_layout(p, c);
  put_pyramid_axis(p, &y);
  for (size_t i = 0; i < 2; i++) {
    int centre = (y.frame.left + y.frame.right) / 2;
    put_half(p, &y, i);
    pen_words(p, i ? centre : CHART_WIDTH - centre, y.frame.top,
              ALIGN_MIDDLE | RISE_ABOVE, "wm-chart-side", HALF - AXIS_GAP,
              c->series[i].label);
  }
  for (size_t i = 0; i < c->count; i++) {
    int top = pyramid_row(&y, i);
    pen_words(p, HALF, y.over ? top - OVERHANG : top + PYRAMID_BAR / 2,
              ALIGN_MIDDLE | (y.over ? RISE_ABOVE : RISE_CENTRE), NULL,
              CHART_WIDTH, c->labels[i]);
  }
  return axis_title(p,
                    y.frame.bottom + CHART_LEADING + AXIS_BELOW + AXIS_GAP / 2,
                    true, c->y_title);
}
