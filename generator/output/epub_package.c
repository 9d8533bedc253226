/* EPUB/package.opf: who and what the book is, its files and their order. */
#include "output/epub.h"

#include "base/calendar.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/sha1.h"

/* The cover's number among the items; no book has that many files. */
enum { COVER_ID = 999999 };

static void put_element(struct buf *out, const char *open, struct str text,
                        const char *close) {
  if (text.len == 0)
    return;
  buf_puts(out, open);
  escape_text(out, str_trim(text));
  buf_puts(out, close);
}

void epub_put_identifier(const struct press *p, struct buf *out) {
  const struct manifest *m = &p->plan->course->manifest;
  struct str name = arena_printf(p->arena, "%.*s/%.*s/%d", STR_ARG(m->id.s),
                                 STR_ARG(p->language), m->edition);
  uuid_put_urn(out, name);
}

static void put_authors(const struct manifest *m, struct buf *out) {
  for (size_t i = 0; i < m->authors.count; i++) {
    buf_printf(out, "<dc:creator id=\"author-%zu\">", i + 1);
    escape_text(out, m->authors.items[i].s);
    buf_printf(out,
               "</dc:creator>\n<meta refines=\"#author-%zu\" "
               "property=\"role\" scheme=\"marc:relators\">aut</meta>\n",
               i + 1);
  }
}

static void put_access(struct buf *out, const char *property,
                       const char *value) {
  buf_printf(out, "<meta property=\"schema:%s\">%s</meta>\n", property, value);
}

/* Moving pictures cannot be told from others by their type. */
static bool may_move(const struct media_list *media) {
  for (size_t i = 0; i < media->count; i++)
    if (!str_is(media->items[i].image->type, "image/png") &&
        !str_is(media->items[i].image->type, "image/jpeg") &&
        !str_is(media->items[i].image->type, "image/svg+xml"))
      return true;
  return false;
}

static bool has_maths(const struct book *book) {
  for (size_t i = 0; i < book->count; i++)
    if (book->pages[i].mathml)
      return true;
  return false;
}

static bool has_pictures(const struct book *book) {
  for (size_t i = 0; i < book->count; i++)
    if (book->pages[i].svg)
      return true;
  return book->press->media.count > 0;
}

/* Only what is true of every book made here; no claim of conformance, which
 * asks for an evaluation by people. */
static void put_accessibility(const struct book *book, struct buf *out) {
  const struct press *p = book->press;
  bool pictures = has_pictures(book);
  put_access(out, "accessMode", "textual");
  if (pictures)
    put_access(out, "accessMode", "visual");
  put_access(out, "accessModeSufficient", "textual");
  put_access(out, "accessibilityFeature", "structuralNavigation");
  put_access(out, "accessibilityFeature", "tableOfContents");
  put_access(out, "accessibilityFeature", "readingOrder");
  put_access(out, "accessibilityFeature", "displayTransformability");
  if (pictures)
    put_access(out, "accessibilityFeature", "alternativeText");
  if (has_maths(book)) {
    put_access(out, "accessibilityFeature", "MathML");
    put_access(out, "accessibilityFeature", "describedMath"); /* alttext */
  }
  put_access(out, "accessibilityHazard",
             may_move(&p->media) ? "unknown" : "none");
  buf_puts(out, "<meta property=\"schema:accessibilitySummary\">");
  phrase_put_plain(out, p->language, "book.access", NULL, 0);
  buf_puts(out, "</meta>\n");
}

