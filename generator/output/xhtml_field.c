/* The fields of an exercise: entries for numbers and words, within the prompt
 * or below it; and where the fields of other kinds stand. */
#include <string.h>

#include "course/gaps.h"
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

void xhtml_put_field_name(struct xhtml *x, const char *key, char joint,
                          struct str gap) {
  buf_printf(x->out, " %s=\"", key);
  escape_attr(x->out, x->exercise->id);
  buf_char(x->out, joint);
  escape_attr(x->out, gap);
  buf_char(x->out, '"');
}

void xhtml_put_field_id(struct xhtml *x, const char *key,
                        const struct drawn_gap *gap, const char *what,
                        int number) {
  buf_printf(x->out, " %s=\"", key);
  escape_attr(x->out, x->exercise->id);
  buf_char(x->out, '-');
  escape_attr(x->out, gap->name);
  buf_puts(x->out, what);
  if (number >= 0)
    buf_printf(x->out, "%d", number);
  buf_char(x->out, '"');
}

/* Who comes to a field by the Tab key hears the question with it. */
void xhtml_put_described(struct xhtml *x, const struct drawn_gap *gap,
                         const char *what) {
  buf_puts(x->out, " aria-describedby=\"");
  escape_attr(x->out, x->exercise->id);
  buf_puts(x->out, "-prompt");
  if (*what) {
    buf_char(x->out, ' ');
    escape_attr(x->out, x->exercise->id);
    buf_char(x->out, '-');
    escape_attr(x->out, gap->name);
    buf_puts(x->out, what);
  }
  buf_char(x->out, '"');
}

static const struct str *gap_of_block(const struct exercise *ex,
                                      const struct node *n) {
  for (size_t i = 0; i < ex->order_count; i++)
    if (ex->orders[i].container == n)
      return &ex->orders[i].gap;
  for (size_t i = 0; i < ex->match_count; i++)
    if (ex->matches[i].container == n)
      return &ex->matches[i].gap;
  return NULL;
}

/* The gap that a node of the prompt is the place of, or NULL. */
static const struct str *gap_at(const struct exercise *ex,
                                const struct node *n) {
  return n->kind == NODE_GAP ? &n->text : gap_of_block(ex, n);
}

/* Fields of the page have no names that people read: those of Lua are for the
 * author. They are counted as they are met in the prompt; those without a place
 * there come last. */
static int field_number(const struct xhtml *x, struct str name) {
  enum { FIELDS_MAX = 200 };
  const struct exercise *ex = x->exercise;
  const struct drawn_gap *gaps = x->drawn->gaps;
  bool met[FIELDS_MAX] = {false};
  int count = 0;
  for (const struct node *n = ex->container; n;
       n = xhtml_walk(ex->container, n)) {
    const struct str *at = gap_at(ex, n);
    const struct drawn_gap *gap = at ? xhtml_gap_named(x, *at) : NULL;
    if (!gap || gap - gaps >= FIELDS_MAX || met[gap - gaps])
      continue;
    met[gap - gaps] = true;
    count++;
    if (str_eq(gap->name, name))
      return count;
  }
  for (size_t i = 0; i < x->drawn->gap_count && i < FIELDS_MAX; i++) {
    count += !met[i];
    if (str_eq(gaps[i].name, name))
      break;
  }
  return count;
}

static void put_number_label(struct xhtml *x, struct str name) {
  phrase_put_number(x->out, xhtml_language(x), "book.answer-number", "number",
                    field_number(x, name));
}

void xhtml_put_label(struct xhtml *x, const struct drawn_gap *gap) {
  if (x->drawn->gap_count == 1 && !x->drawn->grid.len)
    xhtml_say(x, "book.answer");
  else
    put_number_label(x, gap->name);
}

