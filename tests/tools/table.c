/* Shows a data file as the program reads it: its CSV, then labels and codes.
 *
 *     table FILE [encoding=E] [delimiter=D] [sheet=S] [header=N] [time]
 *
 * Messages go to standard error; with `time`, only how long reading took. */
#include "base/platform.h"
#include "tables/table.h"

#include <stdio.h>
#include <stdlib.h>

static bool option(struct str word, const char *name, struct str *value) {
  if (!str_starts(word, name))
    return false;
  *value = str_slice(word, str_from(name).len, word.len);
  return true;
}

static void put_labels(struct buf *out, const struct table_column *c) {
  if (c->title.len)
    buf_printf(out, "%.*s: %.*s\n", STR_ARG(c->name), STR_ARG(c->title));
  for (size_t i = 0; i < c->label_count; i++)
    buf_printf(out, "%.*s = %.*s: %.*s%s\n", STR_ARG(c->name),
               STR_ARG(c->labels[i].value), STR_ARG(c->labels[i].label),
               c->labels[i].missing ? " (missing)" : "");
  char from[TABLE_CELL_ROOM], to[TABLE_CELL_ROOM];
  for (size_t i = 0; i < c->range_count; i++)
    buf_printf(out, "%.*s = %.*s to %.*s (missing)\n", STR_ARG(c->name),
               STR_ARG(table_number_text(c->ranges[i].from, from)),
               STR_ARG(table_number_text(c->ranges[i].to, to)));
}

int main(int argc, char **argv) {
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct table_options o = {0};
  struct buf out = {0};
  bool timed = false;
  for (int i = 2; i < argc; i++) {
    struct str word = str_from(argv[i]), value = {0};
    timed |= str_is(word, "time");
    if (option(word, "encoding=", &o.encoding) ||
        option(word, "sheet=", &o.sheet))
      continue;
    if (option(word, "delimiter=", &value) && value.len)
      o.delimiter = value.ptr[0];
    if (option(word, "header=", &value))
      o.header_row = (uint32_t)strtoul(value.ptr, NULL, 10);
  }
  long long start = platform_now();
  struct table *t = table_read(a, d, (struct loc){0}, str_from(argv[1]), &o);
  long long end = platform_now();
  if (t && timed)
    printf("%zu rows, %zu columns, %lld us, %zu bytes\n", t->rows,
           t->column_count, end - start, arena_used(a));
  else if (t)
    table_put_csv(&out, t);
  for (size_t i = 0; t && !timed && i < t->column_count; i++)
    put_labels(&out, &t->columns[i]);
  fwrite(out.ptr ? out.ptr : "", 1, out.len, stdout);
  buf_clear(&out);
  diags_print(d, (struct diag_style){0}, &out);
  fwrite(out.ptr ? out.ptr : "", 1, out.len, stderr);
  buf_free(&out);
  int status = diags_status(d);
  arena_destroy(a);
  return status;
}
