#ifndef WM_PHRASE_H
#define WM_PHRASE_H

/* Interface texts in XHTML, with their {placeholders} filled. */

#include "base/buf.h"

struct phrase_value {
  const char *name;
  struct str value; /* plain text, escaped when it is put in */
};

/* The escaped text of `key`; a key that does not exist shows itself, so that a
 * test sees it. */
void phrase_put(struct buf *out, struct str language, const char *key,
                const struct phrase_value *values, size_t count);
/* One that has a {number} or the like: `name` is its placeholder. The number
 * is not negative, and written as the language does. */
void phrase_put_number(struct buf *out, struct str language, const char *key,
                       const char *name, long long number);

#endif
