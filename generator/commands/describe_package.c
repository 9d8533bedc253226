/* A first data package for a file, in YAML that people go on editing: what is
 * not known stands in it as a remark. */
#include "base/utf8.h"
#include "commands/describe.h"
#include "course/yaml_write.h"
#include "tables/text_file.h"

enum { THRESHOLD = 5, LEAST_K = 5, MOST_EXCEPTIONS = 10 };

static void put_text(struct buf *out, struct str s) {
  yaml_put_inline(out, s, false);
}

static void put_key(struct buf *out, const char *key, struct str value) {
  buf_printf(out, "%s: ", key);
  put_text(out, value);
  buf_char(out, '\n');
}

static void put_labels(struct buf *out, const struct table_column *c,
                       bool missing) {
  for (size_t i = 0; i < c->label_count; i++) {
    const struct table_label *l = &c->labels[i];
    if (l->missing != missing)
      continue;
    buf_puts(out, "            - {value: ");
    yaml_put_inline(out, l->value, true);
    if (l->label.len) {
      buf_puts(out, ", label: ");
      put_text(out, l->label);
    }
    buf_puts(out, "}\n");
  }
}

static size_t count_labels(const struct table_column *c, bool missing) {
  size_t n = 0;
  for (size_t i = 0; i < c->label_count; i++)
    n += c->labels[i].missing == missing;
  return n;
}

static void put_missing(struct buf *out, const struct table_column *c,
                        const struct profile *p) {
  if (!p->code_count && !count_labels(c, true))
    return;
  buf_puts(out, "          missingValues:\n            - \"\"\n");
  for (size_t i = 0; i < p->code_count; i++) {
    buf_puts(out, "            - ");
    put_text(out, p->codes[i]);
    buf_char(out, '\n');
  }
  put_labels(out, c, true);
}

/* Labels of single values, as a remark: as categories they would forbid all
 * others. */
static void put_exceptions(struct buf *out, const struct table_column *c) {
  size_t shown = 0;
  buf_puts(out, "          # Only some values have labels:");
  for (size_t i = 0; i < c->label_count && shown < MOST_EXCEPTIONS; i++) {
    const struct table_label *l = &c->labels[i];
    if (l->missing)
      continue;
    buf_puts(out, shown++ ? ", " : " ");
    utf8_put_printable(out, l->value);
    buf_puts(out, " = ");
    utf8_put_printable(out, l->label);
  }
  buf_puts(out, ".\n");
}

static void put_categories(struct buf *out, const struct table_column *c,
                           const struct profile *p) {
  if (!count_labels(c, false))
    return;
  if (p->mostly_unlabelled) {
    put_exceptions(out, c);
    return;
  }
  buf_puts(out, "          categories:\n");
  put_labels(out, c, false);
  if (p->unlabelled_count)
    buf_puts(out, "            # Without a label in the file:\n");
  for (size_t i = 0; i < p->unlabelled_count; i++) {
    buf_puts(out, "            - {value: ");
    yaml_put_inline(out, p->unlabelled[i], true);
    buf_puts(out, "}\n");
  }
}

static void put_way(struct buf *out, const struct profile *p) {
  if (p->date_format)
    buf_printf(out, "          format: \"%s\"\n", p->date_format);
  if (p->buddhist)
    buf_puts(out, "          calendar: buddhist\n");
  if (p->decimal_mark)
    buf_printf(out, "          decimalChar: \"%c\"\n", p->decimal_mark);
  if (p->group_mark)
    buf_printf(out, "          groupChar: \"%s\"\n", p->group_mark);
}

static void put_field(struct buf *out, const struct description *d, size_t i) {
  const struct table_column *c = &d->table->columns[i];
  const struct profile *p = &d->profiles[i];
  if (d->columns[i].role == ROLE_IDENTIFIER)
    buf_printf(out,
               "        # Likely %s: leave this column out of what you "
               "publish.\n",
               identifier_name(d->columns[i].identifier));
  if (p->unsure)
    buf_printf(out, "        # Left as text: %s.\n", p->unsure);
  buf_puts(out, "        - ");
  put_key(out, "name", c->name);
  if (c->title.len) {
    buf_puts(out, "          ");
    put_key(out, "title", c->title);
  }
  buf_printf(out, "          type: %s\n", profile_type_name(p->type));
  put_way(out, p);
  put_missing(out, c, p);
  put_categories(out, c, p);
  if (d->columns[i].role == ROLE_COUNT)
    buf_puts(out, "          count: true\n");
}

static void put_names(struct buf *out, const struct description *d,
                      enum role role) {
  size_t shown = 0;
  for (size_t i = 0; i < d->table->column_count; i++) {
    if (d->columns[i].role != role)
      continue;
    buf_puts(out, shown++ ? ", " : "[");
    put_text(out, d->table->columns[i].name);
  }
  buf_puts(out, shown ? "]\n" : "[]\n");
}

