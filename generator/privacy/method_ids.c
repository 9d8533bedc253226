/* ids: random numbers from 1 on in place of the values of a column, the same
 * for the same value; or a new column that numbers the records. */
#include "privacy/methods.h"

#include <stddef.h>

static const struct key keys[] = {{"ids", KEY_TEXTS, 0, "the columns", 0, 0}};

static uint32_t *shuffled(struct work *w, struct chance *chance, size_t n) {
  uint32_t *list = arena_array(w->arena, uint32_t, n);
  for (size_t i = 0; i < n; i++)
    list[i] = (uint32_t)i + 1;
  chance_shuffle(chance, list, n);
  return list;
}

/* The column is not one's own any more, whatever its name. */
static void renumber(struct work *w, struct chance *chance,
                     struct frame_column *c) {
  uint32_t *to = shuffled(w, chance, c->word_count);
  struct str *words = arena_array(w->arena, struct str, c->word_count);
  for (uint32_t i = 0; i < c->word_count; i++)
    words[i] = arena_printf(w->arena, "%u", to[i]);
  frame_replace(w->now, c, words);
  c->origin = SIZE_MAX;
}

static void add_column(struct work *w, struct chance *chance, struct str name) {
  struct frame *f = w->now;
  uint32_t *to = shuffled(w, chance, f->rows);
  uint32_t *codes = arena_array(w->arena, uint32_t, f->rows);
  struct frame_words *words = frame_words_new(w->arena);
  for (size_t i = 0; i < f->rows; i++)
    codes[i] = frame_word(words, arena_printf(w->arena, "%u", to[i]));
  struct frame_column *c = ARENA_PUSH(f->arena, f->columns, f->count, f->cap);
  *c = (struct frame_column){.name = name, .origin = SIZE_MAX};
  frame_set(c, codes, words);
}

static bool run(struct work *w, struct step *step) {
  const struct texts *fields = step_fields(step);
  struct chance chance = work_chance(w, step);
  for (size_t i = 0; i < fields->count; i++) {
    struct str name = fields->items[i].s;
    size_t at = frame_find(w->now, name);
    if (at == SIZE_MAX)
      add_column(w, &chance, name);
    else
      renumber(w, &chance, &w->now->columns[at]);
  }
  chance_end(&chance);
  return true;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  work_put_titles(out, w, step_fields(step));
  buf_puts(out, ": random numbers that have nothing to do with those of the "
                "source.");
}

const struct method method_ids = {.name = "ids",
                                  .random = true,
                                  .keys = KEYS(NULL, keys),
                                  .size = sizeof(struct texts),
                                  .run = run,
                                  .say = say};
