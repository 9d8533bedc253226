#ifndef WM_ENGINE_CHART_PEN_H
#define WM_ENGINE_CHART_PEN_H

/* SVG as the charts need it. The drawing is CHART_WIDTH units wide whatever
 * the screen, with letters of CHART_FONT units, so that on a phone they are as
 * large as text; a wide screen may make them smaller (style/50-chart.css),
 * which only gives more room. Places are given as in a language written from
 * left to right; with `mirror` they come out mirrored. */

#include "engine/chart.h"

enum { CHART_WIDTH = 360, CHART_FONT = 14, CHART_LEADING = 17 };

struct chart_pen {
  struct buf *out;
  const struct locale *locale;
  struct str id; /* prefix of the ids in the drawing */
  bool rtl;      /* the language is written from right to left */
  bool mirror;
};

enum chart_align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END };
/* Where a text lies of the height given. */
enum chart_rise { RISE_ABOVE, RISE_CENTRE, RISE_BELOW };

struct chart_spot {
  double x, y;
  enum chart_align align;
  enum chart_rise rise;
};

/* Text, broken into lines of at most `width` units (0: one line). */
void pen_words(struct chart_pen *p, struct chart_spot at, const char *class,
               double width, struct str text);
/* The same from below upwards, its end at the spot, `lines` beside another. */
void pen_words_upright(struct chart_pen *p, double x, double y, double width,
                       struct str text);
/* A number with so many decimals (below 0: as many as needed, at most 3). */
void pen_value(struct chart_pen *p, struct chart_spot at, double value,
               int decimals, bool year);
/* Room a text or a number takes, in units. */
double pen_words_room(struct str text);
double pen_value_room(const struct chart_pen *p, double value, int decimals,
                      bool year);

/* A coordinate with one decimal. */
void pen_put(struct buf *out, double value);
/* "M x y" and so on for a path's data. */
void pen_move(struct chart_pen *p, char command, double x, double y);
void pen_rect(struct chart_pen *p, double x, double y, double width,
              double height);
void pen_line(struct chart_pen *p, const char *class, double x1, double y1,
              double x2, double y2);

#endif
