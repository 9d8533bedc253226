/* The XHTML writer: dispatch, blocks, and what its files share. */
#include "output/xhtml.h"

#include "base/json.h"
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

enum { MAX_DEPTH = 200 };

const struct node *xhtml_walk(const struct node *root, const struct node *n) {
  return node_walk(root, (struct node *)(uintptr_t)n); /* changes nothing */
}

struct str xhtml_language(const struct xhtml *x) {
  return x->edition ? x->edition->language : STR("en");
}

void xhtml_say(struct xhtml *x, const char *key) {
  phrase_put(x->out, xhtml_language(x), key, NULL, 0);
}

void xhtml_put_id(struct xhtml *x, const char *key, const char *before,
                  struct str id, const char *suffix, int number) {
  buf_printf(x->out, " %s=\"%s", key, before);
  escape_attr(x->out, id);
  buf_puts(x->out, suffix);
  if (number >= 0)
    buf_printf(x->out, "%d", number);
  buf_char(x->out, '"');
}

void xhtml_put_lang(struct xhtml *x, struct attr *attrs) {
  struct str lang = attr_value(attrs, "lang");
  struct str dir = attr_value(attrs, "dir");
  if (lang.len) {
    escape_put_attr(x->out, "lang", lang);
    escape_put_attr(x->out, "xml:lang", lang);
    if (dir.len == 0)
      dir = str_from(cldr_direction(lang));
  }
  if (str_is(dir, "ltr") || str_is(dir, "rtl") || str_is(dir, "auto"))
    escape_put_attr(x->out, "dir", dir);
}

static void put_classes(struct xhtml *x, const char *extra,
                        struct attr *attrs) {
  bool any = *extra != '\0';
  for (struct attr *a = attrs; a; a = a->next)
    any = any || str_is(a->key, "class");
  if (!any)
    return;
  buf_printf(x->out, " class=\"%s", extra);
  bool first = *extra == '\0';
  for (struct attr *a = attrs; a; a = a->next) {
    if (!str_is(a->key, "class"))
      continue;
    if (!first)
      buf_char(x->out, ' ');
    first = false;
    escape_attr(x->out, a->value);
  }
  buf_char(x->out, '"');
}

void xhtml_put_attrs(struct xhtml *x, const char *extra, struct attr *attrs) {
  struct str id = attr_value(attrs, "id");
  if (id.len)
    escape_put_attr(x->out, "id", id);
  put_classes(x, extra, attrs);
  xhtml_put_lang(x, attrs);
}

static const struct scope *scope_of(const struct xhtml *x) {
  if (x->exercise)
    return &x->exercise->scope;
  return &x->plan->module_scopes[x->module - x->plan->course->modules];
}

struct str xhtml_value(const struct xhtml *x, size_t expression) {
  if (!x->drawn || !x->drawn->texts ||
      expression >= scope_of(x)->expression_count)
    return STR("");
  return x->drawn->texts[expression];
}

/* Moves the text so far to the JSON list of parts. */
static void flush_part(struct xhtml *x) {
  if (x->out->len == 0)
    return;
  if (x->parts->len > 1)
    buf_char(x->parts, ',');
  json_put_string(x->parts, buf_str(x->out));
  buf_clear(x->out);
}

void xhtml_put_computed(struct xhtml *x, size_t expression) {
  if (x->parts) {
    flush_part(x);
    if (x->parts->len > 1)
      buf_char(x->parts, ',');
    buf_printf(x->parts, "%zu", expression);
    return;
  }
  if (x->exercise)
    buf_printf(x->out, "<bdi data-wm-text=\"%zu\">", expression);
  else
    buf_puts(x->out, "<bdi>");
  escape_text(x->out, xhtml_value(x, expression));
  buf_puts(x->out, "</bdi>");
}

static void put_attr_parts(struct xhtml *x, const struct attr *attr) {
  if (!attr->parts) {
    escape_text(x->out, attr->value);
    return;
  }
  for (size_t i = 0; i < attr->parts->count; i++) {
    const struct part *p = &attr->parts->items[i];
    if (p->computed)
      xhtml_put_computed(x, p->expression);
    else
      escape_text(x->out, p->text);
  }
}

void xhtml_put_attr_text(struct xhtml *x, const struct attr *attr) {
  const struct course *c = x->plan ? x->plan->course : NULL;
  bool foreign = c && course_is_foreign(c, attr);
  if (foreign)
    foreign_open(x->out, c);
  put_attr_parts(x, attr);
  if (foreign)
    buf_puts(x->out, "</span>");
}

void xhtml_plain_text(const struct xhtml *x, const struct node *n,
                      struct buf *out) {
  for (const struct node *c = n; c; c = xhtml_walk(n, c)) {
    if (c->kind == NODE_TEXT || c->kind == NODE_CODE)
      buf_put(out, c->text);
    else if (c->kind == NODE_SOFT_BREAK || c->kind == NODE_LINE_BREAK)
      buf_char(out, ' ');
    else if (c->kind == NODE_COMPUTED)
      buf_put(out, xhtml_value(x, c->as.computed.index));
    else if (c->kind == NODE_MATH)
      buf_put(out, c->as.math.plain);
  }
}

