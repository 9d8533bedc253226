#ifndef WM_THEME_H
#define WM_THEME_H

/* The templates, styles and scripts of an edition: those compiled in, or a file
 * of the same name from the course's `theme` folder. Three files there add
 * instead of replacing: theme.css follows our own style, logo.svg or logo.png
 * stands in the bar, on the title page and on the start page, cover.svg, .png
 * or .jpg is the EPUB's cover. */

#include "course/course.h"
#include "output/asset.h"

struct theme {
  struct asset *items; /* what the course overrides */
  size_t count, cap;
};

/* Reads the course's theme folder, if it names one, into `a`. A file that
 * overrides nothing is an error (E-THEME-FILE); a script is reported
 * (W-THEME-SCRIPT), since it runs in every reader's page. */
bool theme_read(struct arena *a, struct diags *d, const struct course *c,
                struct theme *out);
/* Never NULL for the names of templates/; NULL for others that are not there,
 * such as the engine in a program built without it. */
const struct asset *theme_asset(const struct theme *t, const char *name);

#endif
