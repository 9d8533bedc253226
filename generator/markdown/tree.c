/* The block half of the tree builder. */
#include "markdown/convert.h"

#include "markdown/attributes.h"
#include "markdown/raw_html.h"

static bool in_front(const struct converter *c, const struct parse_event *e) {
  return e->line <= c->normal->front_lines;
}

static struct node *open_block(struct converter *c, enum node_kind kind,
                               const struct parse_event *e) {
  struct loc at = place_of_block(&c->place, e->line, e->col, 0);
  struct node *n = node_create(c->arena, kind, at);
  if (!raw_html_accepts_blocks(&c->b)) {
    diag_error(c->diags, at, "E-HTML-PLACE",
               "text may not stand here: <%.*s> is still open",
               STR_ARG(builder_top(&c->b)->node->as.element.tag));
    while (!raw_html_accepts_blocks(&c->b))
      builder_close(&c->b);
  }
  return n;
}

/* Lines at the start of a paragraph that the parser took as definitions. */
static uint32_t lost_lines(const struct converter *c,
                           const struct parse_event *e) {
  struct str line = edited_line(&c->normal->edited, e->line - 1);
  struct str rest = str_slice(line, e->col - 1, line.len);
  uint32_t last = parse_last_inline_line(e);
  bool starts = str_starts(rest, "[") &&
                str_search(rest, STR("]:")) < rest.len &&
                !str_starts(parse_first_text(e), "[");
  return starts && last && e->end_line > last ? e->end_line - last : 0;
}

/* The lines from the parser's `line` (from 1) and `col` to `end_line`, as they
 * stand in the author's file. */
static struct str written_lines(const struct converter *c, uint32_t line,
                                uint32_t col, uint32_t end_line) {
  const struct edited *e = &c->normal->edited;
  const struct source *s = c->normal->source;
  if (c->plain || line == 0 || line > e->line_count)
    return STR("");
  uint32_t last = end_line < e->line_count ? end_line : e->line_count;
  last = last < line ? line : last;
  uint32_t from = edited_source(e, e->starts[line - 1] + col - 1);
  uint32_t end = e->starts[last - 1] + (uint32_t)edited_line(e, last - 1).len;
  uint32_t to =
      end < e->text.len ? edited_source(e, end) : (uint32_t)s->text.len;
  return str_slice(s->text, from, to < from ? from : to);
}

static void open_paragraph(struct converter *c, const struct parse_event *e) {
  if (in_front(c, e)) {
    while (c->normal->cells[c->next_cell].empty)
      c->next_cell++;
    struct table_cell *cell = &c->normal->cells[c->next_cell++];
    cell->node = node_create(c->arena, NODE_CELL, cell->at);
    cell->node->as.cell.source = cell->source;
    builder_open(&c->b, FRAME_PARSED, cell->node);
    c->cell_start = true;
    place_block(&c->place, e->line, e->col, 0);
    return;
  }
  struct node *n = open_block(c, NODE_PARAGRAPH, e);
  uint32_t lost = lost_lines(c, e);
  n->as.paragraph.source =
      written_lines(c, e->line + lost, lost ? 1 : e->col, e->end_line);
  builder_open(&c->b, FRAME_PARSED, n);
  place_block(&c->place, e->line, e->col, lost);
}

static void close_paragraph(struct converter *c) {
  struct node *n = builder_close_parsed(&c->b);
  if (n && n->kind == NODE_CELL)
    node_unlink(n);
  else if (n)
    convert_task(c, n);
}

static void open_heading(struct converter *c, const struct parse_event *e) {
  struct node *n = open_block(c, NODE_HEADING, e);
  n->as.heading.level = parse_heading_level(e);
  uint32_t line = n->at.line - c->normal->source->first_line;
  const struct heading_attrs *all = c->normal->headings;
  while (c->next_heading < c->normal->heading_count &&
         all[c->next_heading].line < line)
    c->next_heading++;
  if (c->next_heading < c->normal->heading_count &&
      all[c->next_heading].line == line)
    n->attrs = all[c->next_heading].attrs;
  attributes_limit(c->arena, c->diags, n->attrs, false);
  n->as.heading.source = written_lines(c, e->line, e->col, e->end_line);
  builder_open(&c->b, FRAME_PARSED, n);
  place_block(&c->place, e->line, e->col, 0);
}

