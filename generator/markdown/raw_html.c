/* Reads raw HTML; the only file that includes libxml2, for the names of
 * character entities. */
#include "markdown/raw_html.h"

#include <libxml/HTMLparser.h>

#include "base/utf8.h"
#include "markdown/attributes.h"
#include "markdown/html_rules.h"
#include "markdown/html_tag.h"

struct raw {
  struct builder *b;
  struct str html;
  const struct html_places *places;
  bool block;
  unsigned no_end; /* kinds of markup whose end was looked for in vain */
};

static struct loc place(const struct raw *r, size_t at, size_t len) {
  return r->places->place(r->places->user, at, len);
}

/* Code point of the reference between & and ; or 0. */
static uint32_t reference(struct str name) {
  if (name.len == 0 || name.len > 31)
    return 0;
  if (name.ptr[0] == '#') {
    bool hex = name.len > 1 && (name.ptr[1] | 32) == 'x';
    uint32_t value = 0;
    for (size_t i = hex ? 2 : 1; i < name.len && value < 0x110000; i++) {
      char c = name.ptr[i];
      bool letter = hex && (c | 32) >= 'a' && (c | 32) <= 'f';
      if (!char_is_digit(c) && !letter)
        return 0;
      value = value * (hex ? 16 : 10) +
              (uint32_t)(letter ? (c | 32) - 'a' + 10 : c - '0');
    }
    bool bad = value < 0x20 || value > 0x10FFFF ||
               (value >= 0xD800 && value <= 0xDFFF);
    return bad ? 0 : value;
  }
  xmlChar copy[32];
  for (size_t i = 0; i < name.len; i++)
    copy[i] = (xmlChar)name.ptr[i];
  copy[name.len] = 0;
  const htmlEntityDesc *found = htmlEntityLookup(copy);
  if (found)
    return found->value;
  return str_is(name, "apos") ? '\'' : 0;
}

/* Text at offset `at` with its references decoded. */
static struct str decode(const struct raw *r, size_t at, struct str text) {
  if (str_find(text, '&', 0) == text.len)
    return arena_str(r->b->arena, text);
  struct buf out;
  buf_init(&out, 0);
  for (size_t i = 0; i < text.len;) {
    size_t amp = str_find(text, '&', i);
    buf_put(&out, str_slice(text, i, amp));
    if (amp == text.len)
      break;
    size_t end = amp + 1;
    while (end < text.len && end - amp < 32 && text.ptr[end] != ';')
      end++;
    uint32_t cp = end < text.len && text.ptr[end] == ';'
                      ? reference(str_slice(text, amp + 1, end))
                      : 0;
    if (cp) {
      buf_put_utf8(&out, cp);
      i = end + 1;
      continue;
    }
    diag_error(r->b->diags, place(r, at + amp, 1), "E-HTML-ENTITY",
               "in raw HTML a plain & is written &amp;; other characters as "
               "themselves");
    buf_char(&out, '&');
    i = amp + 1;
  }
  struct str result = arena_str(r->b->arena, buf_str(&out));
  buf_free(&out);
  return result;
}

static struct str lower(struct arena *a, struct str s) {
  struct str copy = arena_str(a, s);
  for (size_t i = 0; i < copy.len; i++)
    if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
      ((char *)(uintptr_t)copy.ptr)[i] = (char)(s.ptr[i] | 32);
  return copy;
}

static void put_attr(struct raw *r, struct attr ***tail, struct str key,
                     struct str value, struct loc at) {
  struct attr *attr = arena_new(r->b->arena, struct attr);
  *attr = (struct attr){.key = key, .value = value, .at = at};
  **tail = attr;
  *tail = &attr->next;
}

static void put_classes(struct raw *r, struct attr ***tail, struct str value,
                        struct loc at) {
  for (struct str rest = str_trim(value); rest.len; rest = str_trim(rest)) {
    size_t end = 0;
    while (end < rest.len && !char_is_space(rest.ptr[end]))
      end++;
    struct str name = str_slice(rest, 0, end);
    if (attributes_check_class(r->b->diags, at, name))
      put_attr(r, tail, STR("class"), name, at);
    rest = str_slice(rest, end, rest.len);
  }
}

