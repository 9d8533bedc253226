/* SVG elements. */
#include "engine/chart_pen.h"

#include "engine/chart_text.h"
#include "engine/interface.h"

/* Hundredths of the font's size. */
enum { LINE_HEIGHT = 120, BASE_ABOVE = -30, BASE_CENTRE = 35, BASE_BELOW = 95 };

void pen_put(struct buf *out, double value) {
  long long tenths =
      (long long)(value < 0 ? value * 10 - 0.5 : value * 10 + 0.5);
  if (tenths < 0) {
    buf_char(out, '-');
    tenths = -tenths;
  }
  buf_printf(out, "%lld", tenths / 10);
  if (tenths % 10)
    buf_printf(out, ".%lld", tenths % 10);
}

static double place(const struct chart_pen *p, double x) {
  return p->mirror ? CHART_WIDTH - x : x;
}

void pen_move(struct chart_pen *p, char command, double x, double y) {
  buf_char(p->out, command);
  pen_put(p->out, place(p, x));
  buf_char(p->out, ' ');
  pen_put(p->out, y);
}

void pen_rect(struct chart_pen *p, double x, double y, double width,
              double height) {
  pen_move(p, 'M', p->mirror ? x + width : x, y);
  buf_char(p->out, 'h');
  pen_put(p->out, width);
  buf_char(p->out, 'v');
  pen_put(p->out, height);
  buf_char(p->out, 'h');
  pen_put(p->out, -width);
  buf_char(p->out, 'z');
}

void pen_line(struct chart_pen *p, const char *class, double x1, double y1,
              double x2, double y2) {
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

static int first_base(enum chart_rise rise, int lines) {
  int rest = (lines - 1) * LINE_HEIGHT;
  return rise == RISE_ABOVE    ? BASE_ABOVE - rest
         : rise == RISE_CENTRE ? BASE_CENTRE - rest / 2
                               : BASE_BELOW;
}

/* SVG's start and end follow the text's direction, a spot's the drawing's. */
static const char *anchor(enum chart_align align, bool mirror, bool rtl) {
  if (align == ALIGN_MIDDLE)
    return " text-anchor=\"middle\"";
  return ((align == ALIGN_END) != mirror) != rtl ? " text-anchor=\"end\"" : "";
}

static void put_class(struct buf *out, const char *class) {
  if (class)
    buf_printf(out, " class=\"%s\"", class);
}

static void put_x(struct buf *out, double x) {
  buf_puts(out, " x=\"");
  pen_put(out, x);
  buf_char(out, '"');
}

/* Lines after a <text … that is still open. */
static void put_lines(struct buf *out, double x, double width, int base,
                      struct str text) {
  struct str line;
  bool one = width <= 0 || chart_text_lines(text, width) <= 1;
  buf_char(out, '>');
  for (int i = 0; !one && chart_text_line(&text, width, &line); i++) {
    buf_puts(out, "<tspan");
    put_x(out, x);
    buf_puts(out, " dy=\"");
    put_em(out, i ? LINE_HEIGHT : base);
    buf_puts(out, "\">");
    interface_escape(out, line);
    buf_puts(out, "</tspan>");
  }
  if (one)
    interface_escape(out, text);
  buf_puts(out, "</text>");
}

static double ems(double units) { return units * 100 / CHART_FONT; }

/* What stands about a spot stays within the drawing. */
static struct chart_spot inside(struct chart_spot at, double room) {
  if (at.align != ALIGN_MIDDLE || room > CHART_WIDTH)
    return at;
  if (at.x + room / 2 > CHART_WIDTH) {
    at.x = CHART_WIDTH;
    at.align = ALIGN_END;
  } else if (at.x < room / 2) {
    at.x = 0;
    at.align = ALIGN_START;
  }
  return at;
}

void pen_words(struct chart_pen *p, struct chart_spot at, const char *class,
               double width, struct str text) {
  int lines = width > 0 ? chart_text_lines(text, ems(width)) : 1;
  int base = first_base(at.rise, lines);
  if (lines == 1)
    at = inside(at, pen_words_room(text));
  buf_puts(p->out, "<text");
  put_class(p->out, class);
  put_x(p->out, place(p, at.x));
  buf_puts(p->out, " y=\"");
  pen_put(p->out, at.y);
  buf_char(p->out, '"');
  if (lines == 1) {
    buf_puts(p->out, " dy=\"");
    put_em(p->out, base);
    buf_char(p->out, '"');
  }
  buf_puts(p->out, anchor(at.align, p->mirror, p->rtl));
  put_lines(p->out, place(p, at.x), ems(width), base, text);
}

void pen_words_upright(struct chart_pen *p, double x, double y, double width,
                       struct str text) {
  int lines = chart_text_lines(text, ems(width));
  buf_puts(p->out, "<text transform=\"translate(");
  pen_put(p->out, place(p, x));
  buf_char(p->out, ' ');
  pen_put(p->out, y);
  buf_puts(p->out, ")rotate(-90)\" x=\"0\" y=\"0\"");
  buf_puts(p->out, anchor(ALIGN_END, false, p->rtl));
  if (lines == 1)
    buf_puts(p->out, " dy=\"0.35em\"");
  put_lines(p->out, 0, ems(width), first_base(RISE_CENTRE, lines), text);
}

static void put_value(struct buf *out, const struct locale *l, double value,
                      int decimals, bool year) {
  if (decimals >= 0 && !year)
    number_write(out, l, value, NUMBER_FIXED, decimals);
  else
    number_write(out, l, value, year ? NUMBER_PLAIN : NUMBER_DEFAULT, 0);
}

void pen_value(struct chart_pen *p, struct chart_spot at, double value,
               int decimals, bool year) {
  at = inside(at, pen_value_room(p, value, decimals, year));
  buf_puts(p->out, "<text");
  if (p->rtl) /* a sign stays before its digits */
    buf_puts(p->out, " direction=\"ltr\"");
  put_x(p->out, place(p, at.x));
  buf_puts(p->out, " y=\"");
  pen_put(p->out, at.y);
  buf_puts(p->out, "\" dy=\"");
  put_em(p->out, first_base(at.rise, 1));
  buf_char(p->out, '"');
  buf_puts(p->out, anchor(at.align, p->mirror, false));
  buf_char(p->out, '>');
  put_value(p->out, p->locale, value, decimals, year);
  buf_puts(p->out, "</text>");
}

double pen_words_room(struct str text) {
  return chart_text_width(text) * CHART_FONT / 100;
}

double pen_value_room(const struct chart_pen *p, double value, int decimals,
                      bool year) {
  struct buf text = {0};
  put_value(&text, p->locale, value, decimals, year);
  double room = pen_words_room(buf_str(&text));
  buf_free(&text);
  return room;
}
