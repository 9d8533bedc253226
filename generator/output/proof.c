/* The proof of a translation. */
#include "output/proof.h"

#include "base/file.h"
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/press.h"

struct proof {
  const struct press *press;
  const struct translation *translation;
  const struct messages *source;
  struct buf *out;
};

/* What has to stay, as a chip. */
static void put_kept(struct buf *out, const char *before, struct str text,
                     const char *after) {
  buf_puts(out, "<code class=\"wm-kept\">");
  escape_text(out, str_from(before));
  escape_text(out, text);
  escape_text(out, str_from(after));
  buf_puts(out, "</code>");
}

static const char *tag_of(enum node_kind kind) {
  return kind == NODE_EMPHASIS ? "em" : kind == NODE_STRONG ? "strong" : NULL;
}

static void put_leaf(struct buf *out, const struct node *n) {
  switch (n->kind) {
  case NODE_TEXT:
    escape_text(out, n->text);
    break;
  case NODE_SOFT_BREAK:
    buf_char(out, ' ');
    break;
  case NODE_LINE_BREAK:
    buf_puts(out, "<br/>");
    break;
  case NODE_CODE:
    buf_puts(out, "<code>");
    escape_text(out, n->text);
    buf_puts(out, "</code>");
    break;
  case NODE_COMPUTED:
    put_kept(out, "{{", n->text, "}}");
    break;
  case NODE_MATH:
    put_kept(out, "$", n->text, "$");
    break;
  case NODE_GAP:
    put_kept(out, "[[", n->text, "]]");
    break;
  case NODE_FOOTNOTE_REF:
    put_kept(out, "[^", n->as.footnote.label, "]");
    break;
  default:
    break;
  }
}

static void open_node(struct buf *out, const struct node *n) {
  if (tag_of(n->kind))
    buf_printf(out, "<%s>", tag_of(n->kind));
  else if (n->kind == NODE_ELEMENT)
    put_kept(out, "<", n->as.element.tag, ">");
  else if (n->kind == NODE_IMAGE)
    put_kept(out, "![](", n->as.link.url, ")");
  else if (n->kind == NODE_LINK)
    buf_puts(out, "<u>");
}

static void close_node(struct buf *out, const struct node *n) {
  if (tag_of(n->kind))
    buf_printf(out, "</%s>", tag_of(n->kind));
  else if (n->kind == NODE_ELEMENT && n->first)
    put_kept(out, "</", n->as.element.tag, ">");
  else if (n->kind == NODE_LINK) {
    buf_puts(out, "</u>");
    put_kept(out, "(", n->as.link.url, ")");
  }
}

/* The inlines below a block, code shown as code. */
static void put_inlines(struct buf *out, const struct node *root) {
  const struct node *n = root->first;
  while (n) {
    open_node(out, n);
    put_leaf(out, n);
    if (n->first) {
      n = n->first;
      continue;
    }
    close_node(out, n);
    while (n != root && !n->next) {
      n = n->parent;
      if (n == root)
        return;
      close_node(out, n);
    }
    n = n->next;
  }
}

/* Text with its line ends. */
static void put_plain(struct buf *out, struct str text) {
  struct str line;
  bool first = true;
  while (str_next_line(&text, &line)) {
    buf_puts(out, first ? "" : "<br/>");
    escape_text(out, line);
    first = false;
  }
}

static void open_cell(struct buf *out, struct str language) {
  buf_puts(out, "<td");
  escape_put_attr(out, "lang", language);
  escape_put_attr(out, "xml:lang", language);
  escape_put_attr(out, "dir", str_from(cldr_direction(language)));
  buf_char(out, '>');
}

/* The text an outdated translation was made from, kept by msgmerge. */
static void put_previous(struct buf *out, const struct po_message *m) {
  struct str rest = m->head, line;
  while (str_next_line(&rest, &line)) {
    if (!str_starts(line, "#|"))
      continue;
    escape_text(out, str_trim(str_slice(line, 2, line.len)));
    buf_puts(out, "<br/>");
  }
}

static void put_problem(struct proof *p, const struct message_result *r) {
  static const char *const KEYS[] = {[MESSAGE_DONE] = "book.proof-done",
                                     [MESSAGE_MISSING] = "book.proof-missing",
                                     [MESSAGE_FUZZY] = "book.proof-fuzzy",
                                     [MESSAGE_BROKEN] = "book.proof-broken"};
  struct buf *out = p->out;
  buf_puts(out, "<td><b>");
  phrase_put(out, p->translation->language, KEYS[r->state], NULL, 0);
  buf_puts(out, "</b>");
  const char *why = r->problem ? r->problem : r->oversight;
  if (why) {
    buf_puts(out, "<br/>");
    escape_text(out, str_from(why));
  }
  if (r->state == MESSAGE_FUZZY) {
    buf_puts(out, "<br/><small>");
    put_previous(out, r->entry);
    buf_puts(out, "</small>");
  }
  buf_puts(out, "</td>");
}

