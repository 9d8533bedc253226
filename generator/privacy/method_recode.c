/* recode: the same new value for the same old value, in the whole column.
 *
 *   - recode: province
 *     map: {Tak: border, Ranong: border}    old: new; null makes it missing
 *     groups: {north: [Nan, Phrae]}         new: [old, …]
 *     rest: other                           what is not named; or `keep`
 *     missing: unknown                      what missing values become */
#include "privacy/methods.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/utf8.h"

struct pair {
  struct text from, to; /* to.s.ptr NULL: missing */
};

struct settings {
  struct texts fields;
  const struct value *map, *groups;
  struct text rest, missing;
  struct pair *pairs;
  size_t pair_count, pair_cap;
};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"recode", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"map", KEY_VALUE, AT(map), NULL, 0, 0},
    {"groups", KEY_VALUE, AT(groups), NULL, 0, 0},
    {"rest", KEY_TEXT, AT(rest), NULL, 0, 0},
    {"missing", KEY_TEXT, AT(missing), NULL, 0, 0},
};

static void add(struct arena *a, struct settings *s, struct text from,
                struct text to) {
  *ARENA_PUSH(a, s->pairs, s->pair_count, s->pair_cap) =
      (struct pair){from, to};
}

static void read_map(struct arena *a, struct diags *d, struct settings *s) {
  if (!value_expect(d, s->map, VALUE_MAP, "map"))
    return;
  for (size_t i = 0; i < s->map->count; i++) {
    const struct entry *e = &s->map->entries[i];
    struct text to = {.at = e->value.at};
    if (e->value.kind != VALUE_NULL)
      to = value_text(d, &e->value, "map");
    add(a, s, e->key, to);
  }
}

static void read_groups(struct arena *a, struct diags *d, struct settings *s) {
  if (!value_expect(d, s->groups, VALUE_MAP, "groups"))
    return;
  for (size_t i = 0; i < s->groups->count; i++) {
    const struct entry *e = &s->groups->entries[i];
    struct texts from = {0};
    value_texts(a, d, &e->value, "groups", &from);
    for (size_t k = 0; k < from.count; k++)
      add(a, s, from.items[k], e->key);
  }
}

static int by_from(const void *a, const void *b) {
  return str_cmp(((const struct pair *)a)->from.s,
                 ((const struct pair *)b)->from.s);
}

/* The pairs are sorted once they are checked. */
static const struct pair *find(const struct settings *s, struct str value) {
  struct pair wanted = {.from.s = value};
  return s->pair_count ? bsearch(&wanted, s->pairs, s->pair_count,
                                 sizeof *s->pairs, by_from)
                       : NULL;
}

static void check(struct arena *a, struct diags *d, struct step *step) {
  struct settings *s = step->settings;
  if (s->map)
    read_map(a, d, s);
  if (s->groups)
    read_groups(a, d, s);
  if (!s->map && !s->groups && !s->missing.s.ptr)
    diag_error(d, step->at, "E-KEY-MISSING",
               "the step 'recode' has no 'map' and no 'groups': which value "
               "becomes which");
  if (s->pair_count > PLAN_MAX_VALUES) {
    diag_error(d, step->at, "E-PLAN-STEPS", "more than %d values",
               PLAN_MAX_VALUES);
    return;
  }
  if (s->pair_count)
    qsort(s->pairs, s->pair_count, sizeof *s->pairs, by_from);
  for (size_t i = 1; i < s->pair_count; i++)
    if (str_eq(s->pairs[i].from.s, s->pairs[i - 1].from.s))
      diag_error(d, s->pairs[i].from.at, "E-PLAN-VALUE",
                 "the value '%.*s' is recoded twice",
                 STR_ARG(utf8_cut(s->pairs[i].from.s, 60)));
}

/* What a value becomes; false when the plan does not say. */
static bool target(const struct settings *s, struct str value,
                   struct str *out) {
  const struct pair *p = find(s, value);
  if (p)
    *out = p->to.s;
  else if (!s->rest.s.ptr)
    return false;
  else
    *out = str_is(s->rest.s, "keep") ? value : s->rest.s;
  return true;
}

static void fill_missing(struct work *w, struct frame_column *c,
                         const struct settings *s) {
  struct frame_words *words = frame_words_new(w->arena);
  uint32_t *codes = arena_array(w->arena, uint32_t, w->now->rows);
  for (size_t i = 0; i < w->now->rows; i++) {
    struct str t = frame_text(c, i);
    codes[i] = frame_word(words, t.ptr ? t : s->missing.s);
  }
  frame_set(c, codes, words);
}

static bool recode(struct work *w, const struct step *step,
                   const struct text *field, struct frame_column *c) {
  const struct settings *s = step->settings;
  struct str *to = arena_array(w->arena, struct str, c->word_count);
  for (uint32_t i = 0; i < c->word_count; i++) {
    if ((!s->map && !s->groups) || target(s, c->words[i], &to[i])) {
      if (!s->map && !s->groups)
        to[i] = c->words[i];
      continue;
    }
    diag_error(w->diags, field->at, "E-PLAN-VALUE",
               "'%.*s' holds '%.*s', which the step 'recode' does not name: "
               "add it, or say with 'rest' what becomes of others",
               STR_ARG(utf8_cut(field->s, 60)),
               STR_ARG(utf8_cut(c->words[i], 60)));
    return false;
  }
  frame_replace(w->now, c, to);
  if (s->missing.s.len)
    fill_missing(w, c, s);
  return true;
}

static bool run(struct work *w, struct step *step) {
  return work_each_column(w, step, recode);
}

static int by_to(const void *a, const void *b) {
  return str_cmp(((const struct pair *)a)->to.s,
                 ((const struct pair *)b)->to.s);
}

/* Do two values become the same? */
static bool merges(struct arena *a, const struct settings *s) {
  struct pair *list = arena_array(a, struct pair, s->pair_count);
  for (size_t i = 0; i < s->pair_count; i++)
    list[i] = s->pairs[i];
  if (s->pair_count)
    qsort(list, s->pair_count, sizeof *list, by_to);
  for (size_t i = 1; i < s->pair_count; i++)
    if (list[i].to.s.len && str_eq(list[i].to.s, list[i - 1].to.s))
      return true;
  return s->rest.s.len && !str_is(s->rest.s, "keep");
}

static bool empties(const struct settings *s) {
  bool any = s->rest.s.ptr && !s->rest.s.len;
  for (size_t i = 0; i < s->pair_count; i++)
    any = any || !s->pairs[i].to.s.len;
  return any;
}

/* Other names for the same values need no words. */
static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  bool merged = merges(w->arena, s);
  if (!merged && !empties(s))
    return;
  work_put_titles(out, w, &s->fields);
  if (merged)
    buf_puts(out, ": values are put together into wider groups");
  if (empties(s))
    buf_puts(out,
             merged ? ", and some are left out" : ": some values are left out");
  buf_puts(out, ".");
}

const struct method method_recode = {.name = "recode",
                                     .keys = KEYS(NULL, keys),
                                     .size = sizeof(struct settings),
                                     .check = check,
                                     .run = run,
                                     .say = say};
