/* waymark data check: the gate by itself, before there is a course to read. */
#include "base/file.h"
#include "commands/command.h"
#include "privacy/gate.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

static bool is_package(struct str path) {
  return str_ends(path, ".yaml") || str_ends(path, ".json");
}

/* A course, a data package, or a folder with one. */
static const struct course *read_data(struct session *s) {
  struct str path = s->args.words[0];
  struct str inside = path_join(s->arena, path, STR("datapackage.yaml"));
  if (is_package(path) && file_kind(path) == FILE_REGULAR)
    return course_read_package(s->arena, s->diags, path);
  if (file_kind(inside) != FILE_REGULAR)
    inside = path_join(s->arena, path, STR("datapackage.json"));
  if (file_kind(inside) == FILE_REGULAR)
    return course_read_package(s->arena, s->diags, inside);
  return course_read(s->arena, s->diags, path);
}

static int run(struct session *s) {
  const struct course *c = read_data(s);
  struct buf out = {0};
  gate_check(s->arena, s->diags, c, GATE_ALL);
  int status = session_finish(s);
  if (status != EXIT_DONE || s->style.json)
    return status;
  buf_printf(&out, "%zu data file%s: nothing to object\n", c->resource_count,
             c->resource_count == 1 ? "" : "s");
  session_print(buf_str(&out));
  buf_free(&out);
  return status;
}

const struct command command_data_check = {
    .name = "data check",
    .usage = "COURSE|PACKAGE",
    .summary = "Tell whether data may be published.",
    .text = "Looks at every data file of a course or a data package as 'build' "
            "looks at those\nthat ship: source, licence and 'disclosure', "
            "direct identifiers, fields that are\ndeclared nowhere, k, l and "
            "risk of records, small and suppressed cells of tables.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