static void put_persons(struct buf *out, const struct description *d) {
  size_t left = 0;
  buf_puts(out, "      # What others may know of a person and so know the row "
                "by: add, take out.\n      keys: ");
  put_names(out, d, ROLE_KEY);
  buf_printf(out,
             "      # The smallest group that shares all keys, at least 3.\n"
             "      k: %d\n"
             "      # Every other column needs its place: sensitive: [a, b], "
             "weight: c,\n      # or other: {d: why it tells nothing about "
             "anybody}. Not placed yet:\n",
             LEAST_K);
  for (size_t i = 0; i < d->table->column_count; i++)
    if (d->columns[i].role != ROLE_KEY) {
      buf_puts(out, left++ % 6 ? ", "
                    : left > 1 ? "\n      #   "
                               : "      #   ");
      put_text(out, d->table->columns[i].name);
    }
  buf_puts(out, left ? "\n" : "      #   none\n");
}

static void put_groups(struct buf *out, const struct description *d) {
  double least = describe_smallest_count(d);
  if (d->published.len) {
    buf_puts(out, "      ");
    put_key(out, "published", d->published);
    return;
  }
  buf_printf(out,
             "      # No count from 1 to %d may stand in the table, unless it "
             "is official already:\n      # then say where with 'published'.\n"
             "      threshold: %d\n",
             THRESHOLD - 1, THRESHOLD);
  if (least > 0 && least < THRESHOLD)
    buf_puts(out, "      # It has smaller ones.\n");
}

static void put_disclosure(struct buf *out, const struct description *d) {
  buf_printf(out,
             "    disclosure:\n      # What one row is: aggregate, person "
             "or household.\n      unit: %s\n",
             describe_unit_name(d->unit));
  if (d->unit == UNIT_AGGREGATE)
    put_groups(out, d);
  else
    put_persons(out, d);
}

static void put_origin(struct buf *out, const struct description *d) {
  if (d->source.len) {
    buf_puts(out, "    sources:\n      - ");
    put_key(out, "title", d->source);
    if (d->source_path.len) {
      buf_puts(out, "        ");
      put_key(out, "path", d->source_path);
    }
  } else {
    buf_puts(out, "    # Where the data come from; needed:\n    # sources:\n"
                  "    #   - title:\n");
  }
  if (d->licence.len) {
    buf_puts(out, "    licenses:\n      - ");
    put_key(out, "name", d->licence);
  } else {
    buf_puts(out, "    # What allows you to publish them, such as CC-BY-4.0; "
                  "needed:\n    # licenses:\n    #   - name:\n");
  }
}

static void put_file(struct buf *out, const struct description *d) {
  const struct table *t = d->table;
  buf_printf(out, "    format: %s\n", table_format_name(t->format));
  if (t->format == TABLE_CSV && !str_is(t->encoding, "utf-8")) {
    buf_puts(out, "    ");
    put_key(out, "encoding", t->encoding);
  }
  bool sheet = table_is_workbook(t);
  bool rows = t->header_line > 1 && (sheet || t->format == TABLE_CSV);
  bool mark = t->format == TABLE_CSV && t->delimiter != ',';
  if (!rows && !mark && !sheet)
    return;
  buf_puts(out, "    dialect:\n");
  if (mark)
    buf_printf(out, "      delimiter: \"%s\"\n", text_file_mark(t->delimiter));
  if (sheet) {
    buf_puts(out, "      ");
    put_key(out, "sheet", t->sheet);
  }
  if (rows)
    buf_printf(out, "      headerRows: [%u]\n", (unsigned)t->header_line);
}

void describe_put_package(struct buf *out, const struct description *d) {
  buf_puts(out, "# A first description, made from the file itself. Read every "
                "line: what a column\n# means, and whether the table may be "
                "published, only people can know.\nresources:\n  - ");
  put_key(out, "name", d->name);
  buf_puts(out, "    ");
  put_key(out, "path", d->path);
  buf_puts(out, "    ");
  put_key(out, "title", d->title);
  put_file(out, d);
  put_origin(out, d);
  buf_puts(out, "    schema:\n");
  for (size_t i = 0; i < d->key_count; i++) {
    buf_puts(out, i ? ", " : "      primaryKey: [");
    put_text(out, d->table->columns[d->key[i]].name);
  }
  buf_puts(out, d->key_count ? "]\n      fields:\n" : "      fields:\n");
  for (size_t i = 0; i < d->table->column_count; i++)
    put_field(out, d, i);
  put_disclosure(out, d);
}
