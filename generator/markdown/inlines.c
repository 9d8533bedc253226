/* The inline half of the tree builder: texts are split at their marks. */
#include "markdown/convert.h"

#include "markdown/attributes.h"
#include "markdown/raw_html.h"

/* Bytes between the start of an inline and its first child. */
static uint32_t opener_length(enum node_kind kind) {
  return kind == NODE_STRONG || kind == NODE_IMAGE ? 2 : 1;
}

/* The parser's places of nodes with children are those of their ends where
 * they run over lines, so they get theirs from the first leaf in them. */
static void settle_places(struct converter *c, uint32_t offset) {
  for (uint32_t i = c->b.depth; i > 0; i--) {
    struct node *n = c->b.stack[i - 1].node;
    if (c->b.stack[i - 1].kind != FRAME_PARSED || n->at.line)
      return;
    uint32_t length = opener_length(n->kind);
    offset -= offset > length ? length : offset;
    n->at = place_loc(&c->place, offset, length);
  }
}

static uint32_t leaf_offset(struct converter *c, const struct parse_event *e) {
  uint32_t offset = place_offset(&c->place, e->line, e->col);
  settle_places(c, offset);
  return offset;
}

static void add_leaf(struct converter *c, enum node_kind kind, struct loc at,
                     struct str text) {
  struct node *n = node_create(c->arena, kind, at);
  n->text = text;
  builder_add(&c->b, n);
}

static bool takes_attrs(const struct node *n) {
  return n && !n->attrs &&
         (n->kind == NODE_LINK || n->kind == NODE_IMAGE ||
          n->kind == NODE_CODE);
}

/* {…}: for the inline just before it, else a text as any other. */
static void put_attrs(struct converter *c, const struct mark *m) {
  struct node *before = builder_top(&c->b)->node->last;
  if (c->b.text.len || !takes_attrs(before)) {
    builder_text(&c->b, m->at, m->original);
    return;
  }
  before->attrs = m->attrs;
  attributes_limit(c->arena, c->diags, m->attrs, before->kind == NODE_IMAGE);
}

static void open_span(struct converter *c, const struct mark *m,
                      uint32_t number) {
  struct node *n = node_create(c->arena, NODE_SPAN, m->at);
  n->attrs = m->attrs;
  attributes_limit(c->arena, c->diags, m->attrs, false);
  if (builder_open(&c->b, FRAME_SPAN, n))
    builder_top(&c->b)->mark = number;
}

static bool is_span(const struct frame *f, uint32_t mark) {
  return f->kind == FRAME_SPAN && f->mark == mark;
}

static void close_span(struct converter *c, const struct mark *m) {
  for (uint32_t i = c->b.depth; i > 0; i--) {
    const struct frame *f = &c->b.stack[i - 1];
    if (f->kind == FRAME_PARSED)
      return; /* reported when the span's own parent closed, or will be */
    if (!is_span(f, m->index))
      continue;
    while (!is_span(builder_top(&c->b), m->index))
      builder_close_wrongly(&c->b);
    builder_close(&c->b);
    return;
  }
}

static void put_mark(struct converter *c, uint32_t number) {
  const struct mark *m = &c->normal->marks[number];
  switch (m->kind) {
  case MARK_COMPUTED:
    add_leaf(c, NODE_COMPUTED, m->at, m->text);
    break;
  case MARK_GAP:
    add_leaf(c, NODE_GAP, m->at, m->text);
    break;
  case MARK_FOOTNOTE: {
    struct node *n = node_create(c->arena, NODE_FOOTNOTE_REF, m->at);
    n->as.footnote.label = m->text;
    builder_add(&c->b, n);
    break;
  }
  case MARK_MATH: {
    struct node *n = node_create(c->arena, NODE_MATH, m->at);
    n->text = m->text;
    n->as.math.display = str_is(m->arg, "$$");
    builder_add(&c->b, n);
    break;
  }
  case MARK_SPAN_OPEN:
    open_span(c, m, number);
    break;
  case MARK_SPAN_CLOSE:
    close_span(c, m);
    break;
  case MARK_ATTRS:
    put_attrs(c, m);
    break;
  case MARK_BREAK:
    add_leaf(c, NODE_LINE_BREAK, m->at, STR(""));
    break;
  default:
    break;
  }
}

/* The parser joins texts and undoes escapes, so that only the start of a text
 * and the ends of the marks in it have sure places. */
static void put_text(struct converter *c, const struct parse_event *e) {
  uint32_t offset = leaf_offset(c, e);
  struct str text = e->literal;
  size_t from = 0, start, end;
  uint32_t number;
  if (c->cell_start && str_starts(text, MARK_CELL))
    from = sizeof MARK_CELL - 1;
  c->cell_start = false;
  bool joined = c->b.text.len > 0;
  struct loc at =
      joined ? c->b.text_at : place_loc(&c->place, offset + (uint32_t)from, 0);
  while (c->normal->mark_count &&
         normal_next_mark(c->normal, text, from, &start, &end, &number)) {
    builder_text(&c->b, at, str_slice(text, from, start));
    put_mark(c, number);
    at = source_loc(c->normal->source, c->normal->marks[number].end, 0);
    from = end;
  }
  builder_text(&c->b, at, str_slice(text, from, text.len));
}

