/* The answers to all exercises, at the end of page and book. */
#include "output/press.h"

#include "output/escape.h"
#include "output/phrase.h"

static struct xhtml writer(const struct press *p, struct buf *out, bool book) {
  return (struct xhtml){.out = out,
                        .plan = p->plan,
                        .edition = p->edition,
                        .media = &p->media,
                        .book = book};
}

bool press_has_answers(const struct press *p) {
  struct xhtml x = writer(p, NULL, false);
  for (size_t i = 0; i < p->plan->exercise_count; i++)
    if (xhtml_has_answer(&x, &p->plan->exercises[i]))
      return true;
  return false;
}

static void put_module(const struct press *p, struct buf *out,
                       const struct module *m, int level) {
  buf_printf(out, "<h%d", level);
  press_put_class(p, out, "wm-answers-module", &m->title);
  buf_char(out, '>');
  escape_text(out, m->title.s);
  buf_printf(out, "</h%d>\n", level);
}

void page_put_answers(const struct press *p, struct buf *out, bool book) {
  struct xhtml x = writer(p, out, book);
  const struct module *module = NULL;
  int level = book ? 1 : 2;
  if (!press_has_answers(p))
    return;
  buf_puts(out, "<section class=\"wm-answers\" id=\"wm-answers\" "
                "aria-labelledby=\"wm--answers-title\">\n");
  buf_printf(out,
             "<header class=\"wm-module-header\">\n"
             "<h%d class=\"wm-module-title\" id=\"wm--answers-title\">",
             level);
  phrase_put(out, p->language, "book.answers", NULL, 0);
  buf_printf(out, "</h%d>\n</header>\n", level);
  for (size_t i = 0; i < p->plan->exercise_count; i++) {
    const struct exercise *ex = &p->plan->exercises[i];
    if (!xhtml_has_answer(&x, ex))
      continue;
    if (ex->module != module)
      put_module(p, out, ex->module, level + 1);
    module = ex->module;
    xhtml_answer(&x, ex, level + 2);
  }
  buf_puts(out, "</section>\n");
}
