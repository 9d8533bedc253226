#ifndef WM_FONTS_H
#define WM_FONTS_H

/* Faces for scripts that many readers lack (Thai, Lao, Khmer, Burmese; in books
 * Arabic, too), cut down to the characters that an output shows. The faces are
 * Noto's (SIL Open Font License 1.1, named in each face), cut by hb-subset. In
 * style sheets they are one family, Waymark, which comes behind the names of
 * systems' own faces. */

#include "base/diag.h"

/* What a build has made so far, so that outputs with the same characters share
 * it, and that what is missing is said once. */
struct fonts;

/* `folder` holds the faces; empty: where systems keep them. */
struct fonts *fonts_open(struct arena *a, struct str folder);

/* Characters that occur: a bit for each code point up to U+FFFF. */
struct font_use {
  uint8_t seen[0x10000 / 8];
};

/* Adds the characters of a text or of markup. */
void font_use_add(struct font_use *use, struct str text);
/* Those of a script: without digits, for it lists the digits of every script
 * that a number may be typed in. */
void font_use_add_script(struct font_use *use, struct str script);

struct font_face {
  struct str file; /* "font-thai-400.ttf" */
  struct str ttf;
  int weight; /* 400 or 700 */
  int script; /* for fonts_put_css */
};

struct font_faces {
  const struct font_face *items;
  size_t count;
};

/* The faces for what is used and the digits of its scripts; `book`: also for
 * Arabic. Missing faces or programs are warned of, each once in a build
 * (W-FONT-FILE, W-FONT-PROGRAM). `f` may be NULL: no faces. */
struct font_faces fonts_make(struct fonts *f, struct diags *d,
                             const struct font_use *use, bool book);

/* @font-face rules with the faces as data: addresses. A file beside would not
 * do: in a frame without an origin, as platforms use, no file of fonts loads.
 */
void fonts_put_page_css(struct buf *out, struct font_faces faces);
/* The same with their files beside the sheet, and rules that use them: in a
 * book the family is otherwise the reader's. */
void fonts_put_book_css(struct buf *out, struct font_faces faces);

/* "Khmer 71 kB, Thai 20 kB": the largest made for each script, both weights
 * together. Nothing when none was made. */
void fonts_put_sizes(const struct fonts *f, struct buf *out);

#endif
