/* Which reader a file needs. */
#include "base/file.h"
#include "base/utf8.h"
#include "tables/build.h"
#include "tables/slips.h"

/* Where formats show what they are in their first bytes. */
enum { LOOKED_AT = 4096 };

static bool starts_folded(struct str s, const char *word) {
  for (; *word; word++, s = str_slice(s, 1, s.len))
    if (!s.len || (char_is_alpha(*word) ? (s.ptr[0] | 32) : s.ptr[0]) != *word)
      return false;
  return true;
}

static bool has(struct str s, const char *word) {
  return str_search(s, str_from(word)) < s.len;
}

/* Markup under another name: `s` begins with what may be a tag. No heading
 * begins so, but "<5" does. */
static const char *markup_format(struct str s) {
  if (s.len < 2 || s.ptr[0] != '<' || str_starts(s, "<stata_dta>") ||
      !(char_is_alpha(s.ptr[1]) || s.ptr[1] == '!' || s.ptr[1] == '?'))
    return NULL;
  if (has(s, "urn:oasis:names:tc:opendocument"))
    return "an OpenDocument file without compression (.fods): save it as .ods, "
           ".xlsx or CSV";
  if (has(s, "urn:schemas-microsoft-com:office:spreadsheet"))
    return "an Excel workbook of 2003 in XML: save it as .xlsx or CSV";
  return starts_folded(s, "<?xml") && !has(s, "<html")
             ? "an XML file: ask for the table as a workbook or CSV"
             : "a web page: save the table as a workbook or CSV";
}

/* By their first bytes, and what to do with them. */
static const char *marked_format(struct str s) {
  static const char *const formats[][2] = {
      {"%PDF", "a PDF: ask for the table as a workbook or CSV"},
      {"{\\rtf", "a text document (.rtf): save the table as a workbook or CSV"},
      {"MIME-Version:", "a web page: save the table as a workbook or CSV"},
      {"$FL3", "a compressed SPSS file (.zsav): save it as .sav"},
      {"ASCII SPSS PORT", "an SPSS file (.por): save it as .sav or CSV"},
      {"HEADER RECORD**", "a SAS file (.xpt): save it as CSV"},
      {"ID;P", "an old spreadsheet (.slk): save it as .xlsx or CSV"},
      {"\x09\x08\x08", "an old Excel workbook (.xls): save it as .xlsx or CSV"},
      {"\x09\x08\x10", "an old Excel workbook (.xls): save it as .xlsx or CSV"},
      {"\x1F\x8B", "compressed (.gz): unpack it"},
      {"7z\xBC\xAF", "compressed (.7z): unpack it"},
      {"Rar!", "compressed (.rar): unpack it"},
      {"PAR1", "a Parquet file: save it as CSV"},
      {"\x89PNG", "a picture: ask for the table as a workbook or CSV"},
      {"\xFF\xD8\xFF", "a picture: ask for the table as a workbook or CSV"}};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (str_starts(s, formats[i][0]))
      return formats[i][1];
  return has(str_slice(s, 0, 24), "Standard Jet DB") ||
                 has(str_slice(s, 0, 24), "Standard ACE DB")
             ? "an Access database: export the table as .xlsx or CSV"
             : NULL;
}

/* Files that people take for tables, and what to do with them. */
static const char *other_format(struct str s) {
  if (str_starts(s, "\320\317\021\340")) {
    struct str name = STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e");
    return str_search(s, name) < s.len
               ? "a workbook with a password: open it with the password and "
                 "save it without one"
               : "an old Excel workbook (.xls): save it as .xlsx or CSV";
  }
  s = str_slice(s, 0, LOOKED_AT);
  const char *marked = marked_format(s);
  s = str_trim(str_slice(s, str_starts(s, "\xEF\xBB\xBF") ? 3 : 0, s.len));
  return marked ? marked : markup_format(s);
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
  if (found == TABLE_SAV || found == TABLE_DTA)
    return table_from_statistics(&s, found);
  return found == TABLE_XLSX  ? table_from_xlsx(&s)
         : found == TABLE_ODS ? table_from_ods(&s)
                              : table_from_csv(&s);
}

struct table *table_read(struct arena *a, struct diags *d, struct loc at,
                         struct str path, const struct table_options *options) {
  struct str bytes;
  if (!file_read(a, d, at, path, FILE_MAX_BYTES, &bytes))
    return NULL;
  struct table *t = table_from(a, d, path, bytes, options);
  if (t && !options->quiet)
    slips_report(t, d);
  return t;
}
