/* Axes. */
#include "engine/chart_axis.h"

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
  struct chart_scale s = chart_scale_around(low, high, wanted, whole);
  s.years = c->years;
  return s;
}

static int scale_form(const struct chart_scale *s) {
  return s->years ? FORM_YEAR : chart_step_decimals(s->step);
}

int axis_value_form(const struct chart_scale *s) {
  int form = scale_form(s);
  return form > 2 ? form + 1 : form == FORM_YEAR ? form : FORM_NEEDED;
}

static int along(const struct chart_scale *s, double value, int length) {
  return (int)(chart_scale_at(s, value) * length + 0.5);
}

int axis_y(const struct chart_frame *f, double value) {
  return f->bottom - along(&f->values, value, f->bottom - f->top);
}

int axis_room(const struct chart_pen *p, const struct chart_scale *s) {
  int form = scale_form(s);
  int first = pen_value_room(p, chart_step_times(s->step, s->first), form);
  int last = pen_value_room(p, chart_step_times(s->step, s->last), form);
  return (first > last ? first : last) + AXIS_GAP;
}

void axis_put_values(struct chart_pen *p, const struct chart_frame *f) {
  const struct chart_scale *s = &f->values;
  bool zero = s->first <= 0 && s->last >= 0;
  for (int64_t i = s->first; i <= s->last; i++) {
    double value = chart_step_times(s->step, i);
    int y = axis_y(f, value);
    bool strong = zero ? i == 0 : i == s->first;
    pen_line(p, strong ? "wm-chart-axis" : "wm-chart-grid", f->left, y,
             f->right, y);
    pen_value(p, f->left - AXIS_GAP, y, ALIGN_END | RISE_CENTRE, value,
              scale_form(s));
  }
}

int axis_x(const struct chart_frame *f, const struct chart_scale *s,
           double value) {
  return f->left + along(s, value, f->right - f->left);
}

int axis_slot(const struct chart_frame *f, size_t i, size_t count) {
  return f->left + (f->right - f->left) * (2 * (int)i + 1) / (2 * (int)count);
}

int axis_widest(const struct chart *c, int width) {
  int widest = 0;
  for (size_t i = 0; i < c->count; i++) {
    int room = chart_text_widest(c->labels[i], width);
    widest = room > widest ? room : widest;
  }
  return widest;
}

/* Every how many ticks a number has room. */
static int number_stride(int spacing, int room) {
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
                      const struct chart_scale *s, bool flip) {
  int room = axis_room(p, s);
  int spacing = axis_x(f, s, chart_step_times(s->step, s->first + 1)) -
                axis_x(f, s, chart_step_times(s->step, s->first));
  int stride = number_stride(spacing, room + AXIS_GAP / 2);
  for (int64_t i = first_number(s, stride); i <= s->last; i += stride) {
    double value = chart_step_times(s->step, i);
    int x = axis_x(f, s, value);
    bool pushed = x + room / 2 > CHART_WIDTH && i > s->first;
    if (pushed && CHART_WIDTH - room * 3 / 2 < x - stride * spacing)
      break; /* it would touch the one before */
    pen_value(p, flip ? CHART_WIDTH - x : x, f->bottom + AXIS_BELOW,
              ALIGN_MIDDLE | RISE_BELOW, value, scale_form(s));
  }
}

int axis_title(struct chart_pen *p, int y, bool below, struct str title) {
  int lines = chart_text_lines(title, CHART_WIDTH);
  if (lines == 0)
    return y;
  pen_words(p, below ? CHART_WIDTH : 0, y,
            RISE_BELOW | (below ? ALIGN_END : ALIGN_START), "wm-chart-title",
            CHART_WIDTH, title);
  return y + lines * CHART_LEADING + AXIS_GAP;
}
