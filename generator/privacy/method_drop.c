/* drop: columns that do not come out. */
#include "privacy/methods.h"

#include <stddef.h>

static const struct key keys[] = {
    {"drop", KEY_TEXTS, 0, "the columns to leave out", 0, 0}};

static bool run(struct work *w, struct step *s) {
  const struct texts *fields = step_fields(s);
  const size_t *places = work_columns(w, fields);
  size_t kept = 0;
  if (!places)
    return false;
  for (size_t i = 0; i < w->now->count; i++) {
    bool dropped = false;
    for (size_t k = 0; k < fields->count; k++)
      dropped = dropped || places[k] == i;
    if (!dropped)
      w->now->columns[kept++] = w->now->columns[i];
  }
  w->now->count = kept;
  return true;
}

static void say(struct buf *out, const struct work *w, const struct step *s) {
  size_t n = step_fields(s)->count;
  buf_printf(
      out,
      n == 1 ? "One column is left out: " : "%zu columns are left out: ", n);
  work_put_titles(out, w, step_fields(s));
  buf_puts(out, ".");
}

const struct method method_drop = {.name = "drop",
                                   .keys = KEYS(NULL, keys),
                                   .size = sizeof(struct texts),
                                   .run = run,
                                   .say = say};
