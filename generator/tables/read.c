/* Which reader a file needs. */
#include "base/file.h"
#include "base/utf8.h"
#include "tables/build.h"

/* Files that people take for tables, and what to do with them. */
static const char *other_format(struct str s) {
  if (str_starts(s, "\320\317\021\340")) {
    struct str name = STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e");
    return str_search(s, name) < s.len
               ? "a workbook with a password: open it with the password and "
                 "save it without one"
               : "an old Excel workbook (.xls): save it as .xlsx or CSV";
  }
  if (str_starts(s, "%PDF"))
    return "a PDF: ask for the table as a workbook or CSV";
  if (str_starts(s, "<html") || str_starts(s, "<!DOCTYPE html"))
    return "a web page: save the table as a workbook or CSV";
  if (str_starts(s, "$FL3"))
    return "a compressed SPSS file (.zsav): save it as .sav";
  return NULL;
}

static bool is_stata(struct str s) {
  return str_starts(s, "<stata_dta>") ||
         (s.len > 4 && (unsigned char)s.ptr[0] >= 102 &&
          (unsigned char)s.ptr[0] <= 115 && (s.ptr[1] == 1 || s.ptr[1] == 2) &&
          s.ptr[3] == 0);
}

/* The first part of an OpenDocument file says what it is, not compressed. */
static bool is_ods(struct str s) {
  struct str kind =
      STR("mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
  s = str_slice(s, 0, 30 + kind.len);
  return str_search(s, kind) < s.len;
}

static enum table_format format_of(struct str s) {
  if (str_starts(s, "PK\003\004") || str_starts(s, "PK\005\006"))
    return is_ods(s) ? TABLE_ODS : TABLE_XLSX;
  if (str_starts(s, "$FL2"))
    return TABLE_SAV;
  return is_stata(s) ? TABLE_DTA : TABLE_CSV;
}

bool table_source_format(const struct table_source *s,
                         enum table_format *found) {
  enum table_format declared = s->options->format;
  const char *other = other_format(s->bytes);
  struct loc whole = {0};
  *found = format_of(s->bytes);
  if (other || (declared != TABLE_ANY && declared != *found))
    whole.src = diags_add_source(s->diags, s->file, STR(""));
  if (other)
    diag_error(s->diags, whole, "E-DATA-FORMAT", "the file is %s", other);
  else if (whole.src)
    diag_error(s->diags, whole, "E-DATA-FORMAT",
               "the format is declared as %s, but the file is %s",
               table_format_name(declared), table_format_called(*found));
  return !whole.src;
}

struct table *table_from(struct arena *a, struct diags *d, struct str file,
                         struct str bytes,
                         const struct table_options *options) {
  struct table_source s = {a, d, file, bytes, options};
  enum table_format found;
  if (!table_source_format(&s, &found))
    return NULL;
  switch (found) {
  case TABLE_XLSX:
    return table_from_xlsx(&s);
  case TABLE_ODS:
    return table_from_ods(&s);
  case TABLE_SAV:
  case TABLE_DTA:
    return table_from_statistics(&s, found);
  default:
    return table_from_csv(&s);
  }
}

struct table *table_read(struct arena *a, struct diags *d, struct loc at,
                         struct str path, const struct table_options *options) {
  struct str bytes;
  if (!file_read(a, d, at, path, FILE_MAX_BYTES, &bytes))
    return NULL;
  return table_from(a, d, path, bytes, options);
}
