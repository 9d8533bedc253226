/* Links, pictures, spans and the author's own elements. */
#include "base/json.h"
#include "output/base64.h"
#include "output/escape.h"
#include "output/picture_size.h"
#include "output/xhtml_parts.h"

#include <string.h>

void xhtml_code(struct xhtml *x, const struct node *n) {
  buf_puts(x->out, "<code>");
  escape_text(x->out, n->text);
  buf_puts(x->out, "</code>");
}

/* Readers that do not know MathML show its letters in a row, "a+bn" for a
 * fraction. Those among them that know some styles show the text instead. */
static void put_book_math(struct xhtml *x, const struct node *n) {
  buf_puts(x->out, "<span class=\"wm-maths\">");
  buf_put(x->out, n->as.math.markup);
  buf_puts(x->out, "</span><span class=\"wm-plain\"> ");
  escape_text(x->out, n->as.math.plain);
  buf_puts(x->out, "</span>");
}

/* MathML with its text alternative; TeX where there is none. */
void xhtml_math(struct xhtml *x, const struct node *n) {
  if (!n->as.math.markup.len)
    xhtml_code(x, n);
  else if (x->book && !x->parts && n->as.math.plain.len)
    put_book_math(x, n);
  else
    buf_put(x->out, n->as.math.markup);
}

/* To a module or an id in it: in the page all ids are in one document, in the
 * book each module has its own. */
static void put_internal_url(struct xhtml *x, struct str module,
                             struct str target) {
  bool here = !x->apart && x->module && str_eq(module, x->module->id.s);
  if (x->book && (!here || target.len == 0))
    xhtml_put_chapter(x->out, module);
  if (x->book && target.len == 0)
    return;
  buf_char(x->out, '#');
  escape_url(x->out, target.len ? target : module);
}

/* A word that the glossary explains. In a book it is a note for those who show
 * notes in place. */
static void put_term(struct xhtml *x, const struct node *n) {
  struct str id = n->as.link.target;
  const struct term *t = course_term(x->plan->course, id);
  buf_puts(x->out, "<a class=\"wm-term\" role=\"");
  buf_puts(x->out,
           x->book ? "doc-noteref\" epub:type=\"noteref\"" : "doc-glossref\"");
  if (t && t->first == n)
    xhtml_put_id(x, "id", "wm-termref-", id, "", -1);
  xhtml_put_id(x, "href", x->book ? "glossary.xhtml#wm-term-" : "#wm-term-", id,
               "", -1);
  buf_char(x->out, '>');
  xhtml_children(x, n);
  buf_puts(x->out, "</a>");
}

/* An address that is its own text need not be printed twice. */
static const char *external_class(const struct node *n) {
  const struct node *only = n->first == n->last ? n->first : NULL;
  bool bare =
      only && only->kind == NODE_TEXT && str_eq(only->text, n->as.link.url);
  return bare ? "wm-external wm-address" : "wm-external";
}

void xhtml_link(struct xhtml *x, const struct node *n) {
  struct str url = n->as.link.url;
  if (str_starts(url, "term:")) {
    put_term(x, n);
    return;
  }
  buf_puts(x->out, "<a href=\"");
  if (n->as.link.module.len)
    put_internal_url(x, n->as.link.module, n->as.link.target);
  else
    escape_url(x->out, url);
  buf_char(x->out, '"');
  if (n->as.link.title.len)
    escape_put_attr(x->out, "title", n->as.link.title);
  xhtml_put_attrs(x, n->as.link.module.len ? "" : external_class(n), n->attrs);
  buf_char(x->out, '>');
  xhtml_children(x, n);
  buf_puts(x->out, "</a>");
}

static void put_picture_address(struct xhtml *x, const struct media *m,
                                struct str path) {
  struct buf name = {0};
  buf_puts(x->out, " src=\"");
  if (x->inlined && m) {
    buf_puts(x->out, "data:");
    escape_attr(x->out, m->image->type);
    buf_puts(x->out, ";base64,");
    base64_put(x->out, m->bytes);
  } else {
    media_put_name(&name, path);
    escape_url(x->out, buf_str(&name));
  }
  buf_char(x->out, '"');
  buf_free(&name);
}

/* Keeps room for the picture; the style lets it shrink. */
static void put_picture_size(struct xhtml *x, const struct media *m) {
  unsigned width, height;
  if (m && picture_size(m->bytes, &width, &height))
    buf_printf(x->out, " width=\"%u\" height=\"%u\"", width, height);
}