static void open_list(struct converter *c, const struct parse_event *e) {
  struct node *n = open_block(c, NODE_LIST, e);
  n->as.list.ordered = parse_list_ordered(e);
  n->as.list.tight = parse_list_tight(e);
  n->as.list.start = n->as.list.ordered ? parse_list_start(e) : 0;
  builder_open(&c->b, FRAME_PARSED, n);
}

/* A list of footnote definitions alone is none. */
static void close_list(struct converter *c) {
  struct node *n = builder_close_parsed(&c->b);
  if (n && !n->first && c->normal->footnote_count)
    node_unlink(n);
}

static void open_item(struct converter *c, const struct parse_event *e) {
  struct node *n = open_block(c, NODE_ITEM, e);
  const struct normal *normal = c->normal;
  if (c->next_footnote < normal->footnote_count) {
    const struct footnote_line *f = &normal->footnotes[c->next_footnote];
    if (n->at.line == f->at.line) {
      c->next_footnote++;
      n->kind = NODE_FOOTNOTE;
      n->at = f->at;
      n->as.footnote.label = arena_str(c->arena, f->label);
      struct footnotes *all = c->footnotes;
      *ARENA_PUSH(c->scratch, all->list, all->count, all->cap) = n;
    }
  }
  builder_open(&c->b, FRAME_PARSED, n);
}

static void open_quote(struct converter *c, const struct parse_event *e) {
  builder_open(&c->b, FRAME_PARSED, open_block(c, NODE_QUOTE, e));
  c->place.quotes++;
}

static uint32_t count_lines(struct str text) {
  uint32_t lines = 0;
  for (size_t i = 0; i < text.len; i = str_find(text, '\n', i) + 1)
    lines++;
  return lines;
}

static size_t run_length(struct str text, char c) {
  size_t n = 0;
  while (n < text.len && text.ptr[n] == c)
    n++;
  return n;
}

static bool str_ends_with(struct str s, struct str end) {
  return s.len >= end.len && str_eq(str_slice(s, s.len - end.len, s.len), end);
}

static void report_fence(struct converter *c, struct loc at, struct str marks) {
  if (c->plain)
    return;
  diag_error(c->diags, at, "E-FENCE-OPEN",
             "this code block is not closed; a line of %.*s alone closes it",
             STR_ARG(marks));
}

/* Whether line `number` (from 0) of the parsed text could close the fence. */
static bool closes_fence(const struct converter *c, uint32_t number,
                         struct str fence) {
  struct str line = edited_line(&c->normal->edited, number);
  line = str_slice(line, place_content(line, c->place.quotes), line.len);
  size_t run = run_length(line, fence.ptr[0]);
  return run >= fence.len && str_trim(str_slice(line, run, line.len)).len == 0;
}

/* A fence ends with its closing line or with its parent; the parser does not
 * say which. It gives the line that ended the parent as the last one, so a
 * closing line there is the fence's own unless a next block starts on it. */
static void check_fence(struct converter *c, const struct parse_event *e,
                        struct str fence, struct loc at) {
  uint32_t content = count_lines(e->literal);
  bool closed = e->end_line == e->line + content + 1 &&
                closes_fence(c, e->end_line - 1, fence);
  if (!closed) {
    report_fence(c, at, fence);
    c->open_fence =
        c->b.depth == 1 || builder_top(&c->b)->kind == FRAME_CONTAINER;
    return;
  }
  c->fence = at;
  c->fence_marks = fence;
  c->fence_end = e->end_line;
}

static void settle_fence(struct converter *c, const struct parse_event *e) {
  if (c->fence.line && e->enter && e->line == c->fence_end)
    report_fence(c, c->fence, c->fence_marks);
  if (e->enter)
    c->fence.line = 0;
}

/* Info words and attributes as written after the fence. */
static void read_info(struct converter *c, const struct parse_event *e,
                      struct node *n, uint32_t from, uint32_t to) {
  const struct source *s = c->normal->source;
  struct str rest = str_slice(s->text, from, to);
  size_t brace = str_find(rest, '{', 0);
  if (c->plain || brace == rest.len) {
    n->as.code.info = arena_str(c->arena, parse_code_info(e));
    return;
  }
  n->as.code.info = str_trim(str_slice(rest, 0, brace));
  uint32_t end = attributes_read(c->arena, c->diags, s, from + (uint32_t)brace,
                                 to, &n->attrs);
  if (end && str_trim(str_slice(s->text, end, to)).len)
    diag_error(c->diags, source_loc(s, end, 1), "E-ATTR-FORM",
               "malformed attributes: nothing may follow the closing }");
}