void xhtml_open_fieldset(struct xhtml *x, const struct drawn_gap *gap,
                         const char *class, const char *legend) {
  buf_printf(x->out, "<fieldset class=\"%s\"", class);
  if (gap)
    escape_put_attr(x->out, "data-gap", gap->name);
  xhtml_put_described(x, gap, "");
  buf_puts(x->out, "><legend>");
  if (gap && x->drawn->gap_count > 1) {
    xhtml_put_label(x, gap);
    buf_puts(x->out, ". ");
  }
  xhtml_say(x, legend);
  /* Readers that know no legend set what follows in the same line. */
  buf_puts(x->out, x->book ? "<br/></legend>\n" : "</legend>\n");
}

const struct drawn_gap *xhtml_gap_named(const struct xhtml *x,
                                        struct str name) {
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++)
    if (str_eq(x->drawn->gaps[i].name, name))
      return &x->drawn->gaps[i];
  return NULL;
}

static size_t place_in_row(const struct node *cell) {
  size_t place = 0;
  for (const struct node *c = cell->parent->first; c != cell; c = c->next)
    place++;
  return place;
}

static const struct node *nth_cell(const struct node *row, size_t n) {
  const struct node *cell = row ? row->first : NULL;
  while (cell && n--)
    cell = cell->next;
  return cell;
}

/* The words from `n` on, up to `end`. In variants a computed value changes and
 * a label does not, hence the dots. After another gap it begins anew. */
static void put_words(const struct xhtml *x, const struct node *n,
                      const struct node *end, struct buf *out) {
  for (const struct node *c = n; c && c != end; c = xhtml_walk(n, c)) {
    if (c->kind == NODE_TEXT || c->kind == NODE_CODE)
      buf_put(out, c->text);
    else if (c->kind == NODE_SOFT_BREAK || c->kind == NODE_LINE_BREAK)
      buf_char(out, ' ');
    else if (c->kind == NODE_COMPUTED && x->drawn->variants)
      buf_puts(out, "…");
    else if (c->kind == NODE_COMPUTED)
      buf_put(out, xhtml_value(x, c->as.computed.index));
    else if (c->kind == NODE_MATH)
      buf_put(out, c->as.math.plain);
    else if (c->kind == NODE_GAP && end)
      buf_clear(out);
  }
}

/* "Tak, Children": the heads of the row and column that a cell stands in. */
static bool put_cell_label(struct xhtml *x, const struct node *gap) {
  const struct node *cell = gap;
  struct buf label = {0};
  while (cell && cell->kind != NODE_CELL)
    cell = cell->parent;
  if (!cell)
    return false;
  size_t place = place_in_row(cell);
  const struct node *head = nth_cell(cell->parent->parent->first, place);
  if (place > 0)
    put_words(x, cell->parent->first, NULL, &label);
  if (label.len && head && head->first)
    buf_puts(&label, ", ");
  if (head && head != cell)
    put_words(x, head, NULL, &label);
  escape_attr(x->out, buf_str(&label));
  bool any = label.len > 0;
  buf_free(&label);
  return any;
}

static bool is_mark(char c) { return strchr(" ,;:.()", c) != NULL; }

/* Not more than its last words, without the marks at its ends. */
static struct str last_words(struct str s) {
  enum { LABEL_MAX = 80 };
  if (s.len > LABEL_MAX) {
    s = str_slice(s, s.len - LABEL_MAX, s.len);
    s = str_slice(s, str_find(s, ' ', 0), s.len);
  }
  while (s.len && is_mark(s.ptr[0]))
    s = str_slice(s, 1, s.len);
  while (s.len && is_mark(s.ptr[s.len - 1]))
    s = str_slice(s, 0, s.len - 1);
  return s;
}

/* The first words of what follows the gap, up to the next one. */
static struct str next_words(const struct node *block, const struct node *gap,
                             struct buf *out) {
  enum { LABEL_MAX = 40 };
  const struct node *n = xhtml_walk(block, gap);
  for (; n && n->kind != NODE_GAP && out->len < LABEL_MAX;
       n = xhtml_walk(block, n))
    if (n->kind == NODE_TEXT)
      buf_put(out, n->text);
    else if (n->kind == NODE_SOFT_BREAK)
      buf_char(out, ' ');
    else if (n->kind == NODE_COMPUTED)
      break;
  struct str words = buf_str(out);
  size_t stop = str_find(words, '.', 0);
  words = last_words(str_slice(words, 0, stop));
  return words.len > LABEL_MAX ? STR("") : words;
}

