#ifndef WM_TABLE_ODS_H
#define WM_TABLE_ODS_H

/* The parts of an OpenDocument workbook: what ods.c knows of the whole, and
 * what ods_sheet.c needs of it. Not for others. */

#include "tables/sheet.h"
#include "tables/xml.h"

struct ods {
  const struct table_source *source;
  struct unzip *zip;
  uint32_t src;
  struct sheet_entry *sheets;
  size_t sheet_count, sheet_cap;
};

/* Reads one part as XML; false, and reported, unless it was read to its end. */
bool ods_read_part(const struct ods *o, const char *part,
                   const struct xml_events *events, void *user);
/* Fills the table from the sheet at that place of the list; false, and
 * reported, when it could not be read. */
bool ods_read_sheet(const struct ods *o, size_t place, struct table *t);

#endif
