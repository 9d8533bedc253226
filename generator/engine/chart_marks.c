/* Fills, lines, shapes and the legend. */
#include "engine/chart_marks.h"

#include "engine/interface.h"

/* By series. The first fill is solid and the fourth hollow; the others repeat
 * a square of TILE units turned by an angle. */
static const struct {
  int angle;
  const char *tile; /* NULL: no pattern */
  const char *dashes;
  const char *shape; /* about the current point */
} looks[CHART_SERIES_MAX] = {
    {0, NULL, NULL, "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"},
    {45, "M0 1.5h7", "8 4", "m-3.2-3.2h6.4v6.4h-6.4z"},
    {0, "M1.5 2h2.5v2.5h-2.5zM5 5.5h2.5v2.5h-2.5z", "2 3",
     "m0-4.2l4.2 7.4h-8.4z"},
    {0, NULL, "12 3 2 3", "m0-4.6l4.6 4.6l-4.6 4.6l-4.6-4.6z"},
    {45, "M0 1h7M1 0v7", "5 2", "m-3.5-3.5l7 7m0-7l-7 7"},
    {0, "M0 2h7", "1 4", "m0-4.4v8.8m-4.4-4.4h8.8"},
};
enum { TILE = 7, HOLLOW = 3, FIRST_OPEN_SHAPE = 4 };

void marks_define(struct chart_pen *p, size_t count) {
  bool any = count > 1;
  buf_puts(p->out, any ? "<defs>" : "");
  for (size_t i = 0; i < count; i++) {
    if (!looks[i].tile)
      continue;
    bool dots = i == 2;
    buf_printf(p->out,
               "<pattern id=\"%.*s-%zu\" width=\"%d\" height=\"%d\" "
               "patternUnits=\"userSpaceOnUse\"",
               STR_ARG(p->id), i + 1, TILE, TILE);
    if (looks[i].angle)
      buf_printf(p->out, " patternTransform=\"rotate(%d)\"", looks[i].angle);
    buf_printf(p->out, "><path class=\"wm-chart-series-%zu\" %s d=\"%s\"/>",
               i + 1,
               dots ? "fill=\"currentColor\""
                    : "stroke=\"currentColor\" stroke-width=\"2\"",
               looks[i].tile);
    buf_puts(p->out, "</pattern>");
  }
  buf_puts(p->out, any ? "</defs>" : "");
}

static void open_path(struct chart_pen *p, const char *kind, size_t index) {
  buf_printf(p->out,
             "<path class=\"wm-chart-%s wm-chart-series-%zu\" "
             "stroke=\"currentColor\" fill=\"",
             kind, index + 1);
}

void marks_open_fill(struct chart_pen *p, size_t index) {
  open_path(p, "fill", index);
  if (looks[index].tile)
    buf_printf(p->out, "url(#%.*s-%zu)", STR_ARG(p->id), index + 1);
  else
    buf_puts(p->out, index == HOLLOW ? "none" : "currentColor");
  buf_puts(p->out, "\" d=\"");
}

void marks_open_line(struct chart_pen *p, size_t index) {
  open_path(p, "line", index);
  buf_puts(p->out, "none\" stroke-width=\"2.5\" stroke-linejoin=\"round\"");
  if (looks[index].dashes)
    buf_printf(p->out, " stroke-dasharray=\"%s\"", looks[index].dashes);
  buf_puts(p->out, " d=\"");
}

void marks_open_points(struct chart_pen *p, size_t index) {
  open_path(p, "points", index);
  buf_puts(p->out, index < FIRST_OPEN_SHAPE ? "currentColor\" d=\""
                                            : "none\" stroke-width=\"2\" d=\"");
}

void marks_close(struct chart_pen *p) { buf_puts(p->out, "\"/>"); }

void marks_point(struct chart_pen *p, size_t index, int x, int y) {
  pen_move(p, 'M', x, y);
  buf_puts(p->out, looks[index].shape);
}

static void put_key(struct chart_pen *p, enum chart_kind kind, size_t index) {
  struct chart_pen plain = *p;
  plain.mirror = false;
  bool fill = kind != CHART_LINE && kind != CHART_SCATTER;
  int width = fill ? 20 : 34;
  buf_printf(p->out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" "
             "class=\"wm-chart-key\" viewBox=\"0 0 %d 16\" width=\"%d\" "
             "height=\"16\" aria-hidden=\"true\" focusable=\"false\">",
             width, width);
  if (kind == CHART_LINE) {
    marks_open_line(&plain, index);
    buf_puts(p->out, "M0 8h34");
    marks_close(&plain);
  }
  if (!fill) {
    marks_open_points(&plain, index);
    marks_point(&plain, index, 170, 80);
  } else {
    marks_open_fill(&plain, index);
    pen_rect(&plain, 10, 10, 180, 140);
  }
  marks_close(&plain);
  buf_puts(p->out, "</svg>");
}

void marks_legend(struct chart_pen *p, const struct chart *c) {
  buf_puts(p->out, "<ul class=\"wm-chart-legend\"");
  if (c->by_title.len) {
    buf_puts(p->out, " aria-label=\"");
    interface_escape(p->out, c->by_title);
    buf_char(p->out, '"');
  }
  buf_char(p->out, '>');
  for (size_t i = 0; i < c->series_count; i++) {
    buf_puts(p->out, "<li>");
    put_key(p, c->kind, i);
    buf_puts(p->out, "<span>");
    interface_escape(p->out, c->series[i].label);
    buf_puts(p->out, "</span></li>");
  }
  buf_puts(p->out, "</ul>");
}
