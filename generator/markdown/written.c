/* The Markdown of a block as its author wrote it, and copies of trees. */
#include "markdown/node.h"

#include "markdown/place.h"

static uint32_t quotes_around(const struct node *n) {
  uint32_t quotes = 0;
  for (n = n->parent; n; n = n->parent)
    quotes += n->kind == NODE_QUOTE;
  return quotes;
}

static struct str trim_right(struct str s) {
  while (s.len && char_is_space(s.ptr[s.len - 1]))
    s.len--;
  return s;
}

static bool ends_with_break(struct str line) {
  size_t slashes = 0;
  while (slashes < line.len && line.ptr[line.len - slashes - 1] == '\\')
    slashes++;
  return slashes % 2 == 1;
}

/* The lines without what stands before them, joined. */
static struct str join_lines(struct arena *a, struct str source,
                             uint32_t quotes) {
  struct buf out = {0};
  struct str line;
  bool first = true, spaces = false;
  while (str_next_line(&source, &line)) {
    uint32_t start = first ? 0 : place_content(line, quotes);
    struct str content = str_slice(line, start, line.len);
    if (!first && spaces)
      buf_puts(&out, "\\\n");
    else if (!first)
      buf_puts(&out, ends_with_break(buf_str(&out)) ? "\n" : " ");
    spaces = str_ends(content, "  ");
    buf_put(&out, trim_right(content));
    first = false;
  }
  struct str joined = arena_str(a, str_trim(buf_str(&out)));
  buf_free(&out);
  return joined;
}

static bool is_underline(struct str line) {
  struct str s = str_trim(line);
  for (size_t i = 0; i < s.len; i++)
    if ((s.ptr[0] != '=' && s.ptr[0] != '-') || s.ptr[i] != s.ptr[0])
      return false;
  return s.len > 0;
}

/* Without the opening #, the line under it, attributes, the closing #. */
static struct str heading_text(const struct node *n) {
  struct str s = n->as.heading.source;
  size_t marks = 0;
  while (marks < s.len && s.ptr[marks] == '#')
    marks++;
  bool atx =
      marks && marks <= 6 && (marks == s.len || char_is_space(s.ptr[marks]));
  if (atx) {
    s = str_slice(s, marks, str_find(s, '\n', 0));
  } else {
    size_t last = s.len;
    while (last > 0 && s.ptr[last - 1] != '\n')
      last--;
    if (last && is_underline(str_slice(s, last, s.len)))
      s.len = last - 1;
  }
  s = str_trim(s);
  size_t end = s.len;
  while (end && s.ptr[end - 1] == '#')
    end--;
  bool closed =
      atx && end < s.len && (end == 0 || char_is_space(s.ptr[end - 1]));
  s = closed ? str_trim(str_slice(s, 0, end)) : s;
  if (n->attrs && str_ends(s, "}")) {
    size_t open = s.len;
    while (open > 0 && s.ptr[open - 1] != '{')
      open--;
    s = open ? str_trim(str_slice(s, 0, open - 1)) : s;
  }
  return s;
}

struct str node_written(struct arena *a, const struct node *n) {
  if (n->kind == NODE_PARAGRAPH)
    return join_lines(a, n->as.paragraph.source, quotes_around(n));
  if (n->kind == NODE_HEADING)
    return join_lines(a, heading_text(n), quotes_around(n));
  if (n->kind == NODE_CELL)
    return arena_str(a, str_trim(n->as.cell.source));
  return STR("");
}

static struct attr *copy_attrs(struct arena *a, const struct attr *from) {
  struct attr *first = NULL, **end = &first;
  for (; from; from = from->next) {
    struct attr *copy = arena_new(a, struct attr);
    *copy = *from;
    copy->next = NULL;
    *end = copy;
    end = &copy->next;
  }
  return first;
}

static struct node *copy_one(struct arena *a, const struct node *n) {
  struct node *copy = arena_new(a, struct node);
  *copy = *n;
  copy->parent = copy->first = copy->last = copy->next = copy->prev = NULL;
  copy->attrs = copy_attrs(a, n->attrs);
  return copy;
}

struct node *node_copy(struct arena *a, const struct node *root) {
  struct node *top = copy_one(a, root), *parent = top;
  const struct node *n = root->first;
  while (n) {
    struct node *copy = copy_one(a, n);
    node_append(parent, copy);
    if (n->first) {
      n = n->first;
      parent = copy;
      continue;
    }
    while (n != root && !n->next) {
      n = n->parent;
      parent = parent->parent;
      if (n == root)
        return top;
    }
    n = n->next;
  }
  return top;
}

void node_take_children(struct node *to, struct node *from) {
  while (to->first)
    node_unlink(to->first);
  while (from->first) {
    struct node *child = from->first;
    node_unlink(child);
    node_append(to, child);
  }
}
