/* An exercise as it stands in the page before any script: prompt, fields,
 * paper check, hints, solution and the notes of its options (format.md, "In
 * the page"). */
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

void xhtml_exercise_title(struct xhtml *x, const struct exercise *ex) {
  long long number = ex - x->plan->exercises + 1;
  if (ex->title && ex->title->value.len)
    xhtml_put_attr_text(x, ex->title);
  else
    phrase_put_number(x->out, xhtml_language(x), "book.exercise", "number",
                      number);
}

static void write_title(struct xhtml *x, const struct exercise *ex) {
  int level = x->level + 1;
  xhtml_open_heading(x, level);
  buf_puts(x->out, " class=\"wm-exercise-title\"");
  xhtml_put_id(x, "id", "", ex->id, "-title", -1);
  buf_char(x->out, '>');
  xhtml_exercise_title(x, ex);
  xhtml_close_heading(x, level);
  if (ex->points != 1) {
    buf_puts(x->out, "<p class=\"wm-points\">");
    phrase_put_number(x->out, xhtml_language(x), "book.points", "count",
                      ex->points);
    buf_puts(x->out, "</p>\n");
  }
}

static void write_prompt(struct xhtml *x, const struct exercise *ex) {
  buf_puts(x->out, "<div class=\"wm-prompt\"");
  xhtml_put_id(x, "id", "", ex->id, "-prompt", -1);
  buf_puts(x->out, ">\n");
  for (const struct node *n = ex->container->first; n; n = n->next)
    if (n != ex->task_list)
      xhtml_node(x, n);
  buf_puts(x->out, "</div>\n");
}

void xhtml_put_unseen(struct xhtml *x) {
  if (x->book)
    buf_puts(x->out, " style=\"display:none\"");
}

void xhtml_put_hidden(struct xhtml *x) {
  buf_puts(x->out, " hidden=\"hidden\"");
  xhtml_put_unseen(x);
}

size_t xhtml_open_live(struct xhtml *x) {
  buf_puts(x->out, x->book ? " data-wm-live=\"" : ">");
  return x->out->len;
}

void xhtml_close_live(struct xhtml *x, size_t start) {
  struct buf content = {0};
  if (!x->book || !buf_ok(x->out))
    return;
  buf_put(&content, str_slice(buf_str(x->out), start, x->out->len));
  buf_truncate(x->out, start);
  escape_attr(x->out, buf_str(&content));
  buf_puts(x->out, "\">");
  buf_free(&content);
}

static void write_button(struct xhtml *x, const char *action, const char *key,
                         const char *class) {
  buf_puts(x->out, "<button type=\"button\"");
  if (*class)
    buf_printf(x->out, " class=\"%s\"", class);
  buf_printf(x->out, " data-action=\"%s\">", action);
  xhtml_say(x, key);
  buf_puts(x->out, "</button>");
}

static void write_actions(struct xhtml *x) {
  buf_puts(x->out, "<div class=\"wm-actions\"");
  xhtml_put_hidden(x);
  size_t live = xhtml_open_live(x);
  write_button(x, "check", "page.check", "wm-check");
  if (x->drawn && x->drawn->variants)
    write_button(x, "another", "page.another", "");
  xhtml_close_live(x, live);
  buf_puts(x->out, "</div>\n"
                   "<div role=\"status\" class=\"wm-verdict\"></div>\n");
}

static void write_hint(struct xhtml *x, const struct exercise *ex, size_t i) {
  int number = (int)i + 1;
  buf_puts(x->out, "<details class=\"wm-hint\"");
  xhtml_put_id(x, "id", "", ex->id, "-hint-", number);
  buf_puts(x->out, "><summary>");
  xhtml_say(x, "book.hint");
  if (ex->hint_count > 1) {
    buf_char(x->out, ' ');
    cldr_put_count(x->out, xhtml_language(x), i + 1);
  }
  buf_puts(x->out, "</summary>\n");
  xhtml_children(x, ex->hints[i]);
  buf_puts(x->out, "</details>\n");
}

static void open_section(struct xhtml *x, const struct exercise *ex) {
  buf_puts(x->out, "<section");
  struct buf class = {0};
  buf_puts(&class, "wm-exercise");
  for (struct attr *a = ex->container->attrs; a; a = a->next)
    if (str_is(a->key, "class")) {
      buf_char(&class, ' ');
      buf_put(&class, a->value);
    }
  escape_put_attr(x->out, "class", buf_str(&class));
  buf_free(&class);
  escape_put_attr(x->out, "id", ex->id);
  escape_put_attr(x->out, "data-exercise", ex->id);
  buf_puts(x->out, " data-seed=\"1\"");
  xhtml_put_id(x, "aria-labelledby", "", ex->id, "-title", -1);
  buf_puts(x->out, ">\n");
}

const struct drawn_scope *xhtml_drawn_for(const struct xhtml *x,
                                          const struct exercise *ex) {
  if (!x->edition || !x->edition->exercises)
    return NULL;
  return &x->edition->exercises[ex - x->plan->exercises];
}

void xhtml_exercise(struct xhtml *x, const struct exercise *ex) {
  const struct drawn_scope *outer = x->drawn;
  int level = x->level;
  x->exercise = ex;
  x->drawn = xhtml_drawn_for(x, ex);
  open_section(x, ex);
  write_title(x, ex);
  write_prompt(x, ex);
  xhtml_data(x);
  xhtml_fields(x);
  xhtml_key_link(x);
  write_actions(x);
  xhtml_paper_check(x);
  for (size_t i = 0; i < ex->hint_count; i++)
    write_hint(x, ex, i);
  xhtml_solution(x, ex);
  xhtml_self_marks(x);
  if (!x->book) { /* there they stand among the answers */
    xhtml_option_notes(x);
    xhtml_key(x);
  }
  buf_puts(x->out, "</section>\n");
  x->exercise = NULL;
  x->drawn = outer;
  x->level = level;
}
