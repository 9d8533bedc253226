/* waymark data export: a table of a data package as SDMX-CSV. */
#include "base/file.h"
#include "commands/command.h"
#include "output/sdmx_csv.h"
#include "privacy/gate.h"

static const struct option_spec OPTIONS[] = {
    {"output", 'o', "FILE", "where it goes; by default, standard output"},
    {"to", 0, "FORM", "sdmx-1.0 or sdmx-2.0 (default)"},
    {"dataflow", 0, "ID", "what it belongs to, as AGENCY:ID(1.0)"},
    COMMON_OPTIONS};

static bool is_dataflow(struct str s) {
  size_t colon = str_find(s, ':', 0), open = str_find(s, '(', 0);
  return colon > 0 && colon + 1 < open && open + 2 < s.len && str_ends(s, ")");
}

static const struct resource *find(struct session *s, const struct course *c) {
  struct str name = s->args.words[1];
  struct str *names = arena_array(s->arena, struct str, c->resource_count);
  for (size_t i = 0; i < c->resource_count; i++) {
    names[i] = c->resources[i].name.s;
    if (str_eq(names[i], name))
      return &c->resources[i];
  }
  diag_failure(s->diags, (struct loc){0}, "E-DATA-NAME",
               "the data package has no table '%.*s'%s", STR_ARG(name),
               diag_nearest(s->arena, name, names, c->resource_count));
  return NULL;
}

static void export(struct session *s, const struct sdmx_target *target) {
  const struct course *c =
      course_read_package(s->arena, s->diags, s->args.words[0]);
  const struct resource *r = find(s, c);
  struct str out = session_option(s, "output");
  struct buf text = {0};
  gate_check(s->arena, s->diags, c, GATE_ALL);
  if (r && !diags_errors(s->diags) &&
      sdmx_put(s->arena, s->diags, r, target, &text)) {
    if (out.ptr)
      file_replace(s->diags, out, buf_str(&text));
    else
      session_print(buf_str(&text));
  }
  buf_free(&text);
}

static int run(struct session *s) {
  struct str form = session_option(s, "to");
  struct sdmx_target target = {SDMX_2_0, session_option(s, "dataflow")};
  if (str_is(form, "sdmx-1.0"))
    target.version = SDMX_1_0;
  else if (form.ptr && !str_is(form, "sdmx-2.0"))
    return session_usage_error(s, "--to is 'sdmx-1.0' or 'sdmx-2.0'");
  if (!is_dataflow(target.flow))
    return session_usage_error(s, "--dataflow is like NSO:PUPILS(1.0)");
  export(s, &target);
  return session_finish(s);
}

const struct command command_data_export = {
    .name = "data export",
    .usage = "PACKAGE TABLE --dataflow ID [--to FORM] [-o FILE]",
    .summary = "Write a table of a data package as SDMX-CSV.",
    .text = "PACKAGE is a datapackage.yaml or .json. Nothing is written that "
            "'data check' objects to.",
    .options = OPTIONS,
    .least_words = 2,
    .most_words = 2,
    .run = run};
