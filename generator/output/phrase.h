#ifndef WM_PHRASE_H
#define WM_PHRASE_H

/* Interface texts in XHTML, with their {placeholders} filled. */

#include "base/buf.h"

struct phrase_value {
  const char *name;
  struct str value; /* plain text, escaped when it is put in */
};

/* The escaped text of `key`; a key that does not exist shows itself, so that a
 * test sees it. Where the language has no texts of its own, the English ones
 * are marked as such, unless they go into an attribute. */
void phrase_put(struct buf *out, struct str language, const char *key,
                const struct phrase_value *values, size_t count);
/* The same without a mark, for titles and whatever else holds no elements. */
void phrase_put_plain(struct buf *out, struct str language, const char *key,
                      const struct phrase_value *values, size_t count);
/* The mark of English texts, opened and closed; nothing where the language has
 * its own, or where `before`, what has been written so far, ends in a tag. */
bool phrase_open_english(struct buf *out, struct str language,
                         struct str before);
void phrase_close_english(struct buf *out, bool opened);
/* One that has a {number} or the like: `name` is its placeholder. The number
 * is not negative, and written as the language does. */
void phrase_put_number(struct buf *out, struct str language, const char *key,
                       const char *name, long long number);

#endif
