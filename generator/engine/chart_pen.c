/* SVG elements. */
#include "engine/chart_pen.h"

#include "engine/interface.h"

/* Hundredths of the font's size. */
enum {
  LINE_HEIGHT = 120,
  BASE_ABOVE = -40,
  BASE_CENTRE = 35,
  BASE_BELOW = 103
};

void pen_put(struct buf *out, int tenths) {
  if (tenths < 0) {
    buf_char(out, '-');
    tenths = -tenths;
  }
  buf_printf(out, "%d", tenths / 10);
  if (tenths % 10)
    buf_printf(out, ".%d", tenths % 10);
}

static int place(const struct chart_pen *p, int x) {
  return p->mirror ? CHART_WIDTH - x : x;
}

void pen_move(struct chart_pen *p, char command, int x, int y) {
  buf_char(p->out, command);
  pen_put(p->out, place(p, x));
  buf_char(p->out, ' ');
  pen_put(p->out, y);
}

void pen_rect(struct chart_pen *p, int x, int y, int width, int height) {
  pen_move(p, 'M', p->mirror ? x + width : x, y);
  buf_char(p->out, 'h');
  pen_put(p->out, width);
  buf_char(p->out, 'v');
  pen_put(p->out, height);
  buf_char(p->out, 'h');
  pen_put(p->out, -width);
  buf_char(p->out, 'z');
}

void pen_line(struct chart_pen *p, const char *class, int x1, int y1, int x2,
              int y2) {
  bool faint = str_is(STR("wm-chart-grid"), class);
  buf_printf(p->out, "<path class=\"%s\" stroke=\"currentColor\"%s d=\"", class,
             faint ? " stroke-opacity=\".25\"" : "");
  pen_move(p, 'M', x1, y1);
  pen_move(p, 'L', x2, y2);
  buf_puts(p->out, "\"/>");
}

static void put_em(struct buf *out, int hundredths) {
  buf_printf(out, "%s%d.%02dem", hundredths < 0 ? "-" : "",
             (hundredths < 0 ? -hundredths : hundredths) / 100,
             (hundredths < 0 ? -hundredths : hundredths) % 100);
}

static int first_base(int lie, int lines) {
  int rest = (lines - 1) * LINE_HEIGHT;
  return lie & RISE_BELOW    ? BASE_BELOW
         : lie & RISE_CENTRE ? BASE_CENTRE - rest / 2
                             : BASE_ABOVE - rest;
}

/* SVG's start and end follow the text's direction, ours the drawing's. */
static const char *anchor(int lie, bool mirror, bool rtl) {
  if (lie & ALIGN_MIDDLE)
    return "\" text-anchor=\"middle";
  return ((lie & ALIGN_END) != 0) != (mirror != rtl) ? "\" text-anchor=\"end"
                                                     : "";
}

/* The attributes up to the last one's closing quote. */
static void put_place(struct chart_pen *p, int x, int y,
                      const char *text_anchor) {
  buf_puts(p->out, " x=\"");
  pen_put(p->out, x);
  buf_puts(p->out, "\" y=\"");
  pen_put(p->out, y);
  buf_puts(p->out, text_anchor);
}

static void put_dy(struct buf *out, int hundredths) {
  buf_puts(out, "\" dy=\"");
  put_em(out, hundredths);
  buf_puts(out, "\">");
}

/* What follows the place of a text, up to its end. */
static void put_lines(struct buf *out, int x, int width, int base,
                      struct str text) {
  struct str line;
  if (chart_text_lines(text, width) <= 1) {
    put_dy(out, base);
    interface_escape(out, text);
    buf_puts(out, "</text>");
    return;
  }
  buf_puts(out, "\">");
  for (int i = 0; chart_text_line(&text, width, &line); i++) {
    buf_puts(out, "<tspan x=\"");
    pen_put(out, x);
    put_dy(out, i ? LINE_HEIGHT : base);
    interface_escape(out, line);
    buf_puts(out, "</tspan>");
  }
  buf_puts(out, "</text>");
}

/* What stands about a place stays within the drawing. */
static int stay_inside(int *x, int room, int lie) {
  bool over = *x + room / 2 > CHART_WIDTH;
  if (!(lie & ALIGN_MIDDLE) || room > CHART_WIDTH || (!over && *x >= room / 2))
    return lie;
  *x = over ? CHART_WIDTH : 0;
  return (lie & ~ALIGN_MIDDLE) | (over ? ALIGN_END : ALIGN_START);
}

void pen_words(struct chart_pen *p, int x, int y, int lie, const char *class,
               int width, struct str text) {
  int lines = chart_text_lines(text, width);
  if (lines <= 1)
    lie = stay_inside(&x, chart_text_width(text), lie);
  buf_puts(p->out, "<text");
  if (class)
    buf_printf(p->out, " class=\"%s\"", class);
  put_place(p, place(p, x), y, anchor(lie, p->mirror, p->rtl));
  put_lines(p->out, place(p, x), width, first_base(lie, lines), text);
}

void pen_words_upright(struct chart_pen *p, int x, int y, int width,
                       struct str text) {
  int lines = chart_text_lines(text, width);
  buf_puts(p->out, "<text transform=\"translate(");
  pen_put(p->out, place(p, x));
  buf_char(p->out, ' ');
  pen_put(p->out, y);
  buf_puts(p->out, ")rotate(-90)\"");
  put_place(p, 0, 0, anchor(ALIGN_END, false, p->rtl));
  put_lines(p->out, 0, width, first_base(RISE_CENTRE, lines), text);
}

static void put_value(struct buf *out, const struct locale *l, double value,
                      int form) {
  number_write(out, l, value,
               form >= 0           ? NUMBER_FIXED
               : form == FORM_YEAR ? NUMBER_PLAIN
                                   : NUMBER_DEFAULT,
               form);
}

void pen_value(struct chart_pen *p, int x, int y, int lie, double value,
               int form) {
  lie = stay_inside(&x, pen_value_room(p, value, form), lie);
  /* In a number of any language the sign stays before the digits. */
  buf_puts(p->out, p->rtl ? "<text direction=\"ltr\"" : "<text");
  put_place(p, place(p, x), y, anchor(lie, p->mirror, false));
  put_dy(p->out, first_base(lie, 1));
  put_value(p->out, p->locale, value, form);
  buf_puts(p->out, "</text>");
}

int pen_value_room(const struct chart_pen *p, double value, int form) {
  struct buf text = {0};
  put_value(&text, p->locale, value, form);
  int room = chart_text_width(buf_str(&text));
  buf_free(&text);
  return room;
}
