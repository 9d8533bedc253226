/* Finds the ends of code spans. */
#include "markdown/code_span.h"

static size_t run_end(struct str text, size_t from) {
  while (from < text.len && text.ptr[from] == '`')
    from++;
  return from;
}

/* Step for step what cmark does, so that both agree on every text. */
size_t code_span_end(struct code_spans *c, struct str text, size_t from,
                     bool *found) {
  size_t open_end = run_end(text, from);
  size_t length = open_end - from;
  *found = false;
  if (length > CODE_SPAN_MAX || (c->searched && c->last[length] <= open_end))
    return open_end;
  for (size_t i = str_find(text, '`', open_end); i < text.len;
       i = str_find(text, '`', i)) {
    size_t start = i;
    i = run_end(text, i);
    if (i - start <= CODE_SPAN_MAX)
      c->last[i - start] = start;
    if (i - start == length) {
      *found = true;
      return i;
    }
  }
  c->searched = true;
  return open_end;
}
