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

static void judge(struct gate *g) {
  struct str unit = g->resource->disclosure.unit.s;
  if (str_is(unit, "person") || str_is(unit, "household")) {
    gate_identifiers(g);
    gate_records(g);
  } else {
    gate_table(g);
  }
}

static void check_resource(struct arena *a, struct diags *d,
                           const struct resource *r) {
  struct gate g = {.arena = a, .diags = d, .resource = r};
  struct resource read = *r;
  struct failure failure = {0};
  struct buf text = {0};
  const char *why;
  read.embed = columns_of(a, r);
  load_json_resource(&text, &read, STR(""));
  struct cJSON *entry = request_parse(buf_str(&text), &why);
  struct source_data *source =
      entry ? source_read_text(entry, r->csv, &failure) : NULL;
  if (source) {
    g.data = source_dataset(source);
    judge(&g);
  } else {
    report_failure(&g, &failure);
  }
  source_free(source);
  request_free(entry);
  failure_clear(&failure);
  buf_free(&text);
}

void gate_check(struct arena *a, struct diags *d, const struct course *c,
                enum gate_scope scope) {
  for (size_t i = 0; i < c->resource_count; i++) {
    const struct resource *r = &c->resources[i];
    if (r->disclosure.present && r->csv.len && r->field_count &&
        (r->used || scope == GATE_ALL))
      check_resource(a, d, r);
  }
}
