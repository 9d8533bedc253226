#ifndef WM_ENGINE_DATASET_WORDS_H
#define WM_ENGINE_DATASET_WORDS_H

/* Collecting the distinct texts of a column while it is read. */

#include "engine/dataset.h"
#include "engine/pool.h"

struct word_list {
  struct pool *pool; /* where the texts are kept */
  struct str *items; /* in order of appearance */
  uint32_t count, cap;
  uint32_t *slots; /* hash table of places in items, plus 1 */
  uint32_t slot_count;
};

void word_list_start(struct word_list *w, struct pool *pool);
/* The number of a text, new or known; MISSING_CODE when there is no memory. */
uint32_t word_list_add(struct word_list *w, struct str s);
/* Sorts: fills `order` (count places) with the new number of each old one, and
 * *out with the texts, kept in the pool. False when there is no memory. */
bool word_list_sort(struct word_list *w, uint32_t *order, struct words *out);
void word_list_free(struct word_list *w);

#endif
