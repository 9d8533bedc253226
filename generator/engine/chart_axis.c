/* Axes. */
#include "engine/chart_axis.h"

#include "engine/chart_text.h"

#include <math.h>

struct chart_scale axis_values(const struct chart *c, bool zero, int wanted) {
  bool any = false, whole = true;
  double low = 0, high = 0;
  for (size_t i = 0; i < c->series_count; i++)
    for (size_t k = 0; k < c->count; k++) {
      double value = c->series[i].values[k];
      if (isnan(value))
        continue;
      whole = whole && value == floor(value);
      low = !any || value < low ? value : low;
      high = !any || value > high ? value : high;
      any = true;
    }
  if (zero && low > 0)
    low = 0;
  if (zero && high < 0)
    high = 0;
  return chart_scale_around(low, high, wanted, whole);
}

double axis_y(const struct chart_frame *f, double value) {
  return f->bottom - chart_scale_at(&f->values, value) * (f->bottom - f->top);
}

double axis_room(const struct chart_pen *p, const struct chart_scale *s,
                 bool years) {
  int decimals = chart_step_decimals(s->step);
  double first =
      pen_value_room(p, chart_step_times(s->step, s->first), decimals, years);
  double last =
      pen_value_room(p, chart_step_times(s->step, s->last), decimals, years);
  return (first > last ? first : last) + AXIS_GAP;
}

void axis_put_values(struct chart_pen *p, const struct chart_frame *f) {
  const struct chart_scale *s = &f->values;
  int decimals = chart_step_decimals(s->step);
  bool zero = s->first <= 0 && s->last >= 0;
  for (int64_t i = s->first; i <= s->last; i++) {
    double value = chart_step_times(s->step, i);
    double y = axis_y(f, value);
    bool strong = zero ? i == 0 : i == s->first;
    pen_line(p, strong ? "wm-chart-axis" : "wm-chart-grid", f->left, y,
             f->right, y);
    pen_value(
        p, (struct chart_spot){f->left - AXIS_GAP, y, ALIGN_END, RISE_CENTRE},
        value, decimals, f->years);
  }
}

double axis_x(const struct chart_frame *f, const struct chart_scale *s,
              double value) {
  return f->left + chart_scale_at(s, value) * (f->right - f->left);
}

int axis_value_decimals(const struct chart_scale *s) {
  int decimals = chart_step_decimals(s->step);
  return decimals > 2 ? decimals + 1 : -1;
}

/* Every how many ticks a number has room. */
static int number_stride(double spacing, double room) {
  static const int strides[] = {1, 2, 5, 10, 20, 50};
  int i = 0;
  while (i < 5 && strides[i] * spacing < room)
    i++;
  return strides[i];
}

/* The first tick that has a number: a multiple of the stride if there is one.
 */
static int64_t first_number(const struct chart_scale *s, int stride) {
  for (int64_t i = s->first; i <= s->last; i++)
    if (i % stride == 0)
      return i;
  return s->first;
}

void axis_put_numbers(struct chart_pen *p, const struct chart_frame *f,
                      const struct chart_scale *s, bool years, bool flip) {
  int decimals = chart_step_decimals(s->step);
  double spacing = axis_x(f, s, chart_step_times(s->step, s->first + 1)) -
                   axis_x(f, s, chart_step_times(s->step, s->first));
  double room = axis_room(p, s, years);
  int stride = number_stride(spacing, room + AXIS_GAP / 2);
  for (int64_t i = first_number(s, stride); i <= s->last; i += stride) {
    double value = chart_step_times(s->step, i), x = axis_x(f, s, value);
    bool pushed = x + room / 2 > CHART_WIDTH && i > s->first;
    if (pushed && CHART_WIDTH - room * 1.5 < x - stride * spacing)
      break; /* it would touch the one before */
    pen_value(p,
              (struct chart_spot){flip ? CHART_WIDTH - x : x,
                                  f->bottom + AXIS_GAP / 2, ALIGN_MIDDLE,
                                  RISE_BELOW},
              value, decimals, years);
  }
}

static double title_room(struct str title) {
  int lines = chart_text_lines(title, (double)CHART_WIDTH * 100 / CHART_FONT);
  return (double)lines * CHART_LEADING;
}

double axis_title_above(struct chart_pen *p, double y, struct str title) {
  if (title.len == 0)
    return y;
  pen_words(p, (struct chart_spot){0, y, ALIGN_START, RISE_BELOW},
            "wm-chart-title", CHART_WIDTH, title);
  return y + title_room(title) + AXIS_GAP;
}

double axis_title_below(struct chart_pen *p, double y, struct str title) {
  if (title.len == 0)
    return y;
  pen_words(p, (struct chart_spot){CHART_WIDTH, y, ALIGN_END, RISE_BELOW},
            "wm-chart-title", CHART_WIDTH, title);
  return y + title_room(title) + AXIS_GAP / 2.0;
}
