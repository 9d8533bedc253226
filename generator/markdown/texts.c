/* Reads texts without blocks: each is laid out like a cell of a table, which
 * nothing can make a list, a heading or a quote of. */
#include "markdown/reader.h"

#include <string.h>

#include "markdown/normaliser.h"
#include "markdown/source.h"
#include "markdown/tree.h"

/* A backslash before the line end at `at` that is not escaped itself. */
static bool hard_break(struct str text, uint32_t from, uint32_t at) {
  uint32_t slashes = 0;
  while (at > from + slashes && text.ptr[at - slashes - 1] == '\\')
    slashes++;
  return slashes % 2 == 1;
}

/* Line ends of source [from, to) become blanks or marks of hard breaks. */
static void mark_breaks(struct normaliser *n, uint32_t from, uint32_t to) {
  struct str text = n->source->text;
  for (uint32_t i = from; i < to; i++) {
    if (text.ptr[i] != '\n')
      continue;
    if (hard_break(text, from, i)) {
      normaliser_mark(n, MARK_BREAK, i - 1, i + 1)->original = STR("\\\n");
    } else {
      struct edit *e =
          ARENA_PUSH(n->scratch, n->edits.list, n->edits.count, n->edits.cap);
      *e = (struct edit){i, i + 1, STR(" "), false};
    }
  }
}

/* Insertion sort by place: breaks are few. */
static void sort_edits(struct edits *edits, size_t first) {
  for (size_t i = first + 1; i < edits->count; i++)
    for (size_t j = i; j > first; j--) {
      struct edit *a = &edits->list[j - 1], *b = &edits->list[j], swap = *a;
      if (a->from <= b->from)
        break;
      *a = *b;
      *b = swap;
    }
}

/* Breaks inside what is one mark already, such as {{ }}, are part of it. */
static void drop_covered(struct edits *edits, size_t first) {
  uint32_t end = 0;
  for (size_t i = first; i < edits->count; i++) {
    struct edit *e = &edits->list[i];
    if (e->off)
      continue;
    e->off = e->from < end;
    if (!e->off)
      end = e->to;
  }
}

static void put_text(struct normaliser *n, uint32_t from, uint32_t to) {
  struct region r = {
      .text = str_slice(n->source->text, from, to), .base = from, .lines = 1};
  size_t before = n->edits.count;
  scan_inlines(n, &r);
  if (str_find(r.text, '\n', 0) < r.text.len) {
    mark_breaks(n, from, to);
    sort_edits(&n->edits, before);
    drop_covered(&n->edits, before);
  }
  table_put_cell(n, from, to, before);
}

struct normal normalise_texts(struct arena *a, struct arena *scratch,
                              struct diags *d, const struct source *s,
                              const uint32_t *starts, size_t count,
                              struct str references) {
  struct normal normal = {.source = s};
  struct normaliser n = {.arena = a,
                         .scratch = scratch,
                         .diags = d,
                         .source = s,
                         .normal = &normal};
  for (size_t i = 0; i < count; i++) {
    uint32_t from = starts[i], to = starts[i + 1] - 1;
    while (from < to && char_is_space(s->text.ptr[from]))
      from++;
    while (to > from && char_is_space(s->text.ptr[to - 1]))
      to--;
    struct table_cell *cell =
        ARENA_PUSH(scratch, normal.cells, normal.cell_count, normal.cell_cap);
    cell->at = source_loc(s, from, 0);
    cell->empty = from == to;
    if (!cell->empty)
      put_text(&n, from, to);
  }
  edited_put(scratch, &normal.edited, references, (uint32_t)s->text.len);
  edited_finish(scratch, &normal.edited);
  return normal;
}

/* The texts one after another, with where each of them starts. */
static struct str join(struct arena *a, const struct str *texts, size_t count,
                       uint32_t *starts) {
  struct buf all;
  buf_init(&all, MD_MAX_BYTES);
  for (size_t i = 0; i < count; i++) {
    starts[i] = (uint32_t)all.len;
    buf_put(&all, texts[i]);
    buf_char(&all, '\n');
  }
  starts[count] = (uint32_t)all.len;
  struct str joined = arena_str(a, buf_ok(&all) ? buf_str(&all) : STR(""));
  buf_free(&all);
  return joined;
}

struct node **md_read_texts(struct arena *a, struct diags *d, uint32_t src,
                            const struct str *texts, size_t count,
                            struct str references) {
  struct arena *scratch = arena_create();
  uint32_t *starts = arena_array(scratch, uint32_t, count + 1);
  struct node **cells = arena_array(a, struct node *, count);
  struct str joined = join(a, texts, count, starts);
  struct source source = source_open(a, scratch, d, src, joined, 1);
  bool same = source.text.len == joined.len && joined.len; /* nothing cut */
  struct footnotes footnotes = {0};
  if (same) {
    struct normal normal =
        normalise_texts(a, scratch, d, &source, starts, count, references);
    tree_build(a, scratch, d, &normal, false, &footnotes);
    for (size_t i = 0; i < count; i++)
      cells[i] = normal.cells[i].node;
    normal_free(&normal);
  }
  for (size_t i = 0; i < count; i++)
    if (!cells[i])
      cells[i] = node_create(a, NODE_CELL, (struct loc){src, 0, 0, 0});
  arena_destroy(scratch);
  return cells;
}

struct str md_references(struct arena *a, struct str text) {
  struct buf out = {0};
  struct str line;
  while (str_next_line(&text, &line)) {
    size_t indent = 0;
    while (indent < 3 && indent < line.len && line.ptr[indent] == ' ')
      indent++;
    struct str rest = str_slice(line, indent, line.len);
    if (!str_starts(rest, "[") || str_starts(rest, "[^") ||
        str_search(rest, STR("]:")) == rest.len)
      continue;
    buf_put(&out, rest);
    buf_puts(&out, "\n\n");
  }
  struct str found = arena_str(a, buf_str(&out));
  buf_free(&out);
  return found;
}
