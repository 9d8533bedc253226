/* Bars that stand: column charts and histograms. */
#include "engine/chart_kinds.h"

#include "engine/chart_axis.h"
#include "engine/chart_marks.h"
#include "engine/chart_text.h"

#include <math.h>

enum { HEIGHT = 210, TOP = 12, LABEL_LINES_MAX = 5, UPRIGHT_MAX = 150 };
#define SHARE_OF_SLOT 0.76 /* columns against the space between them */

static struct chart_frame column_frame(struct chart_pen *p,
                                       const struct chart *c) {
  struct chart_frame f = {.years = c->years};
  f.values = axis_values(c, true, AXIS_TICKS);
  f.left = axis_room(p, &f.values, c->years);
  f.right = CHART_WIDTH;
  f.top = axis_title_above(p, 0, c->y_title) + TOP;
  f.bottom = f.top + HEIGHT;
  return f;
}

static double slot_of(const struct chart *c, const struct chart_frame *f) {
  return (f->right - f->left) / (double)c->count;
}

static void put_column(struct chart_pen *p, const struct chart_frame *f,
                       double x, double width, double value) {
  double y = axis_y(f, value), zero = axis_y(f, 0);
  if (!isnan(value))
    pen_rect(p, x, y < zero ? y : zero, width, fabs(y - zero));
}

static void put_series(struct chart_pen *p, const struct chart *c,
                       const struct chart_frame *f, size_t series) {
  double slot = slot_of(c, f);
  double width = slot * SHARE_OF_SLOT / (double)c->series_count;
  double start = f->left + slot * (1 - SHARE_OF_SLOT) / 2;
  marks_open_fill(p, series);
  for (size_t i = 0; i < c->count; i++)
    put_column(p, f, start + slot * (double)i + width * (double)series, width,
               c->series[series].values[i]);
  marks_close(p);
}

/* Whether the values can be written over the columns. */
static bool values_fit(const struct chart_pen *p, const struct chart *c,
                       double slot, int decimals) {
  for (size_t i = 0; i < c->count; i++) {
    double value = c->series[0].values[i];
    if (!isnan(value) &&
        pen_value_room(p, value, decimals, c->years) > slot - 2)
      return false;
  }
  return c->series_count == 1;
}

static void put_values(struct chart_pen *p, const struct chart *c,
                       const struct chart_frame *f) {
  double slot = slot_of(c, f);
  int decimals = axis_value_decimals(&f->values);
  bool fit = values_fit(p, c, slot, decimals);
  for (size_t i = 0; i < c->count && fit; i++) {
    double value = c->series[0].values[i];
    bool below = value < 0;
    struct chart_spot at = {f->left + slot * ((double)i + 0.5),
                            axis_y(f, value), ALIGN_MIDDLE,
                            below ? RISE_BELOW : RISE_ABOVE};
    if (!isnan(value))
      pen_value(p, at, value, decimals, c->years);
  }
}

/* Texts side by side, each in its slot: lines, or 0 when a word is too wide. */
static int label_lines(const struct chart *c, double slot) {
  double room = (slot - 3) * 100 / CHART_FONT;
  int most = 0;
  for (size_t i = 0; i < c->count; i++) {
    int lines = chart_text_lines(c->labels[i], room);
    if (chart_text_widest(c->labels[i], room) > room || lines > LABEL_LINES_MAX)
      return 0;
    most = lines > most ? lines : most;
  }
  return most;
}

static double put_upright(struct chart_pen *p, const struct chart *c,
                          const struct chart_frame *f) {
  double slot = slot_of(c, f), length = 0;
  double width = slot < 2 * CHART_LEADING ? 0 : UPRIGHT_MAX;
  for (size_t i = 0; i < c->count; i++) {
    double room =
        width > 0 ? chart_text_widest(c->labels[i], width * 100 / CHART_FONT) *
                        CHART_FONT / 100
                  : pen_words_room(c->labels[i]);
    length = room > length ? room : length;
    pen_words_upright(p, f->left + slot * ((double)i + 0.5),
                      f->bottom + AXIS_GAP, width, c->labels[i]);
  }
  return f->bottom + AXIS_GAP + length;
}

/* Numbers in a row need not all be written. */
static size_t label_stride(const struct chart *c, double slot) {
  static const size_t strides[] = {1, 2, 5, 10, 20};
  double widest = 0;
  size_t at = 0;
  for (size_t i = 0; i < c->count; i++) {
    double room = pen_words_room(c->labels[i]);
    widest = room > widest ? room : widest;
  }
  while (c->placing != PLACES_EVEN && at < 4 &&
         (double)strides[at] * slot < widest + 3)
    at++;
  return strides[at];
}

static double put_labels(struct chart_pen *p, const struct chart *c,
                         const struct chart_frame *f) {
  double slot = slot_of(c, f);
  size_t stride = label_stride(c, slot);
  int lines = stride > 1 ? 1 : label_lines(c, slot);
  if (lines == 0)
    return put_upright(p, c, f);
  for (size_t i = 0; i < c->count; i += stride)
    pen_words(p,
              (struct chart_spot){f->left + slot * ((double)i + 0.5),
                                  f->bottom + AXIS_GAP / 2, ALIGN_MIDDLE,
                                  RISE_BELOW},
              NULL, stride > 1 ? 0 : slot - 3, c->labels[i]);
  return f->bottom + lines * CHART_LEADING + AXIS_GAP;
}

double chart_draw_columns(struct chart_pen *p, const struct chart *c) {
  p->mirror = p->rtl;
  struct chart_frame f = column_frame(p, c);
  axis_put_values(p, &f);
  for (size_t i = 0; i < c->series_count; i++)
    put_series(p, c, &f, i);
  put_values(p, c, &f);
  return axis_title_below(p, put_labels(p, c, &f), c->x_title);
}

/* Numbers go from left to right in every language, so nothing is mirrored. */
double chart_draw_histogram(struct chart_pen *p, const struct chart *c) {
  struct chart_frame f = column_frame(p, c);
  struct chart_scale x = {c->places[0], c->places[c->count], {1, 0}, 0, 0};
  bool years = c->placing == PLACES_YEAR;
  double length = f.right - f.left, width = length / (double)c->count;
  axis_put_values(p, &f);
  marks_open_fill(p, 0);
  for (size_t i = 0; i < c->count; i++)
    put_column(p, &f, f.left + width * (double)i, width,
               c->series[0].values[i]);
  marks_close(p);
  x = chart_scale_within(x.low, x.high, 2 * AXIS_TICKS, years);
  axis_put_numbers(p, &f, &x, years, false);
  return axis_title_below(p, f.bottom + CHART_LEADING + AXIS_GAP, c->x_title);
}