static const char *state_name(const struct message_result *r) {
  static const char *const NAMES[] = {[MESSAGE_DONE] = "done",
                                      [MESSAGE_MISSING] = "missing",
                                      [MESSAGE_FUZZY] = "fuzzy",
                                      [MESSAGE_BROKEN] = "broken"};
  return r->state == MESSAGE_DONE && r->oversight ? "oversight"
                                                  : NAMES[r->state];
}

static void put_translation(struct proof *p, const struct message_result *r) {
  open_cell(p->out, p->translation->language);
  if (r->block && r->block->first)
    put_inlines(p->out, r->block);
  else if (r->entry)
    put_plain(p->out, r->entry->text);
  buf_puts(p->out, "</td>");
}

static void put_place(struct proof *p, const struct message *m,
                      const struct message_result *r) {
  struct buf *out = p->out;
  buf_puts(out, "<th scope=\"row\">");
  escape_text(out, str_from(m->what));
  buf_puts(out, "<br/><small>");
  escape_text(out, diags_source_name(p->press->diags, m->at.src));
  buf_printf(out, ":%u</small>", (unsigned)m->at.line);
  if (r->entry && p->translation->po->src) {
    buf_puts(out, "<br/><small>");
    escape_text(out,
                diags_source_name(p->press->diags, p->translation->po->src));
    buf_printf(out, ":%u</small>", (unsigned)r->entry->line);
  }
  buf_puts(out, "</th>");
}

static void put_row(struct proof *p, size_t index) {
  const struct message *m = &p->translation->messages.items[index];
  const struct message_result *r = &p->translation->results[index];
  bool block = m->form == MESSAGE_BLOCK && index < p->source->count;
  buf_printf(p->out, "<tr class=\"wm-proof-%s\" id=\"m%zu\"", state_name(r),
             index + 1);
  if (r->entry && p->translation->po->src) {
    struct str file =
        diags_source_name(p->press->diags, p->translation->po->src);
    buf_puts(p->out, " data-message=\"");
    escape_attr(p->out, file);
    buf_printf(p->out, ":%u\"", (unsigned)r->entry->line);
  }
  buf_char(p->out, '>');
  put_place(p, m, r);
  open_cell(p->out, p->press->plan->course->manifest.language.s);
  if (block)
    put_inlines(p->out, p->source->items[index].node);
  else
    put_plain(p->out, m->id);
  buf_puts(p->out, "</td>\n");
  put_translation(p, r);
  put_problem(p, r);
  buf_puts(p->out, "</tr>\n");
}

static void put_summary(struct proof *p) {
  const struct tally *t = &p->translation->tally;
  struct phrase_value values[4] = {{"done", STR("")},
                                   {"fuzzy", STR("")},
                                   {"missing", STR("")},
                                   {"broken", STR("")}};
  const size_t numbers[4] = {t->done, t->fuzzy, t->missing, t->broken};
  for (int i = 0; i < 4; i++) {
    struct buf n = {0};
    buf_printf(&n, "%zu", numbers[i]);
    struct str s = arena_str(p->press->arena, buf_str(&n));
    values[i].value = s;
    buf_free(&n);
  }
  buf_puts(p->out, "<p>");
  phrase_put(p->out, p->translation->language, "book.proof-counts", values, 4);
  buf_puts(p->out, "</p>\n");
}

static void put_table(struct proof *p) {
  buf_puts(p->out, "<div class=\"wm-proof-page\"><table "
                   "class=\"wm-proof\">\n<tbody>\n");
  for (size_t i = 0; i < p->translation->messages.count; i++)
    put_row(p, i);
  buf_puts(p->out, "</tbody>\n</table></div>\n");
}

bool proof_put_page(const struct press *press, const struct translation *t,
                    const struct messages *source, struct buf *out) {
  struct buf body = {0};
  struct proof p = {press, t, source, &body};
  buf_puts(&body, "<header><h1>");
  escape_text(&body, press->plan->course->manifest.title.s);
  buf_puts(&body, "</h1>\n");
  put_summary(&p);
  buf_puts(&body, "</header>\n");
  put_table(&p);
  return html_put_sheet(press, out, &body);
}
