#ifndef WM_ENGINE_CHART_PEN_H
#define WM_ENGINE_CHART_PEN_H

/* SVG as the charts need it. The drawing is 360 units wide whatever
 * the screen, with letters of 14, so that on a phone they are as
 * large as text; a wide screen may make them smaller (style/50-chart.css),
 * which only gives more room. Places are given as in a language written from
 * left to right; with `mirror` they come out mirrored. */

#include "engine/chart.h"
#include "engine/chart_text.h"

enum { CHART_WIDTH = 3600 }; /* in tenths, as all lengths are */

struct chart_pen {
  struct buf *out;
  const struct locale *locale;
  struct str id; /* prefix of the ids in the drawing */
  bool rtl;      /* the language is written from right to left */
  bool mirror;
};

/* How a text lies about its place: one of each, added. */
enum {
  ALIGN_START = 0,
  ALIGN_MIDDLE = 1,
  ALIGN_END = 2,
  RISE_ABOVE = 0,
  RISE_CENTRE = 4,
  RISE_BELOW = 8
};
/* How a number is written: so many decimals, or one of these. */
enum { FORM_NEEDED = -1, FORM_YEAR = -2 };

/* Text, broken into lines of at most `width` (0: one line). */
void pen_words(struct chart_pen *p, int x, int y, int lie, const char *class,
               int width, struct str text);
/* The same from below upwards, with its end at the place. */
void pen_words_upright(struct chart_pen *p, int x, int y, int width,
                       struct str text);
void pen_value(struct chart_pen *p, int x, int y, int lie, double value,
               int form);
/* Room a number takes. */
int pen_value_room(const struct chart_pen *p, double value, int form);

/* A length in units. */
void pen_put(struct buf *out, int tenths);
/* "M x y" and so on for a path's data. */
void pen_move(struct chart_pen *p, char command, int x, int y);
void pen_rect(struct chart_pen *p, int x, int y, int width, int height);
void pen_line(struct chart_pen *p, const char *class, int x1, int y1, int x2,
              int y2);

#endif
