/* Answers that need room: a table to fill in or to choose rows from, code to
 * be written, free text. The tables with their inputs are the engine's. */
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/xhtml_parts.h"

/* In the book with lines to write on in its empty cells, and its rows numbered
 * where they are chosen from. */
static void put_book_table(struct xhtml *x, struct str table) {
  size_t from = 0, row = 0;
  while (from < table.len) {
    size_t tag = str_find(table, '<', from);
    size_t end = str_find(table, '>', tag);
    end = end < table.len ? end + 1 : end;
    buf_put(x->out, str_slice(table, from, end));
    if (str_is(str_slice(table, tag, end), "<td class=\"wm-pick\">")) {
      buf_puts(x->out, "<span class=\"wm-mark\">");
      cldr_put_count(x->out, xhtml_language(x), ++row);
      buf_puts(x->out, "</span> ");
    } else if (str_starts(str_slice(table, tag, end), "<input type=\"text\"")) {
      xhtml_put_blank(x);
    }
    from = end;
  }
}

static void put_table(struct xhtml *x, struct str table) {
  buf_puts(x->out, "<div");
  foreign_put_class(x, "wm-table", table);
  buf_puts(x->out, " tabindex=\"0\">");
  if (x->book)
    put_book_table(x, table);
  else
    buf_put(x->out, table);
  buf_puts(x->out, "</div></fieldset>\n");
}

void xhtml_grid(struct xhtml *x) {
  xhtml_open_fieldset(x, NULL, "wm-grid", "book.fill-cells");
  put_table(x, x->drawn->grid);
}

static void write_records(struct xhtml *x, const struct drawn_gap *gap) {
  xhtml_open_fieldset(x, gap, "wm-records", "book.choose-rows");
  put_table(x, gap->table);
}

/* `<div …><label …>…</label><textarea …`: the attributes are left open. */
static void open_textarea(struct xhtml *x, const struct drawn_gap *gap,
                          const char *class) {
  buf_printf(x->out, "<div class=\"%s\"", class);
  escape_put_attr(x->out, "data-gap", gap->name);
  buf_puts(x->out, "><label");
  xhtml_put_field_name(x, "for", '-', gap->name);
  buf_char(x->out, '>');
  if (gap->kind == GAP_CODE && x->drawn->gap_count == 1)
    xhtml_say(x, "book.code");
  else
    xhtml_put_label(x, gap);
  buf_puts(x->out, "</label>\n<textarea");
  xhtml_put_field_name(x, "id", '-', gap->name);
  xhtml_put_field_name(x, "name", '.', gap->name);
}

static size_t line_count(struct str text) {
  size_t count = 0;
  struct str line;
  while (str_next_line(&text, &line))
    count++;
  return count;
}

/* HTML swallows a line end that comes first in a textarea, XML does not: so
 * there is none. */
static struct str without_first_lines(struct str text) {
  while (text.len && (text.ptr[0] == '\n' || text.ptr[0] == '\r'))
    text = str_slice(text, 1, text.len);
  return text;
}

static void write_code(struct xhtml *x, const struct drawn_gap *gap) {
  enum { LINES_LEAST = 6, LINES_MOST = 24 };
  struct str starter = without_first_lines(gap->starter);
  size_t lines = line_count(starter) + 2;
  lines = lines < LINES_LEAST ? LINES_LEAST : lines;
  lines = lines > LINES_MOST ? LINES_MOST : lines;
  open_textarea(x, gap, "wm-code");
  xhtml_put_described(x, gap, "");
  buf_printf(x->out,
             " rows=\"%zu\" cols=\"60\" dir=\"ltr\" spellcheck=\"false\" "
             "autocapitalize=\"off\" autocomplete=\"off\">",
             lines);
  escape_text(x->out, starter);
  buf_puts(x->out, "</textarea>\n<div class=\"wm-code-actions\"");
  xhtml_put_hidden(x);
  size_t live = xhtml_open_live(x);
  buf_puts(x->out, "<button type=\"button\" data-action=\"run\">");
  xhtml_say(x, "book.run");
  buf_puts(x->out, "</button>");
  xhtml_close_live(x, live);
  buf_puts(x->out, "</div>\n<div class=\"wm-output\" role=\"region\" "
                   "aria-live=\"polite\" aria-label=\"");
  xhtml_say(x, "book.output");
  buf_puts(x->out, "\"></div></div>\n");
}

static void write_open(struct xhtml *x, const struct drawn_gap *gap) {
  open_textarea(x, gap, "wm-open");
  xhtml_put_described(x, gap, "-privacy");
  buf_puts(x->out, " rows=\"6\" cols=\"60\" autocomplete=\"off\"></textarea>\n"
                   "<p class=\"wm-privacy\"");
  xhtml_put_field_id(x, "id", gap, "-privacy", -1);
  buf_char(x->out, '>');
  xhtml_say(x, "book.no-names");
  buf_puts(x->out, "</p></div>\n");
}

void xhtml_task(struct xhtml *x, const struct drawn_gap *gap) {
  if (gap->kind == GAP_CODE)
    write_code(x, gap);
  else if (gap->kind == GAP_OPEN)
    write_open(x, gap);
  else
    write_records(x, gap);
}

static void put_self_mark(struct xhtml *x, const char *value, const char *key) {
  buf_puts(x->out, "<label><input type=\"radio\"");
  xhtml_put_field_name(x, "name", '.', STR("self"));
  buf_printf(x->out, " value=\"%s\"/> ", value);
  xhtml_say(x, key);
  buf_puts(x->out, "</label>\n");
}

/* A script shows them when the solution has been opened. */
void xhtml_self_marks(struct xhtml *x) {
  bool open = false;
  for (size_t i = 0; x->drawn && i < x->drawn->gap_count; i++)
    open = open || x->drawn->gaps[i].kind == GAP_OPEN;
  if (!open)
    return;
  buf_puts(x->out, "<fieldset class=\"wm-self\"");
  xhtml_put_hidden(x);
  size_t live = xhtml_open_live(x);
  buf_puts(x->out, "<legend>");
  xhtml_say(x, "book.self");
  buf_puts(x->out, "</legend>\n");
  put_self_mark(x, "right", "book.self-right");
  put_self_mark(x, "partly", "book.self-partly");
  put_self_mark(x, "wrong", "book.self-wrong");
  xhtml_close_live(x, live);
  buf_puts(x->out, "</fieldset>\n");
}
