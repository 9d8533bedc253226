#ifndef WM_IDENTIFIERS_H
#define WM_IDENTIFIERS_H

/* Direct identifiers: columns that name or reach a person by themselves. A
 * column is judged by its headings (English, French, Thai, Arabic) and by its
 * values together, so that "Phone at home: yes/no" is none and a column of
 * national numbers headed "x1" is. */

#include "base/str.h"

enum identifier {
  IDENTIFIER_NONE,
  IDENTIFIER_NAME,
  IDENTIFIER_NUMBER, /* of a document or register: national id, passport */
  IDENTIFIER_PHONE,
  IDENTIFIER_EMAIL,
  IDENTIFIER_ADDRESS,
  IDENTIFIER_BIRTH, /* a full date of birth */
  IDENTIFIER_DATES, /* many different full dates */
  IDENTIFIER_COORDINATES,
  IDENTIFIER_OWN_ID /* "id", "student_id": only harmless if newly numbered */
};

/* "a name", "a phone number" */
const char *identifier_name(enum identifier kind);

/* What a heading (name or title of a field) makes one expect: a set of bits,
 * 1 << enum identifier. */
unsigned identifier_heading(struct str heading);

/* How many of a column's distinct values look like what; feed it with each. */
struct identifier_values {
  size_t distinct; /* texts seen */
  size_t rows;     /* set by the caller: rows with a value */
  size_t national, pupil, phone, short_phone, email, address, titled, letters,
      dates, document, fraction, pair;
  double largest; /* whole number written in a value, letters around it */
};
void identifier_see(struct identifier_values *v, struct str value);

/* A Thai citizen number: 13 digits, the last of which checks the others. */
bool identifier_is_thai(const unsigned char *digits);

/* The verdict; `headings` is what all headings of the column said. An id of
 * one's own counts only where its numbers cannot be a new count of the rows. */
enum identifier identifier_judge(const struct identifier_values *v,
                                 unsigned headings);

#endif
