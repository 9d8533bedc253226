/* OUT/index.html: what the folder holds of a course, for whom each file is, how
 * large it is, and how complete each language is. */
#include "output/press.h"

#include "base/file.h"
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"

#include <stdio.h>

struct product {
  const char *file; /* after ID-LANG: what to open */
  const char *measured;
  const char *key;     /* interface texts: what it is */
  const char *use_key; /* and what it is for */
};

static const struct product PRODUCTS[] = {
    {"/index.html", "", "book.open-dir", "book.open-dir-use"},
    {".html", ".html", "book.open-single", "book.open-single-use"},
    {".epub", ".epub", "book.open-epub", "book.open-epub-use"},
    {".zip", ".zip", "book.open-zip", "book.open-zip-use"},
};

/* "12.3 MB" */
static void put_size(struct buf *out, struct str language, long long bytes) {
  char size[32];
  long long kilo = (bytes + 999) / 1000;
  long long tenths = (bytes + 50000) / 100000;
  buf_puts(out, " <span class=\"wm-size\">");
  if (kilo < 1000)
    snprintf(size, sizeof size, "%lld", kilo);
  else
    snprintf(size, sizeof size, "%lld.%lld", tenths / 10, tenths % 10);
  cldr_put_typed(out, language, size);
  buf_puts(out, kilo < 1000 ? " kB</span>" : " MB</span>");
}

static void put_product(const struct press *p, struct buf *out,
                        struct str language, struct str name,
                        const struct product *product) {
  struct str file =
      arena_printf(p->arena, "%.*s%s", STR_ARG(name), product->file);
  struct str path = path_join(p->arena, p->options->out, file);
  if (file_kind(path) != FILE_REGULAR)
    return;
  buf_puts(out, "<li><a class=\"wm-file\" href=\"");
  escape_url(out, file);
  buf_puts(out, "\"><strong>");
  phrase_put(out, language, product->key, NULL, 0);
  buf_puts(out, "</strong> <span>");
  phrase_put(out, language, product->use_key, NULL, 0);
  buf_puts(out, "</span>");
  if (*product->measured)
    put_size(out, language, file_size(path));
  buf_puts(out, "</a></li>\n");
}

/* A link to each language's part, for those who read no other: a long list of
 * languages must not have to be scrolled through. */
static void put_languages(struct buf *out, const struct evaluation *editions,
                          size_t count) {
  if (count < 2)
    return;
  buf_puts(out, "<p class=\"wm-languages\">");
  for (size_t i = 0; i < count; i++) {
    struct str language = editions[i].language;
    buf_puts(out, i > 0 ? " <a href=\"#" : "<a href=\"#");
    escape_url(out, language);
    buf_puts(out, "\"");
    escape_put_attr(out, "lang", language);
    escape_put_attr(out, "xml:lang", language);
    escape_put_attr(out, "dir", str_from(cldr_direction(language)));
    buf_puts(out, ">");
    escape_text(out, cldr_autonym(language));
    buf_puts(out, "</a>");
  }
  buf_puts(out, "</p>\n");
}

/* In the edition's own language, as its link. */
static void put_edition(const struct press *p, struct buf *out,
                        const struct evaluation *e) {
  struct str language = e->language;
  const struct manifest *m = &p->plan->course->manifest;
  struct str name =
      arena_printf(p->arena, "%.*s-%.*s", STR_ARG(m->id.s), STR_ARG(language));
  bool source = str_eq(language, m->language.s);
  buf_puts(out, "<section class=\"wm-edition\"");
  escape_put_attr(out, "id", language);
  escape_put_attr(out, "lang", language);
  escape_put_attr(out, "xml:lang", language);
  escape_put_attr(out, "dir", str_from(cldr_direction(language)));
  buf_puts(out, ">\n<h2>");
  escape_text(out, cldr_autonym(language));
  buf_puts(out, "</h2>\n<p class=\"wm-completeness\">");
  if (source)
    phrase_put(out, language, "book.language-source", NULL, 0);
  else
    page_put_completeness(out, language, e->percent);
  buf_puts(out, "</p>\n<ul class=\"wm-files\">\n");
  for (size_t i = 0; i < sizeof PRODUCTS / sizeof *PRODUCTS; i++)
    put_product(p, out, language, name, &PRODUCTS[i]);
  buf_puts(out, "</ul>\n</section>\n");
}

static void put_header(const struct press *p, struct buf *out) {
  const struct manifest *m = &p->plan->course->manifest;
  buf_puts(out, "<header class=\"wm-cover\">\n");
  page_put_logo(p, out);
  buf_puts(out, "<h1 class=\"wm-title\">");
  press_put_text(p, out, &m->title);
  buf_puts(out, "</h1>\n");
  if (m->subtitle.s.len) {
    buf_puts(out, "<p class=\"wm-subtitle\">");
    press_put_text(p, out, &m->subtitle);
    buf_puts(out, "</p>\n");
  }
  buf_puts(out, "</header>\n");
}

bool start_put_page(const struct press *p, const struct evaluation *editions,
                    size_t count, struct buf *out) {
  struct buf body = {0};
  put_header(p, &body);
  put_languages(&body, editions, count);
  for (size_t i = 0; i < count; i++)
    put_edition(p, &body, &editions[i]);
  return html_put_sheet(p, out, &body);
}
