#ifndef WM_PRIVACY_PATTERNS_INDEX_H
#define WM_PRIVACY_PATTERNS_INDEX_H

/* How many records agree with given values: counts by the values of chosen
 * keys, kept apart by which keys the records lack. A count is made when it is
 * first asked for, and kept true from then on. Not for others. */

#include "privacy/patterns.h"

struct patterns_index;

struct patterns_index *patterns_index_create(struct arena *a,
                                             const struct pattern *list,
                                             size_t count, size_t key_count);
/* Records whose keys agree with `codes` on the keys of `known`; a key that a
 * record lacks agrees with anything. */
size_t patterns_index_count(struct patterns_index *x, const uint32_t *codes,
                            uint32_t known);
/* True when it took too much memory or work: then its counts are wrong. */
bool patterns_index_is_full(const struct patterns_index *x);
/* Pattern number i lacks other keys than before. */
void patterns_index_move(struct patterns_index *x, size_t i, uint32_t from,
                         uint32_t to);

#endif
