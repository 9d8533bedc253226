/* Reads Markdown texts for the test runners and shows what became of them.
 *
 *   markdown [--plain] [--html] < texts
 *
 * Each text follows a line with its length in bytes. For each, two lengths on a
 * line, then the tree (as node_dump shows it, or as the HTML CommonMark's own
 * tests expect), then the diagnostics. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markdown/reader.h"

static void put_escaped(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.len; i++) {
    switch (s.ptr[i]) {
    case '&':
      buf_puts(out, "&amp;");
      break;
    case '<':
      buf_puts(out, "&lt;");
      break;
    case '>':
      buf_puts(out, "&gt;");
      break;
    case '"':
      buf_puts(out, "&quot;");
      break;
    default:
      buf_char(out, s.ptr[i]);
    }
  }
}

/* As CommonMark's reference programs do: bytes that may not stand in an address
 * are written %XX. */
static void put_url(struct buf *out, struct str s) {
  static const char safe[] = "-_.+!*(),%#@?=;:/,+$~'&";
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '&')
      buf_puts(out, "&amp;");
    else if (char_is_alpha(c) || char_is_digit(c) || (c && strchr(safe, c)))
      buf_char(out, c);
    else
      buf_printf(out, "%%%X%X", (unsigned)((unsigned char)c >> 4),
                 (unsigned)((unsigned char)c & 15));
  }
}

static void put_attr(struct buf *out, const char *name, struct str value) {
  buf_printf(out, " %s=\"", name);
  put_escaped(out, value);
  buf_char(out, '"');
}

static const char *simple_tag(const struct node *n) {
  static const char *const headings[] = {"",   "h1", "h2", "h3",
                                         "h4", "h5", "h6"};
  switch (n->kind) {
  case NODE_QUOTE:
    return "blockquote";
  case NODE_LIST:
    return n->as.list.ordered ? "ol" : "ul";
  case NODE_ITEM:
    return "li";
  case NODE_HEADING:
    return headings[n->as.heading.level];
  case NODE_EMPHASIS:
    return "em";
  case NODE_STRONG:
    return "strong";
  default:
    return NULL;
  }
}

/* A paragraph directly in a tight list has no tag. */
static bool tight(const struct node *n) {
  return n->parent && n->parent->kind == NODE_ITEM && n->parent->parent &&
         n->parent->parent->kind == NODE_LIST &&
         n->parent->parent->as.list.tight;
}

static void put_code_block(struct buf *out, const struct node *n) {
  buf_puts(out, "<pre><code");
  struct str info = n->as.code.info;
  size_t end = 0;
  while (end < info.len && !char_is_space(info.ptr[end]))
    end++;
  if (end) {
    buf_puts(out, " class=\"language-");
    put_escaped(out, str_slice(info, 0, end));
    buf_char(out, '"');
  }
  buf_char(out, '>');
  put_escaped(out, n->text);
  buf_puts(out, "</code></pre>\n");
}

static void put_link(struct buf *out, const struct node *n) {
  buf_puts(out, "<a href=\"");
  put_url(out, n->as.link.url);
  buf_char(out, '"');
  if (n->as.link.title.len)
    put_attr(out, "title", n->as.link.title);
  buf_char(out, '>');
}

static void put_image(struct buf *out, const struct node *n) {
  struct buf alt = {0};
  node_plain_text(n, &alt);
  buf_puts(out, "<img src=\"");
  put_url(out, n->as.link.url);
  buf_char(out, '"');
  put_attr(out, "alt", buf_str(&alt));
  if (n->as.link.title.len)
    put_attr(out, "title", n->as.link.title);
  buf_puts(out, " />");
  buf_free(&alt);
}

/* The classes, which the tree keeps one by one. */
static void put_classes(struct buf *out, const struct attr *list) {
  const char *before = " class=\"";
  for (const struct attr *i = list; i; i = i->next) {
    if (!str_is(i->key, "class"))
      continue;
    buf_puts(out, before);
    put_escaped(out, i->value);
    before = " ";
  }
  if (attr_find((struct attr *)(uintptr_t)list, "class"))
    buf_char(out, '"');
}

static void put_element(struct buf *out, const struct node *n) {
  buf_printf(out, "<%.*s", STR_ARG(n->as.element.tag));
  put_classes(out, n->attrs);
  for (const struct attr *i = n->attrs; i; i = i->next) {
    char name[32];
    snprintf(name, sizeof name, "%.*s", STR_ARG(i->key));
    if (!str_is(i->key, "class"))
      put_attr(out, name, i->value);
  }
  buf_char(out, '>');
}