static bool has_computed(const struct node *n) {
  for (const struct node *c = n->first; c; c = xhtml_walk(n, c))
    if (c->kind == NODE_COMPUTED)
      return true;
  return false;
}

void xhtml_put_parts(struct xhtml *x, const char *name, const struct node *n) {
  struct buf json = {0}, text = {0}, key = {0};
  struct xhtml parts = *x;
  if (!x->exercise || x->parts || !has_computed(n))
    return;
  parts.out = &text;
  parts.parts = &json;
  buf_char(&json, '[');
  for (const struct node *c = n->first; c; c = xhtml_walk(n, c)) {
    if (c->kind == NODE_COMPUTED)
      xhtml_put_computed(&parts, c->as.computed.index);
    else if (c->kind == NODE_TEXT || c->kind == NODE_CODE)
      buf_put(&text, c->text);
    else if (c->kind == NODE_SOFT_BREAK || c->kind == NODE_LINE_BREAK)
      buf_char(&text, ' ');
  }
  if (text.len) {
    buf_puts(&json, json.len > 1 ? "," : "");
    json_put_string(&json, buf_str(&text));
  }
  buf_char(&json, ']');
  buf_printf(&key, "data-wm-parts-%s", name);
  escape_put_attr(x->out, key.ptr, buf_str(&json));
  buf_free(&json);
  buf_free(&text);
  buf_free(&key);
}

static void put_alt(struct xhtml *x, const struct node *n) {
  struct buf alt = {0};
  for (const struct node *c = n->first; c; c = c->next)
    xhtml_plain_text(x, c, &alt);
  escape_put_attr(x->out, "alt", buf_str(&alt));
  buf_free(&alt);
  xhtml_put_parts(x, "alt", n);
}

static void write_picture(struct xhtml *x, const struct node *n,
                          bool with_title) {
  struct str path = n->as.link.target;
  const struct media *m = x->media ? media_find(x->media, path) : NULL;
  buf_puts(x->out, "<img");
  put_picture_address(x, m, path);
  put_picture_size(x, m);
  put_alt(x, n);
  if (with_title && n->as.link.title.len)
    escape_put_attr(x->out, "title", n->as.link.title);
  xhtml_put_attrs(x, "", n->attrs);
  buf_puts(x->out, "/>");
}

void xhtml_image(struct xhtml *x, const struct node *n) {
  write_picture(x, n, true);
}

void xhtml_figure(struct xhtml *x, const struct node *image) {
  buf_puts(x->out, "<figure class=\"wm-figure\">");
  write_picture(x, image, false);
  buf_puts(x->out, "<figcaption>");
  escape_text(x->out, image->as.link.title);
  buf_puts(x->out, "</figcaption></figure>\n");
}

void xhtml_span(struct xhtml *x, const struct node *n) {
  buf_puts(x->out, "<span");
  xhtml_put_attrs(x, "", n->attrs);
  buf_char(x->out, '>');
  xhtml_children(x, n);
  buf_puts(x->out, "</span>");
}

static bool is_void(struct str tag) {
  static const char *const VOID[] = {"br", "hr", "wbr", "col", "img"};
  for (size_t i = 0; i < sizeof VOID / sizeof *VOID; i++)
    if (str_is(tag, VOID[i]))
      return true;
  return false;
}

/* The reader let only safe elements and attributes through. */
void xhtml_element(struct xhtml *x, const struct node *n) {
  struct str tag = n->as.element.tag;
  buf_char(x->out, '<');
  buf_put(x->out, tag);
  for (const struct attr *a = n->attrs; a; a = a->next) {
    buf_char(x->out, ' ');
    buf_put(x->out, a->key);
    buf_puts(x->out, "=\"");
    if (str_is(a->key, "href") || str_is(a->key, "cite"))
      escape_url(x->out, a->value);
    else
      escape_attr(x->out, a->value);
    buf_char(x->out, '"');
  }
  if (is_void(tag)) {
    buf_puts(x->out, "/>");
  } else {
    buf_char(x->out, '>');
    xhtml_children(x, n);
    buf_puts(x->out, "</");
    buf_put(x->out, tag);
    buf_char(x->out, '>');
  }
  if (n->as.element.block)
    buf_char(x->out, '\n');
}
