#ifndef WM_CLDR_H
#define WM_CLDR_H

/* CLDR data compiled into the generator (scripts/cldr.py writes the table when
 * the generator is built). */

#include "base/str.h"

/* The `locale` object of the engine's `load` for a BCP 47 language, as JSON
 * text that lives for ever. Falls back by CLDR's parents (fr-CH: fr; xx: root)
 * and honours -u-nu- for digits that the language uses (th-u-nu-thai,
 * ar-u-nu-latn, my-u-nu-native). `found` (may be NULL) tells whether the
 * language itself is known. */
struct str cldr_locale(struct str language, bool *found);
/* "ltr" or "rtl". */
const char *cldr_direction(struct str language);
/* The language's name for itself ("ไทย"), or the tag. */
struct str cldr_autonym(struct str language);

#endif
