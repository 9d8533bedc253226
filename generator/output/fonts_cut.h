#ifndef WM_FONTS_CUT_H
#define WM_FONTS_CUT_H

/* Cutting faces down with hb-subset. For fonts.c alone. */

#include "output/fonts.h"

struct font_range {
  uint32_t first, last;
};

struct font_script {
  const char *name, *id;
  const char *stems[4]; /* files' names before "-Regular.ttf"; ends with NULL */
  struct font_range ranges[5]; /* ends with zeros */
  uint32_t digits;             /* its zero */
  const char *languages[5];    /* BCP 47; ends with NULL */
  bool book_only;
};

/* A face that was made. */
struct cut {
  struct str source, characters, ttf;
};

struct cutter {
  struct arena *arena;
  struct str folder; /* empty: the usual ones */
  struct cut *items;
  size_t count, cap;
  bool no_program;                     /* said already */
  const struct font_script *absent[8]; /* those whose absence was said */
  size_t absent_count;
};

/* `characters`: a list of hexadecimal code points and ranges. False when there
 * is no such face, which is warned of once. */
bool cutter_cut(struct cutter *c, struct diags *d, const struct font_script *s,
                const char *weight, struct str characters, struct str *ttf);

#endif
