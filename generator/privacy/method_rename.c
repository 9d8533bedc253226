/* rename: {old: new}, so that later steps and the resource use our names. */
#include "privacy/methods.h"

#include <stddef.h>

#include "base/utf8.h"

struct settings {
  struct texts fields; /* the old names */
  const struct value *map;
  struct texts to;
};

static const struct key keys[] = {{"rename", KEY_VALUE,
                                   offsetof(struct settings, map),
                                   "old names with new ones", 0, 0}};

static void check(struct arena *a, struct diags *d, struct step *step) {
  struct settings *s = step->settings;
  if (!s->map || !value_expect(d, s->map, VALUE_MAP, "rename"))
    return;
  for (size_t i = 0; i < s->map->count; i++) {
    const struct entry *e = &s->map->entries[i];
    struct text to = value_text(d, &e->value, "rename");
    if (to.s.ptr && !to.s.len)
      diag_error(d, to.at, "E-PLAN-VALUE", "the new name of '%.*s' is empty",
                 STR_ARG(utf8_cut(e->key.s, 60)));
    *ARENA_PUSH(a, s->fields.items, s->fields.count, s->fields.cap) = e->key;
    *ARENA_PUSH(a, s->to.items, s->to.count, s->to.cap) = to;
  }
}

static bool run(struct work *w, struct step *step) {
  const struct settings *s = step->settings;
  const size_t *places = work_columns(w, &s->fields);
  if (!places)
    return false;
  for (size_t i = 0; i < s->to.count; i++)
    w->now->columns[places[i]].name = s->to.items[i].s;
  for (size_t i = 0; i < s->to.count; i++) {
    size_t same = 0;
    for (size_t k = 0; k < w->now->count; k++)
      same += str_eq(w->now->columns[k].name, s->to.items[i].s);
    if (same == 1)
      continue;
    diag_error(w->diags, s->to.items[i].at, "E-PLAN-FIELD",
               "two columns would be called '%.*s'",
               STR_ARG(utf8_cut(s->to.items[i].s, 60)));
    return false;
  }
  return true;
}

static void say(struct buf *out, const struct work *w, const struct step *s) {
  (void)out; /* a name tells nothing about people */
  (void)w;
  (void)s;
}

const struct method method_rename = {.name = "rename",
                                     .keys = KEYS(NULL, keys),
                                     .size = sizeof(struct settings),
                                     .check = check,
                                     .run = run,
                                     .say = say};
