/* First parse for the block structure, then the text for the second one. */
#include "markdown/normaliser.h"

#include "markdown/candidates.h"
#include "markdown/containers.h"
#include "markdown/parse.h"
#include "markdown/place.h"

/* The walk over the blocks of the first parse. */
struct walk {
  struct normaliser *n;
  struct candidates *candidates;
  const struct edited *first; /* the text that was parsed */
  struct parse_event e;
  uint32_t quotes;    /* block quotes around the event */
  uint32_t nested;    /* quotes and list items around it */
  uint32_t misplaced; /* containers opened inside these */
  bool colons;        /* the text has ::: */
  struct content_line *lines;
  size_t line_count, line_cap;
};

static bool has_additions(struct str text) {
  return str_find(text, '{', 0) < text.len ||
         str_find(text, '|', 0) < text.len ||
         str_find(text, '$', 0) < text.len ||
         str_search(text, STR(":::")) < text.len ||
         str_search(text, STR("[[")) < text.len ||
         str_search(text, STR("[^")) < text.len;
}

static void push_line(struct walk *w, uint32_t from, uint32_t to) {
  struct content_line *line =
      ARENA_PUSH(w->n->scratch, w->lines, w->line_count, w->line_cap);
  *line = (struct content_line){from, to};
}

static uint32_t line_end(const struct source *s, uint32_t line) {
  return s->starts[line] + (uint32_t)source_line(s, line).len;
}

static bool is_underline(struct str content) {
  struct str s = str_trim(content);
  for (size_t i = 0; i < s.len; i++)
    if ((s.ptr[0] != '=' && s.ptr[0] != '-') || s.ptr[i] != s.ptr[0])
      return false;
  return s.len > 0;
}

/* The source offset at which the event's block starts. */
static uint32_t event_start(const struct walk *w) {
  uint32_t line = w->first->starts[w->e.line - 1];
  return edited_source(w->first, line + w->e.col - 1);
}

/* Content lines of the paragraph or heading at the event. */
static void gather_lines(struct walk *w, uint32_t from) {
  const struct source *s = w->n->source;
  bool setext = w->e.kind == PARSE_HEADING;
  w->line_count = 0;
  push_line(w, from, line_end(s, w->e.line - 1));
  for (uint32_t i = w->e.line; i < w->e.end_line && i < s->line_count; i++) {
    struct str line = source_line(s, i);
    uint32_t start = place_content(line, w->quotes);
    if (setext && is_underline(str_slice(line, start, line.len)))
      return;
    push_line(w, s->starts[i] + start, line_end(s, i));
  }
}

/* Reports a container where none may be, but not what closes it. */
static void misplaced(struct walk *w, uint32_t at, bool close) {
  if (close && w->misplaced) {
    w->misplaced--;
    return;
  }
  w->misplaced += !close;
  diag_error(w->n->diags, source_loc(w->n->source, at, 3), "E-CONTAINER-PLACE",
             w->nested ? "a container may not stand in a list, a quote or a "
                         "footnote; end it first"
                       : "a container starts at most three spaces from the "
                         "margin");
}

static bool is_colons(struct str content) {
  struct str s = str_trim(content);
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] != ':')
      return false;
  return true;
}

static void check_colons(struct walk *w) {
  for (size_t i = 0; i < w->line_count; i++) {
    struct str content =
        str_slice(w->n->source->text, w->lines[i].from, w->lines[i].to);
    if (str_starts(content, ":::"))
      misplaced(w, w->lines[i].from, is_colons(content));
  }
}

static void scan_lines(struct walk *w, uint32_t count, bool heading) {
  if (count == 0)
    return;
  struct region r = region_join(w->n->scratch, w->n->source, w->lines, count);
  r.heading = heading;
  scan_inlines(w->n, &r);
}

