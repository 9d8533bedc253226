/* The summary of a data file, for a terminal. Values of columns that likely
 * identify people never stand in it. */
#include "base/utf8.h"
#include "commands/describe.h"
#include "tables/sdmx.h"
#include "tables/text_file.h"

enum { SHOWN_VALUES = 6, NAME_WIDTH = 22, VALUES_WIDTH = 46 };

static size_t width_of(struct str s) {
  size_t cells = 0;
  while (s.len)
    cells += (size_t)utf8_cells(utf8_next(&s));
  return cells;
}

/* The text, cut to a width or filled up with blanks. */
static void put_cell(struct buf *out, struct str s, size_t width) {
  struct str rest = s, fitting = s;
  size_t cells = 0;
  if (width_of(s) > width) {
    while (rest.len) {
      size_t next = cells + (size_t)utf8_cells(utf8_next(&rest));
      if (next > width - 1)
        break;
      cells = next;
      fitting = (struct str){s.ptr, s.len - rest.len};
    }
    utf8_put_printable(out, fitting);
    buf_puts(out, "…");
    cells++;
  } else {
    utf8_put_printable(out, s);
    cells = width_of(s);
  }
  for (; cells < width; cells++)
    buf_char(out, ' ');
}

static void put_head(struct buf *out, const struct description *d) {
  const struct table *t = d->table;
  utf8_put_printable(out, t->file);
  buf_printf(out, ": %s", table_format_called(t->format));
  if (sdmx_version(t) != SDMX_NONE)
    buf_printf(out, ", SDMX-CSV %s",
               sdmx_version(t) == SDMX_1_0 ? "1.0" : "2.0");
  if (t->format == TABLE_CSV)
    buf_printf(out, " in %.*s, values separated by '%s'", STR_ARG(t->encoding),
               text_file_mark(t->delimiter));
  if (table_is_workbook(t)) {
    buf_puts(out, ", sheet '");
    utf8_put_printable(out, t->sheet);
    buf_printf(out, "' of %zu", t->sheet_count);
  }
  buf_printf(out, "\n%zu row%s, %zu column%s; one row is %s\n\n", t->rows,
             t->rows == 1 ? "" : "s", t->column_count,
             t->column_count == 1 ? "" : "s",
             d->unit == UNIT_AGGREGATE   ? "a group (an aggregate table)"
             : d->unit == UNIT_HOUSEHOLD ? "a household"
                                         : "a person");
}

static struct str label_of(const struct table_column *c, struct str value) {
  for (size_t i = 0; i < c->label_count; i++)
    if (str_eq(c->labels[i].value, value))
      return c->labels[i].label;
  return STR("");
}

static void put_value(struct buf *out, const struct table_column *c,
                      struct str value, size_t *shown) {
  struct str label = label_of(c, value);
  buf_puts(out, (*shown)++ ? ", " : "");
  buf_put(out, value);
  if (label.len)
    buf_printf(out, " %.*s", STR_ARG(label));
}

static void put_texts(struct buf *out, const struct table_column *c,
                      const struct profile *p) {
  size_t shown = 0;
  if (p->distinct > SHOWN_VALUES) {
    buf_puts(out, "texts");
    return;
  }
  for (uint32_t i = 1; i < c->word_count; i++)
    put_value(out, c, c->words[i], &shown);
}

static void put_range(struct buf *out, const struct table_column *c,
                      const struct profile *p) {
  char room[TABLE_CELL_ROOM];
  struct str from = table_number_text(p->minimum, room);
  size_t shown = 0;
  if (c->label_count && p->type == PROFILE_INTEGER && !p->mostly_unlabelled &&
      c->label_count <= SHOWN_VALUES) {
    for (size_t i = 0; i < c->label_count; i++)
      if (!c->labels[i].missing)
        put_value(out, c, c->labels[i].value, &shown);
    return;
  }
  buf_put(out, from);
  buf_printf(out, " to %.*s", STR_ARG(table_number_text(p->maximum, room)));
}

static void put_values(struct buf *out, const struct description *d, size_t i) {
  const struct table_column *c = &d->table->columns[i];
  const struct profile *p = &d->profiles[i];
  if (d->columns[i].role == ROLE_IDENTIFIER)
    buf_printf(out, "likely %s (not shown)",
               identifier_name(d->columns[i].identifier));
  else if (p->unsure)
    buf_puts(out, p->unsure);
  else if (p->type == PROFILE_TEXT || p->type == PROFILE_BOOLEAN)
    put_texts(out, c, p);
  else if (p->type == PROFILE_DATE)
    buf_printf(out, "%.*s to %.*s", STR_ARG(p->first), STR_ARG(p->last));
  else if (p->type != PROFILE_EMPTY)
    put_range(out, c, p);
  if (p->buddhist)
    buf_puts(out, " (Buddhist era in the file)");
  if (p->foreign_digits)
    buf_puts(out, " (other digits in the file)");
}

static void put_column(struct buf *out, const struct description *d, size_t i) {
  const struct profile *p = &d->profiles[i];
  struct buf values = {0};
  put_values(&values, d, i);
  buf_puts(out, "  ");
  put_cell(out, d->table->columns[i].name, NAME_WIDTH);
  buf_printf(out, "  %-8s %9zu %9zu  ",
             p->type == PROFILE_EMPTY  ? "empty"
             : p->type == PROFILE_TEXT ? "text"
                                       : profile_type_name(p->type),
             p->distinct, p->empty + p->coded);
  utf8_put_printable(out, buf_str(&values));
  buf_char(out, '\n');
  buf_free(&values);
}

static void put_list(struct buf *out, const struct description *d,
                     enum role role, const char *before) {
  size_t shown = 0;
  for (size_t i = 0; i < d->table->column_count; i++) {
    if (d->columns[i].role != role)
      continue;
    buf_puts(out, shown++ ? ", " : before);
    utf8_put_printable(out, d->table->columns[i].name);
  }
  if (shown)
    buf_char(out, '\n');
}

static void put_tail(struct buf *out, const struct description *d) {
  double least = describe_smallest_count(d);
  char room[TABLE_CELL_ROOM];
  buf_char(out, '\n');
  put_list(out, d, ROLE_IDENTIFIER,
           "Likely identify people, so must not be published: ");
  put_list(out, d, ROLE_KEY, "What others may know of a person: ");
  put_list(out, d, ROLE_WEIGHT, "Weights: ");
  put_list(out, d, ROLE_COUNT, "Counts: ");
  for (size_t i = 0; i < d->key_count; i++) {
    buf_puts(out, i ? ", " : "Each row has its own: ");
    utf8_put_printable(out, d->table->columns[d->key[i]].name);
  }
  if (d->key_count)
    buf_char(out, '\n');
  if (d->unit == UNIT_AGGREGATE && least > 0 && least < 5)
    buf_printf(out,
               "The smallest count is %.*s: small counts can make people "
               "known, unless the table is official already (--published).\n",
               STR_ARG(table_number_text(least, room)));
}

void describe_put_text(struct buf *out, const struct description *d) {
  put_head(out, d);
  buf_puts(out, "  ");
  put_cell(out, STR("column"), NAME_WIDTH);
  buf_printf(out, "  %-8s %9s %9s  %s\n", "type", "values", "missing",
             "what they are");
  for (size_t i = 0; i < d->table->column_count; i++)
    put_column(out, d, i);
  put_tail(out, d);
  describe_put_spellings(out, d);
}
