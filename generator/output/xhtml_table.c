/* Pipe tables: a head, a body, and cells that say what they head. */
#include "output/phrase.h"
#include "output/xhtml_parts.h"

static const char *align_class(enum align align) {
  static const char *const CLASSES[] = {"", "wm-left", "wm-center", "wm-right"};
  return CLASSES[align];
}

static bool is_empty(const struct node *cell) {
  return cell && cell->first == NULL;
}

/* An empty corner cell says that the first column heads the rows. */
static bool has_row_heads(const struct node *table) {
  const struct node *head = table->first;
  return head && head->as.row.header && is_empty(head->first) && head->next;
}

static void write_cell(struct xhtml *x, const struct node *cell,
                       const char *scope) {
  const char *class = align_class(cell->as.cell.align);
  bool head = *scope && cell->first;
  buf_puts(x->out, head ? "<th scope=\"" : "<td");
  buf_puts(x->out, head ? scope : "");
  buf_puts(x->out, head ? "\"" : "");
  buf_puts(x->out, *class ? " class=\"" : "");
  buf_puts(x->out, class);
  buf_puts(x->out, *class ? "\">" : ">");
  xhtml_children(x, cell);
  buf_puts(x->out, head ? "</th>" : "</td>");
}

static void write_row(struct xhtml *x, const struct node *row, bool row_heads) {
  buf_puts(x->out, "<tr>");
  for (const struct node *cell = row->first; cell; cell = cell->next) {
    bool first = cell == row->first;
    write_cell(x, cell,
               row->as.row.header   ? "col"
               : first && row_heads ? "row"
                                    : "");
  }
  buf_puts(x->out, "</tr>\n");
}

static void write_caption(struct xhtml *x, const struct attr *caption) {
  buf_puts(x->out, "<caption>");
  xhtml_put_attr_text(x, caption);
  buf_puts(x->out, "</caption>\n");
}

void xhtml_table(struct xhtml *x, const struct node *n) {
  bool row_heads = has_row_heads(n);
  const struct node *row = n->first;
  const struct attr *caption = attr_find(n->attrs, "caption");
  buf_puts(x->out, "<div class=\"wm-table\" tabindex=\"0\"><table");
  xhtml_put_attrs(x, "", n->attrs);
  buf_puts(x->out, ">\n");
  if (caption)
    write_caption(x, caption);
  if (row && row->as.row.header) {
    buf_puts(x->out, "<thead>\n");
    write_row(x, row, row_heads);
    buf_puts(x->out, "</thead>\n");
    row = row->next;
  }
  if (row)
    buf_puts(x->out, "<tbody>\n");
  for (const struct node *r = row; r; r = r->next)
    write_row(x, r, row_heads);
  buf_puts(x->out, row ? "</tbody>\n</table></div>\n" : "</table></div>\n");
}