/* The place of line `number` (from 0) of a literal that is the end of it. */
static struct loc literal_place(struct converter *c, uint32_t number,
                                struct str literal_line, size_t at,
                                size_t len) {
  const struct edited *e = &c->normal->edited;
  size_t line_len = edited_line(e, number).len;
  size_t skipped =
      line_len > literal_line.len ? line_len - literal_line.len : 0;
  if (number >= e->line_count)
    return place_loc(&c->place, (uint32_t)e->text.len, 0);
  return place_loc(&c->place, e->starts[number] + (uint32_t)(skipped + at),
                   len);
}

/* Whether the block that starts with `rest` and whose code starts with the
 * line `first` is fenced: an indented block may hold a fence. */
static bool is_fenced(struct str line, struct str rest, struct str first) {
  if (!str_starts(rest, "```") && !str_starts(rest, "~~~"))
    return false;
  size_t blanks = 0, before = line.len - rest.len;
  while (blanks < before && (line.ptr[before - blanks - 1] == ' ' ||
                             line.ptr[before - blanks - 1] == '\t'))
    blanks++;
  bool tab = blanks && line.ptr[before - 1] == '\t';
  return (blanks < 4 && !tab) || !str_ends_with(first, rest);
}

static void put_code_block(struct converter *c, const struct parse_event *e) {
  struct node *n = open_block(c, NODE_CODE_BLOCK, e);
  const struct edited *text = &c->normal->edited;
  struct str line = edited_line(text, e->line - 1);
  struct str rest = str_slice(line, e->col - 1, line.len);
  struct str literal = e->literal, first = STR("");
  str_next_line(&literal, &first);
  bool fenced = is_fenced(line, rest, first);
  uint32_t code_line = e->line - 1 + fenced;
  n->text = normal_restore(c->arena, c->normal, e->literal);
  n->as.code.code_at =
      e->literal.len ? literal_place(c, code_line, first, 0, 0) : n->at;
  if (fenced) {
    size_t fence = run_length(rest, rest.ptr[0]);
    uint32_t from = edited_source(text, text->starts[e->line - 1] + e->col - 1);
    read_info(c, e, n, from + (uint32_t)fence, from + (uint32_t)rest.len);
    check_fence(c, e, str_slice(rest, 0, fence), n->at);
  }
  builder_add(&c->b, n);
}

struct block_html {
  struct converter *c;
  struct str html;
  uint32_t line; /* of the parsed text, from 0 */
  size_t start;  /* of that line in `html` */
  size_t end;
};

static struct loc place_in_block(void *user, size_t at, size_t len) {
  struct block_html *h = user;
  while (h->end < at) {
    h->start = h->end + 1;
    h->line++;
    h->end = str_find(h->html, '\n', h->start);
  }
  size_t col = at > h->start ? at - h->start : 0;
  return literal_place(h->c, h->line, str_slice(h->html, h->start, h->end), col,
                       len);
}

static struct node *make_row(struct converter *c, const struct table *t,
                             uint32_t row) {
  struct node *n = node_create(c->arena, NODE_ROW, t->row_at[row]);
  n->as.row.header = row == 0;
  for (uint32_t i = 0; i < t->columns; i++) {
    struct table_cell *cell =
        &c->normal->cells[t->first_cell + (size_t)row * t->columns + i];
    if (!cell->node)
      cell->node = node_create(c->arena, NODE_CELL, cell->at);
    cell->node->as.cell.align = t->aligns[i];
    node_append(n, cell->node);
  }
  return n;
}

static void put_table(struct converter *c, const struct parse_event *e,
                      const struct table *t) {
  struct node *n = open_block(c, NODE_TABLE, e);
  for (uint32_t i = 0; i < t->rows; i++)
    node_append(n, make_row(c, t, i));
  builder_add(&c->b, n);
}

