#ifndef WM_TABLE_PROFILE_H
#define WM_TABLE_PROFILE_H

/* What the values of a column look like: the type that all of them fit, how
 * they are written, what is missing, how many differ. Only what is clear is
 * taken; where two readings fit, the column stays text and `unsure` says why.
 */

#include "tables/table.h"

enum profile_type {
  PROFILE_EMPTY,
  PROFILE_TEXT,
  PROFILE_INTEGER,
  PROFILE_NUMBER,
  PROFILE_BOOLEAN,
  PROFILE_YEAR,
  PROFILE_DATE
};

enum { PROFILE_MOST_CODES = 8 };

struct profile {
  enum profile_type type;
  size_t empty;    /* rows */
  size_t coded;    /* rows with a code for a missing value */
  size_t distinct; /* values, without missing ones */
  bool unique;     /* no value twice, none missing */
  /* Words among numbers or dates that can only stand for missing values. */
  struct str codes[PROFILE_MOST_CODES];
  size_t code_count;
  double minimum, maximum; /* INTEGER, NUMBER, YEAR; years of the Common Era */
  struct str first, last;  /* DATE, as 2024-02-29 */
  double smallest_count;   /* INTEGER: least value above 0, or 0 */
  char decimal_mark;       /* 0: '.' */
  const char *group_mark;  /* NULL: none */
  const char *date_format; /* NULL: as 2024-02-29 */
  bool buddhist;           /* years are of the Buddhist era */
  bool foreign_digits;
  /* Of a column with labels: values without one, in order of appearance. When
   * they are more than those with one, or many, the labels name exceptions (98:
   * 98 and above), and the column is no list of categories. */
  struct str *unlabelled;
  size_t unlabelled_count;
  bool mostly_unlabelled;
  const char *unsure; /* why it was left as text, or NULL */
};

/* The name of a type in a data package. */
const char *profile_type_name(enum profile_type type);
struct profile *profile_table(struct arena *a, const struct table *t);
/* True when the heading or title speaks of years. */
bool profile_speaks_of_years(const struct table_column *c);
/* True when no two rows agree in all of these columns. */
bool profile_is_key(struct arena *a, const struct table *t,
                    const size_t *columns, size_t count);

#endif
