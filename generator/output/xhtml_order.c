/* Things to put in order, and things to match. Both stand lettered in the order
 * drawn, so that they can be answered on paper; a script moves the items and
 * reads the lists. */
#include "base/json.h"
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

static const struct node *nth_child(const struct node *parent, size_t n) {
  const struct node *child = parent ? parent->first : NULL;
  while (child && n--)
    child = child->next;
  return child;
}

static const struct node *order_item(const struct xhtml *x, struct str gap,
                                     size_t number) {
  const struct exercise *ex = x->exercise;
  for (size_t i = 0; i < ex->order_count; i++)
    if (str_eq(ex->orders[i].gap, gap))
      return nth_child(ex->orders[i].list, number - 1);
  return NULL;
}

static const struct match_table *match_table(const struct xhtml *x,
                                             struct str gap) {
  const struct exercise *ex = x->exercise;
  for (size_t i = 0; i < ex->match_count; i++)
    if (str_eq(ex->matches[i].gap, gap))
      return &ex->matches[i];
  return NULL;
}

/* A cell of a table to match; the head is row 0. */
static const struct node *match_cell(const struct match_table *m, size_t row,
                                     size_t column) {
  return m ? nth_child(nth_child(m->table, row), column) : NULL;
}

/* An item's words: computed, or the children of a node. */
static void put_item(struct xhtml *x, const struct drawn_items *items,
                     size_t number, const struct node *node) {
  if (items->texts)
    escape_text(x->out, items->texts[number - 1]);
  else if (node)
    xhtml_children(x, node);
}

/* Not every reader of books counts a list as it is told to, some not at all;
 * but the answers name the items: there their letters and numbers are text. */
static void open_list(struct xhtml *x, const char *class, const char *type) {
  if (x->book)
    buf_printf(x->out, "<ul class=\"%s\">\n", class);
  else
    buf_printf(x->out, "<ol class=\"%s\"%s>\n", class, type);
}

static void close_list(struct xhtml *x) {
  buf_puts(x->out, x->book ? "</ul>" : "</ol>");
}

static void put_letter(struct xhtml *x, const struct drawn_gap *gap,
                       int number) {
  if (!x->book)
    return;
  buf_puts(x->out, "<span class=\"wm-mark\">");
  xhtml_put_letter(x->out, &gap->items, number);
  buf_puts(x->out, ".</span> ");
}

static void put_move(struct xhtml *x, const struct drawn_gap *gap, int number,
                     bool up) {
  const char *what = up ? "-up-" : "-down-";
  buf_printf(x->out, "<button type=\"button\" data-move=\"%s\"",
             up ? "up" : "down");
  xhtml_put_field_id(x, "id", gap, what, number);
  buf_puts(x->out, " aria-label=\"");
  xhtml_say(x, up ? "book.move-up" : "book.move-down");
  buf_char(x->out, '"');
  xhtml_put_field_id(x, "aria-labelledby", gap, what, number);
  buf_truncate(x->out, x->out->len - 1); /* and the item itself */
  buf_char(x->out, ' ');
  escape_attr(x->out, x->exercise->id);
  buf_char(x->out, '-');
  escape_attr(x->out, gap->name);
  buf_printf(x->out, "-item-%d\">%s</button>", number,
             up ? "\xE2\x86\x91" : "\xE2\x86\x93");
}

static void write_order_item(struct xhtml *x, const struct drawn_gap *gap,
                             int number) {
  buf_printf(x->out, "<li data-item=\"%d\"><div class=\"wm-item-text\"",
             number);
  xhtml_put_field_id(x, "id", gap, "-item-", number);
  buf_char(x->out, '>');
  put_letter(x, gap, number);
  put_item(x, &gap->items, (size_t)number,
           order_item(x, gap->name, (size_t)number));
  buf_puts(x->out, "</div><span class=\"wm-moves\"");
  xhtml_put_hidden(x);
  size_t live = xhtml_open_live(x);
  put_move(x, gap, number, true);
  put_move(x, gap, number, false);
  xhtml_close_live(x, live);
  buf_puts(x->out, "</span></li>\n");
}

void xhtml_order(struct xhtml *x, const struct drawn_gap *gap) {
  xhtml_open_fieldset(x, gap, "wm-order", "book.put-in-order");
  open_list(x, "wm-items", " type=\"A\"");
  for (size_t i = 0; i < gap->items.count; i++)
    write_order_item(x, gap, gap->items.shown[i]);
  close_list(x);
  buf_puts(x->out, "</fieldset>\n");
}

