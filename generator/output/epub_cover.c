/* The picture on the shelf: the theme's, or one made of the course's title. A
 * drawing is turned into dots by rsvg-convert, run as a program: many readers
 * show no drawing on their shelf (calibre 6 says "No cover found"), and not
 * every device has letters of the title's script. */
#include "output/epub.h"

#include "base/platform_program.h"
#include "base/utf8.h"
#include "output/escape.h"

#include <string.h>

enum { SECONDS = 60, PNG_MAX = 4 << 20 };
enum { WIDTH = 600, HEIGHT = 800, MARGIN = 56, LINES_MAX = 9 };

/* A text set in lines of about `columns` letters of `size` units. */
struct setting {
  int columns, size;
};

struct lines {
  struct str items[LINES_MAX];
  size_t count;
  bool cut; /* there was more */
};

/* Bytes of `s` that fit on a line: whole words where there are blanks; never
 * between a letter and its marks. */
static size_t fit(struct str s, int columns) {
  size_t word = 0;
  struct str rest = s;
  for (int n = 0; rest.len;) {
    size_t at = s.len - rest.len;
    uint32_t c = utf8_next(&rest);
    int cells = utf8_cells(c);
    if (n + cells > columns)
      return word ? word : at;
    if (c == ' ')
      word = at;
    n += cells;
  }
  return s.len;
}

static struct lines break_lines(struct str s, int columns) {
  struct lines l = {.count = 0};
  for (s = str_trim(s); s.len; s = str_trim(s)) {
    if (l.count == LINES_MAX) {
      l.cut = true;
      return l;
    }
    size_t end = fit(s, columns);
    l.items[l.count++] = str_trim(str_slice(s, 0, end));
    s = str_slice(s, end, s.len);
  }
  return l;
}

/* The largest setting in which the text takes no more than `most` lines. */
static struct lines set_text(struct str s, const struct setting *settings,
                             size_t count, size_t most, int *size) {
  struct lines l = {.count = 0};
  for (size_t i = 0; i < count; i++) {
    l = break_lines(s, settings[i].columns);
    *size = settings[i].size;
    if (!l.cut && l.count <= most)
      return l;
  }
  return l;
}

static int put_lines(struct buf *out, const struct lines *l, int size, int top,
                     const char *style) {
  for (size_t i = 0; i < l->count; i++) {
    top += size * 5 / 4;
    buf_printf(
        out,
        "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"middle\" "
        "%s>",
        WIDTH / 2, top, size, style);
    escape_text(out, l->items[i]);
    buf_puts(out, i + 1 == l->count && l->cut ? "\xE2\x80\xA6</text>\n"
                                              : "</text>\n");
  }
  return top;
}

static void put_cover(const struct press *p, struct buf *out) {
  static const struct setting TITLE[] = {{14, 64}, {18, 50}, {26, 36}};
  static const struct setting SMALL[] = {{30, 28}, {40, 22}};
  const struct manifest *m = &p->plan->course->manifest;
  int size;
  buf_printf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
             "height=\"%d\" viewBox=\"0 0 %d %d\" "
             "font-family=\"sans-serif\"",
             WIDTH, HEIGHT, WIDTH, HEIGHT);
  escape_put_attr(out, "xml:lang", p->written);
  buf_puts(out, ">\n<title>");
  escape_text(out, m->title.s);
  buf_printf(out,
             "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fdfcf9\"/>\n"
             "<rect width=\"%d\" height=\"120\" fill=\"#0b5c66\"/>\n"
             "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"4\" "
             "fill=\"#0b5c66\"/>\n",
             WIDTH, HEIGHT, WIDTH, MARGIN, HEIGHT - 130, WIDTH - 2 * MARGIN);
  struct lines title = set_text(m->title.s, TITLE, 3, 5, &size);
  int top =
      put_lines(out, &title, size, 190, "font-weight=\"700\" fill=\"#1c2124\"");
  struct lines subtitle = set_text(m->subtitle.s, SMALL, 2, 3, &size);
  put_lines(out, &subtitle, size, top + 24, "fill=\"#565d61\"");
  struct lines by = set_text(m->publisher.s.len ? m->publisher.s
                             : m->authors.count ? m->authors.items[0].s
                                                : STR(""),
                             SMALL, 2, 2, &size);
  put_lines(out, &by, size, HEIGHT - 110, "fill=\"#1c2124\"");
  buf_puts(out, "</svg>\n");
}

/* NULL when `png` holds the picture, else what went wrong. */
static const char *draw(struct str svg, struct buf *png) {
  static const char *const ARGV[] = {"rsvg-convert", "--format=png",
                                     "--width=900", "--keep-aspect-ratio",
                                     NULL};
  struct program program = {.argv = ARGV, .input = svg, .seconds = SECONDS};
  int status = 0;
  const char *problem = program_problem(program_run(&program, png, &status));
  if (problem)
    return problem;
  bool whole = status == 0 && buf_ok(png) && png->len > 8 &&
               memcmp(png->ptr, "\x89PNG\r\n\x1A\n", 8) == 0;
  return whole ? NULL : "did not make a picture";
}

/* As dots; as it is, with a warning, where that cannot be. */
static void add_drawing(const struct book *book, struct str svg) {
  struct buf png;
  buf_init(&png, PNG_MAX);
  const char *problem = draw(svg, &png);
  if (problem)
    diag_warn(
        book->press->diags, (struct loc){0}, "W-COVER-PROGRAM",
        "the book's cover stays a drawing (SVG), which many readers do "
        "not show on their shelf: the program rsvg-convert %s (Debian "
        "package librsvg2-bin); a theme may have a cover.png or cover.jpg",
        problem);
  bundle_add(book->bundle,
             problem ? STR("EPUB/cover.svg") : STR("EPUB/cover.png"),
             problem ? svg : arena_str(book->press->arena, buf_str(&png)));
  buf_free(&png);
}

bool epub_add_cover(const struct book *book) {
  static const char *const NAMES[] = {"cover.png", "cover.jpg"};
  const struct press *p = book->press;
  const struct asset *drawing = theme_asset(&p->theme, "cover.svg");
  for (size_t i = 0; !drawing && i < sizeof NAMES / sizeof *NAMES; i++) {
    const struct asset *own = theme_asset(&p->theme, NAMES[i]);
    if (!own)
      continue;
    bundle_add(book->bundle, arena_printf(p->arena, "EPUB/%s", NAMES[i]),
               own->bytes);
    return true;
  }
  struct buf made = {0};
  if (!drawing)
    put_cover(p, &made);
  add_drawing(book,
              drawing ? drawing->bytes : arena_str(p->arena, buf_str(&made)));
  bool ok = buf_ok(&made);
  buf_free(&made);
  return ok;
}
