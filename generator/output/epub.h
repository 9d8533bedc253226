#ifndef WM_EPUB_H
#define WM_EPUB_H

/* What the files of the EPUB writer share. Not for other files. */

#include "output/press.h"

/* A document of the book's spine. */
struct spine_page {
  struct str file;  /* "chapter-x.xhtml", below EPUB/ */
  const char *type; /* of its body: "bodymatter" … */
  bool scripted, svg, mathml;
};

struct book {
  const struct press *press;
  struct bundle *bundle;
  struct spine_page *pages;
  size_t count, cap;
};

/* epub_cover.c: EPUB/cover.svg, .png or .jpg. */
bool epub_add_cover(const struct book *book);
/* epub_package.c: EPUB/package.opf for what the bundle holds below EPUB/. */
void epub_put_package(const struct book *book, struct buf *out);
/* The same for every build of this edition in this language, and no other. */
void epub_put_identifier(const struct press *p, struct buf *out);
/* epub_nav.c: the lists of nav.xhtml, and EPUB/toc.ncx, the contents for
 * readers of before EPUB 3. */
void epub_put_toc(const struct book *book, struct buf *out);
void epub_put_ncx(const struct book *book, struct buf *out);
void epub_put_landmarks(const struct book *book, struct buf *out);

#endif
