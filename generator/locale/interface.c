/* Looking up interface texts. */
#include "locale/interface.h"

#include "base/json.h"

struct str interface_text(struct str language, struct str key) {
  size_t low = 0, high = interface_table_count;
  (void)language; /* English is the only one compiled in so far */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_cmp(key, interface_table[middle].key);
    if (order == 0)
      return interface_table[middle].text;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return (struct str){0};
}

void interface_put_json(struct buf *out, struct str language,
                        const char *prefix) {
  bool first = true;
  buf_char(out, '{');
  for (size_t i = 0; i < interface_table_count; i++) {
    struct str key = interface_table[i].key;
    if (!str_starts(key, prefix))
      continue;
    if (!first)
      buf_char(out, ',');
    first = false;
    json_put_string(out, key);
    buf_char(out, ':');
    json_put_string(out, interface_text(language, key));
  }
  buf_char(out, '}');
}
