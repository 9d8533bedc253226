#ifndef WM_CLDR_H
#define WM_CLDR_H

/* CLDR data compiled into the generator (scripts/cldr.py writes the table when
 * the generator is built). */

#include "base/arena.h"
#include "base/buf.h"

/* The `locale` object of the engine's `load` for a BCP 47 language, as JSON
 * text that lives for ever. Falls back by CLDR's parents (fr-CH: fr; xx: root)
 * and honours -u-nu- for digits that the language uses (th-u-nu-thai,
 * ar-u-nu-latn, my-u-nu-native). `found` (may be NULL) tells whether the
 * language itself is known. */
struct str cldr_locale(struct str language, bool *found);
/* "ltr" or "rtl". */
const char *cldr_direction(struct str language);
/* The nearest language to look for where there is nothing in this one: fr for
 * fr-CA, zh-Hant for zh-TW; "" when there is none. Never one that is written in
 * another script. */
struct str cldr_fallback(struct arena *a, struct str language);
/* The language's name for itself ("ไทย"), or the tag. */
struct str cldr_autonym(struct str language);

/* cldr_number.c. A count as the language writes it, with its digits and groups:
 * "16,526", "၁၆,၅၂၆". */
void cldr_put_count(struct buf *out, struct str language, size_t count);
/* A number such as "12.5" (digits, at most one point) in the language's digits
 * and with its decimal mark, as a learner would type it. */
void cldr_put_typed(struct buf *out, struct str language, const char *number);
/* CSS's name for numbers in the language's digits, "myanmar"; NULL for those of
 * ASCII and those that CSS has no name for. */
const char *cldr_counter_style(struct str language);

#endif
