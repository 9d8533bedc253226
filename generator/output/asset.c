/* Looking up embedded files. */
#include "output/asset.h"

const struct asset *asset_at(size_t index) {
  return index < asset_table_count ? &asset_table[index] : NULL;
}

const struct asset *asset_find(struct str name) {
  size_t low = 0, high = asset_table_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_cmp(name, asset_table[middle].name);
    if (order == 0)
      return &asset_table[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}
