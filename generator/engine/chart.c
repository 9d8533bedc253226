/* A chart's drawing: what stands around it, and which kind draws it. */
#include "engine/chart.h"

#include "engine/chart_kinds.h"
#include "engine/chart_marks.h"

static bool is_rtl(struct str language) {
  static const char *const rtl[] = {"ar", "ckb", "dv", "fa", "he", "ks",
                                    "ps", "sd",  "ug", "ur", "yi", NULL};
  size_t dash = str_find(language, '-', 0);
  struct str script = str_slice(language, dash + 1, dash + 5);
  bool tagged = language.len >= dash + 5 &&
                (language.len == dash + 5 || language.ptr[dash + 5] == '-');
  if (tagged && (str_is(script, "Arab") || str_is(script, "Hebr")))
    return true;
  if (tagged && char_is_alpha(script.ptr[0]) && str_is(script, "Latn"))
    return false;
  for (size_t i = 0; rtl[i]; i++)
    if (str_is(str_slice(language, 0, dash), rtl[i]))
      return true;
  return false;
}

static int draw(struct chart_pen *p, const struct chart *c) {
  switch (c->kind) {
  case CHART_BAR:
    return chart_draw_bars(p, c);
  case CHART_COLUMN:
    return chart_draw_columns(p, c);
  case CHART_LINE:
    return chart_draw_lines(p, c);
  case CHART_PYRAMID:
    return chart_draw_pyramid(p, c);
  case CHART_SCATTER:
    return chart_draw_points(p, c);
  case CHART_HISTOGRAM:
    return chart_draw_histogram(p, c);
  }
  return 0;
}

/* <svg> with its name and description for those who cannot see it. */
static void open_drawing(const struct chart *c, const struct chart_pen *p,
                         int height, struct str title, struct str about,
                         struct buf *out) {
  buf_printf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" "
             "class=\"wm-chart-drawing wm-chart-%s\" viewBox=\"0 0 %d ",
             (const char *const[]){"bar", "column", "line", "pyramid",
                                   "scatter", "histogram"}[c->kind],
             CHART_WIDTH / 10);
  pen_put(out, height + 40);
  buf_printf(out,
             "\" font-size=\"%d\" fill=\"currentColor\" direction=\"%s\" "
             "role=\"img\" aria-labelledby=\"%.*s-t",
             CHART_FONT / 10, p->rtl ? "rtl" : "ltr", STR_ARG(c->id));
  if (title.len && about.len)
    buf_printf(out, " %.*s-d", STR_ARG(c->id));
  buf_printf(out, "\"><title id=\"%.*s-t\">", STR_ARG(c->id));
  buf_put(out, title.len ? title : about);
  buf_puts(out, "</title>");
  if (title.len && about.len) {
    buf_printf(out, "<desc id=\"%.*s-d\">", STR_ARG(c->id));
    buf_put(out, about);
    buf_puts(out, "</desc>");
  }
}

void chart_write(const struct chart *c, const struct locale *l,
                 struct str title, struct str about, struct buf *out) {
  struct buf drawing = {.max = out->max};
  struct chart_pen p = {&drawing, l, c->id, is_rtl(locale_language(l)), false};
  int height = draw(&p, c);
  p.out = out;
  if (c->series_count > 1 && c->kind != CHART_PYRAMID)
    marks_legend(&p, c);
  open_drawing(c, &p, height, title, about, out);
  if (c->kind != CHART_LINE && c->kind != CHART_SCATTER)
    marks_define(&p, c->series_count);
  buf_put(out, buf_str(&drawing));
  buf_puts(out, "</svg>");
  if (drawing.error)
    out->error = drawing.error;
  buf_free(&drawing);
}