static void put_metadata(const struct book *book, struct buf *out) {
  const struct press *p = book->press;
  const struct manifest *m = &p->plan->course->manifest;
  buf_puts(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
  buf_puts(out, "<dc:identifier id=\"id\">");
  epub_put_identifier(p, out);
  buf_puts(out, "</dc:identifier>\n");
  /* One only, the subtitle stands on the title page: of several titles some
   * readers' shelves show the last. */
  put_element(out, "<dc:title>", m->title.s, "</dc:title>\n");
  put_element(out, "<dc:language>", p->written, "</dc:language>\n");
  put_authors(m, out);
  put_element(out, "<dc:publisher>", m->publisher.s, "</dc:publisher>\n");
  put_element(out, "<dc:date>", m->date.s, "</dc:date>\n");
  put_element(out, "<dc:description>", m->description.s, "</dc:description>\n");
  put_element(out, "<dc:rights>", m->licence.s, "</dc:rights>\n");
  buf_puts(out, "<meta property=\"dcterms:modified\">");
  calendar_put(out, p->options->time);
  buf_puts(out, "</meta>\n");
  put_accessibility(book, out);
  /* How readers of before EPUB 3 find the cover. */
  buf_printf(out, "<meta name=\"cover\" content=\"file-%d\"/>\n", COVER_ID);
  buf_puts(out, "</metadata>\n");
}

static const char *type_of(struct str path) {
  static const struct {
    const char *extension, *type;
  } TYPES[] = {
      {".css", "text/css"},      {".js", "application/javascript"},
      {".svg", "image/svg+xml"}, {".png", "image/png"},
      {".jpg", "image/jpeg"},    {".ttf", "font/ttf"},
  };
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
    if (str_ends(path, TYPES[i].extension))
      return TYPES[i].type;
  return "application/octet-stream";
}

static struct str media_type(const struct press *p, struct str path) {
  for (size_t i = 0; i < p->media.count; i++)
    if (str_eq(p->media.items[i].name, path))
      return p->media.items[i].image->type;
  return str_from(type_of(path));
}

static void put_item(struct buf *out, size_t id, struct str path,
                     struct str type, struct str properties) {
  buf_printf(out, "<item id=\"file-%zu\" href=\"", id);
  escape_url(out, path);
  buf_char(out, '"');
  escape_put_attr(out, "media-type", type);
  if (properties.len)
    escape_put_attr(out, "properties", properties);
  buf_puts(out, "/>\n");
}

static struct str properties_of(const struct press *p,
                                const struct spine_page *page) {
  return str_trim(
      arena_printf(p->arena, "%s%s%s", page->mathml ? "mathml " : "",
                   page->scripted ? "scripted " : "", page->svg ? "svg" : ""));
}

static bool is_cover(struct str path) { return str_starts(path, "cover."); }

/* Pages are file-0 and on, in the order of the spine; then all else. */
static void put_manifest(const struct book *book, struct buf *out) {
  static const char FOLDER[] = "EPUB/";
  const struct bundle *b = book->bundle;
  const struct str xhtml = STR("application/xhtml+xml");
  size_t id = 0;
  buf_puts(out, "<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" "
                "media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
                "<item id=\"ncx\" href=\"toc.ncx\" "
                "media-type=\"application/x-dtbncx+xml\"/>\n");
  for (; id < book->count; id++)
    put_item(out, id, book->pages[id].file, xhtml,
             properties_of(book->press, &book->pages[id]));
  for (size_t i = 0; i < b->count; i++) {
    struct str path = b->items[i].path;
    if (!str_starts(path, FOLDER) || str_ends(path, ".xhtml") ||
        str_ends(path, "toc.ncx"))
      continue;
    path = str_slice(path, sizeof FOLDER - 1, path.len);
    bool cover = is_cover(path);
    put_item(out, cover ? COVER_ID : id++, path, media_type(book->press, path),
             cover ? STR("cover-image") : STR(""));
  }
  buf_puts(out, "</manifest>\n");
}

static void put_spine(const struct book *book, struct buf *out) {
  buf_puts(out, "<spine toc=\"ncx\"");
  if (str_is(book->press->dir, "rtl"))
    buf_puts(out, " page-progression-direction=\"rtl\"");
  buf_puts(out, ">\n");
  for (size_t i = 0; i < book->count; i++) {
    buf_printf(out, "<itemref idref=\"file-%zu\"/>\n", i);
    if (i == 0) /* the contents stand behind the title page */
      buf_puts(out, "<itemref idref=\"nav\"/>\n");
  }
  buf_puts(out, "</spine>\n");
}

void epub_put_package(const struct book *book, struct buf *out) {
  const struct press *p = book->press;
  buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<package xmlns=\"http://www.idpf.org/2007/opf\" "
                "version=\"3.0\" unique-identifier=\"id\"");
  escape_put_attr(out, "xml:lang", p->written);
  escape_put_attr(out, "dir", p->dir);
  buf_puts(out, ">\n");
  put_metadata(book, out);
  put_manifest(book, out);
  put_spine(book, out);
  buf_puts(out, "</package>\n");
}
