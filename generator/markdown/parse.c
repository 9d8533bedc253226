/* The home of cmark: the only file that includes its header. */
#include "markdown/parse.h"

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>
#include <stdlib.h>

struct parse {
  cmark_node *root;
  cmark_node *current; /* of the event given last */
  bool entered;
};

struct parse *parse_text(struct str text) {
  struct parse *p = cmark_get_default_mem_allocator()->calloc(1, sizeof *p);
  p->root = cmark_parse_document(text.len ? text.ptr : "", text.len,
                                 CMARK_OPT_SOURCEPOS);
  return p;
}

void parse_free(struct parse *p) {
  cmark_node_free(p->root);
  cmark_get_default_mem_allocator()->free(p);
}

/* cmark's kinds have no order worth relying on, hence a switch. */
static enum parse_kind kind_of(cmark_node *n) {
  switch (cmark_node_get_type(n)) {
  case CMARK_NODE_BLOCK_QUOTE:
    return PARSE_QUOTE;
  case CMARK_NODE_LIST:
    return PARSE_LIST;
  case CMARK_NODE_ITEM:
    return PARSE_ITEM;
  case CMARK_NODE_CODE_BLOCK:
    return PARSE_CODE_BLOCK;
  case CMARK_NODE_HTML_BLOCK:
    return PARSE_HTML_BLOCK;
  case CMARK_NODE_PARAGRAPH:
    return PARSE_PARAGRAPH;
  case CMARK_NODE_HEADING:
    return PARSE_HEADING;
  case CMARK_NODE_THEMATIC_BREAK:
    return PARSE_RULE;
  case CMARK_NODE_TEXT:
    return PARSE_TEXT;
  case CMARK_NODE_SOFTBREAK:
    return PARSE_SOFT_BREAK;
  case CMARK_NODE_LINEBREAK:
    return PARSE_LINE_BREAK;
  case CMARK_NODE_CODE:
    return PARSE_CODE;
  case CMARK_NODE_HTML_INLINE:
    return PARSE_HTML;
  case CMARK_NODE_EMPH:
    return PARSE_EMPHASIS;
  case CMARK_NODE_STRONG:
    return PARSE_STRONG;
  case CMARK_NODE_LINK:
    return PARSE_LINK;
  case CMARK_NODE_IMAGE:
    return PARSE_IMAGE;
  default:
    return PARSE_DOCUMENT;
  }
}

static bool is_leaf(enum parse_kind kind) {
  switch (kind) {
  case PARSE_CODE_BLOCK:
  case PARSE_HTML_BLOCK:
  case PARSE_RULE:
  case PARSE_TEXT:
  case PARSE_SOFT_BREAK:
  case PARSE_LINE_BREAK:
  case PARSE_CODE:
  case PARSE_HTML:
    return true;
  default:
    return false;
  }
}

static void fill(struct parse_event *e, cmark_node *n, bool enter) {
  *e = (struct parse_event){
      .kind = kind_of(n),
      .enter = enter,
      .line = (uint32_t)cmark_node_get_start_line(n),
      .col = (uint32_t)cmark_node_get_start_column(n),
      .end_line = (uint32_t)cmark_node_get_end_line(n),
      .end_col = (uint32_t)cmark_node_get_end_column(n),
      .node = n,
  };
  if (is_leaf(e->kind))
    e->literal = str_from(cmark_node_get_literal(n));
}

/* Moves past `n`: to its sibling, or out of its parent. */
static bool leave(struct parse *p, cmark_node *n, struct parse_event *e) {
  cmark_node *next = n == p->root ? NULL : cmark_node_next(n);
  p->entered = next != NULL;
  p->current = next ? next : n == p->root ? NULL : cmark_node_parent(n);
  if (!p->current)
    return false;
  fill(e, p->current, p->entered);
  return true;
}

static bool advance(struct parse *p, struct parse_event *e, bool blocks_only) {
  cmark_node *n = p->current;
  if (!n) {
    p->current = p->root;
    p->entered = true;
    fill(e, p->root, true);
    return true;
  }
  if (!p->entered)
    return leave(p, n, e);
  enum parse_kind kind = kind_of(n);
  bool skip = blocks_only && (kind == PARSE_PARAGRAPH || kind == PARSE_HEADING);
  if (is_leaf(kind) || skip)
    return leave(p, n, e);
  cmark_node *first = cmark_node_first_child(n);
  p->current = first ? first : n;
  p->entered = first != NULL;
  fill(e, p->current, p->entered);
  return true;
}

bool parse_next(struct parse *p, struct parse_event *e) {
  return advance(p, e, false);
}

bool parse_next_block(struct parse *p, struct parse_event *e) {
  return advance(p, e, true);
}

int parse_heading_level(const struct parse_event *e) {
  return cmark_node_get_heading_level(e->node);
}

bool parse_list_ordered(const struct parse_event *e) {
  return cmark_node_get_list_type(e->node) == CMARK_ORDERED_LIST;
}

bool parse_list_tight(const struct parse_event *e) {
  return cmark_node_get_list_tight(e->node) != 0;
}

int parse_list_start(const struct parse_event *e) {
  return cmark_node_get_list_start(e->node);
}

struct str parse_code_info(const struct parse_event *e) {
  return str_from(cmark_node_get_fence_info(e->node));
}

struct str parse_link_url(const struct parse_event *e) {
  return str_from(cmark_node_get_url(e->node));
}

struct str parse_link_title(const struct parse_event *e) {
  return str_from(cmark_node_get_title(e->node));
}

uint32_t parse_last_inline_line(const struct parse_event *e) {
  cmark_node *last = cmark_node_last_child(e->node);
  return last ? (uint32_t)cmark_node_get_end_line(last) : 0;
}

struct str parse_first_text(const struct parse_event *e) {
  cmark_node *first = cmark_node_first_child(e->node);
  if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT)
    return STR("");
  return str_from(cmark_node_get_literal(first));
}
