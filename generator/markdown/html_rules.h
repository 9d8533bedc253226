#ifndef WM_MARKDOWN_HTML_RULES_H
#define WM_MARKDOWN_HTML_RULES_H

/* Which raw HTML a module may hold: elements, where they may stand, and their
 * attributes. */

#include "markdown/node.h"

struct html_element {
  const char *name;
  bool block;       /* may not stand in a paragraph */
  bool empty;       /* has no end tag */
  bool blocks;      /* may hold blocks */
  bool text;        /* may hold text */
  const char *only; /* the parents it needs, " ul ol "; NULL: any */
};

const struct html_element *html_element(struct str name); /* or NULL */
/* Whether `child` may stand in `parent` (NULL: not in raw HTML). */
bool html_may_hold(const struct html_element *parent,
                   const struct html_element *child);
/* What to do about an element that is not allowed: "; write …", or the nearest
 * one as diag_nearest gives it, or "". */
const char *html_advice(struct arena *a, struct str name);

struct html_problem {
  const char *text; /* NULL: none */
  bool value;       /* it is about the value, not the attribute */
};

/* Why the attribute may not stand on the element with this value. */
struct html_problem html_attr_problem(const struct html_element *element,
                                      struct str name, struct str value);

#endif
