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
/* Nearest known element name, as diag_nearest. */
const char *html_nearest_element(struct arena *a, struct str name);

/* NULL if the attribute may stand on the element with this value, else why
 * not, to follow "attribute 'x' ". */
const char *html_attr_problem(const struct html_element *element,
                              struct str name, struct str value);

#endif
