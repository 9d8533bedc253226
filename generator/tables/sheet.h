#ifndef WM_TABLE_SHEET_H
#define WM_TABLE_SHEET_H

/* A sheet of a workbook on its way into a table, cell by cell, whatever the
 * workbook's form: finds the row of headings, keeps to their columns, and
 * reports what is no value, each fault at its cell. Not for others. */

#include "tables/build.h"

struct sheet_heading;

struct sheet {
  struct table *table;
  struct diags *diags;
  const struct table_options *options;
  uint32_t row, column; /* from 1; of the cell being read */
  bool row_started;     /* the table has the row */
  struct sheet_heading *headings;
  size_t heading_count, heading_cap;
  bool header_done;
  uint32_t first, last; /* columns of the table in the sheet */
  size_t faults, outside, hidden_rows, hidden_columns;
  uint32_t first_hidden;
  bool failed; /* too large: stop */
};

/* Columns that a sheet may have at the most, and what it is called by. */
enum { SHEET_MOST_COLUMNS = 16384 };

/* Begins a row, numbered from 1 and rising. */
void sheet_row(struct sheet *s, uint32_t row, bool hidden);
/* Cells of that row, in order; s->column says where. A text that is empty is no
 * cell. Line breaks count as blanks. */
void sheet_text(struct sheet *s, struct str text);
void sheet_number(struct sheet *s, double number);
/* A cell that holds no value: reports "cell C17: …". */
void sheet_fault(struct sheet *s, const char *code, const char *what);
/* A formula that gave an error, such as #DIV/0!. */
void sheet_formula_error(struct sheet *s, struct str error);
/* A formula without its result. */
void sheet_formula_open(struct sheet *s);

/* Merged cells, once all cells are read: columns and rows of the corners. */
struct sheet_range {
  uint32_t c1, r1, c2, r2;
};
void sheet_merged(struct sheet *s, struct sheet_range range);
/* After the last cell: whether the table is whole, else it is reported. */
bool sheet_finish(struct sheet *s);

/* The sheets of a workbook, to choose one. */
struct sheet_entry {
  struct str name, id; /* id: of the form's own */
  bool hidden;
};
/* The declared one, or else the first that is seen; reported when there is no
 * such sheet, and when others could be meant. NULL for none. */
const struct sheet_entry *sheet_choose(const struct table_source *source,
                                       uint32_t src,
                                       const struct sheet_entry *list,
                                       size_t count);

#endif
