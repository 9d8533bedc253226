/* Words: accepted forms, compared folded. */
#include "engine/answer.h"
#include "engine/fold.h"
#include "engine/interface.h"

enum { TEXT_MAX = 4000 }; /* bytes; more is cut, and is not right either */

bool text_read_typed(const struct store *store, struct pool *pool,
                     struct str typed, struct str *out, struct buf *why) {
  struct buf tidy = {0};
  fold_put_spacing(&tidy, str_slice(typed, 0, TEXT_MAX));
  *out = pool_str(pool, buf_str(&tidy));
  bool empty = tidy.len == 0;
  buf_free(&tidy);
  if (empty)
    interface_write(why, store, "engine.unreadable.empty", NULL);
  return !empty && out->ptr;
}

bool text_same(const struct text_answer *a, struct str given,
               struct str wanted) {
  struct buf x = {0}, y = {0};
  void (*put)(struct buf *, struct str) = a->fold ? fold_put : fold_put_spacing;
  put(&x, given);
  put(&y, wanted);
  bool same =
      x.len && buf_ok(&x) && buf_ok(&y) && str_eq(buf_str(&x), buf_str(&y));
  buf_free(&x);
  buf_free(&y);
  return same;
}

bool text_right(const struct text_answer *a, struct value given) {
  if (given.by_pattern)
    return true;
  for (int i = 0; i < a->count; i++)
    if (text_same(a, given.text, a->accepted[i]))
      return true;
  return false;
}
