/* ::: containers: callouts, groups, exercises; and those that this edition
 * leaves out. */
#include "output/escape.h"
#include "output/phrase.h"
#include "output/xhtml_parts.h"

struct callout {
  const char *name;
  const char *key;  /* interface text of its label */
  const char *role; /* of the aside */
};

static const struct callout CALLOUTS[] = {
    {"note", "book.note", "note"},
    {"tip", "book.tip", "doc-tip"},
    {"warning", "book.warning", "note"},
    {"definition", "book.definition", "note"},
    {"example", "book.example", "doc-example"},
};

static const struct callout *callout_of(struct str name) {
  for (size_t i = 0; i < sizeof CALLOUTS / sizeof *CALLOUTS; i++)
    if (str_is(name, CALLOUTS[i].name))
      return &CALLOUTS[i];
  return NULL;
}

static void write_callout(struct xhtml *x, const struct node *n,
                          const struct callout *c) {
  struct buf class = {0};
  const struct attr *title = attr_find(n->attrs, "title");
  buf_printf(&class, "wm-callout wm-callout-%s", c->name);
  buf_printf(x->out, "<aside role=\"%s\"", c->role);
  xhtml_put_attrs(x, class.ptr, n->attrs);
  buf_free(&class);
  buf_puts(x->out, ">\n<p class=\"wm-callout-title\">");
  if (title && title->value.len)
    xhtml_put_attr_text(x, title);
  else
    xhtml_say(x, c->key);
  buf_puts(x->out, "</p>\n");
  xhtml_children(x, n);
  buf_puts(x->out, "</aside>\n");
}

bool xhtml_is_left_out(struct str name) {
  return str_is(name, "trainer") || str_is(name, "slide");
}

static void write_group(struct xhtml *x, const struct node *n) {
  struct buf class = {0};
  buf_puts(&class, "wm-");
  buf_put(&class, n->as.container.name);
  buf_puts(x->out, "<div");
  xhtml_put_attrs(x, class.ptr, n->attrs);
  buf_free(&class);
  buf_puts(x->out, ">\n");
  xhtml_children(x, n);
  buf_puts(x->out, "</div>\n");
}

void xhtml_container(struct xhtml *x, const struct node *n) {
  struct str name = n->as.container.name;
  const struct callout *callout = callout_of(name);
  const struct exercise *ex =
      str_is(name, "exercise") ? plan_exercise_of(x->plan, n) : NULL;
  if (xhtml_is_left_out(name))
    return;
  if (ex)
    xhtml_exercise(x, ex);
  else if (str_is(name, "quiz"))
    xhtml_quiz(x, n);
  else if (xhtml_answer_block(x, n))
    return;
  else if (callout)
    write_callout(x, n, callout);
  else
    write_group(x, n);
}
