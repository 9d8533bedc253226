#ifndef WM_ENGINE_LOCALE_H
#define WM_ENGINE_LOCALE_H

/* How one language writes and reads numbers, lists, dates and plurals: from
 * the `locale` object of `load` (made by generator/locale from CLDR; only the
 * published locales travel to the page). */

#include "base/buf.h"

struct cJSON;
struct locale; /* opaque; plain C memory, no Lua */

/* From the JSON object; NULL with a message in *why when it is malformed or
 * there is no memory. A NULL object, or a missing key, gives English. Keys:
 *   language   BCP 47 tag
 *   numbers    list of number systems, the first is the one written, digits of
 *              all are read: {digits, decimal, group, minus, percent: "{0}%",
 *              sizes: [last group, other groups]}
 *   grouping   digits that must stand before the first group mark
 *   plurals    {category: CLDR condition}
 *   list       {two, start, middle, end}, each "{0}, {1}"
 *   date       CLDR pattern; months: the twelve names it needs
 *   year       {offset, pattern: "{0}", use: whether the course asks for it} */
struct locale *locale_create(const struct cJSON *object, const char **why);
void locale_destroy(struct locale *l);
struct str locale_language(const struct locale *l);

enum number_form {
  NUMBER_DEFAULT, /* at most 3 decimals, grouped */
  NUMBER_FIXED,   /* exactly `decimals` */
  NUMBER_PERCENT, /* of a share: 0.447 with decimals 1 gives 44.7 % */
  NUMBER_PLAIN    /* no grouping */
};

/* Writes in the locale. Rounding is half away from zero on the shortest decimal
 * that reads back. `value` must be finite. decimals 0 to 12, used by FIXED and
 * PERCENT; PLAIN has at most 3 like DEFAULT. */
void number_write(struct buf *out, const struct locale *l, double value,
                  enum number_form form, int decimals);
/* As a learner would type the full value: no grouping, at most 12 significant
 * digits, the locale's digits and decimal mark. */
void number_write_typed(struct buf *out, const struct locale *l, double value);
/* The form in which `value` leaves the engine: JSON, at most 12 significant
 * digits, the same on every target. Integers up to 2^53 in full. */
void number_write_json(struct buf *out, double value);

enum number_read_state {
  NUMBER_READ_OK,
  NUMBER_READ_EMPTY,
  NUMBER_READ_NOT,       /* not a number */
  NUMBER_READ_AMBIGUOUS, /* two readings: value and other */
  NUMBER_READ_MIXED /* digits of two scripts, or marks in impossible order */
};

struct number_read {
  enum number_read_state state;
  double value;
  double other; /* the second reading when ambiguous */
  int decimals; /* digits after the decimal mark as typed */
  int sigfigs;  /* significant digits as typed */
  bool percent; /* a percent sign was typed */
  struct str
      unit; /* what followed the number, trimmed; points into the input */
};

/* format.md, "Reading numbers". Leading and trailing space, a sign (- or
 * U+2212, +), any digits of the locale; 1.5e3 is read too. Never allocates. */
struct number_read number_read(const struct locale *l, struct str typed);

/* CLDR category ("one", "few", "other" …) of a number shown with `decimals`
 * visible fraction digits; -1: as NUMBER_DEFAULT shows it. */
struct str plural_category(const struct locale *l, double value, int decimals);

/* "a, b and c" in the locale. */
void list_write(struct buf *out, const struct locale *l,
                const struct str *items, size_t count);
/* ISO date text (2025-12-31) in the locale's medium form; false if it is none.
 */
bool date_write(struct buf *out, const struct locale *l, struct str iso);
/* A year in the era the locale uses when the locale object asks for it. */
void year_write(struct buf *out, const struct locale *l, int year);
/* What the locale adds to a common year where people count otherwise (543 in
 * Thai), asked for or not; else 0. For reading answers that are years. */
int year_offset(const struct locale *l);

#endif
