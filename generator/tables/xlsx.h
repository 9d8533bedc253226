#ifndef WM_TABLE_XLSX_H
#define WM_TABLE_XLSX_H

/* The parts of a workbook (ECMA-376, Office Open XML): what xlsx.c knows of the
 * whole, and what xlsx_sheet.c needs of it. Not for others. */

#include "tables/book.h"
#include "tables/moment.h"
#include "tables/sheet.h"

/* What a number format makes of a number. */
struct xlsx_format {
  enum moment moment;
  size_t digits; /* written with leading zeros to so many; 0: as it is */
};

struct xlsx {
  struct book book;
  bool base_1904; /* days count from 1904-01-01 */
  struct sheet_entry *sheets;
  size_t sheet_count, sheet_cap;
  struct str *strings; /* shared by all cells */
  size_t string_count, string_cap;
  bool stale; /* its formulas are to be computed when it is opened */
  struct xlsx_format *styles; /* by cell format */
  size_t style_count, style_cap;
};

/* Fills the table from the sheet in that part; false, and reported, when it
 * could not be read. */
bool xlsx_read_sheet(const struct xlsx *x, struct str part, struct table *t);

/* What XML writes for yes (xsd:boolean). */
bool xlsx_is_true(struct str s);

/* A text as it is meant: what XML cannot hold is written as _x000D_ (22.4.2.4).
 */
struct str xlsx_unescape(struct arena *a, struct str s);

/* A number format, by its number and code (18.8.30, 18.8.31). */
struct xlsx_format xlsx_format_of(long number, struct str code);
/* A day number with its style as 2024-02-29, 10:30:00 or both, or as a span of
 * hours, 36:00:00. */
struct str xlsx_date_text(const struct xlsx *x, double serial, enum moment kind,
                          char *room);

#endif
