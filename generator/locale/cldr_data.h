#ifndef WM_CLDR_DATA_H
#define WM_CLDR_DATA_H

/* The tables that scripts/cldr.py writes when the generator is built. Tags are
 * canonical BCP 47 ("zh-Hant-TW"); rows are in byte order. A tag without a row
 * has that of the tag without its last part; "und" is the root. */

#include <stdbool.h>
#include <stddef.h>

struct cldr_entry {
  const char *tag;
  const char *locale; /* JSON object, see engine/locale.h */
  const char *autonym;
  bool rtl;
};

/* Locale objects for digits other than the usual ones of a tag. */
struct cldr_digits {
  const char *tag;
  const char *system; /* "thai", or "native" */
  const char *locale;
};

struct cldr_alias {
  const char *from; /* "iw", "zh-TW" */
  const char *to;   /* "he", "zh-Hant-TW" */
};

extern const struct cldr_entry cldr_entries[];
extern const struct cldr_digits cldr_digits[];
extern const struct cldr_alias cldr_aliases[];
/* Languages without a row that are written from right to left. */
extern const char *const cldr_rtl_languages[];
extern const char *const cldr_rtl_scripts[];
extern const size_t cldr_entry_count;
extern const size_t cldr_digits_count;
extern const size_t cldr_alias_count;
extern const size_t cldr_rtl_language_count;
extern const size_t cldr_rtl_script_count;

#endif
