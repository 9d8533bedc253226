#ifndef WM_COLLATE_H
#define WM_COLLATE_H

/* The order in which a language puts words, by Unicode's collation as CLDR
 * tailors it (ICU). */

#include "base/arena.h"
#include "base/str.h"

/* The places of `words` in the order of a dictionary of the BCP 47 language:
 * `count` indices. Words that are the same to the language keep their order.
 * Where ICU has no data for it, that of the root: Unicode's own. */
size_t *collate(struct arena *arena, struct str language,
                const struct str *words, size_t count);

#endif
