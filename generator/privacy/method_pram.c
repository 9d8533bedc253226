/* pram: some values are exchanged at random (post randomisation method).
 *
 *   - pram: [religion]
 *     change: 0.1         the share of values that are drawn anew
 *     invariant: true     from the column's own distribution, so that the
 *                         expected frequencies stay as they are; false: any
 *                         other value, each as likely
 *     within: [province]  only among records with the same values here
 *
 * A value that is drawn anew may come out the same. Drawing from the shares t
 * makes the matrix (1 - change) I + change 1 t', for which t is invariant
 * (J. Gouweleeuw and others, "Post randomisation for statistical disclosure
 * control", Journal of Official Statistics 14, 1998). Missing values stay. */
#include "privacy/methods.h"

#include <stddef.h>

struct settings {
  struct texts fields, within;
  struct text change;
  double share;
  bool invariant;
};

static const struct settings defaults = {.invariant = true};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"pram", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"change", KEY_TEXT, AT(change),
     "the share of values drawn anew, such as "
     "0.1",
     0, 0},
    {"invariant", KEY_FLAG, AT(invariant), NULL, 0, 0},
    {"within", KEY_TEXTS, AT(within), NULL, 0, 0},
};

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const double range[2] = {0, 1};
  struct settings *s = step->settings;
  (void)a;
  plan_number(d, s->change, "change", range, &s->share);
}

/* The rows of each stratum, one after another: those of i from start[i] on. */
struct strata {
  uint32_t *rows, count;
  const uint32_t *of;
  size_t *start;
};

/* Only rows that hold a value. */
static struct strata gather(struct work *w, const uint32_t *of, uint32_t count,
                            const struct frame_column *c) {
  struct strata t = {.of = of, .count = count};
  size_t *next = arena_array(w->arena, size_t, (size_t)count + 1);
  t.start = arena_array(w->arena, size_t, (size_t)count + 1);
  t.rows = arena_array(w->arena, uint32_t, w->now->rows);
  for (size_t i = 0; i < w->now->rows; i++)
    if (c->codes[i] != FRAME_MISSING)
      t.start[of[i] + 1]++;
  for (uint32_t i = 0; i < count; i++) {
    t.start[i + 1] += t.start[i];
    next[i] = t.start[i];
  }
  for (size_t i = 0; i < w->now->rows; i++)
    if (c->codes[i] != FRAME_MISSING)
      t.rows[next[of[i]]++] = (uint32_t)i;
  return t;
}

/* A value of a row drawn at random has the distribution of the column. */
static uint32_t draw(struct chance *chance, const struct settings *s,
                     const struct frame_column *c, const struct strata *t,
                     size_t row) {
  uint32_t now = c->codes[row], stratum = t->of[row];
  if (s->invariant) {
    size_t n = t->start[stratum + 1] - t->start[stratum];
    size_t at = t->start[stratum] + (size_t)chance_below(chance, n);
    return c->codes[t->rows[at]];
  }
  if (c->word_count < 2)
    return now;
  uint32_t other = (uint32_t)chance_below(chance, c->word_count - 1);
  return other + (other >= now);
}

static bool run(struct work *w, struct step *step) {
  const struct settings *s = step->settings;
  const size_t *places = work_columns(w, &s->fields);
  const size_t *within = work_columns(w, &s->within);
  if (!places || !within)
    return false;
  struct chance chance = work_chance(w, step);
  uint32_t count;
  const uint32_t *of = work_strata(w, within, s->within.count, &count);
  for (size_t k = 0; k < s->fields.count; k++) {
    struct frame_column *c = &w->now->columns[places[k]];
    uint32_t *codes = arena_array(w->arena, uint32_t, w->now->rows);
    struct strata t = gather(w, of, count, c);
    for (size_t i = 0; i < w->now->rows; i++) {
      bool stays = chance_share(&chance) >= s->share;
      codes[i] = stays || c->codes[i] == FRAME_MISSING
                     ? c->codes[i]
                     : draw(&chance, s, c, &t, i);
    }
    c->codes = codes;
  }
  chance_end(&chance);
  return true;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  struct str share = frame_number_text(w->arena, 100 * s->share);
  work_put_titles(out, w, &s->fields);
  buf_printf(out, ": about %.*s %% of the values were drawn anew at random%s.",
             STR_ARG(share),
             s->invariant ? ", so that the frequencies stay nearly the same"
                          : "");
}

const struct method method_pram = {.name = "pram",
                                   .random = true,
                                   .keys = KEYS(NULL, keys),
                                   .size = sizeof(struct settings),
                                   .defaults = &defaults,
                                   .check = check,
                                   .run = run,
                                   .say = say};
