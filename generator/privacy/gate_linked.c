/* What several tables of counts tell together, and none of them alone. */
#include "base/utf8.h"
#include "privacy/cells.h"
#include "privacy/gate_steps.h"
#include "privacy/links.h"

struct beside {
  struct gate_counts *const *tables;
  size_t count;
  struct links links;
};

static struct str name_of(const struct beside *b, size_t table) {
  return b->tables[table]->gate.resource->name.s;
}

/* Is a cell known from the tables together that its own did not tell? */
static bool is_new(const struct beside *b, size_t table, size_t cell) {
  const struct gate_counts *c = b->tables[table];
  return gate_is_given_away(
             c, &b->links.audit.cells[b->links.base[table] + cell]) &&
         !(c->audit.cell_count && audit_is_open(&c->audit.cells[cell]));
}

static bool is_rest(const struct beside *b, size_t table,
                    const struct links_rest *rest) {
  return rest->table == table &&
         gate_is_given_away(b->tables[table],
                            &b->links.audit.cells[rest->cell]);
}

static size_t count_new(const struct beside *b, size_t table, size_t *rests) {
  const struct sums_table *t = &b->tables[table]->table;
  size_t cells = 0;
  *rests = 0;
  for (size_t i = 0; i < t->rows * t->count_count; i++)
    cells += is_new(b, table, i);
  for (size_t i = 0; i < b->links.rest_count; i++)
    *rests += is_rest(b, table, &b->links.rests[i]);
  return cells;
}

static void put_others(const struct beside *b, size_t table, struct buf *out) {
  size_t told = 0;
  for (size_t i = 0; i < b->count && told < GATE_SHOWN; i++)
    if (b->links.linked[table * b->count + i])
      buf_printf(out, "%s'%.*s'", told++ ? ", " : "", STR_ARG(name_of(b, i)));
}

static void note_rest(const struct beside *b, const struct links_rest *rest) {
  const struct gate_counts *c = b->tables[rest->beside];
  struct buf how = {0};
  buf_printf(&how, "in the rows that '%.*s' leaves out must be",
             STR_ARG(name_of(b, rest->table)));
  gate_note_cell(c, rest->column, rest->row,
                 b->links.audit.cells[rest->cell].low, how.ptr);
  buf_free(&how);
}

static void report(const struct beside *b, size_t table) {
  const struct gate_counts *c = b->tables[table];
  const struct gate *g = &c->gate;
  struct loc at = g->resource->disclosure.at;
  size_t told = 0, rests, cells = count_new(b, table, &rests);
  struct buf others = {0};
  if (!cells && !rests)
    return;
  put_others(b, table, &others);
  diag_error(g->diags, at, "E-GATE-LINKED",
             "'%.*s' has %zu cell%s below its threshold of %.0f, suppressed or "
             "left out, that can be worked out beside %.*s",
             STR_ARG(g->resource->name.s), cells + rests,
             cells + rests == 1 ? "" : "s", c->threshold,
             STR_ARG(buf_str(&others)));
  for (size_t i = 0; i < c->table.rows * c->table.count_count; i++)
    if (told < GATE_SHOWN && is_new(b, table, i)) {
      gate_note_cell(c, i / c->table.rows, i % c->table.rows,
                     b->links.audit.cells[b->links.base[table] + i].low,
                     "must be");
      told++;
    }
  for (size_t i = 0; i < b->links.rest_count; i++)
    if (told < GATE_SHOWN && is_rest(b, table, &b->links.rests[i])) {
      note_rest(b, &b->links.rests[i]);
      told++;
    }
  diag_note(g->diags, at, NULL,
            "to mend it, leave the same and further cells empty in all these "
            "tables, put rows together, or let only one of them ship");
  buf_free(&others);
}

void gate_linked(struct arena *a, struct diags *d,
                 struct gate_counts *const *tables, size_t count) {
  struct beside b = {.tables = tables, .count = count};
  const struct sums_table **sums =
      arena_array(a, const struct sums_table *, count);
  bool *judged = arena_array(a, bool, count), any = false;
  for (size_t i = 0; i < count; i++) {
    sums[i] = &tables[i]->table;
    judged[i] = tables[i]->judged;
    any = any || judged[i];
  }
  if (!any || count < 2)
    return;
  if (!links_find(a, sums, judged, count, &b.links) ||
      !audit_run(a, &b.links.audit)) {
    diag_error(d, tables[0]->gate.resource->disclosure.at, "E-GATE-SIZE",
               "the tables of counts are too large to find out what they tell "
               "together: let fewer of them ship");
    return;
  }
  for (size_t i = 0; i < count; i++)
    if (judged[i] && b.links.base[i] != UINT32_MAX)
      report(&b, i);
}