static void read_attr(struct raw *r, const struct html_element *element,
                      const struct html_attr *attr, struct attr *list,
                      struct attr ***tail) {
  struct str name = lower(r->b->arena, attr->name);
  struct loc at = place(r, attr->at, name.len);
  size_t value_at = (size_t)(attr->value.ptr - r->html.ptr);
  struct str value =
      attr->value.len ? decode(r, value_at, attr->value) : STR("");
  struct html_problem problem = html_attr_problem(element, name, value);
  for (const struct attr *i = list; i && !problem.text; i = i->next)
    if (str_eq(i->key, name) && i->at.col != at.col)
      problem = (struct html_problem){"stands here twice", false};
  if (problem.text && problem.value)
    diag_error(r->b->diags, at, "E-HTML-ATTR",
               "attribute '%.*s': the value '%.*s' %s", STR_ARG(name),
               STR_ARG(value), problem.text);
  else if (problem.text)
    diag_error(r->b->diags, at, "E-HTML-ATTR", "attribute '%.*s' %s",
               STR_ARG(name), problem.text);
  else if (str_is(name, "class"))
    put_classes(r, tail, value, at);
  else if (!str_is(name, "id") || attributes_check_id(r->b->diags, at, value))
    put_attr(r, tail, name, str_is(name, "reversed") ? name : value, at);
}

static struct node *make_element(struct raw *r,
                                 const struct html_element *element,
                                 const struct html_tag *tag, struct loc at) {
  struct node *n = node_create(r->b->arena, NODE_ELEMENT, at);
  n->as.element.tag = str_from(element->name);
  n->as.element.block = element->block;
  struct attr **tail = &n->attrs;
  for (size_t i = 0; i < tag->attr_count; i++)
    read_attr(r, element, &tag->attrs[i], n->attrs, &tail);
  return n;
}

static const struct html_element *open_element(struct builder *b) {
  const struct frame *top = builder_top(b);
  return top->kind == FRAME_ELEMENT ? html_element(top->node->as.element.tag)
                                    : NULL;
}

/* A place for text and inline elements: a paragraph where only blocks may
 * stand. */
static void make_inline(struct raw *r, struct loc at) {
  enum frame_kind kind = builder_top(r->b)->kind;
  if (r->block && (kind == FRAME_PARSED || kind == FRAME_CONTAINER))
    builder_open(r->b, FRAME_LOOSE,
                 node_create(r->b->arena, NODE_PARAGRAPH, at));
}

static void end_loose(struct builder *b) {
  if (builder_top(b)->kind == FRAME_LOOSE)
    builder_close(b);
}

static bool may_stand(struct raw *r, const struct html_element *element,
                      struct loc at) {
  const struct html_element *parent = open_element(r->b);
  if (element->block && !r->block) {
    diag_error(r->b->diags, at, "E-HTML-PLACE",
               "<%s> may not stand inside a paragraph", element->name);
    return false;
  }
  if (html_may_hold(parent, element))
    return true;
  if (parent)
    diag_error(r->b->diags, at, "E-HTML-PLACE", "<%s> may not stand in <%s>",
               element->name, parent->name);
  else
    diag_error(r->b->diags, at, "E-HTML-PLACE", "<%s> may not stand here",
               element->name);
  return false;
}

static void open_tag(struct raw *r, const struct html_element *element,
                     const struct html_tag *tag, struct loc at) {
  if (tag->self_closing && !element->empty) {
    diag_error(r->b->diags, at, "E-HTML-FORM", "write <%s></%s>, not <%s/>",
               element->name, element->name, element->name);
    return; /* no end tag will follow */
  }
  if (element->block)
    end_loose(r->b);
  if (!may_stand(r, element, at)) {
    if (!element->empty)
      builder_refuse(r->b, str_from(element->name));
    return;
  }
  if (!element->block)
    make_inline(r, at);
  struct node *n = make_element(r, element, tag, at);
  if (element->empty)
    builder_add(r->b, n);
  else
    builder_open(r->b, FRAME_ELEMENT, n);
}

/* Frames from the top down to the element, which may only be elements; 0 if it
 * is not open here. */
static uint32_t open_count(struct builder *b, const char *name) {
  for (uint32_t i = b->depth; i > 0; i--) {
    const struct frame *f = &b->stack[i - 1];
    if (f->kind == FRAME_ELEMENT && str_is(f->node->as.element.tag, name))
      return b->depth - i + 1;
    if (f->kind != FRAME_ELEMENT && f->kind != FRAME_LOOSE)
      return 0;
  }
  return 0;
}

/* Whether the end tag belongs to a start tag that was an error already. */
static bool was_refused(struct raw *r, struct str tag) {
  struct name *found = names_find(&r->b->refused, tag);
  if (!found || found->value == 0)
    return false;
  found->value--;
  return true;
}

