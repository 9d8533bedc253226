/* Bars that stand: column charts and histograms. */
#include "engine/chart_kinds.h"

#include "engine/chart_axis.h"
#include "engine/chart_marks.h"

#include <math.h>

enum {
  HEIGHT = 2100,
  TOP = 160,
  LABEL_LINES_MAX = 5,
  LABEL_GAP = 30, /* between labels side by side */
  UPRIGHT_MAX = 1500,
  SHARE_OF_SLOT = 76 /* percent that columns take */
};

static struct chart_frame column_frame(struct chart_pen *p,
                                       const struct chart *c) {
  struct chart_frame f;
  f.values = axis_values(c, true, AXIS_TICKS);
  f.left = axis_room(p, &f.values);
  f.right = CHART_WIDTH;
  f.top = axis_title(p, 0, false, c->y_title) + TOP;
  f.bottom = f.top + HEIGHT;
  return f;
}

static int slot_of(const struct chart *c, const struct chart_frame *f) {
  return (f->right - f->left) / (int)c->count;
}

/* From x to `end`, and from zero to the value. */
static void put_column(struct chart_pen *p, const struct chart_frame *f, int x,
                       int end, double value) {
  int zero = axis_y(f, 0);
  if (isnan(value))
    return;
  int y = axis_y(f, value);
  pen_rect(p, x, y < zero ? y : zero, end - x, y < zero ? zero - y : y - zero);
}

static void put_series(struct chart_pen *p, const struct chart *c,
                       const struct chart_frame *f, size_t series) {
  int width = slot_of(c, f) * SHARE_OF_SLOT / 100;
  int n = (int)c->series_count, k = (int)series;
  marks_open_fill(p, series);
  for (size_t i = 0; i < c->count; i++) {
    int start = axis_slot(f, i, c->count) - width / 2;
    put_column(p, f, start + width * k / n, start + width * (k + 1) / n,
               c->series[series].values[i]);
  }
  marks_close(p);
}

/* Whether the values can be written over the columns. */
static bool values_fit(const struct chart_pen *p, const struct chart *c,
                       int slot, int form) {
  for (size_t i = 0; i < c->count; i++) {
    double value = c->series[0].values[i];
    if (!isnan(value) && pen_value_room(p, value, form) > slot)
      return false;
  }
  return c->series_count == 1;
}

static void put_values(struct chart_pen *p, const struct chart *c,
                       const struct chart_frame *f) {
  int form = axis_value_form(&f->values);
  bool fit = values_fit(p, c, slot_of(c, f), form);
  for (size_t i = 0; i < c->count && fit; i++) {
    double value = c->series[0].values[i];
    bool below = value < 0;
    if (!isnan(value))
      pen_value(p, axis_slot(f, i, c->count), axis_y(f, value),
                ALIGN_MIDDLE | (below ? RISE_BELOW : RISE_ABOVE), value, form);
  }
}

/* Texts side by side, each in its slot: lines, or 0 when a word is too wide. */
static int label_lines(const struct chart *c, int room) {
  int most = 0;
  for (size_t i = 0; i < c->count; i++) {
    int lines = chart_text_lines(c->labels[i], room);
    most = lines > most ? lines : most;
  }
  return axis_widest(c, room) > room || most > LABEL_LINES_MAX ? 0 : most;
}

static int put_upright(struct chart_pen *p, const struct chart *c,
                       const struct chart_frame *f) {
  int width = slot_of(c, f) < 2 * CHART_LEADING ? 0 : UPRIGHT_MAX;
  for (size_t i = 0; i < c->count; i++)
    pen_words_upright(p, axis_slot(f, i, c->count), f->bottom + AXIS_GAP, width,
                      c->labels[i]);
  return f->bottom + AXIS_GAP + axis_widest(c, width);
}

/* Numbers in a row need not all be written. */
static size_t label_stride(const struct chart *c, int slot) {
  static const uint8_t strides[] = {1, 2, 5, 10, 20};
  int widest = axis_widest(c, 0) + LABEL_GAP;
  size_t at = 0;
  while (c->placing != PLACES_EVEN && at < 4 && strides[at] * slot < widest)
    at++;
  return strides[at];
}

static int put_labels(struct chart_pen *p, const struct chart *c,
                      const struct chart_frame *f) {
  int slot = slot_of(c, f), room = slot - LABEL_GAP;
  size_t stride = label_stride(c, slot);
  int lines = stride > 1 ? 1 : label_lines(c, room);
  if (lines == 0)
    return put_upright(p, c, f);
  for (size_t i = 0; i < c->count; i += stride)
    pen_words(p, axis_slot(f, i, c->count), f->bottom + AXIS_BELOW,
              ALIGN_MIDDLE | RISE_BELOW, NULL, stride > 1 ? 0 : room,
              c->labels[i]);
  return f->bottom + lines * CHART_LEADING + AXIS_BELOW + AXIS_GAP / 2;
}

int chart_draw_columns(struct chart_pen *p, const struct chart *c) {
  p->mirror = p->rtl;
  struct chart_frame f = column_frame(p, c);
  axis_put_values(p, &f);
  for (size_t i = 0; i < c->series_count; i++)
    put_series(p, c, &f, i);
  put_values(p, c, &f);
  return axis_title(p, put_labels(p, c, &f), true, c->x_title);
}

/* Numbers go from left to right in every language, so nothing is mirrored. */
int chart_draw_histogram(struct chart_pen *p, const struct chart *c) {
  struct chart_frame f = column_frame(p, c);
  struct chart_scale x;
  bool years = c->placing == PLACES_YEAR;
  axis_put_values(p, &f);
  marks_open_fill(p, 0);
  for (size_t i = 0; i < c->count; i++)
    put_column(p, &f, f.left + (f.right - f.left) * (int)i / (int)c->count,
               f.left + (f.right - f.left) * (int)(i + 1) / (int)c->count,
               c->series[0].values[i]);
  marks_close(p);
  x = chart_scale_within(c->places[0], c->places[c->count], 2 * AXIS_TICKS,
                         years);
  x.years = years;
  axis_put_numbers(p, &f, &x, false);
  return axis_title(p, f.bottom + CHART_LEADING + AXIS_BELOW + AXIS_GAP / 2,
                    true, c->x_title);
}
