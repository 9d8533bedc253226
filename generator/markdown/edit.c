/* Applies edits and remembers where every byte came from. */
#include "markdown/edit.h"

static void add_piece(struct arena *a, struct edited *e, uint32_t from,
                      bool verbatim) {
  struct piece *p = ARENA_PUSH(a, e->pieces, e->count, e->cap);
  *p = (struct piece){(uint32_t)e->out.len, from, verbatim};
}

void edited_put(struct arena *a, struct edited *e, struct str text,
                uint32_t from) {
  if (text.len == 0)
    return;
  add_piece(a, e, from, false);
  buf_put(&e->out, text);
}

static void copy(struct arena *a, struct edited *e, const struct source *s,
                 uint32_t from, uint32_t to) {
  if (from >= to)
    return;
  add_piece(a, e, from, true);
  buf_put(&e->out, str_slice(s->text, from, to));
}

void edited_copy(struct arena *a, struct edited *e, const struct source *s,
                 uint32_t from, uint32_t to, const struct edits *edits,
                 size_t first) {
  for (size_t i = first; i < edits->count; i++) {
    const struct edit *edit = &edits->list[i];
    if (edit->off)
      continue;
    copy(a, e, s, from, edit->from);
    edited_put(a, e, edit->with, edit->from);
    from = edit->to;
  }
  copy(a, e, s, from, to);
}

void edited_finish(struct arena *a, struct edited *e) {
  e->text = buf_str(&e->out);
  e->starts = line_starts(a, e->text, &e->line_count);
}

void edited_same(struct edited *e, const struct source *s) {
  e->text = s->text;
  e->starts = s->starts;
  e->line_count = s->line_count;
}

static size_t piece_of(const struct edited *e, uint32_t at) {
  size_t low = 0, high = e->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (e->pieces[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static bool piece_holds(const struct edited *e, size_t piece, uint32_t at) {
  return e->pieces[piece].at <= at &&
         (piece + 1 >= e->count || e->pieces[piece + 1].at > at);
}

uint32_t edited_source_near(const struct edited *e, uint32_t at, size_t *hint) {
  if (e->count == 0)
    return at;
  if (*hint + 1 < e->count && e->pieces[*hint + 1].at <= at)
    ++*hint;
  if (!piece_holds(e, *hint, at))
    *hint = piece_of(e, at);
  const struct piece *p = &e->pieces[*hint];
  return p->verbatim ? p->from + (at - p->at) : p->from;
}

uint32_t edited_source(const struct edited *e, uint32_t at) {
  size_t hint = 0;
  return edited_source_near(e, at, &hint);
}

struct str edited_line(const struct edited *e, uint32_t line) {
  if (line >= e->line_count)
    return STR("");
  struct str text = str_slice(e->text, e->starts[line], e->starts[line + 1]);
  if (text.len && text.ptr[text.len - 1] == '\n')
    text.len--;
  return text;
}
