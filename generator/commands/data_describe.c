/* waymark data describe: what is in a data file. */
#include "commands/command.h"
#include "tables/table.h"

static const struct option_spec OPTIONS[] = {
    {"sheet", 0, "NAME", "the sheet of a workbook, by name or number"},
    {"encoding", 0, "NAME", "of a text file, such as windows-874"},
    {"delimiter", 0, "C", "of a text file; \\t is a tab"},
    {"header-row", 0, "N", "where the headings stand; by default 1"},
    COMMON_OPTIONS};

static bool read_options(struct session *s, struct table_options *o) {
  struct str mark = session_option(s, "delimiter");
  struct str row = session_option(s, "header-row");
  long number = 0;
  o->sheet = session_option(s, "sheet");
  o->encoding = session_option(s, "encoding");
  o->delimiter = str_is(mark, "\\t") ? '\t' : mark.len ? mark.ptr[0] : '\0';
  if (row.ptr && !options_number(row, 1, 1000000, &number))
    return false;
  o->header_row = (uint32_t)number;
  return true;
}

static int run(struct session *s) {
  struct table_options options = {0};
  struct buf out = {0};
  if (!read_options(s, &options))
    return session_usage_error(s, "--header-row is a number from 1");
  struct table *t = table_read(s->arena, s->diags, (struct loc){0},
                               s->args.words[0], &options);
  int status = session_finish(s);
  if (!t)
    return status;
  buf_printf(&out, "%zu rows, %zu columns\n", t->rows, t->column_count);
  for (size_t i = 0; i < t->column_count; i++)
    buf_printf(&out, "  %.*s\n", STR_ARG(t->columns[i].name));
  session_print(buf_str(&out));
  buf_free(&out);
  return status;
}

const struct command command_data_describe = {
    .name = "data describe",
    .usage = "FILE [--sheet NAME]",
    .summary = "Show what is in a data file.",
    .text = "",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