static void open_container(struct converter *c, const struct parse_event *e,
                           const struct mark *m) {
  struct node *n = open_block(c, NODE_CONTAINER, e);
  n->at = m->at;
  n->attrs = m->attrs;
  n->as.container.name = m->text;
  n->as.container.arg = m->arg;
  builder_open(&c->b, FRAME_CONTAINER, n);
}

static void close_container(struct converter *c, const struct mark *m) {
  uint32_t i = c->b.depth;
  while (c->b.stack[i - 1].kind == FRAME_ELEMENT)
    i--;
  if (c->b.stack[i - 1].kind != FRAME_CONTAINER) {
    if (!c->b.too_deep)
      diag_error(c->diags, m->at, "E-CONTAINER-CLOSE",
                 "::: closes a container, but none is open here");
    return;
  }
  while (builder_top(&c->b)->kind != FRAME_CONTAINER)
    builder_close_wrongly(&c->b);
  builder_close(&c->b);
}

static void put_html_block(struct converter *c, const struct parse_event *e) {
  size_t start, end;
  uint32_t number;
  struct str trimmed = str_trim(e->literal);
  const struct mark *m = NULL;
  if (str_starts(trimmed, "<?" MARK_START) &&
      normal_next_mark(c->normal, trimmed, 2, &start, &end, &number))
    m = &c->normal->marks[number];
  if (m && m->kind == MARK_TABLE) {
    put_table(c, e, &c->normal->tables[m->index]);
  } else if (m && m->kind == MARK_OPEN) {
    open_container(c, e, m);
  } else if (m && m->kind == MARK_CLOSE) {
    close_container(c, m);
  } else {
    struct block_html h = {.c = c, .line = e->line - 1};
    h.html = normal_restore(c->arena, c->normal, e->literal);
    h.end = str_find(h.html, '\n', 0);
    struct html_places places = {place_in_block, &h};
    raw_html_block(&c->b, h.html, &places);
  }
}

static void leave_block(struct converter *c, const struct parse_event *e) {
  if (e->kind == PARSE_PARAGRAPH) {
    close_paragraph(c);
  } else if (e->kind == PARSE_LIST) {
    close_list(c);
  } else {
    if (e->kind == PARSE_QUOTE)
      c->place.quotes--;
    builder_close_parsed(&c->b);
  }
}

static void enter_block(struct converter *c, const struct parse_event *e) {
  switch (e->kind) {
  case PARSE_PARAGRAPH:
    open_paragraph(c, e);
    break;
  case PARSE_HEADING:
    open_heading(c, e);
    break;
  case PARSE_QUOTE:
    open_quote(c, e);
    break;
  case PARSE_LIST:
    open_list(c, e);
    break;
  case PARSE_ITEM:
    open_item(c, e);
    break;
  case PARSE_CODE_BLOCK:
    put_code_block(c, e);
    break;
  case PARSE_HTML_BLOCK:
    put_html_block(c, e);
    break;
  default:
    builder_add(&c->b, open_block(c, NODE_RULE, e));
    break;
  }
}

static void convert(struct converter *c, const struct parse_event *e) {
  if (e->kind == PARSE_DOCUMENT)
    return;
  if (e->kind >= PARSE_TEXT) {
    convert_inline(c, e);
    return;
  }
  settle_fence(c, e);
  if (e->enter)
    enter_block(c, e);
  else
    leave_block(c, e);
}

/* Closes what the author left open at the end. */
static void finish(struct converter *c) {
  while (builder_top(&c->b)->kind != FRAME_PARSED) {
    if (c->open_fence) /* it swallowed the ends; one message is enough */
      builder_close(&c->b);
    else
      builder_close_wrongly(&c->b);
  }
}

struct node *tree_build(struct arena *a, struct arena *scratch, struct diags *d,
                        struct normal *n, bool plain,
                        struct footnotes *footnotes) {
  struct loc start = source_loc(n->source, 0, 0);
  struct node *document = node_create(a, NODE_DOCUMENT, start);
  struct converter c = {.arena = a,
                        .scratch = scratch,
                        .diags = d,
                        .normal = n,
                        .plain = plain,
                        .footnotes = footnotes,
                        .place = {.normal = n}};
  builder_init(&c.b, a, d, document);
  struct parse *p = parse_text(n->edited.text);
  struct parse_event e;
  while (parse_next(p, &e))
    convert(&c, &e);
  finish(&c);
  parse_free(p);
  builder_free(&c.b);
  return document;
}