void xhtml_put_chapter(struct buf *out, struct str module) {
  buf_puts(out, "chapter-");
  escape_path_part(out, module);
  buf_puts(out, ".xhtml");
}

void xhtml_open_heading(struct xhtml *x, int level) {
  buf_printf(x->out, "<h%d", level < 6 ? level : 6);
}

void xhtml_close_heading(struct xhtml *x, int level) {
  buf_printf(x->out, "</h%d>\n", level < 6 ? level : 6);
}

static void write_heading(struct xhtml *x, const struct node *n) {
  int level = n->as.heading.level + x->shift;
  level = level < 1 ? 1 : level > 6 ? 6 : level;
  xhtml_open_heading(x, level);
  if (n->as.heading.id.len)
    escape_put_attr(x->out, "id", n->as.heading.id);
  put_classes(x, "", n->attrs);
  xhtml_put_lang(x, n->attrs);
  buf_char(x->out, '>');
  xhtml_children(x, n);
  xhtml_close_heading(x, level);
  x->level = level;
}

static bool in_tight_list(const struct node *n) {
  const struct node *item = n->parent;
  return item && item->kind == NODE_ITEM && item->parent &&
         item->parent->kind == NODE_LIST && item->parent->as.list.tight;
}

/* A paragraph that holds only a picture with a title. */
static const struct node *lone_figure(const struct node *n) {
  const struct node *image = n->first;
  bool lone = image && image == n->last && image->kind == NODE_IMAGE;
  return lone && image->as.link.title.len ? image : NULL;
}

static void write_paragraph(struct xhtml *x, const struct node *n) {
  const struct node *image = lone_figure(n);
  if (xhtml_gap_block(x, n))
    return;
  if (image) {
    xhtml_figure(x, image);
  } else if (in_tight_list(n)) {
    xhtml_children(x, n);
    if (n->next)
      buf_char(x->out, '\n');
  } else {
    buf_puts(x->out, "<p>");
    xhtml_children(x, n);
    buf_puts(x->out, "</p>\n");
  }
}

/* `<tag …>`, the children, `</tag>` on lines of their own. */
static void write_block(struct xhtml *x, const struct node *n,
                        const char *tag) {
  buf_printf(x->out, "<%s", tag);
  xhtml_put_attrs(x, "", n->attrs);
  buf_puts(x->out, ">\n");
  xhtml_children(x, n);
  buf_printf(x->out, "</%s>\n", tag);
}

static void write_inline(struct xhtml *x, const struct node *n,
                         const char *tag) {
  buf_printf(x->out, "<%s>", tag);
  xhtml_children(x, n);
  buf_printf(x->out, "</%s>", tag);
}

static void write_list(struct xhtml *x, const struct node *n) {
  const char *tag = n->as.list.ordered ? "ol" : "ul";
  buf_printf(x->out, "<%s", tag);
  if (n->as.list.ordered && n->as.list.start != 1)
    buf_printf(x->out, " start=\"%d\"", n->as.list.start);
  xhtml_put_attrs(x, "", n->attrs);
  buf_puts(x->out, ">\n");
  xhtml_children(x, n);
  buf_printf(x->out, "</%s>\n", tag);
}

static void write_item(struct xhtml *x, const struct node *n) {
  buf_puts(x->out, "<li>");
  if (n->as.item.task != TASK_NONE) /* outside an exercise: ticked or not */
    buf_puts(x->out,
             n->as.item.task == TASK_DONE ? "\xE2\x98\x91 " : "\xE2\x98\x90 ");
  xhtml_children(x, n);
  buf_puts(x->out, "</li>\n");
}

/* Readers that draw no patterns fill all series of a chart with black: there
 * they differ by how much of it they let through, which the style sheet takes
 * back. The pattern's id ends in the number of the series. */
static void put_book_block(struct buf *out, struct str block) {
  static const char SHADES[] = "1147125"; /* tenths */
  while (block.len) {
    size_t at = str_search(block, STR(" fill=\"url(#"));
    size_t end = str_find(block, ')', at);
    buf_put(out, str_slice(block, 0, at));
    if (end < block.len) {
      unsigned series = (unsigned)(block.ptr[end - 1] - '0');
      if (series < sizeof SHADES - 1)
        buf_printf(out, " fill-opacity=\".%c\"", SHADES[series]);
    }
    buf_put(out, str_slice(block, at, end));
    block = str_slice(block, end, block.len);
  }
}

