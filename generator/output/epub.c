/* EPUB 3.3: the container, a title page, the contents, one document a module,
 * and the page of data and sources. */
#include "output/epub.h"

#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"

static const char CONTAINER[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<container version=\"1.0\" "
    "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" "
    "media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n"
    "</container>\n";

static const char STYLE[] = "<link rel=\"stylesheet\" type=\"text/css\" "
                            "href=\"assets/waymark.css\"/>";

static struct str in_book(const struct book *book, struct str file) {
  return arena_printf(book->press->arena, "EPUB/%.*s", STR_ARG(file));
}

static bool holds(const struct buf *body, struct str tag) {
  struct str s = buf_str(body);
  return str_search(s, tag) < s.len;
}

/* One document with the frame of chapter.xhtml; frees `body`. */
static bool add_page(struct book *book, struct spine_page page,
                     struct str title, struct buf *body) {
  const struct press *p = book->press;
  struct buf heading = {0}, scripts = {0};
  struct str attributes =
      arena_printf(p->arena, " epub:type=\"%s\"", page.type);
  escape_attr(&heading, title);
  if (page.scripted)
    html_put_scripts(p, &scripts);
  page.svg = holds(body, STR("<svg"));
  page.mathml = holds(body, STR("<math"));
  struct slot slots[] = {{"title", buf_str(&heading)},
                         {"style", STR(STYLE)},
                         {"attributes", attributes},
                         {"body", buf_str(body)},
                         {"scripts", buf_str(&scripts)}};
  bool ok = buf_ok(body) && press_add_page(p, book->bundle, "chapter.xhtml",
                                           in_book(book, page.file), slots, 5);
  *ARENA_PUSH(p->arena, book->pages, book->count, book->cap) = page;
  buf_free(&heading);
  buf_free(&scripts);
  buf_free(body);
  return ok;
}

static bool add_title_page(struct book *book) {
  struct buf body = {0};
  buf_puts(&body, "<section class=\"wm-cover\" epub:type=\"titlepage\">\n");
  page_put_logo(book->press, &body);
  page_put_cover(book->press, &body);
  page_put_colophon(book->press, &body);
  buf_puts(&body, "</section>\n");
  return add_page(
      book,
      (struct spine_page){.file = STR("title.xhtml"), .type = "frontmatter"},
      book->press->plan->course->manifest.title.s, &body);
}

static bool add_chapter(struct book *book, size_t index) {
  const struct press *p = book->press;
  const struct module *m = &p->plan->course->modules[index];
  struct buf body = {0}, name = {0};
  page_put_module(p, &body, index, true, false);
  xhtml_put_chapter(&name, m->id.s);
  struct spine_page page = {.file = arena_str(p->arena, buf_str(&name)),
                            .type = "bodymatter",
                            .scripted = press_module_has_exercises(p, m)};
  buf_free(&name);
  return add_page(book, page, m->title.s, &body);
}

/* A page behind the chapters; frees `body`. */
static bool add_back(struct book *book, struct str file, const char *key,
                     struct buf *body) {
  const struct press *p = book->press;
  struct buf title = {0};
  phrase_put_plain(&title, p->language, key, NULL, 0);
  struct str name = arena_str(p->arena, buf_str(&title));
  buf_free(&title);
  return add_page(book, (struct spine_page){.file = file, .type = "backmatter"},
                  name, body);
}

static bool add_answers(struct book *book) {
  struct buf body = {0};
  page_put_answers(book->press, &body, true);
  return add_back(book, STR("answers.xhtml"), "book.answers", &body);
}

static bool add_glossary(struct book *book) {
  struct buf body = {0};
  page_put_glossary(book->press, &body, true);
  return add_back(book, STR("glossary.xhtml"), "book.glossary", &body);
}

static bool add_sources(struct book *book) {
  struct buf body = {0};
  page_put_sources(book->press, &body, true);
  return add_back(book, STR("sources.xhtml"), "book.sources", &body);
}

/* The contents come after the title page in the spine; the landmarks lead
 * there. */
static bool add_nav(struct book *book) {
  const struct press *p = book->press;
  struct buf toc = {0}, landmarks = {0}, title = {0};
  epub_put_toc(book, &toc);
  epub_put_landmarks(book, &landmarks);
  escape_attr(&title, p->plan->course->manifest.title.s);
  struct slot slots[] = {{"title", buf_str(&title)},
                         {"style", STR(STYLE)},
                         {"toc", buf_str(&toc)},
                         {"landmarks", buf_str(&landmarks)}};
  bool ok = press_add_page(p, book->bundle, "nav.xhtml", STR("EPUB/nav.xhtml"),
                           slots, 4);
  buf_free(&toc);
  buf_free(&landmarks);
  buf_free(&title);
  return ok;
}

static bool add_ncx(struct book *book) {
  struct buf ncx = {0};
  epub_put_ncx(book, &ncx);
  return bundle_add_buf(book->bundle, book->press->diags, STR("EPUB/toc.ncx"),
                        &ncx);
}

static bool add_package(struct book *book) {
  struct buf package = {0};
  epub_put_package(book, &package);
  return bundle_add_buf(book->bundle, book->press->diags,
                        STR("EPUB/package.opf"), &package);
}

/* Beside the style sheet, which is made longer by their rules, and by that for
 * the digits of counters. */
static void add_fonts(struct book *book) {
  const struct press *p = book->press;
  const struct asset *own = theme_asset(&p->theme, "waymark.css");
  struct font_use use = {{0}};
  struct buf sheet = {0};
  bundle_add_use(book->bundle, &use);
  struct font_faces faces = fonts_make(p->fonts, p->diags, &use, true);
  const char *digits = cldr_counter_style(p->language);
  if ((!faces.count && !digits) || !own)
    return;
  buf_put(&sheet, own->bytes);
  buf_char(&sheet, '\n');
  if (digits)
    buf_printf(&sheet,
               "@supports (display:flex){:root{--wm-digits:%s}"
               "ol{list-style-type:%s}}\n",
               digits, digits);
  fonts_put_book_css(&sheet, faces);
  bundle_replace(book->bundle, STR("EPUB/assets/waymark.css"),
                 arena_str(p->arena, buf_str(&sheet)));
  buf_free(&sheet);
  for (size_t i = 0; i < faces.count; i++)
    bundle_add(book->bundle,
               arena_printf(p->arena, "EPUB/assets/%.*s",
                            STR_ARG(faces.items[i].file)),
               faces.items[i].ttf);
}

bool epub_add_files(const struct press *p, struct bundle *b) {
  struct book book = {.press = p, .bundle = b};
  bundle_add(b, STR("mimetype"), STR("application/epub+zip"));
  b->items[0].stored = true; /* and first: OCF 3.3, 4.2.2 */
  bundle_add(b, STR("META-INF/container.xml"), STR(CONTAINER));
  bool ok = add_title_page(&book);
  for (size_t i = 0; i < p->plan->course->module_count; i++)
    ok = add_chapter(&book, i) && ok;
  if (press_has_answers(p))
    ok = add_answers(&book) && ok;
  if (press_has_glossary(p))
    ok = add_glossary(&book) && ok;
  if (press_has_sources(p))
    ok = add_sources(&book) && ok;
  ok = add_nav(&book) && ok;
  ok = add_ncx(&book) && ok;
  ok = epub_add_cover(&book) && ok;
  ok = html_add_assets(p, b, STR("EPUB/")) && ok;
  add_fonts(&book);
  return add_package(&book) && ok;
}
