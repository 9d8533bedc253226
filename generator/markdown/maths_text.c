/* Writes MathML as a line of text. */
#include "markdown/maths_text.h"

#include <libxml/tree.h>

enum { DEPTH_MAX = 100 };

static void put_node(struct buf *out, const xmlNode *n, int depth);

static struct str text_of(const xmlChar *s) {
  return str_from((const char *)(uintptr_t)s);
}

static bool is_called(const xmlNode *n, const char *name) {
  return str_is(text_of(n->name), name);
}

static const xmlNode *element_from(const xmlNode *n) {
  while (n && n->type != XML_ELEMENT_NODE)
    n = n->next;
  return n;
}

static const xmlNode *child(const xmlNode *n, int index) {
  const xmlNode *c = element_from(n->children);
  while (c && index-- > 0)
    c = element_from(c->next);
  return c;
}

static void put_children(struct buf *out, const xmlNode *n, const char *between,
                         int depth) {
  for (const xmlNode *c = child(n, 0); c; c = element_from(c->next)) {
    put_node(out, c, depth);
    if (element_from(c->next))
      buf_puts(out, between);
  }
}

/* A number, a name, or what is in brackets already needs none. */
static bool is_single(const xmlNode *n) {
  while (is_called(n, "mrow") || is_called(n, "mstyle")) {
    if (!child(n, 0) || child(n, 1))
      return false;
    n = child(n, 0);
  }
  return is_called(n, "mi") || is_called(n, "mn") || is_called(n, "mtext") ||
         is_called(n, "mo");
}

static void put_part(struct buf *out, const char *before, const xmlNode *n,
                     int depth) {
  if (!n)
    return;
  bool single = is_single(n);
  buf_puts(out, before);
  buf_puts(out, single ? "" : "(");
  put_node(out, n, depth);
  buf_puts(out, single ? "" : ")");
}

/* Base, what stands below and what stands above it. */
static void put_scripts(struct buf *out, const xmlNode *n, bool below,
                        bool above, int depth) {
  put_part(out, "", child(n, 0), depth);
  if (below)
    put_part(out, "_", child(n, 1), depth);
  if (above)
    put_part(out, "^", child(n, below ? 2 : 1), depth);
  if (child(n, 0) && is_called(child(n, 0), "mo")) /* a sum, a limit */
    buf_char(out, ' ');
}

static void put_leaf(struct buf *out, const xmlNode *n) {
  for (const xmlNode *c = n->children; c; c = c->next)
    if (c->type == XML_TEXT_NODE)
      buf_put(out, text_of(c->content));
}

/* With blanks around it where it is set with space. */
static void put_operator(struct buf *out, const xmlNode *n) {
  bool spaced = false;
  for (const xmlAttr *a = n->properties; a; a = a->next)
    if (str_is(text_of(a->name), "lspace") && a->children)
      spaced = !str_is(text_of(a->children->content), "0");
  buf_puts(out, spaced ? " " : "");
  put_leaf(out, n);
  buf_puts(out, spaced ? " " : "");
}

static void put_root(struct buf *out, const xmlNode *n, int depth) {
  buf_puts(out, "\xE2\x88\x9A(");
  if (is_called(n, "mroot"))
    put_node(out, child(n, 0), depth);
  else
    put_children(out, n, "", depth);
  buf_char(out, ')');
  if (is_called(n, "mroot"))
    put_part(out, "[", child(n, 1), depth);
  buf_puts(out, is_called(n, "mroot") ? "]" : "");
}

static void put_element(struct buf *out, const xmlNode *n, int depth) {
  bool sub = is_called(n, "msub") || is_called(n, "munder");
  bool sup = is_called(n, "msup") || is_called(n, "mover");
  bool both = is_called(n, "msubsup") || is_called(n, "munderover");
  if (is_called(n, "mo")) {
    put_operator(out, n);
  } else if (is_called(n, "mi") || is_called(n, "mn") ||
             is_called(n, "mtext")) {
    put_leaf(out, n);
  } else if (is_called(n, "mfrac")) {
    put_part(out, "", child(n, 0), depth);
    put_part(out, "/", child(n, 1), depth);
  } else if (sub || sup || both) {
    put_scripts(out, n, sub || both, sup || both, depth);
  } else if (is_called(n, "msqrt") || is_called(n, "mroot")) {
    put_root(out, n, depth);
  } else {
    put_children(out, n,
                 is_called(n, "mtable") ? "; "
                 : is_called(n, "mtr")  ? ", "
                                        : "",
                 depth);
  }
}

static void put_node(struct buf *out, const xmlNode *n, int depth) {
  if (n && depth < DEPTH_MAX)
    put_element(out, n, depth + 1);
}

void maths_put_text(struct buf *out, const struct _xmlNode *math) {
  put_node(out, math, 0);
}
