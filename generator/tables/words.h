#ifndef WM_TABLE_WORDS_H
#define WM_TABLE_WORDS_H

/* The distinct texts of a column while it is read, in an arena (the engine's
 * word_list serves a page and frees each part itself). Not for others. */

#include "base/arena.h"

struct table_words {
  struct str *items; /* the first is "" */
  size_t count, cap;
  uint32_t *slots; /* places in items plus 1, by hash */
  size_t slot_count;
};

/* The number of a text, new or known. The text is copied. */
uint32_t table_words_add(struct arena *a, struct table_words *w, struct str s);

#endif
