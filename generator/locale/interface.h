#ifndef WM_INTERFACE_H
#define WM_INTERFACE_H

/* The interface texts: what a page, a book and the engine say by themselves.
 * Their source is templates/interface.pot (msgctxt = key, msgid = English), and
 * each language is a file templates/interface/LANG.po, all compiled in by
 * scripts/embed. Keys start with page., engine. or book. by who says them. */

#include "base/buf.h"

struct interface_entry {
  struct str key;
  struct str text; /* placeholders as {name} */
};

struct interface_language {
  struct str language;     /* BCP 47 */
  struct str reviewer;     /* X-Reviewed-By: a speaker, or "" */
  const struct str *texts; /* as interface_table; "" where there is none */
};

/* The text of a key in a language (BCP 47; fr-CA falls back to fr); English
 * where there is no translation; ptr == NULL for a key that does not exist. */
struct str interface_text(struct str language, struct str key);
/* Whether the texts are in the language itself: false where interface_text is
 * in English for want of a catalogue. */
bool interface_speaks(struct str language);
/* A JSON object of every text whose key starts with `prefix`, by key. */
void interface_put_json(struct buf *out, struct str language,
                        const char *prefix);
/* Whether the texts are a translation that no speaker has reviewed yet. */
bool interface_is_unreviewed(struct str language);

/* Defined by the generated build/gen/assets.c, sorted by key and by language.
 */
extern const struct interface_entry interface_table[];
extern const size_t interface_table_count;
extern const struct interface_language interface_languages[];
extern const size_t interface_language_count;

#endif
