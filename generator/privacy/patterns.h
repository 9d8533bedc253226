#ifndef WM_PRIVACY_PATTERNS_H
#define WM_PRIVACY_PATTERNS_H

/* The combinations of key values in a table, and which of their values to hide
 * so that each is shared by k records. For method_suppress.c, which says how.
 */

#include "privacy/frame.h"

enum { PATTERN_KEYS = 16 };

struct pattern {
  const uint32_t *codes; /* one per key */
  size_t records;
  uint32_t missing; /* one bit per key that is missing in the table */
  uint32_t hidden;  /* one bit per key that is to be left out */
};

struct patterns {
  struct arena *arena;
  size_t key_count;
  struct pattern *list;
  size_t count;
  const uint32_t *of_row; /* per row its pattern */
  struct patterns_index *index;
  const double *weight; /* by key */
};

/* `columns` are places in the frame; `weight` what losing a key's value costs.
 */
struct patterns *patterns_create(struct arena *a, const struct frame *f,
                                 const size_t *columns, size_t key_count,
                                 const double *weight);
/* Records that pattern `i` cannot be told from when the keys of `hidden` are
 * left out of it. */
size_t patterns_fk(struct patterns *p, size_t i, uint32_t hidden);
/* Hides values until every pattern has fk >= k; there must be k records. False
 * when the table is too large for that. */
bool patterns_hide(struct patterns *p, size_t k);

#endif
