/* Direct identifiers among what ships of records about people. */
#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "engine/risk.h"
#include "privacy/gate_steps.h"
#include "privacy/identifiers.h"

enum { SMALLEST_NUMBER = 1000000 }; /* below, no phone, document or date */

static void see_number(struct identifier_values *v, const struct series *s,
                       uint32_t row, bool small) {
  char text[40];
  double x = series_number(s, row);
  if (s->column.info->type == COLUMN_INTEGER && !small &&
      x > -SMALLEST_NUMBER && x < SMALLEST_NUMBER)
    return;
  int len = snprintf(text, sizeof text, "%.15g", x);
  identifier_see(v, (struct str){text, (size_t)len});
}

/* Whole numbers that are all small and whose headings say nothing. */
static bool is_plain(const struct series *s, size_t rows, bool small) {
  if (s->column.info->type != COLUMN_INTEGER || small)
    return false;
  for (size_t i = 0; i < rows; i++)
    if (!series_missing(s, i) && fabs(series_number(s, i)) >= SMALLEST_NUMBER)
      return false;
  return true;
}

static bool see_numbers(const struct gate *g, const struct series *s,
                        bool small, struct identifier_values *v) {
  struct sort_key key = {s, false};
  struct pool pool = {0};
  size_t rows = g->data->rows;
  uint32_t *of = pool_array(&pool, uint32_t, rows);
  uint32_t *first = pool_array(&pool, uint32_t, rows);
  uint32_t count =
      of && first ? risk_number(&key, 1, NULL, rows, of, first) : UINT32_MAX;
  for (uint32_t i = 0; i < count && count != UINT32_MAX; i++)
    if (!series_missing(s, first[i]))
      see_number(v, s, first[i], small);
  pool_free(&pool);
  return count != UINT32_MAX;
}

/* Every different value of the column once; small whole numbers only where the
 * headings make them matter. */
static bool see_values(const struct gate *g, size_t column, bool small,
                       struct identifier_values *v) {
  const struct series *s = &g->data->columns[column];
  for (size_t i = 0; i < g->data->rows; i++)
    v->rows += !series_missing(s, i);
  if (!column_is_text(s->column.info->type))
    return is_plain(s, g->data->rows, small) || see_numbers(g, s, small, v);
  for (uint32_t i = 0; i < s->column.words.count; i++)
    identifier_see(v, s->column.words.items[i]);
  return true;
}

/* Weights are no ids, and a household's number is declared as such. */
static bool is_explained(const struct gate *g, struct str name) {
  const struct disclosure *s = &g->resource->disclosure;
  return str_eq(s->household.s, name) || str_eq(s->weight.s, name);
}

static void check_column(const struct gate *g, size_t column) {
  const struct field *f = gate_field(g, column);
  enum column_type type = g->data->columns[column].column.info->type;
  struct identifier_values v = {0};
  if (type == COLUMN_BOOLEAN || type == COLUMN_YEAR)
    return;
  unsigned headings =
      identifier_heading(f->name.s) | identifier_heading(f->title.s);
  if (!see_values(g, column, headings != 0, &v))
    diag_failure(g->diags, f->name.at, "E-MEMORY", "no memory left");
  enum identifier found = identifier_judge(&v, headings);
  bool is_key = false;
  for (size_t i = 0; i < g->resource->disclosure.keys.count; i++)
    is_key =
        is_key || str_eq(g->resource->disclosure.keys.items[i].s, f->name.s);
  if (found == IDENTIFIER_NONE || (found == IDENTIFIER_DATES && is_key) ||
      (found == IDENTIFIER_OWN_ID && is_explained(g, f->name.s)))
    return;
  diag_error(g->diags, f->name.at, "E-GATE-IDENTIFIER",
             "the field '%.*s' of '%.*s' holds %s: %zu different value%s in "
             "%zu row%s",
             STR_ARG(utf8_cut(f->name.s, 60)), STR_ARG(g->resource->name.s),
             identifier_name(found), v.distinct, v.distinct == 1 ? "" : "s",
             g->data->rows, g->data->rows == 1 ? "" : "s");
  diag_note(g->diags, f->name.at, NULL, "%s",
            found == IDENTIFIER_OWN_ID
                ? "number the rows anew, from 1, or leave the field out with "
                  "'embed'"
            : found == IDENTIFIER_BIRTH || found == IDENTIFIER_DATES
                ? "keep the year or the age instead, or leave the field out "
                  "with 'embed'"
            : found == IDENTIFIER_COORDINATES
                ? "keep the district or province instead, or leave the field "
                  "out with 'embed'"
                : "leave the field out with 'embed', and best out of the file");
}

void gate_identifiers(const struct gate *g) {
  for (size_t i = 0; i < g->data->count; i++)
    if (gate_ships(g, i))
      check_column(g, i);
}
