/* Workbooks as files. */
#include "tables/book.h"

#include "base/utf8.h"
#include "tables/unzip.h"

enum { SHOWN_BYTES = 60 };

struct loc book_place(const struct book *b) {
  return (struct loc){.src = b->src};
}

void book_report_locked(const struct book *b) {
  diag_error(b->source->diags, book_place(b), "E-SHEET-PASSWORD",
             "the workbook has a password: save it without one");
}

static void report_zip(const struct book *b, struct str part,
                       enum unzip_fault fault) {
  struct diags *d = b->source->diags;
  struct str shown = utf8_cut(part, SHOWN_BYTES);
  if (fault == UNZIP_ENCRYPTED)
    book_report_locked(b);
  else if (fault == UNZIP_BOMB)
    diag_error(d, book_place(b), "E-SHEET-SIZE",
               "'%.*s' in the workbook unpacks to far more than a table of its "
               "size would: not read",
               STR_ARG(shown));
  else if (fault == UNZIP_MISSING && str_is(part, "_rels/.rels"))
    diag_error(d, book_place(b), "E-SHEET-BROKEN",
               "the file is a zip, but no workbook that can be read: unpack it "
               "if the table is in it, or save the table as .xlsx or CSV");
  else if (fault == UNZIP_MISSING)
    diag_error(d, book_place(b), "E-SHEET-BROKEN",
               "the file is no workbook that can be read: it has no part "
               "'%.*s'",
               STR_ARG(shown));
  else
    diag_error(d, book_place(b), "E-SHEET-BROKEN",
               "the workbook is damaged or cut off at '%.*s'", STR_ARG(shown));
}

static bool feed(void *user, struct str piece) { return xml_feed(user, piece); }

bool book_read_part(const struct book *b, struct str name, bool needed,
                    const struct xml_events *events, void *user) {
  struct xml *xml = xml_start(b->source->arena, events, user);
  enum unzip_fault fault = unzip_part(b->zip, name, feed, xml);
  bool stopped = fault == UNZIP_STOPPED;
  bool done = xml_end(xml);
  if (fault == UNZIP_MISSING && !needed)
    return true;
  if (fault != UNZIP_OK && !stopped) {
    report_zip(b, name, fault);
    return false;
  }
  if (xml_fault(xml).len)
    diag_error(b->source->diags, book_place(b), "E-SHEET-BROKEN",
               "'%.*s' in the workbook cannot be read: %.*s",
               STR_ARG(utf8_cut(name, SHOWN_BYTES)),
               STR_ARG(utf8_cut(xml_fault(xml), SHOWN_BYTES)));
  return done;
}

bool book_open(struct book *b, const struct table_source *source) {
  *b = (struct book){.source = source};
  b->src = diags_add_source(source->diags, source->file, STR(""));
  b->zip = unzip_open(source->arena, source->bytes);
  if (!b->zip)
    diag_error(source->diags, book_place(b), "E-SHEET-BROKEN",
               "the workbook is damaged or cut off: save it again, or copy it "
               "once more");
  return b->zip != NULL;
}

void book_close(struct book *b) { unzip_close(b->zip); }
