/* Records about people: every field declared, k, l and risk as promised. */
#include <string.h>

#include "base/utf8.h"
#include "engine/csv_value.h"
#include "engine/risk.h"
#include "privacy/gate_steps.h"

/* Trying each key left out is for files where it takes no time. */
#define TRIES_MAX ((size_t)2000000)

struct records {
  const struct gate *gate;
  struct pool pool;
  struct risk_file file;
  const struct series *keys[RISK_MAX_KEYS];
  struct risk_groups groups;
};

static bool is_named(const struct texts *list, struct str name) {
  for (size_t i = 0; i < list->count; i++)
    if (str_eq(list->items[i].s, name))
      return true;
  return false;
}

static bool is_declared(const struct disclosure *s, struct str name) {
  for (size_t i = 0; i < s->other_count; i++)
    if (str_eq(s->others[i].field.s, name))
      return true;
  return is_named(&s->keys, name) || is_named(&s->sensitive, name) ||
         str_eq(s->weight.s, name) || str_eq(s->household.s, name);
}

static void check_declared(const struct gate *g) {
  for (size_t i = 0; i < g->data->count; i++) {
    struct text name = gate_field(g, i)->name;
    if (gate_ships(g, i) && !is_declared(&g->resource->disclosure, name.s))
      diag_error(g->diags, name.at, "E-GATE-FIELD",
                 "the field '%.*s' of '%.*s' ships, and 'disclosure' does not "
                 "say what it tells: put it under 'keys', 'sensitive' or "
                 "'other' (with a reason), or leave it out with 'embed'",
                 STR_ARG(utf8_cut(name.s, 60)), STR_ARG(g->resource->name.s));
  }
}

static struct loc place(const struct records *r) {
  return r->gate->resource->disclosure.at;
}

/* The declared keys that ship. */
static bool take_keys(struct records *r) {
  const struct gate *g = r->gate;
  const struct texts *keys = &g->resource->disclosure.keys;
  for (size_t i = 0; i < keys->count; i++) {
    const struct series *s = gate_column(g, keys->items[i].s);
    if (!s || !gate_ships(g, (size_t)(s - g->data->columns)))
      continue;
    if (r->file.key_count == RISK_MAX_KEYS) {
      diag_error(g->diags, keys->items[i].at, "E-GATE-KEYS",
                 "'%.*s' has %zu keys, and at most %d can be judged: leave "
                 "some out with 'embed'",
                 STR_ARG(g->resource->name.s), keys->count, RISK_MAX_KEYS);
      return false;
    }
    r->keys[r->file.key_count] = s;
    r->file.keys[r->file.key_count++].series = s;
  }
  return true;
}

static bool take_weight(struct records *r) {
  struct text name = r->gate->resource->disclosure.weight;
  r->file.weight = gate_column(r->gate, name.s);
  if (!r->file.weight || column_is_number(r->file.weight->column.info->type))
    return true;
  diag_error(r->gate->diags, name.at, "E-GATE-WEIGHT",
             "the weight '%.*s' is not a number",
             STR_ARG(utf8_cut(name.s, 60)));
  return false;
}

static bool group(struct records *r) {
  struct text weight = r->gate->resource->disclosure.weight;
  r->file.rows = r->gate->data->rows;
  if (!take_keys(r) || !take_weight(r))
    return false;
  switch (risk_group(&r->pool, &r->file, &r->groups)) {
  case RISK_NO_MEMORY:
    diag_failure(r->gate->diags, place(r), "E-MEMORY", "no memory left");
    return false;
  case RISK_BAD_WEIGHT:
    diag_error(r->gate->diags, weight.at, "E-GATE-WEIGHT",
               "row %zu of '%.*s': the weight is missing or not above 0",
               r->groups.bad_row + 1, STR_ARG(r->gate->resource->name.s));
    return false;
  case RISK_TOO_SPARSE:
    diag_error(r->gate->diags, place(r), "E-GATE-SPARSE",
               "'%.*s' has missing values in more than %d combinations of its "
               "keys: too many to be judged",
               STR_ARG(r->gate->resource->name.s), RISK_MAX_PATTERNS);
    return false;
  default:
    return true;
  }
}

static size_t rows_below(const struct risk_groups *g, uint32_t k) {
  size_t rows = 0;
  for (uint32_t i = 0; i < g->count; i++)
    rows += g->fk[i] < k ? g->size[i] : 0;
  return rows;
}

/* The smallest value above `told`; UINT32_MAX if none. */
static uint32_t next_value(const uint32_t *values, size_t count,
                           uint32_t told) {
  uint32_t next = UINT32_MAX;
  for (size_t i = 0; i < count; i++)
    if (values[i] > told && values[i] < next)
      next = values[i];
  return next;
}

/* Tells the groups with the smallest of `values`, worst first; 0 is none. */
static void note_worst(const struct records *r, const uint32_t *values,
                       uint32_t limit, const char *what) {
  int told = 0;
  uint32_t count = r->groups.count, value = next_value(values, count, 0);
  for (; value < limit && told < GATE_SHOWN;
       value = next_value(values, count, value))
    for (uint32_t i = 0; i < count && told < GATE_SHOWN; i++)
      if (values[i] == value) {
        struct buf out = {0};
        gate_put_values(&out, r->keys, r->file.key_count, r->groups.first[i]);
        diag_note(r->gate->diags, place(r), NULL, "%s is %u where %.*s", what,
                  (unsigned)value, STR_ARG(buf_str(&out)));
        buf_free(&out);
        told++;
      }
}

