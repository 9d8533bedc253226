#ifndef WM_THEME_COLOUR_H
#define WM_THEME_COLOUR_H

/* Whether people with weak eyes can read text in a theme's colour. */

#include "base/diag.h"

/* Warns (W-THEME-CONTRAST) of an --accent that has too little contrast with a
 * light page, and of an --accent-dark with a dark one: WCAG 2.2, 1.4.3, 4.5 to
 * 1. Only colours written #rgb or #rrggbb are judged. */
void theme_check_colours(struct diags *d, struct loc at, struct str css);

#endif