static void close_tag(struct raw *r, const struct html_element *element,
                      struct loc at) {
  uint32_t count = open_count(r->b, element->name);
  if (count == 0 && !r->b->too_deep && !was_refused(r, str_from(element->name)))
    diag_error(r->b->diags, at, "E-HTML-CLOSE", "</%s> without <%s>",
               element->name, element->name);
  for (; count > 1; count--)
    builder_close_wrongly(r->b);
  if (count)
    builder_close(r->b);
}

static void unknown_tag(struct raw *r, const struct html_tag *tag,
                        struct str name, struct loc at) {
  if (tag->closing && was_refused(r, name))
    return;
  diag_error(r->b->diags, at, "E-HTML-ELEMENT",
             "<%.*s> is not allowed in raw HTML%s", STR_ARG(name),
             html_advice(r->b->arena, name));
  if (!tag->closing && !tag->self_closing)
    builder_refuse(r->b, name);
}

static void put_tag(struct raw *r, const struct html_tag *tag, size_t at,
                    size_t end) {
  struct loc loc = place(r, at, end - at);
  struct str name = lower(r->b->arena, tag->name);
  const struct html_element *element = html_element(name);
  if (!element)
    unknown_tag(r, tag, name, loc);
  else if (tag->closing)
    close_tag(r, element, loc);
  else
    open_tag(r, element, tag, loc);
}

/* Whether blanks here only lay out the author's lines. */
static bool between_blocks(struct builder *b,
                           const struct html_element *parent) {
  if (!parent || !parent->text)
    return true;
  const struct node *last = builder_top(b)->node->last;
  bool after_block = !last || node_is_block(last->kind) ||
                     (last->kind == NODE_ELEMENT && last->as.element.block);
  return parent->blocks && b->text.len == 0 && after_block;
}

static void put_text(struct raw *r, size_t from, size_t to) {
  struct str text = str_slice(r->html, from, to);
  struct str trimmed = str_trim(text);
  const struct html_element *parent = open_element(r->b);
  if (trimmed.len == 0 && between_blocks(r->b, parent))
    return;
  if (parent && !parent->text) {
    size_t at = (size_t)(trimmed.ptr - r->html.ptr);
    diag_error(r->b->diags, place(r, at, trimmed.len), "E-HTML-PLACE",
               "text may not stand directly in <%s>", parent->name);
    return;
  }
  struct loc at = place(r, from, to - from);
  make_inline(r, at);
  builder_text(r->b, at, decode(r, from, text));
}

/* What starts with < at `at`; the offset after it. */
static size_t put_markup(struct raw *r, size_t at) {
  struct html_tag tag;
  size_t end = html_tag_read(r->html, at, &tag);
  if (end) {
    put_tag(r, &tag, at, end);
    return end;
  }
  end = html_inline_end(r->html, at, &r->no_end);
  struct str rest = str_slice(r->html, at, r->html.len);
  if (end && str_starts(rest, "<!--"))
    return end;
  if (str_starts(rest, "<!--")) {
    diag_error(r->b->diags, place(r, at, 4), "E-HTML-COMMENT",
               "this comment is not closed by -->");
    return r->html.len;
  }
  diag_error(r->b->diags, place(r, at, 1), "E-HTML-FORM",
             end ? "only elements and comments are allowed in raw HTML"
                 : "not a tag; a plain < is written &lt; here");
  if (end == 0)
    put_text(r, at, at + 1);
  return end ? end : at + 1;
}

void raw_html_block(struct builder *b, struct str html,
                    const struct html_places *places) {
  struct raw r = {b, html, places, true, 0};
  for (size_t at = 0; at < html.len;) {
    size_t angle = str_find(html, '<', at);
    if (angle > at)
      put_text(&r, at, angle);
    at = angle < html.len ? put_markup(&r, angle) : html.len;
  }
  for (const struct frame *f = builder_top(b);
       f->kind == FRAME_LOOSE ||
       (f->kind == FRAME_ELEMENT && !f->node->as.element.block);
       f = builder_top(b)) {
    if (f->kind == FRAME_LOOSE)
      builder_close(b);
    else
      builder_close_wrongly(b);
  }
}

void raw_html_inline(struct builder *b, struct str html,
                     const struct html_places *places) {
  struct raw r = {b, html, places, false, 0};
  put_markup(&r, 0);
}

bool raw_html_accepts_blocks(struct builder *b) {
  const struct html_element *e = open_element(b);
  return !e || e->blocks;
}