/* "In Tak there are … children": the line that it stands in. */
static bool put_line_label(struct xhtml *x, const struct node *gap) {
  const struct node *block = gap->parent;
  struct buf before = {0}, after = {0};
  while (block && block->kind >= NODE_TEXT)
    block = block->parent;
  if (!block)
    return false;
  put_words(x, block, gap, &before);
  struct str words = last_words(buf_str(&before));
  struct str rest = next_words(block, gap, &after);
  escape_attr(x->out, words);
  if (rest.len) {
    buf_puts(x->out, words.len ? " … " : "… ");
    escape_attr(x->out, rest);
  }
  bool any = words.len + rest.len > 0;
  buf_free(&before);
  buf_free(&after);
  return any;
}

static void put_unit(struct xhtml *x, const struct drawn_gap *gap) {
  buf_puts(x->out, "<span class=\"wm-unit\"");
  xhtml_put_field_id(x, "id", gap, "-unit", -1);
  buf_char(x->out, '>');
  escape_text(x->out, gap->unit);
  buf_puts(x->out, "</span>");
}

void xhtml_put_blank(struct xhtml *x) {
  if (x->book)
    buf_puts(x->out, "<span class=\"wm-blank\">________</span>");
}

/* A word may be in another script than the page, hence dir="auto"; and nothing
 * may correct what is typed. */
static void put_entry(struct xhtml *x, const struct drawn_gap *gap,
                      const struct node *in_text) {
  bool word = gap->kind == GAP_TEXT;
  buf_printf(x->out, "<input type=\"text\" %s",
             word ? "dir=\"auto\" spellcheck=\"false\" autocapitalize=\"off\""
                  : "inputmode=\"decimal\"");
  if (in_text)
    buf_puts(x->out, " class=\"wm-gap\"");
  xhtml_put_field_name(x, "id", '-', gap->name);
  xhtml_put_field_name(x, "name", '.', gap->name);
  if (in_text) {
    buf_puts(x->out, " aria-label=\"");
    if (!put_cell_label(x, in_text) && !put_line_label(x, in_text))
      xhtml_put_label(x, gap);
    buf_char(x->out, '"');
  }
  if (!in_text)
    xhtml_put_described(x, gap, gap->unit.len ? "-unit" : "");
  else if (gap->unit.len)
    xhtml_put_field_id(x, "aria-describedby", gap, "-unit", -1);
  buf_puts(x->out, " autocomplete=\"off\"/>");
  xhtml_put_blank(x);
  if (gap->unit.len)
    put_unit(x, gap);
}

void xhtml_gap(struct xhtml *x, const struct node *n) {
  const struct drawn_gap *gap =
      x->exercise ? xhtml_gap_named(x, n->text) : NULL;
  if (gap && gap_in_line(gap->kind) && !x->parts) {
    buf_puts(x->out, "<span class=\"wm-entry\">");
    put_entry(x, gap, n);
    buf_puts(x->out, "</span>");
    return;
  }
  /* In hints and feedback its number refers to it. */
  buf_puts(x->out, "<span class=\"wm-gap-name\">[");
  if (gap)
    xhtml_put_label(x, gap);
  else
    escape_text(x->out, n->text);
  buf_puts(x->out, "]</span>");
}

/* "e.g. 12.50", in the language's digits and with its decimal mark. It stands
 * in the field's name, so that whoever hears it knows, too. */
static void put_example(struct xhtml *x, const struct drawn_gap *gap) {
  enum { MOST_DECIMALS = 12 };
  char digits[4 + MOST_DECIMALS] = "12.5";
  struct buf number = {0};
  if (gap->kind != GAP_NUMBER || gap->decimals < 1)
    return;
  for (int i = 1; i < gap->decimals && i < MOST_DECIMALS; i++)
    digits[3 + i] = '0';
  cldr_put_typed(&number, xhtml_language(x), digits);
  struct phrase_value value = {"number", buf_str(&number)};
  buf_puts(x->out, " <span class=\"wm-form\">");
  phrase_put(x->out, xhtml_language(x), "book.field-example", &value, 1);
  buf_puts(x->out, "</span>");
  buf_free(&number);
}

