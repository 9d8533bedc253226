/* Pieces that page and book have in common: cover, map, colophon, modules. */
#include "output/press.h"

#include "course/locale_open.h"
#include "locale/cldr.h"
#include "locale/interface.h"
#include "output/base64.h"
#include "output/escape.h"
#include "output/phrase.h"

static void say(const struct press *p, struct buf *out, const char *key) {
  phrase_put(out, p->language, key, NULL, 0);
}

/* `<p class="…">text</p>`, if there is any text. */
static void put_paragraph(const struct press *p, struct buf *out,
                          const char *class, const struct text *text) {
  if (text->s.len == 0)
    return;
  buf_puts(out, "<p");
  press_put_class(p, out, class, text);
  buf_char(out, '>');
  escape_text(out, text->s);
  buf_puts(out, "</p>\n");
}

/* A longer text of the manifest: blank lines part its paragraphs. */
static void put_description(const struct press *p, struct buf *out,
                            const struct text *description) {
  bool open = false, any = false;
  struct str text = description->s, line;
  if (str_trim(text).len) {
    buf_puts(out, "<div");
    press_put_class(p, out, "wm-description", description);
    buf_char(out, '>');
  }
  while (str_next_line(&text, &line)) {
    line = str_trim(line);
    if (line.len == 0 && open)
      buf_puts(out, "</p>");
    if (line.len == 0) {
      open = false;
      continue;
    }
    buf_puts(out, open ? "\n" : "<p>");
    escape_text(out, line);
    open = any = true;
  }
  if (any)
    buf_puts(out, open ? "</p></div>\n" : "</div>\n");
}

static void put_byline(const struct press *p, struct buf *out) {
  const struct manifest *m = &p->plan->course->manifest;
  if (m->authors.count == 0 && m->publisher.s.len == 0)
    return;
  buf_puts(out, "<p class=\"wm-byline\">");
  for (size_t i = 0; i < m->authors.count; i++) {
    buf_puts(out, i ? ", " : "");
    escape_text(out, m->authors.items[i].s);
  }
  if (m->authors.count && m->publisher.s.len)
    buf_puts(out, " \xC2\xB7 ");
  escape_text(out, m->publisher.s);
  buf_puts(out, "</p>\n");
}

void page_put_completeness(struct buf *out, struct str language, int percent) {
  if (percent >= 100)
    phrase_put(out, language, "book.language-complete", NULL, 0);
  else if (percent <= 0)
    phrase_put(out, language, "book.language-untranslated", NULL, 0);
  else
    phrase_put_number(out, language, "book.language-partly", "percent",
                      percent);
}

/* What a reader of a translation has to know of it. */
static void put_language_notes(const struct press *p, struct buf *out) {
  const struct course *c = p->plan->course;
  bool translated = !str_eq(p->language, c->manifest.language.s);
  const char *unreviewed = translated && c->percent > 0 && c->reviewer.len == 0
                               ? "book.language-unreviewed"
                           : interface_is_unreviewed(p->language)
                               ? "book.interface-unreviewed"
                               : NULL;
  if (translated && c->percent < 100) {
    buf_puts(out, "<p class=\"wm-language-note\">");
    page_put_completeness(out, p->language, c->percent);
    buf_puts(out, "</p>\n");
  }
  if (unreviewed) {
    buf_puts(out, "<p class=\"wm-language-note\">");
    say(p, out, unreviewed);
    buf_puts(out, "</p>\n");
  }
}

void page_put_logo(const struct press *p, struct buf *out) {
  const struct asset *logo = theme_asset(&p->theme, "logo.svg");
  const char *type = "image/svg+xml";
  if (!logo) {
    logo = theme_asset(&p->theme, "logo.png");
    type = "image/png";
  }
  if (!logo)
    return;
  buf_printf(out, "<img class=\"wm-logo\" src=\"data:%s;base64,", type);
  base64_put(out, logo->bytes);
  buf_char(out, '"');
  escape_put_attr(out, "alt", p->plan->course->manifest.publisher.s);
  buf_puts(out, "/>\n");
}

void page_put_cover(const struct press *p, struct buf *out) {
  const struct manifest *m = &p->plan->course->manifest;
  buf_puts(out, "<h1 class=\"wm-title\" id=\"wm-title\">");
  press_put_text(p, out, &m->title);
  buf_puts(out, "</h1>\n");
  put_paragraph(p, out, "wm-subtitle", &m->subtitle);
  put_description(p, out, &m->description);
  put_byline(p, out);
  put_language_notes(p, out);
}

static void put_extra(const struct press *p, struct buf *out, const char *id,
                      const char *key) {
  buf_printf(out, "<li class=\"wm-map-extra\"><a href=\"#%s\">", id);
  say(p, out, key);
  buf_puts(out, "</a></li>\n");
}

void page_put_map(const struct press *p, struct buf *out) {
  const struct course *c = p->plan->course;
  buf_puts(out, "<ol class=\"wm-map-list\">\n");
  for (size_t i = 0; i < c->module_count; i++) {
    buf_puts(out, "<li><a href=\"#");
    escape_attr(out, c->modules[i].id.s);
    buf_puts(out, "\">");
    press_put_text(p, out, &c->modules[i].title);
    buf_puts(out, "</a></li>\n");
  }
  if (press_has_glossary(p))
    put_extra(p, out, "wm-glossary", "book.glossary");
  if (press_has_sources(p))
    put_extra(p, out, "wm-sources", "book.sources");
  buf_puts(out, "</ol>");
}

static void put_date(const struct press *p, struct buf *out) {
  struct str iso = p->plan->course->manifest.date.s;
  struct locale *locale = locale_open(p->language);
  struct buf date = {0};
  if (!locale || !date_write(&date, locale, iso))
    buf_put(&date, iso);
  if (locale)
    locale_destroy(locale);
  struct phrase_value value = {"date", buf_str(&date)};
  phrase_put(out, p->language, "book.date", &value, 1);
  buf_free(&date);
}

