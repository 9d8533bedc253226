/* A quiz: a group of exercises with a place for its summary. */
#include "output/escape.h"
#include "output/xhtml_parts.h"

static const struct quiz *quiz_of(const struct xhtml *x,
                                  const struct node *container) {
  for (size_t i = 0; i < x->plan->quiz_count; i++)
    if (x->plan->quizzes[i].container == container)
      return &x->plan->quizzes[i];
  return NULL;
}

static void open_section(struct xhtml *x, const struct quiz *q) {
  buf_puts(x->out, "<section");
  xhtml_put_attrs(x, "wm-quiz", q->container->attrs);
  escape_put_attr(x->out, "data-quiz", q->id);
  if (q->pass >= 0)
    buf_printf(x->out, " data-pass=\"%d\"", q->pass);
  if (q->tries > 0)
    buf_printf(x->out, " data-tries=\"%d\"", q->tries);
  if (q->shuffle)
    buf_puts(x->out, " data-shuffle=\"true\"");
  xhtml_put_id(x, "aria-labelledby", "", q->id, "-title", -1);
  buf_puts(x->out, ">\n");
}

static void write_title(struct xhtml *x, const struct quiz *q, int level) {
  xhtml_open_heading(x, level);
  buf_puts(x->out, " class=\"wm-quiz-title\"");
  xhtml_put_id(x, "id", "", q->id, "-title", -1);
  buf_char(x->out, '>');
  if (q->title && q->title->value.len)
    xhtml_put_attr_text(x, q->title);
  else
    xhtml_say(x, "book.quiz");
  xhtml_close_heading(x, level);
}

void xhtml_quiz(struct xhtml *x, const struct node *container) {
  const struct quiz *q = quiz_of(x, container);
  int level = x->level;
  if (!q)
    return;
  open_section(x, q);
  x->level = level + 1;
  write_title(x, q, x->level);
  xhtml_children(x, container);
  buf_puts(x->out, "<div class=\"wm-quiz-summary\" role=\"status\"></div>\n"
                   "</section>\n");
  x->level = level;
}