/* Which single key, left out, mends most; rows below k then. */
static size_t best_without(const struct records *r, uint32_t k, size_t *key) {
  size_t best = SIZE_MAX;
  if (r->file.rows * r->file.key_count > TRIES_MAX)
    return best;
  for (size_t i = 0; i < r->file.key_count; i++) {
    struct pool pool = {0};
    struct risk_file less = r->file;
    struct risk_groups groups;
    less.key_count--;
    memmove(less.keys + i, less.keys + i + 1,
            (less.key_count - i) * sizeof *less.keys);
    if (risk_group(&pool, &less, &groups) == RISK_DONE) {
      size_t rows = rows_below(&groups, k);
      if (rows < best) {
        best = rows;
        *key = i;
      }
    }
    pool_free(&pool);
  }
  return best;
}

static void check_k(const struct records *r) {
  const struct gate *g = r->gate;
  uint32_t k = (uint32_t)g->resource->disclosure.k, least = UINT32_MAX;
  size_t rows = rows_below(&r->groups, k), key = 0;
  for (uint32_t i = 0; i < r->groups.count; i++)
    least = r->groups.fk[i] < least ? r->groups.fk[i] : least;
  if (rows == 0)
    return;
  diag_error(g->diags, place(r), "E-GATE-K",
             "'%.*s' promises k = %u, but %zu of its %zu rows share their keys "
             "with fewer: the smallest k is %u",
             STR_ARG(g->resource->name.s), (unsigned)k, rows, r->file.rows,
             (unsigned)least);
  note_worst(r, r->groups.fk, k, "k");
  size_t left = best_without(r, k, &key);
  if (left < rows)
    diag_note(g->diags, place(r), NULL,
              "to mend it, put values together (bands, larger areas), empty "
              "the cells of these rows, or leave keys out with 'embed': "
              "without '%.*s', %zu rows would be below",
              STR_ARG(r->keys[key]->column.info->name), left);
  else
    diag_note(g->diags, place(r), NULL,
              "to mend it, put values together (bands, larger areas), empty "
              "the cells of these rows, or leave keys out with 'embed'");
}

static void check_l(const struct records *r, struct text sensitive) {
  const struct gate *g = r->gate;
  const struct series *s = gate_column(g, sensitive.s);
  uint32_t l = (uint32_t)g->resource->disclosure.l;
  size_t rows = 0;
  uint32_t *distinct = arena_array(g->arena, uint32_t, r->groups.count);
  if (!s || !gate_ships(g, (size_t)(s - g->data->columns)) ||
      !risk_diversity(&r->file, &r->groups, s, distinct))
    return;
  for (uint32_t i = 0; i < r->groups.count; i++)
    rows += distinct[i] && distinct[i] < l ? r->groups.size[i] : 0;
  if (rows == 0)
    return;
  diag_error(g->diags, place(r), "E-GATE-L",
             "'%.*s' promises l = %u, but for %zu of its %zu rows all who "
             "share their keys have fewer different values of '%.*s'",
             STR_ARG(g->resource->name.s), (unsigned)l, rows, r->file.rows,
             STR_ARG(utf8_cut(sensitive.s, 60)));
  note_worst(r, distinct, l, "l");
  diag_note(g->diags, place(r), NULL,
            "to mend it, put keys together until each group has more values, "
            "or leave '%.*s' out with 'embed'",
            STR_ARG(utf8_cut(sensitive.s, 60)));
}

static void check_risk(const struct records *r) {
  const struct gate *g = r->gate;
  const struct disclosure *s = &g->resource->disclosure;
  const struct series *household = gate_column(g, s->household.s);
  double most, sum = 0, *risk = arena_array(g->arena, double, r->file.rows);
  if (!s->risk.s.ptr || !csv_number(str_trim(s->risk.s), &most) ||
      !r->file.rows)
    return;
  for (size_t i = 0; i < r->file.rows; i++) {
    uint32_t group = r->groups.of_row[i];
    risk[i] =
        risk_individual(r->groups.fk[group], risk_Fk(&r->groups, group), false);
  }
  if (household)
    risk_household(household, risk, r->file.rows);
  for (size_t i = 0; i < r->file.rows; i++)
    sum += risk[i];
  if (!(sum / (double)r->file.rows > most))
    return;
  diag_error(g->diags, s->risk.at, "E-GATE-RISK",
             "the mean risk of '%.*s' is %.4g%s, above its 'risk' of %.*s: one "
             "who looks for everybody in it would find %.4g of %zu",
             STR_ARG(g->resource->name.s), sum / (double)r->file.rows,
             household ? " (by household)" : "", STR_ARG(s->risk.s), sum,
             r->file.rows);
  diag_note(g->diags, s->risk.at, NULL,
            "to mend it, put key values together, take a sample, or leave keys "
            "out with 'embed'");
}

/* Without keys every row is like every other, and any k is kept. */
static void check_has_keys(const struct gate *g) {
  const struct disclosure *s = &g->resource->disclosure;
  if (s->keys.count || (s->waiver_reason.s.len && s->waiver_by.s.len))
    return;
  diag_error(g->diags, s->at, "E-GATE-KEYS",
             "'%.*s' has rows about a %.*s and no 'keys', so its k tells "
             "nothing: name the columns that somebody outside could know, or "
             "give a 'waiver' with 'reason' and 'by'",
             STR_ARG(g->resource->name.s), STR_ARG(s->unit.s));
}

void gate_records(const struct gate *g) {
  struct records r = {.gate = g};
  const struct disclosure *s = &g->resource->disclosure;
  check_declared(g);
  check_has_keys(g);
  if (group(&r)) {
    if (s->k > 0)
      check_k(&r);
    for (size_t i = 0; s->l > 1 && i < s->sensitive.count; i++)
      check_l(&r, s->sensitive.items[i]);
    check_risk(&r);
  }
  pool_free(&r.pool);
}