static void put_code(struct converter *c, const struct parse_event *e) {
  uint32_t offset = place_offset(&c->place, e->line, e->col);
  struct str parsed = c->normal->edited.text;
  while (offset > 0 && parsed.ptr[offset - 1] == '`')
    offset--;
  settle_places(c, offset);
  add_leaf(c, NODE_CODE, place_loc(&c->place, offset, 0),
           normal_restore(c->arena, c->normal, e->literal));
}

static void put_break(struct converter *c, const struct parse_event *e) {
  enum node_kind kind =
      e->kind == PARSE_SOFT_BREAK ? NODE_SOFT_BREAK : NODE_LINE_BREAK;
  uint32_t end = place_offset(&c->place, c->last_line, c->last_col) + 1;
  add_leaf(c, kind, place_loc(&c->place, end, 0), STR(""));
}

struct tag_place {
  struct converter *c;
  uint32_t offset;
  struct str html;
};

static struct loc place_in_tag(void *user, size_t at, size_t len) {
  const struct tag_place *t = user;
  bool first = str_find(t->html, '\n', 0) >= at; /* on the tag's first line */
  return place_loc(&t->c->place, t->offset + (first ? (uint32_t)at : 0), len);
}

static void put_html(struct converter *c, const struct parse_event *e) {
  struct tag_place t = {c, leaf_offset(c, e),
                        normal_restore(c->arena, c->normal, e->literal)};
  struct html_places places = {place_in_tag, &t};
  raw_html_inline(&c->b, t.html, &places);
}

static void open_inline(struct converter *c, const struct parse_event *e) {
  static const enum node_kind kinds[] = {[PARSE_EMPHASIS] = NODE_EMPHASIS,
                                         [PARSE_STRONG] = NODE_STRONG,
                                         [PARSE_LINK] = NODE_LINK,
                                         [PARSE_IMAGE] = NODE_IMAGE};
  struct node *n =
      node_create(c->arena, kinds[e->kind], (struct loc){.line = 0});
  if (e->kind == PARSE_LINK || e->kind == PARSE_IMAGE) {
    n->as.link.url = normal_restore(c->arena, c->normal, parse_link_url(e));
    n->as.link.title = normal_restore(c->arena, c->normal, parse_link_title(e));
  }
  builder_open(&c->b, FRAME_PARSED, n);
}

static void close_inline(struct converter *c, const struct parse_event *e) {
  struct node *n = builder_close_parsed(&c->b);
  if (n && !n->at.line)
    n->at = place_loc(&c->place, place_offset(&c->place, e->line, e->col),
                      opener_length(n->kind));
  if (e->kind == PARSE_LINK || e->kind == PARSE_IMAGE) /* counts its lines */
    place_offset(&c->place, e->end_line, e->end_col);
}

static void convert_one(struct converter *c, const struct parse_event *e) {
  switch (e->kind) {
  case PARSE_TEXT:
    put_text(c, e);
    break;
  case PARSE_CODE:
    put_code(c, e);
    break;
  case PARSE_HTML:
    put_html(c, e);
    break;
  case PARSE_SOFT_BREAK:
  case PARSE_LINE_BREAK:
    put_break(c, e);
    break;
  default:
    if (e->enter)
      open_inline(c, e);
    else
      close_inline(c, e);
    break;
  }
}

void convert_inline(struct converter *c, const struct parse_event *e) {
  convert_one(c, e);
  if (e->line) { /* breaks have no place of their own */
    c->last_line = e->end_line;
    c->last_col = e->end_col;
  }
}

/* "[ ] " or "[x] " as written, not escaped; TASK_NONE otherwise. */
static enum task task_at(const struct source *s, struct loc at) {
  struct str line = source_line(s, at.line - s->first_line);
  struct str rest = str_slice(line, at.col - 1, line.len);
  if (str_starts(rest, "[ ] "))
    return TASK_OPEN;
  return str_starts(rest, "[x] ") || str_starts(rest, "[X] ") ? TASK_DONE
                                                              : TASK_NONE;
}

void convert_task(struct converter *c, struct node *paragraph) {
  struct node *item = paragraph->parent;
  struct node *text = paragraph->first;
  if (c->plain || !item || item->kind != NODE_ITEM || !text ||
      item->first != paragraph || text->kind != NODE_TEXT ||
      text->text.len < 4 || text->text.ptr[0] != '[' || !text->at.line)
    return;
  item->as.item.task = task_at(c->normal->source, text->at);
  if (item->as.item.task == TASK_NONE)
    return;
  struct str *source = &paragraph->as.paragraph.source;
  *source = str_slice(*source, 4, source->len);
  text->text = str_slice(text->text, 4, text->text.len);
  text->at.col += 4;
  if (text->text.len == 0)
    node_unlink(text);
}
