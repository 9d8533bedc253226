#ifndef WM_TABLE_ODS_H
#define WM_TABLE_ODS_H

/* The parts of an OpenDocument workbook: what ods.c knows of the whole, and
 * what ods_sheet.c needs of it. Not for others. */

#include "tables/book.h"
#include "tables/sheet.h"

struct ods {
  struct book book;
  struct sheet_entry *sheets;
  size_t sheet_count, sheet_cap;
  bool computed; /* by a program that always computes its formulas */
};

/* Fills the table from the sheet at that place of the list; false, and
 * reported, when it could not be read. */
bool ods_read_sheet(const struct ods *o, size_t place, struct table *t);

#endif
