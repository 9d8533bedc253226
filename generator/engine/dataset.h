#ifndef WM_ENGINE_DATASET_H
#define WM_ENGINE_DATASET_H

/* Tables of data, by column. A column's values never change once made; what is
 * derived from a dataset (rows chosen, sorted, joined) shares them and only
 * lists other row numbers. Texts are numbers into a sorted list of the column's
 * distinct texts. Plain C, no Lua. */

#include "engine/failure.h"
#include "engine/request.h"

enum column_type {
  COLUMN_TEXT,
  COLUMN_INTEGER,
  COLUMN_NUMBER,
  COLUMN_BOOLEAN,
  COLUMN_YEAR,
  COLUMN_DATE /* stored as text, 2024-02-29 */
};

/* What is known of a column besides its values. */
struct column_info {
  struct str name, title; /* title "" if none */
  enum column_type type;
  json categories; /* [{"value":…,"label":…}] or NULL */
};

/* Distinct texts in code point order: a smaller number is a smaller text. */
struct words {
  const struct str *items;
  uint32_t count;
};

struct column {
  const struct column_info *info;
  union {
    const int64_t *integers; /* integer, year: ask column_whole */
    const int32_t *narrow;   /* the same where they all fit */
    const double *numbers;
    const uint32_t *codes; /* text, date */
    const uint8_t *flags;  /* boolean */
  } as;
  bool is_narrow;
  struct words words;
};

/* A column as one dataset sees it. */
struct series {
  struct column column;
  const uint32_t *rows; /* NULL: every row in order */
};

struct dataset {
  struct str name; /* "" for derived ones */
  size_t rows, count;
  const struct series *columns;
};

/* Missing values, by storage; a row number MISSING_ROW is missing as a whole.
 */
#define MISSING_INTEGER INT64_MIN
#define MISSING_NARROW INT32_MIN
#define MISSING_CODE UINT32_MAX
#define MISSING_FLAG 2
#define MISSING_ROW UINT32_MAX

bool column_is_text(enum column_type type);   /* text, date: codes */
bool column_is_whole(enum column_type type);  /* integer, year: integers */
bool column_is_number(enum column_type type); /* integer, year, number */
const char *column_type_name(enum column_type type); /* for messages */

/* Of an integer or year column, MISSING_INTEGER where missing. */
static inline int64_t column_whole(const struct column *c, uint32_t row) {
  if (!c->is_narrow)
    return c->as.integers[row];
  int32_t value = c->as.narrow[row];
  return value == MISSING_NARROW ? MISSING_INTEGER : value;
}

/* The row of the column behind row `i` of the dataset, or MISSING_ROW. */
static inline uint32_t series_row(const struct series *s, size_t i) {
  return s->rows ? s->rows[i] : (uint32_t)i;
}
bool series_missing(const struct series *s, size_t i);
/* Of a number column: NaN when missing. */
double series_number(const struct series *s, size_t i);
/* Of a text or date column: ptr NULL when missing. */
struct str series_text(const struct series *s, size_t i);
/* Place of a column by name, or SIZE_MAX. */
size_t dataset_find(const struct dataset *d, struct str name);
/* The number of a text, or MISSING_CODE if it is none of them. */
uint32_t words_find(const struct words *w, struct str s);
/* The label of a text value among the categories, or the value itself. */
struct str column_label(const struct column_info *info, struct str value);

/* A dataset of the course: owned by whoever read it. */
struct source_data; /* opaque */

/* From an entry of `load`.data; NULL with *failure set. The entry must live as
 * long as the result. */
struct source_data *source_read(json entry, struct failure *failure);
/* The same with the CSV given apart, so that large ones need no copy. */
struct source_data *source_read_text(json entry, struct str csv,
                                     struct failure *failure);
void source_free(struct source_data *s);
const struct dataset *source_dataset(const struct source_data *s);
/* Takes titles and labels from another entry (a translation of the first). */
void source_retitle(struct source_data *s, json entry);

#endif
