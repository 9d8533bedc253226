/* suppress: local suppression. Single values of keys are left out until every
 * record shares its keys with at least k - 1 others, where a missing value may
 * be any value (fk of engine/risk.h, both ways).
 *
 *   - suppress: [age, sex, province]
 *     k: 5                        the resource's k when left out
 *     importance: {age: 3}        1 when left out; greater: kept rather
 *
 * What the least loss is, is NP-hard to find out (A. Meyerson and R. Williams,
 * "On the complexity of optimal k-anonymity", 2004). This is a heuristic:
 * records with the same keys are one pattern; patterns whose fk is below k are
 * taken from the smallest on, and of all sets of keys that bring fk to k the
 * one with the least importance is left out, of equal ones the one that leaves
 * the pattern among most records. Values of records that were not at risk are
 * never touched. A value more left out never lowers anybody's fk, so one round
 * is enough, and it fails only with fewer than k records. At the end values
 * that others have made needless to hide are put back. */
#include "privacy/methods.h"

#include <stddef.h>

#include "base/utf8.h"
#include "privacy/patterns.h"

struct settings {
  struct texts fields;
  const struct value *importance;
  int k;
  double weight[PATTERN_KEYS];
  size_t hidden[PATTERN_KEYS]; /* values left out, by key */
  size_t records;              /* that lost any */
};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"suppress", KEY_TEXTS, AT(fields), "the keys", 0, 0},
    {"k", KEY_INTEGER, AT(k), NULL, 2, 1000000},
    {"importance", KEY_VALUE, AT(importance), NULL, 0, 0},
};

static size_t find_field(const struct settings *s, struct str name) {
  for (size_t i = 0; i < s->fields.count; i++)
    if (str_eq(s->fields.items[i].s, name))
      return i;
  return SIZE_MAX;
}

static void read_importance(struct arena *a, struct diags *d,
                            struct settings *s) {
  static const double range[2] = {0, 1e6};
  struct str *names = arena_array(a, struct str, s->fields.count);
  if (!value_expect(d, s->importance, VALUE_MAP, "importance"))
    return;
  for (size_t i = 0; i < s->fields.count; i++)
    names[i] = s->fields.items[i].s;
  for (size_t i = 0; i < s->importance->count; i++) {
    const struct entry *e = &s->importance->entries[i];
    size_t at = find_field(s, e->key.s);
    struct text number = value_text(d, &e->value, "importance");
    if (at == SIZE_MAX)
      diag_error(d, e->key.at, "E-PLAN-FIELD",
                 "'importance' names '%.*s', which is none of the keys%s",
                 STR_ARG(utf8_cut(e->key.s, 60)),
                 diag_nearest(a, e->key.s, names, s->fields.count));
    else
      plan_number(d, number, "importance", range, &s->weight[at]);
  }
}

static void check(struct arena *a, struct diags *d, struct step *step) {
  struct settings *s = step->settings;
  if (s->fields.count == 0 || s->fields.count > PATTERN_KEYS) {
    diag_error(d, step->at, "E-PLAN-STEPS", "%zu keys, expected from 1 to %d",
               s->fields.count, PATTERN_KEYS);
    return;
  }
  for (size_t i = 0; i < s->fields.count; i++)
    s->weight[i] = 1;
  if (s->importance)
    read_importance(a, d, s);
}

/* Takes the hidden values out of the table, and counts them. */
static void apply(struct work *w, struct settings *s, const size_t *places,
                  const struct patterns *p) {
  size_t rows = w->now->rows;
  for (size_t k = 0; k < p->key_count; k++) {
    struct frame_column *c = &w->now->columns[places[k]];
    uint32_t *codes = arena_array(w->arena, uint32_t, rows);
    for (size_t i = 0; i < rows; i++) {
      const struct pattern *of = &p->list[p->of_row[i]];
      bool hide = (of->hidden >> k & 1) != 0;
      codes[i] = hide ? FRAME_MISSING : c->codes[i];
      s->hidden[k] += hide;
      s->records += hide && (of->hidden & ((1u << k) - 1)) == 0;
    }
    c->codes = codes;
  }
}

static bool run(struct work *w, struct step *step) {
  struct settings *s = step->settings;
  const size_t *places = work_columns(w, &s->fields);
  size_t k = s->k ? (size_t)s->k : 0;
  if (!places)
    return false;
  if (!k && w->resource->disclosure.k > 0)
    k = (size_t)w->resource->disclosure.k;
  if (k < 1) {
    diag_error(w->diags, step->at, "E-PLAN-K",
               "neither the step 'suppress' nor the resource says 'k'");
    return false;
  }
  if (w->now->rows < k) {
    diag_error(w->diags, step->at, "E-PLAN-K",
               "%zu records cannot share their keys with %zu: k is larger than "
               "the table",
               w->now->rows, k);
    return false;
  }
  struct patterns *p =
      patterns_create(w->arena, w->now, places, s->fields.count, s->weight);
  if (!patterns_hide(p, k)) {
    diag_error(w->diags, step->at, "E-PLAN-SIZE",
               "too many combinations of %zu keys: put values together before, "
               "or name fewer keys",
               s->fields.count);
    return false;
  }
  apply(w, s, places, p);
  return true;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  bool first = true;
  if (!s->records)
    return;
  buf_printf(out, "In %zu record%s single values are left out (", s->records,
             s->records == 1 ? "" : "s");
  for (size_t i = 0; i < s->fields.count; i++) {
    if (!s->hidden[i])
      continue;
    struct str title = work_title(w, s->fields.items[i].s);
    buf_printf(out, "%s%.*s: %zu", first ? "" : ", ", STR_ARG(title),
               s->hidden[i]);
    first = false;
  }
  buf_puts(out, "), so that enough records share what is known of them.");
}

const struct method method_suppress = {.name = "suppress",
                                       .keys = KEYS(NULL, keys),
                                       .size = sizeof(struct settings),
                                       .check = check,
                                       .run = run,
                                       .say = say};
