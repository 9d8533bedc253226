#ifndef WM_ENGINE_DATASET_SORT_H
#define WM_ENGINE_DATASET_SORT_H

/* Ordering rows by columns: stable, missing values last, by number or code
 * point, never by locale. */

#include "engine/dataset.h"

struct sort_key {
  const struct series *series;
  bool descending;
};

/* -1, 0, 1 for the values in two rows; missing ones are last either way. */
int sort_compare(const struct sort_key *keys, size_t count, size_t a, size_t b);
/* Orders the row numbers; `room` holds as many. */
void sort_rows(const struct sort_key *keys, size_t key_count, uint32_t *rows,
               uint32_t *room, size_t count);

#endif