static void write_entry(struct xhtml *x, const struct drawn_gap *gap) {
  buf_puts(x->out, "<div class=\"wm-field\"><label");
  xhtml_put_field_name(x, "for", '-', gap->name);
  buf_char(x->out, '>');
  xhtml_put_label(x, gap);
  put_example(x, gap);
  buf_puts(x->out, "</label><span class=\"wm-entry\">");
  put_entry(x, gap, NULL);
  buf_puts(x->out, "</span></div>\n");
}

static void write_field(struct xhtml *x, const struct drawn_gap *gap) {
  switch (gap->kind) {
  case GAP_NUMBER:
  case GAP_TEXT:
    write_entry(x, gap);
    break;
  case GAP_CHOICE:
    xhtml_choice(x, gap);
    break;
  case GAP_ORDER:
    xhtml_order(x, gap);
    break;
  case GAP_MATCH:
    xhtml_match(x, gap);
    break;
  case GAP_RECORDS:
  case GAP_CODE:
  case GAP_OPEN:
    xhtml_task(x, gap);
    break;
  }
}

bool xhtml_gap_block(struct xhtml *x, const struct node *n) {
  const struct node *node = n->first;
  if (!node || node->kind != NODE_GAP || !gap_stands_alone(node) ||
      !x->exercise || x->parts)
    return false;
  const struct drawn_gap *gap = xhtml_gap_named(x, node->text);
  if (!gap || gap_in_line(gap->kind))
    return false;
  write_field(x, gap);
  return true;
}

bool xhtml_answer_block(struct xhtml *x, const struct node *n) {
  const struct str *name = x->exercise ? gap_of_block(x->exercise, n) : NULL;
  const struct drawn_gap *gap = name ? xhtml_gap_named(x, *name) : NULL;
  if (!gap)
    return false;
  write_field(x, gap);
  return true;
}

static bool stands_in_prompt(const struct exercise *ex, struct str name) {
  for (const struct node *n = ex->container; n;
       n = xhtml_walk(ex->container, n)) {
    const struct str *gap = gap_at(ex, n);
    if (gap && str_eq(*gap, name))
      return true;
  }
  return false;
}

void xhtml_fields(struct xhtml *x) {
  bool open = x->drawn && x->drawn->grid.len;
  if (open) {
    buf_puts(x->out, "<div class=\"wm-fields\">\n");
    xhtml_grid(x);
  }
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    if (gap_is_cell(x->drawn, gap) || stands_in_prompt(x->exercise, gap->name))
      continue;
    if (!open)
      buf_puts(x->out, "<div class=\"wm-fields\">\n");
    open = true;
    write_field(x, gap);
  }
  if (open)
    buf_puts(x->out, "</div>\n");
}

static void put_paper_check(struct xhtml *x, const struct drawn_gap *gap) {
  buf_puts(x->out, "<p class=\"wm-papercheck\">");
  if (x->drawn->gap_count > 1) {
    xhtml_put_label(x, gap);
    buf_puts(x->out, ": ");
  }
  phrase_put_number(x->out, xhtml_language(x), "book.papercheck", "sum",
                    gap->paper);
  buf_puts(x->out, "</p>\n");
}

/* What a reader on paper checks the own answer against; one sum for all cells
 * of a grid. */
void xhtml_paper_check(struct xhtml *x) {
  long long cells = 0;
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++) {
    const struct drawn_gap *gap = &x->drawn->gaps[i];
    if (gap->kind != GAP_NUMBER || gap->paper < 0)
      continue;
    if (gap_is_cell(x->drawn, gap))
      cells += gap->paper;
    else
      put_paper_check(x, gap);
  }
  if (cells == 0)
    return;
  buf_puts(x->out, "<p class=\"wm-papercheck\">");
  phrase_put_number(x->out, xhtml_language(x), "book.papercheck-cells", "sum",
                    cells);
  buf_puts(x->out, "</p>\n");
}
