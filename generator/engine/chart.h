#ifndef WM_ENGINE_CHART_H
#define WM_ENGINE_CHART_H

/* Charts as XHTML figures with an SVG drawing. Here is what a chart holds;
 * lua_chart.c reads it from chart{…}, chart.c writes it.
 *
 * Why our own: no library does this on both targets. GNU libplot and PLplot
 * write SVG but need X11 or FreeType and measure text in fonts of their own;
 * ploticus keeps global state and has 8-bit text; GDChart, MathGL and cairo
 * draw pixels or outlines, so that text is no text any more; small C writers of
 * SVG charts know one kind, no series and no locale. The ones that are good
 * (Vega, Observable Plot, Chartist) are script, and plotters is Rust: none can
 * run in the generator and in the page with the same bytes. None of all these
 * writes a text alternative, patterns for black-and-white print, or mirrors for
 * languages written from right to left. */

#include "engine/locale.h"

enum {
  CHART_SERIES_MAX = 6,
  CHART_CATEGORIES_MAX = 60, /* bars, columns, rows of a pyramid */
  CHART_POINTS_MAX = 1000,   /* line, scatter */
  CHART_BINS_MAX = 60
};
/* Values beyond this have too many digits to be read off an axis. */
#define CHART_VALUE_MAX 1e15

enum chart_kind {
  CHART_BAR, /* horizontal, for long labels */
  CHART_COLUMN,
  CHART_LINE,
  CHART_PYRAMID,
  CHART_SCATTER,
  CHART_HISTOGRAM
};

struct chart_series {
  struct str label;     /* "" when it is the only one */
  const double *values; /* `count` of them; NaN: missing */
};

/* Where the points lie along x. */
enum chart_places {
  PLACES_EVEN,   /* categories side by side */
  PLACES_NUMBER, /* at `places` */
  PLACES_YEAR,
  PLACES_DATE /* at `places`, in days; ticks show labels */
};

struct chart {
  enum chart_kind kind;
  struct str id;                         /* for ids inside; unique in a book */
  struct str x_title, y_title, by_title; /* "" for none */
  size_t count;                          /* categories, points or bins */
  enum chart_places placing;
  const double *places;     /* NULL when even; of a histogram count + 1 edges */
  const struct str *labels; /* NULL for numbers and years */
  bool years;               /* the values are years */
  struct chart_series series[CHART_SERIES_MAX];
  size_t series_count;
};

/* The legend (when there are several series) and the drawing. `title` and
 * `about` are text escaped for XHTML, for those who cannot see it. */
void chart_write(const struct chart *c, const struct locale *l,
                 struct str title, struct str about, struct buf *out);

#endif
