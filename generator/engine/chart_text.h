#ifndef WM_ENGINE_CHART_TEXT_H
#define WM_ENGINE_CHART_TEXT_H

/* How much room a text takes, and where its lines may break. The reader's font
 * is not known here, so widths are estimates on the generous side, for letters
 * of CHART_FONT. Like all lengths of a drawing they are in tenths of its unit.
 */

#include "base/str.h"

enum { CHART_FONT = 140, CHART_LEADING = 170 };

int chart_text_width(struct str s);
/* Takes the next line of at most `width` (0: no limit) off `rest`; false at the
 * end. Lines break at spaces, or between letters where a script has none; a
 * longer word of other scripts stays whole. */
bool chart_text_line(struct str *rest, int width, struct str *line);
int chart_text_lines(struct str s, int width);
/* The widest line when broken at `width`. */
int chart_text_widest(struct str s, int width);

#endif