/* "ID.2"; in a second match of the same exercise "ID.GAP.2". */
static void put_select_name(struct xhtml *x, const struct drawn_gap *gap,
                            size_t number) {
  bool first = true;
  for (const struct drawn_gap *g = x->drawn->gaps; g != gap; g++)
    first = first && g->kind != GAP_MATCH;
  buf_puts(x->out, " name=\"");
  escape_attr(x->out, x->exercise->id);
  buf_char(x->out, '.');
  if (!first) {
    escape_attr(x->out, gap->name);
    buf_char(x->out, '.');
  }
  buf_printf(x->out, "%zu\"", number);
}

/* What a select shows is text without markup; computed parts are kept, for the
 * script to write again with another variant's values. */
static void put_option(struct xhtml *x, const struct drawn_gap *gap, int number,
                       const struct node *cell) {
  struct buf text = {0};
  buf_printf(x->out, "<option value=\"%d\"", number);
  if (gap->items.texts)
    buf_put(&text, gap->items.texts[number - 1]);
  else if (cell)
    xhtml_plain_text(x, cell, &text);
  if (!gap->items.texts && cell)
    xhtml_put_parts(x, "text", cell);
  buf_char(x->out, '>');
  escape_text(x->out, buf_str(&text));
  buf_puts(x->out, "</option>");
  buf_free(&text);
}

static void write_select(struct xhtml *x, const struct drawn_gap *gap,
                         size_t number, const struct match_table *m) {
  buf_puts(x->out, "<span class=\"wm-entry\"><select");
  xhtml_put_field_id(x, "id", gap, "-", (int)number);
  put_select_name(x, gap, number);
  buf_puts(x->out, " autocomplete=\"off\"");
  xhtml_put_unseen(x);
  size_t live = xhtml_open_live(x);
  buf_puts(x->out, "<option value=\"\">");
  phrase_put_plain(x->out, xhtml_language(x), "book.choose", NULL, 0);
  buf_puts(x->out, "</option>");
  for (size_t i = 0; i < gap->items.count; i++) {
    int right = gap->items.shown[i];
    put_option(x, gap, right, match_cell(m, (size_t)right, 1));
  }
  xhtml_close_live(x, live);
  buf_puts(x->out, "</select>");
  xhtml_put_blank(x);
  buf_puts(x->out, "</span>");
}

static void write_left(struct xhtml *x, const struct drawn_gap *gap,
                       size_t number, const struct match_table *m) {
  buf_printf(x->out, "<li data-item=\"%zu\">", number);
  if (x->book) {
    buf_puts(x->out, "<span class=\"wm-mark\">");
    cldr_put_count(x->out, xhtml_language(x), number);
    buf_puts(x->out, ".</span> ");
  }
  buf_puts(x->out, "<label");
  xhtml_put_field_id(x, "for", gap, "-", (int)number);
  buf_puts(x->out, "><span class=\"wm-item-text\">");
  put_item(x, &gap->left, number, match_cell(m, number, 0));
  buf_puts(x->out, "</span></label> ");
  write_select(x, gap, number, m);
  buf_puts(x->out, "</li>\n");
}

static void write_match_head(struct xhtml *x, const struct match_table *m,
                             size_t column) {
  const struct node *head = match_cell(m, 0, column);
  if (!head || !head->first)
    return;
  buf_puts(x->out, "<p class=\"wm-match-head\">");
  xhtml_children(x, head);
  buf_puts(x->out, "</p>\n");
}

void xhtml_match(struct xhtml *x, const struct drawn_gap *gap) {
  const struct match_table *m = match_table(x, gap->name);
  xhtml_open_fieldset(x, gap, "wm-match", "book.match");
  write_match_head(x, m, 0);
  open_list(x, "wm-left", "");
  for (size_t i = 1; i <= gap->left.count; i++)
    write_left(x, gap, i, m);
  close_list(x);
  buf_char(x->out, '\n');
  write_match_head(x, m, 1);
  open_list(x, "wm-right", " type=\"A\"");
  for (size_t i = 0; i < gap->items.count; i++) {
    int right = gap->items.shown[i];
    buf_printf(x->out, "<li data-item=\"%d\"><div class=\"wm-item-text\">",
               right);
    put_letter(x, gap, right);
    put_item(x, &gap->items, (size_t)right, match_cell(m, (size_t)right, 1));
    buf_puts(x->out, "</div></li>\n");
  }
  close_list(x);
  buf_puts(x->out, "</fieldset>\n");
}
