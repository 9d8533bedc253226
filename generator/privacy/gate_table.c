/* Tables of counts: no cell below the threshold, and no suppressed one that can
 * be worked out and is below it. */
#include <math.h>

#include "base/utf8.h"
#include "privacy/cells.h"
#include "privacy/gate_steps.h"
#include "privacy/sums.h"

enum { COLUMNS_MAX = SUMS_MAX_COLUMNS };

static bool is_dimension(const struct series *s) {
  enum column_type type = s->column.info->type;
  return column_is_text(type) || type == COLUMN_YEAR ||
         type == COLUMN_BOOLEAN ||
         (type == COLUMN_INTEGER && s->column.info->categories);
}

/* Sorts the columns into counts and what they are counted by. */
static bool take_columns(struct gate_counts *c) {
  struct sums_table *t = &c->table;
  for (size_t i = 0; i < c->gate.data->count; i++) {
    const struct series *s = &c->gate.data->columns[i];
    const struct field *f = gate_field(&c->gate, i);
    if (f->count && column_is_number(s->column.info->type)) {
      if (t->count_count == COLUMNS_MAX)
        return false;
      c->columns[t->count_count++] = s;
    } else if (is_dimension(s)) {
      if (t->dimension_count == COLUMNS_MAX)
        return false;
      c->dimensions[t->dimension_count++] = s;
    }
  }
  t->counts = c->columns;
  t->dimensions = c->dimensions;
  t->rows = c->gate.data->rows;
  return true;
}

void gate_note_cell(const struct gate_counts *c, size_t column, size_t row,
                    double value, const char *how) {
  const struct gate *g = &c->gate;
  struct buf out = {0};
  gate_put_values(&out, c->dimensions, c->table.dimension_count, row);
  diag_note(g->diags, g->resource->disclosure.at, NULL,
            "row %zu: %.*s %s %.12g%s%.*s", row + 1,
            STR_ARG(utf8_cut(c->columns[column]->column.info->name, 40)), how,
            value, out.len ? " where " : "", STR_ARG(buf_str(&out)));
  buf_free(&out);
}

static void check_threshold(const struct gate_counts *c) {
  const struct gate *g = &c->gate;
  size_t cells = 0, told = 0;
  const struct sums_table *t = &c->table;
  for (int telling = 0; telling < 2; telling++) {
    for (size_t column = 0; column < t->count_count; column++)
      for (size_t row = 0; row < t->rows; row++) {
        double x = series_number(t->counts[column], row);
        if (!cell_below_threshold(x, c->threshold))
          continue;
        if (!telling)
          cells++;
        else if (told++ < GATE_SHOWN)
          gate_note_cell(c, column, row, x, "is");
      }
    if (!cells)
      return;
    if (!telling)
      diag_error(g->diags, g->resource->disclosure.at, "E-GATE-THRESHOLD",
                 "'%.*s' has %zu cell%s below its threshold of %.0f",
                 STR_ARG(g->resource->name.s), cells, cells == 1 ? "" : "s",
                 c->threshold);
  }
  diag_note(g->diags, g->resource->disclosure.at, NULL,
            "to mend it, put rows together, or leave these cells empty and as "
            "many others as keep them from being worked out; a table that is "
            "official already says where with 'published'");
}

/* An open cell at or above the threshold, often one that was never recorded,
 * tells nothing that the table might not show. */
bool gate_is_given_away(const struct gate_counts *c,
                        const struct audit_cell *cell) {
  return audit_is_open(cell) && cell_below_threshold(cell->low, c->threshold);
}

static void report_open(const struct gate_counts *c, size_t cells) {
  const struct gate *g = &c->gate;
  const struct audit *audit = &c->audit;
  size_t told = 0;
  diag_error(g->diags, g->resource->disclosure.at, "E-GATE-OPEN",
             "'%.*s' has %zu suppressed cell%s below its threshold of %.0f "
             "that can be worked out from what is shown",
             STR_ARG(g->resource->name.s), cells, cells == 1 ? "" : "s",
             c->threshold);
  for (size_t i = 0; i < audit->cell_count && told < GATE_SHOWN; i++)
    if (gate_is_given_away(c, &audit->cells[i])) {
      gate_note_cell(c, i / c->table.rows, i % c->table.rows,
                     audit->cells[i].low, "must be");
      told++;
    }
  diag_note(g->diags, g->resource->disclosure.at, NULL,
            "to mend it, leave further cells empty in the same rows and "
            "columns, or the totals, or put rows together");
}

static void check_suppressed(struct gate_counts *c) {
  const struct gate *g = &c->gate;
  size_t given = 0;
  bool hidden = false;
  for (size_t i = 0; i < c->table.count_count; i++)
    for (size_t row = 0; row < c->table.rows; row++)
      hidden = hidden || series_missing(c->columns[i], row);
  if (!hidden)
    return;
  if (!sums_find(g->arena, &c->table, &c->audit) ||
      !audit_run(g->arena, &c->audit)) {
    diag_error(g->diags, g->resource->disclosure.at, "E-GATE-SIZE",
               "'%.*s' has too many suppressed cells to find out whether they "
               "can be worked out: split the table",
               STR_ARG(g->resource->name.s));
    return;
  }
  for (size_t i = 0; i < c->audit.cell_count; i++)
    given += gate_is_given_away(c, &c->audit.cells[i]);
  if (given)
    report_open(c, given);
}

struct absent {
  const struct gate_counts *counts;
  size_t found;
};

static void tell_absent(void *user, size_t column, size_t total_row,
                        double rest) {
  struct absent *a = user;
  const struct gate *g = &a->counts->gate;
  if (!cell_below_threshold(rest, a->counts->threshold))
    return;
  if (a->found++ == 0)
    diag_error(g->diags, g->resource->disclosure.at, "E-GATE-ABSENT",
               "'%.*s' has totals that tell how many are in the rows left out: "
               "fewer than its threshold of %.0f",
               STR_ARG(g->resource->name.s), a->counts->threshold);
  if (a->found <= GATE_SHOWN)
    gate_note_cell(a->counts, column, total_row, rest,
                   "of the rows left out must be");
}

static void check_absent(const struct gate_counts *c) {
  const struct gate *g = &c->gate;
  struct absent absent = {.counts = c};
  sums_absent(g->arena, &c->table, tell_absent, &absent);
  if (absent.found)
    diag_note(g->diags, g->resource->disclosure.at, NULL,
              "to mend it, put the rows left out together with others, or "
              "leave the totals out");
}

struct gate_counts *gate_table(const struct gate *g) {
  const struct disclosure *s = &g->resource->disclosure;
  struct gate_counts *c = arena_new(g->arena, struct gate_counts);
  *c = (struct gate_counts){.gate = *g,
                            .threshold = s->threshold,
                            .judged = !s->published.s.len && s->threshold >= 1};
  bool taken = take_columns(c);
  if (!c->judged)
    return taken && c->table.count_count ? c : NULL;
  if (!taken) {
    diag_error(g->diags, s->at, "E-GATE-SIZE",
               "'%.*s' has more than %d columns of one kind: split the table",
               STR_ARG(g->resource->name.s), COLUMNS_MAX);
    return NULL;
  }
  if (c->table.count_count == 0) {
    diag_warn(g->diags, s->at, "W-GATE-COUNT",
              "'%.*s' has a 'threshold' and no field with 'count: true' to "
              "hold to it",
              STR_ARG(g->resource->name.s));
    return NULL;
  }
  check_threshold(c);
  check_suppressed(c);
  check_absent(c);
  return c;
}
