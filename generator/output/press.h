#ifndef WM_PRESS_H
#define WM_PRESS_H

/* What the writers of one edition (a course in one language) share, and the
 * pieces of markup that page and book have in common. */

#include "output/bundle.h"
#include "output/fonts.h"
#include "output/output.h"
#include "output/template.h"
#include "output/theme.h"
#include "output/xhtml.h"

struct press {
  struct arena *arena;
  struct diags *diags;
  const struct lesson_plan *plan;
  const struct evaluation *edition;
  const struct output_options *options;
  struct theme theme;
  struct media_list media;
  struct fonts *fonts; /* NULL: none are embedded */
  struct str language; /* BCP 47: of numbers and interface texts */
  struct str written;  /* of the text: the source's until it is translated */
  struct str dir;      /* of the text: ltr or rtl */
  struct str name;     /* ID-LANG: the outputs' names without an extension */
};

/* Whether any exercise makes the page need the engine. */
bool press_has_exercises(const struct press *p);
bool press_module_has_exercises(const struct press *p, const struct module *m);
/* Whether any data ships, so that its sources are told. */
bool press_has_sources(const struct press *p);
bool press_has_glossary(const struct press *p);
bool press_has_answers(const struct press *p);

/* Fills the template of that name and adds it to the bundle; slots for
 * language and dir are added to those given. */
bool press_add_page(const struct press *p, struct bundle *b, const char *name,
                    struct str path, const struct slot *slots, size_t count);
/* The same into a buffer. Reports a slot nobody knows (E-TEMPLATE-SLOT). */
bool press_fill(const struct press *p, struct buf *out, const char *name,
                const struct slot *slots, size_t count);

/* foreign.c: texts of the course. In a translated course those that are still
 * in the source language stand in a span (or in an element that is open, with
 * `class` before) of that language and the class wm-untranslated. */
void press_put_text(const struct press *p, struct buf *out,
                    const struct text *t);
/* ` class="…" lang="…" dir="…"` for the element that holds `t`. */
void press_put_class(const struct press *p, struct buf *out, const char *class,
                     const struct text *t);

/* page.c: markup of page-wide pieces. `book` chooses EPUB's form. */
/* How much of an edition is translated, in its own language. */
void page_put_completeness(struct buf *out, struct str language, int percent);
/* The theme's logo, as a picture in the page itself; nothing without one. */
void page_put_logo(const struct press *p, struct buf *out);
void page_put_cover(const struct press *p, struct buf *out);
void page_put_map(const struct press *p, struct buf *out);
void page_put_colophon(const struct press *p, struct buf *out);
/* One module with its header, objectives, text, key points and, in the page,
 * the ways to its neighbours. `inlined`: pictures as data: addresses. */
void page_put_module(const struct press *p, struct buf *out, size_t index,
                     bool book, bool inlined);
/* answers.c: the answers to all exercises, for paper and where no script runs.
 */
void page_put_answers(const struct press *p, struct buf *out, bool book);
/* glossary.c: the terms that the course explains, if it has any. */
void page_put_glossary(const struct press *p, struct buf *out, bool book);
/* sources.c: "Data and sources", made from the data package. */
void page_put_sources(const struct press *p, struct buf *out, bool book);

/* course_script.c: course.js and data-NAME.js, as JSON inside one call, in
 * ASCII. */
enum script_form { SCRIPT_PAGE, SCRIPT_SINGLE, SCRIPT_BOOK };
void script_put_course(const struct press *p, struct buf *out,
                       enum script_form form);
void script_put_data(struct arena *a, struct buf *out,
                     const struct resource *r);

/* html.c: the page with its assets; in one file. */
bool html_add_files(const struct press *p, struct bundle *b);
bool single_put_page(const struct press *p, struct buf *out);
/* What stands beside it below `folder`: engine, data and pictures; for a book,
 * whose folder ends with a slash, style and scripts, too. And the elements that
 * load a book's scripts. */
bool html_add_assets(const struct press *p, struct bundle *b,
                     struct str folder);
void html_put_scripts(const struct press *p, struct buf *out);
void html_put_inline_style(const struct press *p, struct buf *out);
/* The style element with the faces that a page needs, if it needs any. */
void html_put_fonts(const struct press *p, struct buf *out,
                    const struct font_use *use);
/* A page without script that is titled as the course, with its style and the
 * fonts that it needs. Frees `body`. */
bool html_put_sheet(const struct press *p, struct buf *out, struct buf *body);
/* Adds what the bundle's documents, texts and data show. */
void bundle_add_use(const struct bundle *b, struct font_use *use);

/* scorm.c: imsmanifest.xml, which lists what the bundle holds. */
void scorm_put_manifest(const struct press *p, const struct bundle *b,
                        struct buf *out);
/* epub.c: every file of the EPUB, in order. */
bool epub_add_files(const struct press *p, struct bundle *b);
/* start.c: the start page of what OUT holds. */
bool start_put_page(const struct press *p, const struct evaluation *editions,
                    size_t count, struct buf *out);

#endif
