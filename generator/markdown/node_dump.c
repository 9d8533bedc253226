/* The tree as indented text, one node a line, for tests and for looking. */
#include "markdown/node.h"

#include "base/json.h"

static void put_field(struct buf *out, const char *name, struct str value) {
  buf_printf(out, " %s=", name);
  json_put_string(out, value);
}

static void dump_list(const struct node *n, struct buf *out) {
  if (n->as.list.ordered)
    buf_printf(out, " ordered start=%d", n->as.list.start);
  buf_puts(out, n->as.list.tight ? " tight" : " loose");
}

static void dump_task(enum task task, struct buf *out) {
  if (task != TASK_NONE)
    buf_puts(out, task == TASK_DONE ? " [x]" : " [ ]");
}

static void dump_link(const struct node *n, struct buf *out) {
  put_field(out, "url", n->as.link.url);
  if (n->as.link.title.len)
    put_field(out, "title", n->as.link.title);
}

static void dump_container(const struct node *n, struct buf *out) {
  buf_char(out, ' ');
  buf_put(out, n->as.container.name);
  if (n->as.container.arg.len)
    put_field(out, "arg", n->as.container.arg);
}

static void dump_cell(enum align align, struct buf *out) {
  static const char *const names[] = {"", " left", " center", " right"};
  buf_puts(out, names[align]);
}

static void dump_footnote(const struct node *n, struct buf *out) {
  put_field(out, "label", n->as.footnote.label);
  buf_printf(out, " number=%d", n->as.footnote.number);
}

static void dump_details(const struct node *n, struct buf *out) {
  switch (n->kind) {
  case NODE_HEADING:
    buf_printf(out, " level=%d", n->as.heading.level);
    put_field(out, "id", n->as.heading.id);
    break;
  case NODE_LIST:
    dump_list(n, out);
    break;
  case NODE_ITEM:
    dump_task(n->as.item.task, out);
    break;
  case NODE_CODE_BLOCK:
    put_field(out, "info", n->as.code.info);
    buf_printf(out, " code-at=%u:%u", (unsigned)n->as.code.code_at.line,
               (unsigned)n->as.code.code_at.col);
    break;
  case NODE_LINK:
  case NODE_IMAGE:
    dump_link(n, out);
    break;
  case NODE_ROW:
    buf_puts(out, n->as.row.header ? " header" : "");
    break;
  case NODE_CELL:
    dump_cell(n->as.cell.align, out);
    break;
  case NODE_CONTAINER:
    dump_container(n, out);
    break;
  case NODE_FOOTNOTE:
  case NODE_FOOTNOTE_REF:
    dump_footnote(n, out);
    break;
  case NODE_MATH:
    buf_puts(out, n->as.math.display ? " display" : "");
    break;
  case NODE_ELEMENT:
    buf_printf(out, " <%.*s>%s", STR_ARG(n->as.element.tag),
               n->as.element.block ? " block" : "");
    break;
  default:
    break;
  }
}

static void dump_attrs(const struct attr *attr, struct buf *out) {
  if (!attr)
    return;
  buf_puts(out, " {");
  for (const struct attr *i = attr; i; i = i->next) {
    buf_puts(out, i == attr ? "" : " ");
    buf_put(out, i->key);
    buf_char(out, '=');
    json_put_string(out, i->value);
  }
  buf_char(out, '}');
}

static void dump_node(const struct node *n, int depth, struct buf *out) {
  for (int i = 0; i < depth; i++)
    buf_puts(out, "  ");
  buf_printf(out, "%s %u:%u", node_kind_name(n->kind), (unsigned)n->at.line,
             (unsigned)n->at.col);
  dump_details(n, out);
  dump_attrs(n->attrs, out);
  if (n->text.len) {
    buf_char(out, ' ');
    json_put_string(out, n->text);
  }
  buf_char(out, '\n');
}

void node_dump(const struct node *n, struct buf *out) {
  int depth = 0;
  const struct node *c = n;
  while (c) {
    dump_node(c, depth, out);
    if (c->first) {
      c = c->first;
      depth++;
      continue;
    }
    while (c && c != n && !c->next) {
      c = c->parent;
      depth--;
    }
    c = c && c != n ? c->next : NULL;
  }
}
