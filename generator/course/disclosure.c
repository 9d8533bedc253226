/* The `disclosure` section of a resource: what may be told about people. */
#include "course/schema.h"

#include <limits.h>
#include <stddef.h>

#include "base/utf8.h"
#include "course/syntax.h"
#include "engine/csv_value.h"

enum { SMALLEST_K = 3 }; /* of format.md: fewer people need a waiver */

struct disclosure_values {
  struct disclosure section;
  const struct value *other, *waiver;
};

#define AT(member) offsetof(struct disclosure_values, member)

static const struct key keys_of_disclosure[] = {
    {"unit", KEY_TEXT, AT(section.unit),
     "what one row is: person, household or aggregate", 0, 0},
    {"keys", KEY_TEXTS, AT(section.keys), NULL, 0, 0},
    {"sensitive", KEY_TEXTS, AT(section.sensitive), NULL, 0, 0},
    {"other", KEY_VALUE, AT(other), NULL, 0, 0},
    {"weight", KEY_TEXT, AT(section.weight), NULL, 0, 0},
    {"household", KEY_TEXT, AT(section.household), NULL, 0, 0},
    {"k", KEY_INTEGER, AT(section.k), NULL, 1, INT_MAX},
    {"waiver", KEY_VALUE, AT(waiver), NULL, 0, 0},
    {"l", KEY_INTEGER, AT(section.l), NULL, 1, INT_MAX},
    {"risk", KEY_TEXT, AT(section.risk), NULL, 0, 0},
    {"threshold", KEY_INTEGER, AT(section.threshold), NULL, 0, INT_MAX},
    {"published", KEY_TEXT, AT(section.published), NULL, 0, 0},
    {"method", KEY_TEXT, AT(section.method), NULL, 0, 0},
    {"reviewed", KEY_TEXT, AT(section.reviewed), NULL, 0, 0},
};
static const struct keys disclosure_keys =
    KEYS("'disclosure'", keys_of_disclosure);

#undef AT
#define AT(member) offsetof(struct disclosure, member)

static const struct key keys_of_waiver[] = {
    {"reason", KEY_TEXT, AT(waiver_reason), "why fewer are harmless here", 0,
     0},
    {"by", KEY_TEXT, AT(waiver_by), "who decided it", 0, 0},
};
static const struct keys waiver_keys = KEYS("'waiver'", keys_of_waiver);

static bool is_about_people(const struct disclosure *s) {
  return str_is(s->unit.s, "person") || str_is(s->unit.s, "household");
}

static void check_unit(struct arena *a, struct diags *d,
                       const struct disclosure *s) {
  static const struct str units[] = {
      {"person", 6}, {"household", 9}, {"aggregate", 9}};
  if (!s->unit.s.len || is_about_people(s) || str_is(s->unit.s, "aggregate"))
    return;
  diag_error(d, s->unit.at, "E-DATA-UNIT",
             "'unit' is '%.*s', expected person, household or aggregate%s",
             STR_ARG(utf8_cut(s->unit.s, 60)),
             diag_nearest(a, s->unit.s, units, 3));
}

static void check_k(struct diags *d, const struct disclosure *s,
                    const struct value *k, const struct resource *r) {
  bool waived = s->waiver_reason.s.len && s->waiver_by.s.len;
  if (!is_about_people(s))
    return;
  if (s->k < 0 && !k)
    diag_error(d, s->at, "E-DATA-K",
               "'%.*s' has rows about a %.*s and no 'k': the smallest number "
               "of rows that may share their keys, at least %d",
               STR_ARG(r->name.s), STR_ARG(s->unit.s), SMALLEST_K);
  else if (s->k >= 0 && s->k < SMALLEST_K && !waived)
    diag_error(d, k ? k->at : s->at, "E-DATA-K",
               "'k' is %d, expected at least %d, or a 'waiver' with 'reason' "
               "and 'by'",
               s->k, SMALLEST_K);
}

/* A share from 0 to 1, such as 0.03. */
static void check_risk(struct diags *d, struct text risk) {
  double share;
  if (risk.s.ptr &&
      !(csv_number(str_trim(risk.s), &share) && share >= 0 && share <= 1))
    diag_error(d, risk.at, "E-DATA-RISK",
               "'risk' is '%.*s', expected a share from 0 to 1 such as 0.03",
               STR_ARG(utf8_cut(risk.s, 60)));
}

static void read_others(struct diags *d, struct arena *a,
                        const struct value *other, struct disclosure *s) {
  if (!value_expect(d, other, VALUE_MAP, "other"))
    return;
  for (size_t i = 0; i < other->count; i++) {
    const struct entry *e = &other->entries[i];
    struct reason *o = ARENA_PUSH(a, s->others, s->other_count, s->other_cap);
    o->field = e->key;
    if (e->value.kind == VALUE_SCALAR)
      o->why = value_text(d, &e->value, "other");
    if (str_trim(o->why.s).len == 0)
      diag_error(d, e->key.at, "E-DATA-REASON",
                 "'other' gives no reason for the field '%.*s'",
                 STR_ARG(utf8_cut(e->key.s, 60)));
  }
}

/* One role a field: reported with the place of the second. */
struct roles {
  struct arena *arena;
  struct diags *diags;
  const struct resource *resource;
  const char **role; /* by field, NULL: none yet */
};

static void take_role(struct roles *roles, struct text name, const char *role) {
  const struct resource *r = roles->resource;
  if (!name.s.ptr ||
      !schema_check_field(roles->arena, roles->diags, r, name, role))
    return;
  size_t i = 0;
  while (!str_eq(r->fields[i].name.s, name.s))
    i++;
  if (roles->role[i])
    diag_error(roles->diags, name.at, "E-DATA-ROLE",
               "the field '%.*s' is in '%s' and in '%s', expected one of them",
               STR_ARG(utf8_cut(name.s, 60)), roles->role[i], role);
  roles->role[i] = role;
}

static void check_roles(struct arena *a, struct diags *d,
                        const struct resource *r) {
  const struct disclosure *s = &r->disclosure;
  struct roles roles = {a, d, r, arena_array(a, const char *, r->field_count)};
  for (size_t i = 0; i < s->keys.count; i++)
    take_role(&roles, s->keys.items[i], "keys");
  for (size_t i = 0; i < s->sensitive.count; i++)
    take_role(&roles, s->sensitive.items[i], "sensitive");
  for (size_t i = 0; i < s->other_count; i++)
    take_role(&roles, s->others[i].field, "other");
  if (s->weight.s.ptr)
    schema_check_field(a, d, r, s->weight, "weight");
  if (s->household.s.ptr)
    schema_check_field(a, d, r, s->household, "household");
}

void disclosure_read(struct arena *a, struct diags *d, const struct value *map,
                     struct resource *r) {
  struct disclosure_values values = {
      .section = {.at = map->at, .k = -1, .l = -1, .threshold = -1}};
  struct disclosure *s = &values.section;
  if (!value_bind(a, d, map, &disclosure_keys, &values))
    return;
  s->present = true;
  s->at.col = s->at.len = 0;
  if (values.waiver)
    value_bind(a, d, values.waiver, &waiver_keys, s);
  if (values.other)
    read_others(d, a, values.other, s);
  check_unit(a, d, s);
  check_risk(d, s->risk);
  check_k(d, s, value_get(map, "k"), r);
  syntax_check_url(d, s->published, "'published'");
  r->disclosure = *s;
  check_roles(a, d, r);
}
