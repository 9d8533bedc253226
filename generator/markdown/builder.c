/* The stack of open nodes. */
#include "markdown/builder.h"

void builder_init(struct builder *b, struct arena *a, struct diags *d,
                  struct node *document) {
  *b = (struct builder){.arena = a, .diags = d, .depth = 1};
  b->stack[0] = (struct frame){FRAME_PARSED, document, 0};
}

void builder_free(struct builder *b) { buf_free(&b->text); }

struct frame *builder_top(struct builder *b) {
  return &b->stack[b->depth - 1];
}

static void flush_text(struct builder *b) {
  if (b->text.len == 0)
    return;
  struct node *n = node_create(b->arena, NODE_TEXT, b->text_at);
  n->text = arena_str(b->arena, buf_str(&b->text));
  buf_clear(&b->text);
  node_append(builder_top(b)->node, n);
}

static void report_depth(struct builder *b, struct loc at) {
  if (!b->too_deep)
    diag_error(b->diags, at, "E-TEXT-DEPTH",
               "the text nests more than %d deep here", MD_MAX_DEPTH);
  b->too_deep = true;
}

bool builder_open(struct builder *b, enum frame_kind kind, struct node *n) {
  flush_text(b);
  if (b->depth > MD_MAX_DEPTH || b->over) {
    report_depth(b, n->at.line ? n->at : builder_top(b)->node->at);
    b->over += kind == FRAME_PARSED;
    return false;
  }
  if (n->kind == NODE_FOOTNOTE)
    n->parent = builder_top(b)->node;
  else
    node_append(builder_top(b)->node, n);
  b->stack[b->depth++] = (struct frame){kind, n, 0};
  return true;
}

void builder_close(struct builder *b) {
  flush_text(b);
  b->depth--;
}

void builder_close_wrongly(struct builder *b) {
  const struct frame *f = builder_top(b);
  struct loc at = f->node->at;
  if (f->kind == FRAME_CONTAINER) {
    diag_error(b->diags, at, "E-CONTAINER-OPEN",
               "this container is not closed; a line of ::: closes it");
  } else if (f->kind == FRAME_ELEMENT) {
    diag_error(b->diags, at, "E-HTML-OPEN",
               "<%.*s> is not closed where it was opened",
               STR_ARG(f->node->as.element.tag));
    builder_refuse(b, f->node->as.element.tag);
  } else if (f->kind == FRAME_SPAN) {
    diag_error(
        b->diags, at, "E-SPAN-CROSS",
        "this span and other markup cross; one must end inside the other");
  }
  builder_close(b);
}

void builder_refuse(struct builder *b, struct str tag) {
  names_put(b->arena, &b->refused, tag)->value++;
}

struct node *builder_close_parsed(struct builder *b) {
  if (b->over) {
    b->over--;
    return NULL;
  }
  while (builder_top(b)->kind != FRAME_PARSED)
    builder_close_wrongly(b);
  struct node *n = builder_top(b)->node;
  builder_close(b);
  return n;
}

void builder_add(struct builder *b, struct node *leaf) {
  flush_text(b);
  if (b->too_deep)
    return;
  node_append(builder_top(b)->node, leaf);
}

void builder_text(struct builder *b, struct loc at, struct str text) {
  if (text.len == 0 || b->too_deep)
    return;
  if (b->text.len == 0)
    b->text_at = at;
  buf_put(&b->text, text);
}
