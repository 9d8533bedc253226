/* Places of inline nodes. */
#include "markdown/place.h"

uint32_t place_content(struct str line, uint32_t quotes) {
  for (uint32_t i = 0;; i++) {
    while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
      i++;
    if (quotes == 0 || i >= line.len || line.ptr[i] != '>')
      return i;
    quotes--;
  }
}

void place_block(struct place *p, uint32_t line, uint32_t col, uint32_t lost) {
  p->line = line - 1;
  p->col = col - 1;
  p->current = line;
  p->drift = p->ahead = lost;
  p->passed = p->passed_lines = 0;
  p->cached_line = p->line;
  p->cached_start = p->normal->edited.starts[p->line] + p->col;
}

static uint32_t content_of(struct place *p, uint32_t line) {
  if (line == p->cached_line)
    return p->cached_start;
  const struct edited *e = &p->normal->edited;
  p->cached_line = line;
  p->cached_start =
      line == p->line
          ? e->starts[line] + p->col
          : e->starts[line] + place_content(edited_line(e, line), p->quotes);
  return p->cached_start;
}

static void set_line(struct place *p, uint32_t line) {
  if (line <= p->current)
    return;
  p->current = line;
  p->drift = p->ahead;
  p->passed = p->passed_lines = 0;
}

uint32_t place_offset(struct place *p, uint32_t line, uint32_t col) {
  const struct edited *e = &p->normal->edited;
  set_line(p, line);
  uint32_t rest = col > p->col ? col - 1 - p->col : 0;
  bool current = line == 0 || line == p->current;
  if (!current || rest < p->passed)
    p->passed = p->passed_lines = 0;
  rest -= p->passed;
  for (uint32_t at =
           (line ? line : p->current) - 1 + p->drift + p->passed_lines;
       at < e->line_count; at++) {
    uint32_t start = content_of(p, at);
    uint32_t end = e->starts[at] + (uint32_t)edited_line(e, at).len;
    if (start + rest <= end)
      return start + rest;
    rest -= end - start + 1;
    if (!current)
      continue;
    p->passed += end - start + 1;
    p->passed_lines++;
    if (p->drift + p->passed_lines > p->ahead)
      p->ahead = p->drift + p->passed_lines;
  }
  return (uint32_t)e->text.len;
}

struct loc place_loc(struct place *p, uint32_t offset, size_t len) {
  uint32_t at = edited_source_near(&p->normal->edited, offset, &p->piece);
  return source_loc_near(p->normal->source, at, (uint32_t)len, &p->source_line);
}

struct loc place_of_block(struct place *p, uint32_t line, uint32_t col,
                          size_t len) {
  const struct edited *e = &p->normal->edited;
  if (line == 0 || line > e->line_count)
    return place_loc(p, (uint32_t)e->text.len, 0);
  return place_loc(p, e->starts[line - 1] + col - 1, len);
}