void page_put_colophon(const struct press *p, struct buf *out) {
  const struct manifest *m = &p->plan->course->manifest;
  struct phrase_value version = {"version", m->version.s};
  struct phrase_value licence = {"licence", m->licence.s};
  if (m->licence.s.len) {
    buf_puts(out, "<p>");
    phrase_put(out, p->language, "book.licence", &licence, 1);
    buf_puts(out, "</p>\n");
  }
  if (m->version.s.len || m->date.s.len) {
    buf_puts(out, "<p>");
    if (m->version.s.len)
      phrase_put(out, p->language, "book.version", &version, 1);
    if (m->version.s.len && m->date.s.len)
      buf_puts(out, " \xC2\xB7 ");
    if (m->date.s.len)
      put_date(p, out);
    buf_puts(out, "</p>\n");
  }
  buf_puts(out, "<p>");
  say(p, out, "book.made-with");
  buf_puts(out, "</p>\n");
}

/* "Module 1 of 8 · about 40 minutes" */
static void put_place(const struct press *p, struct buf *out, size_t index) {
  const struct course *c = p->plan->course;
  struct buf number = {0}, count = {0};
  cldr_put_count(&number, p->language, index + 1);
  cldr_put_count(&count, p->language, c->module_count);
  struct phrase_value values[] = {{"number", buf_str(&number)},
                                  {"count", buf_str(&count)}};
  buf_puts(out, "<p class=\"wm-module-place\">");
  phrase_put(out, p->language, "book.place", values, 2);
  buf_free(&number);
  buf_free(&count);
  if (c->modules[index].minutes > 0) {
    buf_puts(out, " \xC2\xB7 ");
    phrase_put_number(out, p->language, "book.minutes", "count",
                      c->modules[index].minutes);
  }
  buf_puts(out, "</p>\n");
}

static void put_list(const struct press *p, struct buf *out, const char *class,
                     const char *key, const struct texts *texts, int level) {
  if (texts->count == 0)
    return;
  buf_printf(out, "<div class=\"%s\">\n<h%d>", class, level);
  say(p, out, key);
  buf_printf(out, "</h%d>\n<ul>\n", level);
  for (size_t i = 0; i < texts->count; i++) {
    buf_puts(out, "<li>");
    press_put_text(p, out, &texts->items[i]);
    buf_puts(out, "</li>\n");
  }
  buf_puts(out, "</ul>\n</div>\n");
}

static void put_step(const struct press *p, struct buf *out,
                     const struct module *to, const char *class,
                     const char *rel, const char *key) {
  buf_printf(out, "<a class=\"%s\" rel=\"%s\" href=\"#", class, rel);
  escape_attr(out, to->id.s);
  buf_puts(out, "\"><span>");
  say(p, out, key);
  buf_puts(out, "</span> ");
  press_put_text(p, out, &to->title);
  buf_puts(out, "</a>\n");
}

static void put_steps(const struct press *p, struct buf *out, size_t index) {
  const struct course *c = p->plan->course;
  if (c->module_count < 2)
    return;
  buf_puts(out, "<nav class=\"wm-steps\" aria-label=\"");
  say(p, out, "book.steps");
  buf_puts(out, ": ");
  escape_attr(out, c->modules[index].title.s);
  buf_puts(out, "\">\n");
  if (index > 0)
    put_step(p, out, &c->modules[index - 1], "wm-prev", "prev",
             "book.previous");
  if (index + 1 < c->module_count)
    put_step(p, out, &c->modules[index + 1], "wm-next", "next", "book.next");
  buf_puts(out, "</nav>\n");
}

static void put_header(const struct press *p, struct buf *out, size_t index,
                       int level) {
  const struct module *m = &p->plan->course->modules[index];
  buf_puts(out, "<header class=\"wm-module-header\">\n");
  put_place(p, out, index);
  buf_printf(out, "<h%d class=\"wm-module-title\" id=\"wm-", level);
  escape_attr(out, m->id.s);
  buf_puts(out, "-title\">");
  press_put_text(p, out, &m->title);
  buf_printf(out, "</h%d>\n</header>\n", level);
}

void page_put_module(const struct press *p, struct buf *out, size_t index,
                     bool book, bool inlined) {
  const struct module *m = &p->plan->course->modules[index];
  int level = book ? 1 : 2; /* of the module's title */
  struct xhtml x = {.out = out,
                    .plan = p->plan,
                    .edition = p->edition,
                    .media = &p->media,
                    .book = book,
                    .inlined = inlined};
  buf_puts(out, "<section class=\"wm-module\"");
  escape_put_attr(out, "id", m->id.s);
  escape_put_attr(out, "data-module", m->id.s);
  if (m->minutes > 0 && !book)
    buf_printf(out, " data-minutes=\"%d\"", m->minutes);
  if (book)
    buf_puts(out, " epub:type=\"chapter\" role=\"doc-chapter\"");
  buf_puts(out, " aria-labelledby=\"wm-");
  escape_attr(out, m->id.s);
  buf_puts(out, "-title\">\n");
  put_header(p, out, index, level);
  put_list(p, out, "wm-objectives", "book.objectives", &m->objectives,
           level + 1);
  xhtml_module(&x, p->arena, m, level);
  put_list(p, out, "wm-keypoints", "book.keypoints", &m->keypoints, level + 1);
  if (book)
    xhtml_solutions(&x, m, level + 1);
  xhtml_notes(&x, m);
  if (!book)
    put_steps(p, out, index);
  buf_puts(out, "</section>\n");
}
