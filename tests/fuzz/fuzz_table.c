/* Data files of every kind: what becomes a table must be whole, and its CSV
 * must read as the same table. The option byte chooses the kind; of workbooks
 * either the whole zip is made up, or a sheet in a good one. */
#include "fuzz.h"

#include "base/utf8.h"
#include "tables/codebook.h"
#include "tables/profile.h"
#include "tables/slips.h"
#include "tables/table.h"

#include <string.h>
#include <zlib.h>

enum way { WAY_ANY, WAY_SHEET, WAY_STRINGS, WAY_CODEBOOK, WAY_ODS, WAY_COUNT };

/* One part of a zip, stored as it is. */
struct part {
  struct str name, content;
  size_t offset;
};

static void put16(struct buf *b, unsigned n) {
  buf_char(b, (char)(n & 0xFF));
  buf_char(b, (char)(n >> 8 & 0xFF));
}

static void put32(struct buf *b, size_t n) {
  put16(b, (unsigned)(n & 0xFFFF));
  put16(b, (unsigned)(n >> 16 & 0xFFFF));
}

static void put_header(struct buf *b, const struct part *p, bool central) {
  uLong crc = crc32(0, (const Bytef *)p->content.ptr, (uInt)p->content.len);
  buf_puts(b, central ? "PK\001\002" : "PK\003\004");
  if (central)
    put16(b, 20);
  put16(b, 20);
  for (int i = 0; i < 4; i++) /* flags, stored, time, date */
    put16(b, 0);
  put32(b, crc);
  put32(b, p->content.len);
  put32(b, p->content.len);
  put16(b, (unsigned)p->name.len);
  put16(b, 0);
  if (central) {
    for (int i = 0; i < 3; i++)
      put16(b, 0);
    put32(b, 0);
    put32(b, p->offset);
  }
  buf_put(b, p->name);
}

static void put_zip(struct buf *b, struct part *parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    parts[i].offset = b->len;
    put_header(b, &parts[i], false);
    buf_put(b, parts[i].content);
  }
  size_t start = b->len;
  for (size_t i = 0; i < count; i++)
    put_header(b, &parts[i], true);
  size_t size = b->len - start;
  buf_puts(b, "PK\005\006");
  put32(b, 0);
  put16(b, (unsigned)count);
  put16(b, (unsigned)count);
  put32(b, size);
  put32(b, start);
  put16(b, 0);
}

static void put_workbook(struct buf *b, struct str sheet, struct str strings) {
  struct part parts[] = {
      {STR("_rels/.rels"),
       STR("<a><Relationship Id=\"a\" Type=\"x/officeDocument\" "
           "Target=\"xl/workbook.xml\"/></a>"),
       0},
      {STR("xl/workbook.xml"),
       STR("<a><sheets><sheet name=\"S\" id=\"b\"/></sheets></a>"), 0},
      {STR("xl/_rels/workbook.xml.rels"),
       STR("<a><Relationship Id=\"b\" Type=\"x/worksheet\" "
           "Target=\"s.xml\"/><Relationship Id=\"c\" "
           "Type=\"x/sharedStrings\" Target=\"t.xml\"/><Relationship Id=\"d\" "
           "Type=\"x/styles\" Target=\"f.xml\"/></a>"),
       0},
      {STR("xl/s.xml"), sheet, 0},
      {STR("xl/t.xml"), strings, 0},
      {STR("xl/f.xml"),
       STR("<a><numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/>"
           "</numFmts><cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
           "<xf numFmtId=\"21\"/><xf numFmtId=\"164\"/></cellXfs></a>"),
       0},
  };
  put_zip(b, parts, sizeof parts / sizeof *parts);
}

static void put_ods(struct buf *b, struct str content) {
  struct part parts[] = {{STR("mimetype"),
                          STR("application/vnd.oasis.opendocument.spreadsheet"),
                          0},
                         {STR("content.xml"), content, 0}};
  put_zip(b, parts, sizeof parts / sizeof *parts);
}

static void check_cells(const struct table *t) {
  char room[TABLE_CELL_ROOM];
  size_t bad;
  for (size_t i = 0; i < t->column_count; i++) {
    FUZZ_CHECK(t->columns[i].name.len);
    for (size_t row = 0; row < t->rows; row++) {
      struct str s = table_cell(&t->columns[i], row, room);
      FUZZ_CHECK(utf8_valid(s, &bad));
      FUZZ_CHECK(!table_is_empty(&t->columns[i], row) || s.len == 0);
      FUZZ_CHECK(row == 0 || t->lines[row] > t->lines[row - 1]);
    }
  }
}

/* The CSV of a table reads as a table with the same cells in the same rows. */
static void check_again(struct arena *a, const struct table *t) {
  static const struct table_options options = {
      .format = TABLE_CSV, .delimiter = ',', .encoding = {"utf-8", 5}};
  char room[TABLE_CELL_ROOM], again[TABLE_CELL_ROOM];
  struct diags *d = diags_create(a);
  struct buf csv = {0};
  table_put_csv(&csv, t);
  struct table *u = table_from(a, d, STR("csv"), buf_str(&csv), &options);
  if (u) { /* a cell may hold a control character, which no CSV may */
    FUZZ_CHECK(u->rows == t->rows && u->column_count == t->column_count);
    for (size_t i = 0; i < t->column_count; i++)
      for (size_t row = 0; row < t->rows; row++)
        FUZZ_CHECK(str_eq(table_cell(&t->columns[i], row, room),
                          table_cell(&u->columns[i], row, again)));
  }
  buf_free(&csv);
}

static void try_table(struct arena *a, struct diags *d, struct str bytes) {
  static const struct table_options options = {0};
  struct table *t = table_from(a, d, STR("fuzz"), bytes, &options);
  FUZZ_CHECK(t || diags_errors(d));
  if (!t)
    return;
  check_cells(t);
  slips_report(t, d);
  if (t->rows * t->column_count < 10000)
    check_again(a, t);
  profile_table(a, t);
}

static void try_codebook(struct arena *a, struct diags *d, struct str text) {
  static const struct table_options options = {0};
  struct codebook *c = codebook_from(a, d, STR("fuzz.xml"), text);
  FUZZ_CHECK(c || diags_errors(d));
  struct table *t =
      table_from(a, d, STR("t"), STR("sex,age\n1,97\n2,9\n"), &options);
  if (c)
    codebook_apply(c, d, t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct str text = fuzz_text(data, size);
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct buf zip = {0};
  switch (data[0] % WAY_COUNT) {
  case WAY_SHEET:
    put_workbook(&zip, text, STR("<a><si><t>x</t></si><si><t>y</t></si></a>"));
    try_table(a, d, buf_str(&zip));
    break;
  case WAY_STRINGS:
    put_workbook(&zip,
                 STR("<a><row><c t=\"s\"><v>0</v></c></row><row><c "
                     "t=\"s\"><v>1</v></c></row></a>"),
                 text);
    try_table(a, d, buf_str(&zip));
    break;
  case WAY_ODS:
    put_ods(&zip, text);
    try_table(a, d, buf_str(&zip));
    break;
  case WAY_CODEBOOK:
    try_codebook(a, d, text);
    break;
  default:
    try_table(a, d, text);
  }
  fuzz_print(d);
  buf_free(&zip);
  arena_destroy(a);
  return 0;
}
