/* Feedback as parts: XHTML cut at its computed values (engine/protocol.md). */
#include "output/output.h"

#include "base/json.h"
#include "output/xhtml_parts.h"

static const struct exercise *owner_of(const struct lesson_plan *plan,
                                       const struct node *container) {
  for (size_t i = 0; i < plan->exercise_count; i++) {
    const struct exercise *ex = &plan->exercises[i];
    for (size_t j = 0; j < ex->feedback_count; j++)
      if (ex->feedback[j].container == container)
        return ex;
    for (size_t j = 0; j < ex->option_count; j++)
      if (ex->options[j].feedback == container)
        return ex;
  }
  return NULL;
}

/* Closes the list and passes it on. */
static void finish(struct xhtml *x, struct buf *json) {
  if (x->out->len) {
    if (x->parts->len > 1)
      buf_char(x->parts, ',');
    json_put_string(x->parts, buf_str(x->out));
  }
  buf_char(x->parts, ']');
  buf_put(json, buf_str(x->parts));
  if (!buf_ok(x->parts) || !buf_ok(x->out))
    json->error = BUF_TOO_BIG;
  buf_free(x->parts);
  buf_free(x->out);
}

void output_attr_parts(struct buf *json, const struct attr *attr) {
  struct buf text = {0}, list = {0};
  struct xhtml x = {.out = &text, .parts = &list};
  buf_char(&list, '[');
  xhtml_put_attr_text(&x, attr);
  finish(&x, json);
}

void output_parts(struct buf *json, const struct lesson_plan *plan,
                  const struct node *container, const struct parts_form *form) {
  const struct exercise *ex = owner_of(plan, container);
  struct buf text = {0}, list = {0};
  struct xhtml x = {.out = &text, .plan = plan, .parts = &list};
  if (form) {
    x.media = form->media;
    x.book = form->book;
    x.inlined = form->inlined;
  }
  x.exercise = ex;
  x.module = ex ? ex->module : NULL;
  x.level =
      3; /* headings in feedback are rare; they never outrank the page's */
  x.shift = 3;
  buf_char(&list, '[');
  xhtml_children(&x, container);
  finish(&x, json);
}
