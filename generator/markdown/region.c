/* Marks, and the stretches of text they are looked for in. */
#include "markdown/normaliser.h"

#include <string.h>

struct region region_join(struct arena *a, const struct source *s,
                          const struct content_line *lines, uint32_t count) {
  struct region r = {.base = lines[0].from, .lines = count};
  size_t len = 0;
  bool whole = true; /* nothing stands between the lines but line feeds */
  for (uint32_t i = 0; i < count; i++) {
    len += lines[i].to - lines[i].from + (i + 1 < count);
    whole = whole && (i == 0 || lines[i - 1].to + 1 == lines[i].from);
  }
  if (whole) {
    r.text = str_slice(s->text, r.base, r.base + len);
    return r;
  }
  char *text = arena_alloc(a, len);
  r.text = (struct str){text, len};
  r.line_at = arena_array(a, uint32_t, count);
  r.line_src = arena_array(a, uint32_t, count);
  for (uint32_t i = 0, at = 0; i < count; i++) {
    uint32_t size = lines[i].to - lines[i].from;
    r.line_at[i] = at;
    r.line_src[i] = lines[i].from;
    memcpy(text + at, s->text.ptr + lines[i].from, size);
    at += size;
    if (at < len)
      text[at++] = '\n';
  }
  return r;
}

uint32_t region_source(const struct region *r, size_t at) {
  if (!r->line_at)
    return r->base + (uint32_t)at;
  uint32_t line = last_at_most(r->line_at, r->lines, (uint32_t)at);
  return r->line_src[line] + ((uint32_t)at - r->line_at[line]);
}

/* What stands for mark `number` in the parsed text. */
static struct str mark_text(struct arena *a, enum mark_kind kind,
                            size_t number) {
  switch (kind) {
  case MARK_OPEN:
  case MARK_CLOSE:
  case MARK_TABLE:
    return arena_printf(a, "<?" MARK_START "%zu" MARK_END "?>", number);
  case MARK_COMPUTED:
    return arena_printf(a, MARK_START "%zu" MARK_END, number);
  default:
    return arena_printf(a, "," MARK_START "%zu" MARK_END ",", number);
  }
}

struct mark *normaliser_mark(struct normaliser *n, enum mark_kind kind,
                             uint32_t from, uint32_t to) {
  struct normal *normal = n->normal;
  size_t number = normal->mark_count;
  struct mark *m = ARENA_PUSH(n->scratch, normal->marks, normal->mark_count,
                              normal->mark_cap);
  m->kind = kind;
  m->at = source_loc(n->source, from, to - from);
  m->end = to;
  struct edit *e =
      ARENA_PUSH(n->scratch, n->edits.list, n->edits.count, n->edits.cap);
  *e = (struct edit){from, to, mark_text(n->scratch, kind, number), false};
  return m;
}
