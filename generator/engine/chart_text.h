#ifndef WM_ENGINE_CHART_TEXT_H
#define WM_ENGINE_CHART_TEXT_H

/* How much room a text takes, and where its lines may break. The reader's font
 * is not known here, so widths are estimates on the generous side, in
 * hundredths of the font's size. */

#include "base/str.h"

double chart_text_width(struct str s);
/* Takes the next line of at most `width` off `rest`; false at the end. Lines
 * break at spaces, or between letters where a script has none; a longer word of
 * other scripts stays whole. */
bool chart_text_line(struct str *rest, double width, struct str *line);
int chart_text_lines(struct str s, double width);
/* The widest line when broken at `width`. */
double chart_text_widest(struct str s, double width);

#endif
