/* Table schemas of Frictionless Data to fields. */
#include "course/schema.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "tables/day.h"

enum { HELPED_ERRORS = 100 };

struct field_values {
  struct field field;
  struct text type, format, decimal_mark, group_mark, calendar;
  const struct value *missing, *categories, *constraints;
  bool bare_number;
};

#define AT(member) offsetof(struct field_values, member)

static const struct key keys_of_field[] = {
    {"name", KEY_TEXT, AT(field.name), "the column's heading", 0, 0},
    {"type", KEY_TEXT, AT(type), NULL, 0, 0},
    {"format", KEY_TEXT, AT(format), NULL, 0, 0},
    {"title", KEY_TEXT, AT(field.title), NULL, 0, 0},
    {"description", KEY_TEXT, AT(field.description), NULL, 0, 0},
    {"constraints", KEY_VALUE, AT(constraints), NULL, 0, 0},
    {"missingValues", KEY_VALUE, AT(missing), NULL, 0, 0},
    {"categories", KEY_VALUE, AT(categories), NULL, 0, 0},
    {"categoriesOrdered", KEY_IGNORED, 0, NULL, 0, 0},
    {"trueValues", KEY_TEXTS, AT(field.true_values), NULL, 0, 0},
    {"falseValues", KEY_TEXTS, AT(field.false_values), NULL, 0, 0},
    {"decimalChar", KEY_TEXT, AT(decimal_mark), NULL, 0, 0},
    {"groupChar", KEY_TEXT, AT(group_mark), NULL, 0, 0},
    {"bareNumber", KEY_FLAG, AT(bare_number), NULL, 0, 0},
    {"calendar", KEY_TEXT, AT(calendar), NULL, 0, 0},
    {"count", KEY_FLAG, AT(field.count), NULL, 0, 0},
    {"example", KEY_IGNORED, 0, NULL, 0, 0},
    {"rdfType", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys field_keys = KEYS("a field", keys_of_field);

#undef AT
#define AT(member) offsetof(struct field, member)

static const struct key keys_of_constraints[] = {
    {"required", KEY_FLAG, AT(required), NULL, 0, 0},
    {"unique", KEY_FLAG, AT(unique), NULL, 0, 0},
    {"minimum", KEY_TEXT, AT(minimum), NULL, 0, 0},
    {"maximum", KEY_TEXT, AT(maximum), NULL, 0, 0},
    {"pattern", KEY_TEXT, AT(pattern), NULL, 0, 0},
    {"exclusiveMinimum", KEY_IGNORED, 0, NULL, 0, 0},
    {"exclusiveMaximum", KEY_IGNORED, 0, NULL, 0, 0},
    {"minLength", KEY_IGNORED, 0, NULL, 0, 0},
    {"maxLength", KEY_IGNORED, 0, NULL, 0, 0},
    {"enum", KEY_IGNORED, 0, NULL, 0, 0},
    {"jsonSchema", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys constraint_keys =
    KEYS("'constraints'", keys_of_constraints);

#undef AT
#define AT(member) offsetof(struct category, member)

static const struct key keys_of_category[] = {
    {"value", KEY_TEXT, AT(value), "what stands in the data", 0, 0},
    {"label", KEY_TEXT, AT(label), NULL, 0, 0},
};
static const struct keys category_keys = KEYS("a category", keys_of_category);

struct schema_values {
  const struct value *fields, *missing;
};

#undef AT
#define AT(member) offsetof(struct schema_values, member)

static const struct key keys_of_schema[] = {
    {"fields", KEY_VALUE, AT(fields), "the list of the table's columns", 0, 0},
    {"missingValues", KEY_VALUE, AT(missing), NULL, 0, 0},
    {"primaryKey", KEY_IGNORED, 0, NULL, 0, 0},
    {"uniqueKeys", KEY_IGNORED, 0, NULL, 0, 0},
    {"foreignKeys", KEY_IGNORED, 0, NULL, 0, 0},
    {"fieldsMatch", KEY_IGNORED, 0, NULL, 0, 0},
    {"name", KEY_IGNORED, 0, NULL, 0, 0},
    {"title", KEY_IGNORED, 0, NULL, 0, 0},
    {"description", KEY_IGNORED, 0, NULL, 0, 0},
    {"$schema", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys schema_keys = KEYS("'schema'", keys_of_schema);

static const struct {
  struct str name;
  enum field_type type;
} types[] = {
    {{"string", 6}, FIELD_STRING}, {{"integer", 7}, FIELD_INTEGER},
    {{"number", 6}, FIELD_NUMBER}, {{"boolean", 7}, FIELD_BOOLEAN},
    {{"year", 4}, FIELD_YEAR},     {{"date", 4}, FIELD_DATE},
};
enum { TYPE_COUNT = sizeof types / sizeof *types };

static void read_type(struct arena *a, struct diags *d, struct text type,
                      struct field *f) {
  struct str names[TYPE_COUNT];
  if (!type.s.ptr || str_is(type.s, "any"))
    return;
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    names[i] = types[i].name;
    if (str_eq(type.s, names[i])) {
      f->type = types[i].type;
      return;
    }
  }
  diag_error(d, type.at, "E-DATA-TYPE",
             "the type '%.*s' is not known, expected string, integer, number, "
             "boolean, year or date%s",
             STR_ARG(utf8_cut(type.s, 60)),
             diag_nearest(a, type.s, names, TYPE_COUNT));
}

/* Texts, or maps with `value` and `label` as in version 2 of the standard. */
static void read_missing(struct arena *a, struct diags *d,
                         const struct value *v, struct texts *out) {
  if (!value_expect(d, v, VALUE_LIST, "missingValues"))
    return;
  for (size_t i = 0; i < v->count; i++) {
    struct category c = {0};
    const struct value *item = &v->items[i];
    if (item->kind == VALUE_MAP)
      value_bind(a, d, item, &category_keys, &c);
    else if (item->kind != VALUE_NULL)
      c.value = value_text(d, item, "missingValues");
    if (c.value.s.ptr)
      *ARENA_PUSH(a, out->items, out->count, out->cap) = c.value;
  }
}

static int by_value(const void *a, const void *b) {
  return str_cmp(((const struct category *)a)->value.s,
                 ((const struct category *)b)->value.s);
}

/* A value with two labels would be shown with one of them by chance. */
static void check_categories(struct arena *a, struct diags *d,
                             const struct field *f) {
  size_t n = f->category_count;
  struct category *sorted = arena_array(a, struct category, n);
  for (size_t i = 0; i < n; i++)
    sorted[i] = f->categories[i];
  if (n)
    qsort(sorted, n, sizeof *sorted, by_value);
  for (size_t i = 1; i < n; i++)
    if (str_eq(sorted[i].value.s, sorted[i - 1].value.s))
      diag_error(d, sorted[i].value.at, "E-DATA-CATEGORY",
                 "the category '%.*s' is given twice",
                 STR_ARG(utf8_cut(sorted[i].value.s, 60)));
}

static void read_categories(struct arena *a, struct diags *d,
                            const struct value *v, struct field *f) {
  if (!value_expect(d, v, VALUE_LIST, "categories"))
    return;
  for (size_t i = 0; i < v->count; i++) {
    struct category *c =
        ARENA_PUSH(a, f->categories, f->category_count, f->category_cap);
    if (v->items[i].kind == VALUE_MAP)
      value_bind(a, d, &v->items[i], &category_keys, c);
    else
      c->value = value_text(d, &v->items[i], "categories");
    if (!c->value.s.ptr)
      f->category_count--;
  }
  check_categories(a, d, f);
}

/* How the file writes numbers, for data_values.c to put them right. */
static void read_number_format(struct diags *d, const struct field_values *v,
                               struct field *f) {
  struct str decimal = v->decimal_mark.s, group = v->group_mark.s;
  if (decimal.ptr && decimal.len != 1)
    diag_error(d, v->decimal_mark.at, "E-DATA-FORMAT",
               "'decimalChar' is '%.*s', expected one character such as ','",
               STR_ARG(utf8_cut(decimal, 20)));
  else if (decimal.ptr && decimal.ptr[0] != '.')
    f->decimal_mark = decimal.ptr[0];
  if (group.len && (str_eq(group, decimal) || utf8_length(group) != 1 ||
                    (str_is(group, ".") && !f->decimal_mark)))
    diag_error(d, v->group_mark.at, "E-DATA-FORMAT",
               "'groupChar' is '%.*s', expected one character that is not "
               "'decimalChar'",
               STR_ARG(utf8_cut(group, 20)));
  else
    f->group_mark = group;
  if (!v->bare_number)
    diag_error(d, v->field.at, "E-DATA-FORMAT",
               "'bareNumber' is false, expected numbers without other text");
}

/* What the standard allows and is not read must not pass in silence: values
 * would be misread. */
static void read_format(struct diags *d, const struct field_values *v,
                        struct field *f) {
  struct str format = v->format.s, calendar = v->calendar.s;
  bool dated = f->type == FIELD_DATE || f->type == FIELD_YEAR;
  read_number_format(d, v, f);
  if (f->type == FIELD_DATE && format.ptr && !str_is(format, "default") &&
      !str_is(format, "%Y-%m-%d")) {
    if (day_pattern_is_known(format))
      f->date_format = format;
    else
      diag_error(d, v->format.at, "E-DATA-FORMAT",
                 "the date format '%.*s' is not read, expected %%d, %%m and "
                 "%%Y with marks between them",
                 STR_ARG(utf8_cut(format, 40)));
  }
  f->buddhist = str_is(calendar, "buddhist");
  if (calendar.ptr && !str_is(calendar, "gregorian") &&
      (!f->buddhist || !dated))
    diag_error(d, v->calendar.at, "E-DATA-FORMAT",
               "'calendar' is '%.*s', expected gregorian, or buddhist for a "
               "year or date",
               STR_ARG(utf8_cut(calendar, 40)));
}

static void read_field(struct arena *a, struct diags *d, const struct value *v,
                       const struct texts *missing, struct field *out) {
  struct field_values values = {.field.at = v->at, .bare_number = true};
  value_bind(a, d, v, &field_keys, &values);
  struct field *f = &values.field;
  read_type(a, d, values.type, f);
  read_format(d, &values, f);
  f->missing = *missing;
  if (values.missing) {
    f->missing = (struct texts){0};
    read_missing(a, d, values.missing, &f->missing);
  }
  if (values.categories)
    read_categories(a, d, values.categories, f);
  if (values.constraints)
    value_bind(a, d, values.constraints, &constraint_keys, f);
  if (f->count && f->type != FIELD_INTEGER && f->type != FIELD_NUMBER)
    diag_error(d, f->at, "E-DATA-TYPE",
               "the field '%.*s' is a count, expected type integer or number",
               STR_ARG(f->name.s));
  *out = *f;
}

static int by_name(const void *a, const void *b) {
  const struct field *x = *(const struct field *const *)a;
  const struct field *y = *(const struct field *const *)b;
  int order = str_cmp(x->name.s, y->name.s);
  return order ? order : (x > y) - (x < y);
}

static void check_twice(struct arena *a, struct diags *d,
                        const struct resource *r) {
  const struct field **sorted =
      arena_array(a, const struct field *, r->field_count);
  for (size_t i = 0; i < r->field_count; i++)
    sorted[i] = &r->fields[i];
  if (r->field_count)
    qsort(sorted, r->field_count, sizeof *sorted, by_name);
  for (size_t i = 1; i < r->field_count; i++)
    if (sorted[i]->name.s.len &&
        str_eq(sorted[i]->name.s, sorted[i - 1]->name.s))
      diag_error(d, sorted[i]->name.at, "E-DATA-FIELD",
                 "the field '%.*s' is declared twice",
                 STR_ARG(utf8_cut(sorted[i]->name.s, 60)));
}

void schema_read(struct arena *a, struct diags *d, const struct value *schema,
                 struct resource *r) {
  struct schema_values values = {0};
  struct texts missing = {0};
  if (!value_bind(a, d, schema, &schema_keys, &values) || !values.fields ||
      !value_expect(d, values.fields, VALUE_LIST, "fields"))
    return;
  if (values.missing)
    read_missing(a, d, values.missing, &missing);
  else
    *ARENA_PUSH(a, missing.items, missing.count, missing.cap) =
        (struct text){STR(""), schema->at};
  if (values.fields->count > SCHEMA_MAX_FIELDS)
    diag_error(d, values.fields->at, "E-DATA-FIELD",
               "the schema declares %zu fields, expected at most %d",
               values.fields->count, SCHEMA_MAX_FIELDS);
  for (size_t i = 0; i < values.fields->count && i < SCHEMA_MAX_FIELDS; i++)
    read_field(a, d, &values.fields->items[i], &missing,
               ARENA_PUSH(a, r->fields, r->field_count, r->field_cap));
  if (r->field_count == 0)
    diag_error(d, values.fields->at, "E-DATA-FIELD",
               "the schema declares no fields");
  check_twice(a, d, r);
}

/* The suggestion costs the length of the schema, so a file that gets everything
 * wrong is not helped for ever. */
static const char *nearest_field(struct arena *a, const struct diags *d,
                                 const struct resource *r, struct str name) {
  if (diags_errors(d) > HELPED_ERRORS)
    return "";
  struct str *names = arena_array(a, struct str, r->field_count);
  for (size_t i = 0; i < r->field_count; i++)
    names[i] = r->fields[i].name.s;
  return diag_nearest(a, name, names, r->field_count);
}

bool schema_check_field(struct arena *a, struct diags *d,
                        const struct resource *r, struct text name,
                        const char *where) {
  for (size_t i = 0; i < r->field_count; i++)
    if (str_eq(r->fields[i].name.s, name.s))
      return true;
  diag_error(d, name.at, "E-DATA-FIELD",
             "'%s' names the field '%.*s', which the schema does not declare%s",
             where, STR_ARG(utf8_cut(name.s, 60)),
             nearest_field(a, d, r, name.s));
  return false;
}
