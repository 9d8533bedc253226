#ifndef WM_MARKDOWN_CODE_SPAN_H
#define WM_MARKDOWN_CODE_SPAN_H

/* Code spans, found as CommonMark does, in linear time. */

#include "base/str.h"

enum { CODE_SPAN_MAX = 80 }; /* longer runs of backticks open no span */

/* Where the last run of each length stands, once the text was searched to its
 * end. Start with a zeroed one for each text. */
struct code_spans {
  bool searched;
  size_t last[CODE_SPAN_MAX + 1];
};

/* The end of the code span that opens at `from`; if none does, the end of the
 * run of backticks, and *found is false. */
size_t code_span_end(struct code_spans *c, struct str text, size_t from,
                     bool *found);

#endif
