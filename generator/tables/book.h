#ifndef WM_TABLE_BOOK_H
#define WM_TABLE_BOOK_H

/* The file of a workbook, of any form: a zip with parts in XML. Not for others.
 */

#include "tables/build.h"
#include "tables/xml.h"

struct book {
  const struct table_source *source;
  struct unzip *zip;
  uint32_t src; /* for places */
};

/* False, and reported, when the file is no zip. */
bool book_open(struct book *b, const struct table_source *source);
void book_close(struct book *b);
/* Reads one part as XML; false, and reported, unless it could be read to its
 * end. A missing part is fine where `needed` is false. */
bool book_read_part(const struct book *b, struct str name, bool needed,
                    const struct xml_events *events, void *user);
/* The whole file as a place. */
struct loc book_place(const struct book *b);
/* Reports that the workbook has a password. */
void book_report_locked(const struct book *b);

#endif
