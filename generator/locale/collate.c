/* Words in the order of a language: ICU's sort keys, sorted. */
#include "locale/collate.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

struct keyed {
  const char *key; /* bytes that sort as the words do, ending with 0 */
  size_t place;
};

static int compare(const void *a, const void *b) {
  const struct keyed *x = a, *y = b;
  int order = strcmp(x->key, y->key);
  if (order != 0)
    return order;
  return (x->place > y->place) - (x->place < y->place);
}

/* NULL when ICU has no data at all. */
static UCollator *open_collator(struct arena *arena, struct str language) {
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode error = U_ZERO_ERROR;
  uloc_forLanguageTag(arena_str(arena, language).ptr, locale, sizeof locale,
                      NULL, &error);
  if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING)
    locale[0] = '\0';
  error = U_ZERO_ERROR;
  UCollator *c = ucol_open(locale, &error);
  return U_SUCCESS(error) ? c : NULL;
}

/* Without a collator the bytes themselves: the order of code points. */
static const char *key_of(struct arena *arena, const UCollator *c,
                          struct str word) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0, capacity = (int32_t)word.len + 1;
  UChar *text = arena_array(arena, UChar, word.len + 1);
  u_strFromUTF8WithSub(text, capacity, &length, word.ptr, (int32_t)word.len,
                       0xFFFD, NULL, &error);
  if (!c || U_FAILURE(error))
    return arena_str(arena, word).ptr;
  int32_t size = ucol_getSortKey(c, text, length, NULL, 0);
  uint8_t *key = arena_alloc(arena, (size_t)size);
  ucol_getSortKey(c, text, length, key, size);
  return (const char *)key;
}

size_t *collate(struct arena *arena, struct str language,
                const struct str *words, size_t count) {
  struct keyed *items = arena_array(arena, struct keyed, count);
  size_t *order = arena_array(arena, size_t, count);
  UCollator *c = open_collator(arena, language);
  for (size_t i = 0; i < count; i++)
    items[i] = (struct keyed){key_of(arena, c, words[i]), i};
  if (c)
    ucol_close(c);
  qsort(items, count, sizeof *items, compare);
  for (size_t i = 0; i < count; i++)
    order[i] = items[i].place;
  return order;
}
