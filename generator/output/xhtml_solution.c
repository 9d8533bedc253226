/* Solutions: in the page below their exercise. In the book they stand together
 * at the end of the chapter, behind links, because many readers on paper-like
 * screens show all of a `details` element, and nobody should read a solution
 * with its question. A script takes each back to its exercise. */
#include "output/escape.h"
#include "output/xhtml_parts.h"

static void put_solution(struct xhtml *x, const struct exercise *ex) {
  buf_puts(x->out, "<details class=\"wm-solution\"");
  xhtml_put_id(x, "id", "", ex->id, "-solution", -1);
  buf_puts(x->out, "><summary>");
  xhtml_say(x, "book.solution");
  buf_puts(x->out, "</summary>\n");
  xhtml_children(x, ex->solution);
  buf_puts(x->out, "</details>\n");
}

void xhtml_solution(struct xhtml *x, const struct exercise *ex) {
  if (!ex->solution)
    return;
  if (!x->book) {
    put_solution(x, ex);
    return;
  }
  buf_puts(x->out, "<p class=\"wm-solution-link\"><a role=\"doc-noteref\" "
                   "epub:type=\"noteref\"");
  xhtml_put_id(x, "href", "#", ex->id, "-apart", -1);
  buf_char(x->out, '>');
  xhtml_say(x, "book.solution");
  buf_puts(x->out, "</a></p>\n");
}

/* The title leads back. */
static void put_apart(struct xhtml *x, const struct exercise *ex) {
  buf_puts(x->out, "<div class=\"wm-apart\" role=\"doc-footnote\" "
                   "epub:type=\"footnote\"");
  xhtml_put_id(x, "id", "", ex->id, "-apart", -1);
  buf_puts(x->out, ">\n");
  xhtml_open_heading(x, x->level);
  buf_puts(x->out, " class=\"wm-answer-title\"><a role=\"doc-backlink\"");
  xhtml_put_id(x, "href", "#", ex->id, "", -1);
  buf_char(x->out, '>');
  xhtml_exercise_title(x, ex);
  buf_puts(x->out, "</a>");
  xhtml_close_heading(x, x->level);
  put_solution(x, ex);
  buf_puts(x->out, "</div>\n");
}

void xhtml_solutions(struct xhtml *x, const struct module *m, int level) {
  bool open = false;
  for (size_t i = 0; i < x->plan->exercise_count; i++) {
    const struct exercise *ex = &x->plan->exercises[i];
    if (ex->module != m || !ex->solution || !xhtml_is_shown(ex))
      continue;
    if (!open) {
      buf_puts(x->out, "<section class=\"wm-solutions\">\n");
      xhtml_open_heading(x, level);
      buf_char(x->out, '>');
      xhtml_say(x, "book.solutions");
      xhtml_close_heading(x, level);
    }
    open = true;
    x->exercise = ex;
    x->drawn = xhtml_drawn_for(x, ex);
    x->level = level + 1;
    put_apart(x, ex);
  }
  x->exercise = NULL;
  if (open)
    buf_puts(x->out, "</section>\n");
}
