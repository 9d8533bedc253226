#ifndef WM_MARKDOWN_ATTRIBUTES_H
#define WM_MARKDOWN_ATTRIBUTES_H

/* {#id .class key="value" word}: the one place where it is read. */

#include "markdown/node.h"
#include "markdown/source.h"

/* True where the { at `from` surely means attributes: it is followed by #, .,
 * a key and =, or is {decorative}. Other words alone ({x}) are attributes only
 * where nothing else can stand: after a container's name and in a code block's
 * first line. */
bool attributes_start(struct str text, size_t from);

/* Reads the { at source offset `at`, which must end at or before `end`, and
 * gives the offset after its }. 0, with an error at the column, when it is
 * malformed. Values keep {{ }} and \{{ as written; \" and \\ are unescaped.
 * Ids must look like ids, neither ids nor classes may start with wm-, and lang
 * and dir need a language and a direction: what is not so is left out with an
 * error. */
uint32_t attributes_read(struct arena *a, struct diags *d,
                         const struct source *s, uint32_t at, uint32_t end,
                         struct attr **list);

/* An error for all but id, class, lang and dir, and decorative on an image:
 * nothing else means anything on a heading, a span, a link or an image. */
void attributes_limit(struct arena *a, struct diags *d, const struct attr *list,
                      bool image);

/* Checks one id or class wherever it was written: true, or an error. */
bool attributes_check_id(struct diags *d, struct loc at, struct str id);
bool attributes_check_class(struct diags *d, struct loc at, struct str name);
bool attributes_is_language(struct str value);
bool attributes_is_direction(struct str value);

#endif