/* Tables and charts that were computed: XHTML from the engine. */
static void write_computed_block(struct xhtml *x, const struct node *n) {
  size_t index = n->as.code.block - 1;
  if (x->parts || !x->drawn || !x->drawn->blocks ||
      index >= scope_of(x)->block_count)
    return; /* feedback has no blocks */
  buf_puts(x->out, "<div");
  foreign_put_class(x, "wm-block", x->drawn->blocks[index]);
  if (x->exercise)
    buf_printf(x->out, " data-wm-block=\"%zu\"", index);
  buf_puts(x->out, ">");
  if (x->book)
    put_book_block(x->out, x->drawn->blocks[index]);
  else
    buf_put(x->out, x->drawn->blocks[index]);
  buf_puts(x->out, "</div>\n");
}

static void write_code_block(struct xhtml *x, const struct node *n) {
  struct str info = str_trim(n->as.code.info);
  struct str word = str_slice(info, 0, str_find(info, ' ', 0));
  struct str second = str_trim(str_slice(info, word.len, info.len));
  if (n->as.code.block) {
    write_computed_block(x, n);
    return;
  }
  if (str_is(word, "lua") && str_is(second, "setup"))
    return; /* for the engine, not for readers */
  buf_puts(x->out, "<pre");
  xhtml_put_attrs(x, "", n->attrs);
  if (!attr_find(n->attrs, "lang") && !attr_find(n->attrs, "dir"))
    buf_puts(x->out, " dir=\"ltr\"");
  buf_puts(x->out, " tabindex=\"0\"><code");
  if (word.len) {
    buf_puts(x->out, " class=\"language-");
    escape_attr(x->out, word);
    buf_char(x->out, '"');
  }
  buf_char(x->out, '>');
  escape_text(x->out, n->text);
  buf_puts(x->out, "</code></pre>\n");
}

void xhtml_children(struct xhtml *x, const struct node *n) {
  for (const struct node *c = n->first; c; c = c->next)
    xhtml_node(x, c);
}

static void write_node(struct xhtml *x, const struct node *n) {
  switch (n->kind) {
  case NODE_DOCUMENT:
    xhtml_children(x, n);
    break;
  case NODE_PARAGRAPH:
    write_paragraph(x, n);
    break;
  case NODE_HEADING:
    write_heading(x, n);
    break;
  case NODE_QUOTE:
    write_block(x, n, "blockquote");
    break;
  case NODE_LIST:
    write_list(x, n);
    break;
  case NODE_ITEM:
    write_item(x, n);
    break;
  case NODE_CODE_BLOCK:
    write_code_block(x, n);
    break;
  case NODE_RULE:
    buf_puts(x->out, "<hr/>\n");
    break;
  case NODE_TABLE:
    xhtml_table(x, n);
    break;
  case NODE_CONTAINER:
    xhtml_container(x, n);
    break;
  case NODE_ELEMENT:
    xhtml_element(x, n);
    break;
  case NODE_TEXT:
    escape_text(x->out, n->text);
    break;
  case NODE_SOFT_BREAK:
    buf_char(x->out, '\n');
    break;
  case NODE_LINE_BREAK:
    buf_puts(x->out, "<br/>\n");
    break;
  case NODE_CODE:
    xhtml_code(x, n);
    break;
  case NODE_EMPHASIS:
    write_inline(x, n, "em");
    break;
  case NODE_STRONG:
    write_inline(x, n, "strong");
    break;
  case NODE_LINK:
    xhtml_link(x, n);
    break;
  case NODE_IMAGE:
    xhtml_image(x, n);
    break;
  case NODE_SPAN:
    xhtml_span(x, n);
    break;
  case NODE_COMPUTED:
    xhtml_put_computed(x, n->as.computed.index);
    break;
  case NODE_GAP:
    xhtml_gap(x, n);
    break;
  case NODE_FOOTNOTE_REF:
    xhtml_note_ref(x, n);
    break;
  case NODE_MATH:
    xhtml_math(x, n);
    break;
  case NODE_FOOTNOTE: /* written together, after the text */
  case NODE_ROW:      /* written by xhtml_table */
  case NODE_CELL:
  case NODE_KIND_COUNT:
    break;
  }
}

void xhtml_node(struct xhtml *x, const struct node *n) {
  if (x->depth >= MAX_DEPTH) /* the reader's own limit is lower */
    return;
  x->depth++;
  write_node(x, n);
  x->depth--;
}

static int highest_heading(const struct node *body) {
  int level = 7;
  for (const struct node *n = body; n; n = xhtml_walk(body, n))
    if (n->kind == NODE_HEADING && n->as.heading.level < level)
      level = n->as.heading.level;
  return level;
}

void xhtml_module(struct xhtml *x, struct arena *scratch,
                  const struct module *m, int level) {
  size_t index = (size_t)(m - x->plan->course->modules);
  x->module = m;
  x->exercise = NULL;
  x->drawn =
      x->edition && x->edition->modules ? &x->edition->modules[index] : NULL;
  x->level = level;
  x->shift = level + 1 - highest_heading(m->body);
  x->note_count = 0;
  for (const struct node *n = m->body->first; n; n = n->next)
    x->note_count += n->kind == NODE_FOOTNOTE;
  x->note_refs = arena_array(scratch, int, x->note_count);
  xhtml_children(x, m->body);
}