static void visit_paragraph(struct walk *w) {
  const struct source *s = w->n->source;
  uint32_t from = event_start(w);
  uint32_t last = w->e.end_line < s->line_count ? w->e.end_line : s->line_count;
  struct str raw = str_slice(s->text, from, line_end(s, last - 1));
  bool pipes = str_find(raw, '|', 0) < raw.len;
  if (!pipes && !w->colons && str_find(raw, '{', 0) == raw.len &&
      str_find(raw, '[', 0) == raw.len && str_find(raw, '$', 0) == raw.len)
    return;
  gather_lines(w, from);
  if (w->colons)
    check_colons(w);
  uint32_t count = (uint32_t)w->line_count, header = count;
  struct table_start start;
  if (pipes)
    header = table_find(w->n, w->lines, count, &start);
  scan_lines(w, header, false);
  if (header < count)
    table_add(w->n, &start, w->lines + header, count - header);
}

/* # up to six, then a blank or the end of the line. */
static uint32_t atx_content(struct str text, uint32_t from) {
  uint32_t i = from;
  while (i < text.len && text.ptr[i] == '#')
    i++;
  bool atx = i > from && i - from <= 6 &&
             (i >= text.len || char_is_space(text.ptr[i]));
  if (!atx)
    return from;
  while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
    i++;
  return i;
}

static void visit_heading(struct walk *w) {
  uint32_t start = event_start(w);
  uint32_t from = atx_content(w->n->source->text, start);
  if (from != start)
    w->e.end_line = w->e.line;
  gather_lines(w, from);
  scan_lines(w, (uint32_t)w->line_count, true);
}

static void visit_container(struct walk *w, const struct candidate *c) {
  struct normaliser *n = w->n;
  struct container_line line =
      container_read(n->arena, n->diags, n->source, c->from);
  if (w->nested) {
    misplaced(w, c->from, line.close);
    return;
  }
  struct mark *m =
      normaliser_mark(n, line.close ? MARK_CLOSE : MARK_OPEN, c->from, c->to);
  m->text = line.name;
  m->arg = line.arg;
  m->attrs = line.attrs;
}

static void check_swallowed(struct walk *w, uint32_t lines) {
  if (str_starts(str_trim(w->e.literal), "<!--"))
    return;
  for (uint32_t i = 0; i < lines; i++) {
    const struct candidate *c = candidate_at(w->candidates, w->e.line - 1 + i);
    if (c && c->kind == CANDIDATE_CONTAINER)
      diag_error(w->n->diags, source_loc(w->n->source, c->from, 3),
                 "E-CONTAINER-HTML",
                 "this line belongs to the raw HTML above it; leave an empty "
                 "line between them");
  }
}

static void visit_html(struct walk *w) {
  struct str literal = str_trim(w->e.literal);
  const struct candidate *c = candidate_at(w->candidates, w->e.line - 1);
  if (c && c->kind == CANDIDATE_CONTAINER && str_is(literal, CANDIDATE_MARK)) {
    visit_container(w, c);
    return;
  }
  uint32_t lines = 0;
  for (size_t i = 0; i < w->e.literal.len;
       i = str_find(w->e.literal, '\n', i) + 1)
    lines++;
  check_swallowed(w, lines);
}

static void visit_item(struct walk *w) {
  struct normaliser *n = w->n;
  struct candidate *c = candidate_at(w->candidates, w->e.line - 1);
  if (!c || c->kind != CANDIDATE_FOOTNOTE)
    return;
  struct normal *normal = n->normal;
  struct footnote_line *f =
      ARENA_PUSH(n->scratch, normal->footnotes, normal->footnote_count,
                 normal->footnote_cap);
  f->line = c->line;
  f->label = c->label;
  f->at = source_loc(n->source, c->from, (uint32_t)c->label.len + 4);
  struct edit *e =
      ARENA_PUSH(n->scratch, n->edits.list, n->edits.count, n->edits.cap);
  *e = (struct edit){c->from, c->to, w->candidates->bullet, false};
  w->candidates->next++;
}

