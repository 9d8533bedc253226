#ifndef WM_TABLE_BUILD_H
#define WM_TABLE_BUILD_H

/* How the readers of this folder fill a struct table, cell by cell, the rows in
 * order. Not for others. */

#include "tables/table.h"

/* What every reader is handed. */
struct table_source {
  struct arena *arena;
  struct diags *diags;
  struct str file;  /* name for messages */
  struct str bytes; /* its content */
  const struct table_options *options;
};

/* What kind of file it is, by its first bytes; false, and reported, when it is
 * none that can be read, or not the one declared. */
bool table_source_format(const struct table_source *s,
                         enum table_format *found);

struct table *table_new(const struct table_source *s, enum table_format format);
/* False, and reported, when there would be too many columns. */
bool table_add_column(struct table *t, struct diags *d, struct str name);
/* Room for that many rows, before the first: what is known beforehand need not
 * grow, which leaves old arrays in the arena. */
void table_reserve(struct table *t, size_t rows);
/* Begins a row; false, and reported, when the table becomes too large. */
bool table_add_row(struct table *t, struct diags *d, uint32_t line);
/* Set a cell of the last row. A column that gets both becomes one of texts. */
void table_put_number(struct table *t, size_t column, double number);
void table_put_text(struct table *t, size_t column, struct str text);
double table_tagged(char letter);
struct table_label *table_add_label(struct table *t, size_t column);
/* Each value that occurs in a range of missing ones becomes a code by itself,
 * which is how data packages list them. */
void table_name_missing(struct table *t, size_t column);
/* Reports headings that are empty or stand twice; gives the finished table, or
 * NULL when there are. `place` tells where heading number i is. */
struct table *table_finish(struct table *t, struct diags *d);

/* One reader a file; NULL when the file cannot be read, which is reported. */
struct table *table_from_csv(const struct table_source *s);
struct table *table_from_xlsx(const struct table_source *s);
struct table *table_from_ods(const struct table_source *s);
struct table *table_from_statistics(const struct table_source *s,
                                    enum table_format format);

#endif
