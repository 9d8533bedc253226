/* top and bottom: extreme numbers are shown as a limit.
 *
 *   - top: age
 *     at: 80       larger numbers become 80, or …
 *     as: 80+      … this; then 80 itself becomes it, too */
#include "privacy/methods.h"

#include <stddef.h>

#include "engine/csv_value.h"

struct settings {
  struct texts fields;
  struct text at, as;
  double limit;
};

#define AT(member) offsetof(struct settings, member)

static const struct key keys_of_top[] = {
    {"top", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"at", KEY_TEXT, AT(at), "the largest number that is shown", 0, 0},
    {"as", KEY_TEXT, AT(as), NULL, 0, 0},
};
static const struct key keys_of_bottom[] = {
    {"bottom", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"at", KEY_TEXT, AT(at), "the smallest number that is shown", 0, 0},
    {"as", KEY_TEXT, AT(as), NULL, 0, 0},
};

static bool is_top(const struct step *s) { return s->method == &method_top; }

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const double any[2] = {-1e15, 1e15};
  struct settings *s = step->settings;
  (void)a;
  plan_number(d, s->at, "at", any, &s->limit);
}

static bool code(struct work *w, const struct step *step,
                 const struct text *field, struct frame_column *c) {
  const struct settings *s = step->settings;
  struct str *to = arena_array(w->arena, struct str, c->word_count);
  struct str limit =
      s->as.s.len ? s->as.s : frame_number_text(w->arena, s->limit);
  if (!work_numbers(w, *field, c))
    return false;
  for (uint32_t i = 0; i < c->word_count; i++) {
    double number = 0;
    csv_number(c->words[i], &number);
    bool extreme = is_top(step) ? number >= s->limit : number <= s->limit;
    to[i] = extreme ? limit : c->words[i];
  }
  frame_replace(w->now, c, to);
  return true;
}

static bool run(struct work *w, struct step *step) {
  return work_each_column(w, step, code);
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  work_put_titles(out, w, &s->fields);
  buf_printf(out, ": numbers %s %.*s are shown as %.*s.",
             is_top(step) ? "above" : "below", STR_ARG(s->at.s),
             STR_ARG(s->as.s.len ? s->as.s : s->at.s));
}

const struct method method_top = {.name = "top",
                                  .keys = KEYS(NULL, keys_of_top),
                                  .size = sizeof(struct settings),
                                  .check = check,
                                  .run = run,
                                  .say = say};
const struct method method_bottom = {.name = "bottom",
                                     .keys = KEYS(NULL, keys_of_bottom),
                                     .size = sizeof(struct settings),
                                     .check = check,
                                     .run = run,
                                     .say = say};