static void put_start(struct buf *out, const struct node *n) {
  const char *tag = simple_tag(n);
  if (tag && n->kind == NODE_LIST && n->as.list.ordered &&
      n->as.list.start != 1)
    buf_printf(out, "<ol start=\"%d\">\n", n->as.list.start);
  else if (tag)
    buf_printf(out, "<%s>", tag);
  else if (n->kind == NODE_PARAGRAPH && !tight(n))
    buf_puts(out, "<p>");
  else if (n->kind == NODE_LINK)
    put_link(out, n);
  else if (n->kind == NODE_ELEMENT)
    put_element(out, n);
}

static bool is_empty_element(const struct node *n) {
  return str_is(n->as.element.tag, "br") || str_is(n->as.element.tag, "hr") ||
         str_is(n->as.element.tag, "wbr") || str_is(n->as.element.tag, "col");
}

static void put_end(struct buf *out, const struct node *n) {
  const char *tag = simple_tag(n);
  if (tag)
    buf_printf(out, "</%s>", tag);
  else if (n->kind == NODE_PARAGRAPH && !tight(n))
    buf_puts(out, "</p>");
  else if (n->kind == NODE_LINK)
    buf_puts(out, "</a>");
  else if (n->kind == NODE_ELEMENT && !is_empty_element(n))
    buf_printf(out, "</%.*s>", STR_ARG(n->as.element.tag));
  if (node_is_block(n->kind) && n->kind != NODE_DOCUMENT)
    buf_char(out, '\n');
}

static void put_leaf(struct buf *out, const struct node *n) {
  switch (n->kind) {
  case NODE_TEXT:
    put_escaped(out, n->text);
    break;
  case NODE_SOFT_BREAK:
    buf_char(out, '\n');
    break;
  case NODE_LINE_BREAK:
    buf_puts(out, "<br />\n");
    break;
  case NODE_CODE:
    buf_puts(out, "<code>");
    put_escaped(out, n->text);
    buf_puts(out, "</code>");
    break;
  case NODE_CODE_BLOCK:
    put_code_block(out, n);
    break;
  case NODE_RULE:
    buf_puts(out, "<hr />\n");
    break;
  default:
    break;
  }
}

/* Leaves what ends at `n`; the next node, or NULL. */
static const struct node *leave(const struct node *root, const struct node *n,
                                struct buf *out) {
  for (; n; n = n->parent) {
    put_end(out, n);
    if (n == root)
      return NULL;
    if (n->next)
      return n->next;
  }
  return NULL;
}

static void put_html(struct buf *out, const struct node *root) {
  for (const struct node *n = root; n;) {
    if (n->kind == NODE_IMAGE) {
      put_image(out, n);
      while (n != root && !n->next) {
        n = n->parent;
        put_end(out, n);
      }
      n = n == root ? NULL : n->next;
      continue;
    }
    put_start(out, n);
    put_leaf(out, n);
    n = n->first ? n->first : leave(root, n, out);
  }
}

static void show(struct str text, bool plain, bool html) {
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  uint32_t src = diags_add_source(d, STR("text.md"), text);
  struct md_options options = {
      .module = STR("m"), .plain = plain, .first_line = 1};
  struct node *root = md_read(a, d, src, text, options);
  struct buf tree = {0}, messages = {0};
  if (html)
    put_html(&tree, root);
  else
    node_dump(root, &tree);
  diags_print(d, (struct diag_style){.json = false}, &messages);
  printf("%zu %zu\n", tree.len, messages.len);
  fwrite(tree.len ? tree.ptr : "", 1, tree.len, stdout);
  fwrite(messages.len ? messages.ptr : "", 1, messages.len, stdout);
  fflush(stdout);
  buf_free(&tree);
  buf_free(&messages);
  arena_destroy(a);
}

int main(int argc, char **argv) {
  bool plain = false, html = false;
  for (int i = 1; i < argc; i++) {
    plain = plain || strcmp(argv[i], "--plain") == 0;
    html = html || strcmp(argv[i], "--html") == 0;
  }
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    size_t len = (size_t)strtoull(line, NULL, 10);
    char *text = malloc(len ? len : 1); /* exact, for the sanitizer */
    if (!text || fread(text, 1, len, stdin) != len)
      return 1;
    show((struct str){text, len}, plain, html);
    free(text);
  }
  return 0;
}
