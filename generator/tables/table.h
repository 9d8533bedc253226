#ifndef WM_TABLE_H
#define WM_TABLE_H

/* A table as an office hands it over, whatever file it came in: CSV with any
 * common delimiter and encoding, a workbook (XLSX, ODS), SPSS (.sav), Stata
 * (.dta). By column; every cell has a text, which is what the same table would
 * hold as CSV. Values are as the file has them: what they mean (types, missing
 * codes applied, calendars) is the data package's to say. */

#include "base/diag.h"

enum table_format {
  TABLE_ANY, /* by what the file begins with, else by its name */
  TABLE_CSV,
  TABLE_XLSX,
  TABLE_ODS,
  TABLE_SAV,
  TABLE_DTA
};

/* A column keeps what most of its cells are, so that large files stay small. */
enum table_kind {
  TABLE_EMPTY,   /* no cell holds anything */
  TABLE_NUMBERS, /* doubles */
  TABLE_TEXTS    /* numbers of distinct texts */
};

/* What a value is called; `missing`: the file counts it as a missing one. */
struct table_label {
  struct str value, label;
  bool missing;
};

/* Values that the file counts as missing without naming each (SPSS). */
struct table_range {
  double from, to;
};

struct table_column {
  struct str name;  /* its heading; never empty, no two alike */
  struct str title; /* the file's label of the column, or "" */
  enum table_kind kind;
  double *numbers;         /* kind NUMBERS: NaN where empty */
  uint32_t *codes;         /* kind TEXTS: places in `words` */
  const struct str *words; /* distinct texts, in order of appearance; the first
                              is "", an empty cell */
  uint32_t word_count;
  struct table_label *labels; /* sorted as in the file */
  size_t label_count, label_cap;
  struct table_range *ranges;
  size_t range_count, range_cap;
  void *builder; /* while it is read */
};

struct table {
  struct str file; /* for messages */
  uint32_t src;    /* of the file, for places */
  enum table_format format;
  struct str encoding; /* of text files, such as "utf-8" */
  char delimiter;      /* of text files */
  struct str sheet;    /* of workbooks */
  size_t sheet_count;
  struct table_column *columns;
  size_t column_count, column_cap;
  size_t rows;
  uint32_t *lines; /* of each row: line of a text file, row of a sheet, or the
                      record's number plus 1 */
  uint32_t header_line;
  size_t row_cap; /* while it is read */
  struct arena *arena;
};

#define TABLE_MAX_COLUMNS 2000
#define TABLE_MAX_ROWS ((size_t)20000000)
#define TABLE_MAX_CELLS ((size_t)64 << 20)
#define TABLE_MAX_CELL ((size_t)1 << 20) /* bytes */

/* What is declared about a file; zeroed: nothing, so all is found out. What was
 * found out and could be otherwise is told by a warning that says how to
 * declare it. */
struct table_options {
  enum table_format format;
  struct str encoding; /* any name iconv knows */
  char delimiter;      /* 0: found out */
  struct str sheet;    /* name, or number from 1 */
  uint32_t header_row; /* line or sheet row of the headings; 0: the first */
  bool quiet;          /* no warnings about what was found out */
};

/* Reads the file at `path`; failures and faults are reported, at `at` where the
 * file has no place of its own, and give NULL. Warns of slips (slips.h). Lives
 * in `a`. */
struct table *table_read(struct arena *a, struct diags *d, struct loc at,
                         struct str path, const struct table_options *options);
/* From bytes already read, and without a look for slips. */
struct table *table_from(struct arena *a, struct diags *d, struct str file,
                         struct str bytes, const struct table_options *options);

/* Place of a column by name, or SIZE_MAX. */
size_t table_column_find(const struct table *t, struct str name);
bool table_is_empty(const struct table_column *c, size_t row);
/* Of a NUMBERS column: the letter of a Stata missing value (.a to .z), or 0. */
char table_tag(double number);

#define TABLE_CELL_ROOM 32
/* The cell's text; numbers are written into `room` (TABLE_CELL_ROOM bytes) with
 * the fewest digits that give the same number again. "" when empty. */
struct str table_cell(const struct table_column *c, size_t row, char *room);
/* The text of any number, as table_cell writes it. */
struct str table_number_text(double number, char *room);

/* The table as CSV: UTF-8, commas, RFC 4180 quotes. Each row stands on the line
 * that `lines` gives (lines between are blank), so that messages about the CSV
 * are messages about the file. */
void table_put_csv(struct buf *out, const struct table *t);
/* One value as CSV asks for it, in quotes where needed. */
void table_put_value(struct buf *out, struct str value, char delimiter);

/* Whether it has sheets. */
bool table_is_workbook(const struct table *t);
/* "csv", "xlsx", "ods", "sav", "dta", and what people call them ("a Stata
 * file"). */
const char *table_format_name(enum table_format format);
const char *table_format_called(enum table_format format);
/* TABLE_ANY when the name is none of them. */
enum table_format table_format_named(struct str name);

#endif