static void visit(struct walk *w) {
  int step = w->e.enter ? 1 : -1;
  if (w->e.kind == PARSE_QUOTE || w->e.kind == PARSE_ITEM)
    w->nested += (uint32_t)step;
  if (w->e.kind == PARSE_QUOTE)
    w->quotes += (uint32_t)step;
  if (w->nested == 0)
    w->misplaced = 0;
  if (!w->e.enter)
    return;
  if (w->e.kind == PARSE_ITEM)
    visit_item(w);
  else if (w->e.kind == PARSE_HTML_BLOCK)
    visit_html(w);
  else if (w->e.kind == PARSE_PARAGRAPH)
    visit_paragraph(w);
  else if (w->e.kind == PARSE_HEADING)
    visit_heading(w);
}

static void find_additions(struct normaliser *n) {
  struct candidates candidates = candidates_find(n->scratch, n->source);
  struct edited first = candidates_apply(n->scratch, n->source, &candidates);
  struct parse *p = parse_text(first.text);
  struct walk w = {.n = n, .candidates = &candidates, .first = &first};
  w.colons = str_search(n->source->text, STR(":::")) < n->source->text.len;
  while (parse_next_block(p, &w.e))
    visit(&w);
  parse_free(p);
  buf_free(&first.out);
}

struct normal normalise(struct arena *a, struct arena *scratch, struct diags *d,
                        const struct source *s, bool plain) {
  struct normal normal = {.source = s};
  if (plain || !has_additions(s->text)) {
    edited_same(&normal.edited, s);
    return normal;
  }
  struct normaliser n = {.arena = a,
                         .scratch = scratch,
                         .diags = d,
                         .source = s,
                         .normal = &normal};
  find_additions(&n);
  if (n.edits.count == 0) {
    edited_same(&normal.edited, s);
    return normal;
  }
  edited_copy(scratch, &normal.edited, s, 0, (uint32_t)s->text.len, &n.edits,
              0);
  edited_finish(scratch, &normal.edited);
  return normal;
}

void normal_free(struct normal *n) { buf_free(&n->edited.out); }

/* A mark's number and where it ends; 0 if there is none at `from`. */
static size_t mark_at(const struct normal *n, struct str text, size_t from,
                      uint32_t *number) {
  struct str rest = str_slice(text, from, text.len);
  if (!str_starts(rest, MARK_START))
    return 0;
  size_t i = from + 3, value = 0;
  while (i < text.len && char_is_digit(text.ptr[i]) && value < n->mark_count)
    value = value * 10 + (size_t)(text.ptr[i++] - '0');
  rest = str_slice(text, i, text.len);
  if (value >= n->mark_count || !str_starts(rest, MARK_END))
    return 0;
  *number = (uint32_t)value;
  return i + 3;
}

bool normal_next_mark(const struct normal *n, struct str text, size_t from,
                      size_t *start, size_t *end, uint32_t *number) {
  for (size_t i = str_find(text, '\xEF', from); i < text.len;
       i = str_find(text, '\xEF', i + 1)) {
    *end = mark_at(n, text, i, number);
    if (*end == 0)
      continue;
    *start = i;
    if (n->marks[*number].kind != MARK_COMPUTED && i > from &&
        *end < text.len) {
      *start -= 1;
      *end += 1;
    }
    return true;
  }
  return false;
}

struct str normal_restore(struct arena *a, const struct normal *n,
                          struct str text) {
  size_t start, end, from = 0;
  uint32_t number;
  if (n->mark_count == 0 ||
      !normal_next_mark(n, text, 0, &start, &end, &number))
    return arena_str(a, text);
  struct buf out;
  buf_init(&out, 0);
  do {
    buf_put(&out, str_slice(text, from, start));
    buf_put(&out, n->marks[number].original);
    from = end;
  } while (normal_next_mark(n, text, from, &start, &end, &number));
  buf_put(&out, str_slice(text, from, text.len));
  struct str result = arena_str(a, buf_str(&out));
  buf_free(&out);
  return result;
}
