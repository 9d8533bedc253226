/* Takes each resource through the rules for its unit. */
#include "privacy/gate.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "course/load_json.h"
#include "privacy/gate_steps.h"

enum { SHOWN_BYTES = 40 };

const struct field *gate_field(const struct gate *g, size_t column) {
  const struct resource *r = g->resource;
  struct str name = g->data->columns[column].column.info->name;
  size_t i = 0;
  while (i + 1 < r->field_count && !str_eq(r->fields[i].name.s, name))
    i++;
  return &r->fields[i];
}

static bool is_listed(const struct texts *list, struct str name) {
  for (size_t i = 0; i < list->count; i++)
    if (str_eq(list->items[i].s, name))
      return true;
  return false;
}

bool gate_ships(const struct gate *g, size_t column) {
  const struct texts *embed = &g->resource->embed;
  return !embed->count ||
         is_listed(embed, g->data->columns[column].column.info->name);
}

const struct series *gate_column(const struct gate *g, struct str name) {
  size_t at = name.ptr ? dataset_find(g->data, name) : SIZE_MAX;
  return at == SIZE_MAX ? NULL : &g->data->columns[at];
}

static void put_value(struct buf *out, const struct series *s, size_t row) {
  uint32_t at = series_row(s, row);
  const struct column *c = &s->column;
  if (series_missing(s, row))
    buf_puts(out, "(missing)");
  else if (column_is_text(c->info->type))
    utf8_put_printable(out, utf8_cut(series_text(s, row), SHOWN_BYTES));
  else if (c->info->type == COLUMN_BOOLEAN)
    buf_puts(out, c->as.flags[at] ? "true" : "false");
  else
    buf_printf(out, "%.12g", series_number(s, row));
}

void gate_put_values(struct buf *out, const struct series *const *columns,
                     size_t count, size_t row) {
  for (size_t i = 0; i < count; i++) {
    buf_puts(out, i ? ", " : "");
    buf_put(out, utf8_cut(columns[i]->column.info->name, SHOWN_BYTES));
    buf_puts(out, " = ");
    put_value(out, columns[i], row);
  }
}

/* What is read of the resource: what ships, and what the measures need. */
static struct texts columns_of(struct arena *a, const struct resource *r) {
  struct texts list = {0};
  const struct text more[] = {r->disclosure.weight, r->disclosure.household};
  for (size_t i = 0; i < r->embed.count; i++)
    *ARENA_PUSH(a, list.items, list.count, list.cap) = r->embed.items[i];
  for (size_t i = 0; list.count && i < 2; i++)
    if (more[i].s.len && !is_listed(&list, more[i].s))
      *ARENA_PUSH(a, list.items, list.count, list.cap) = more[i];
  return list;
}

/* The file's faults may have been told when it was read. */
static void report_failure(const struct gate *g, struct failure *f) {
  struct loc at = g->resource->path.at;
  if (f->kind != FAILURE_MEMORY && diags_errors(g->diags))
    return;
  if (f->kind == FAILURE_MEMORY)
    diag_failure(g->diags, at, "E-MEMORY", "no memory left for '%.*s'",
                 STR_ARG(g->resource->path.s));
  else if (f->line)
    at = (struct loc){g->resource->csv_src, (uint32_t)f->line, (uint32_t)f->col,
                      0};
  if (f->kind != FAILURE_MEMORY)
    diag_error(g->diags, at, "E-DATA", "%.*s", STR_ARG(buf_str(&f->message)));
}

/* Tables of counts stay until all are there: they are compared. */
struct shelf {
  struct gate_counts **tables;
  size_t count, cap;
  struct opened {
    struct source_data *source;
    struct cJSON *entry;
  } * opened;
  size_t opened_count, opened_cap;
};

/* True when the data must stay. */
static bool judge(struct gate *g, struct shelf *shelf) {
  struct str unit = g->resource->disclosure.unit.s;
  if (str_is(unit, "person") || str_is(unit, "household")) {
    gate_identifiers(g);
    gate_records(g);
    return false;
  }
  struct gate_counts *counts = gate_table(g);
  if (counts)
    *ARENA_PUSH(g->arena, shelf->tables, shelf->count, shelf->cap) = counts;
  return counts != NULL;
}

static void check_resource(struct gate *g, struct shelf *shelf) {
  struct resource read = *g->resource;
  struct failure failure = {0};
  struct buf text = {0};
  const char *why;
  bool stays = false;
  read.embed = columns_of(g->arena, &read);
  load_json_resource(&text, &read, STR(""));
  struct opened o = {.entry = request_parse(buf_str(&text), &why)};
  if (o.entry)
    o.source = source_read_text(o.entry, read.csv, &failure);
  if (o.source) {
    g->data = source_dataset(o.source);
    stays = judge(g, shelf);
  } else {
    report_failure(g, &failure);
  }
  if (stays) {
    *ARENA_PUSH(g->arena, shelf->opened, shelf->opened_count,
                shelf->opened_cap) = o;
  } else {
    source_free(o.source);
    request_free(o.entry);
  }
  failure_clear(&failure);
  buf_free(&text);
}

void gate_check(struct arena *a, struct diags *d, const struct course *c,
                enum gate_scope scope) {
  struct shelf shelf = {0};
  for (size_t i = 0; i < c->resource_count; i++) {
    const struct resource *r = &c->resources[i];
    struct gate g = {.arena = a, .diags = d, .resource = r};
    if (r->disclosure.present && r->csv.len && r->field_count &&
        (r->used || scope == GATE_ALL))
      check_resource(&g, &shelf);
  }
  gate_linked(a, d, shelf.tables, shelf.count);
  for (size_t i = 0; i < shelf.opened_count; i++) {
    source_free(shelf.opened[i].source);
    request_free(shelf.opened[i].entry);
  }
}
