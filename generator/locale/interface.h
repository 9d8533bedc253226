#ifndef WM_INTERFACE_H
#define WM_INTERFACE_H

/* The interface texts: what a page, a book and the engine say by themselves.
 * Their source is templates/interface.pot (msgctxt = key, msgid = English),
 * compiled in by scripts/embed. Keys start with page., engine. or book. by who
 * says them. */

#include "base/buf.h"

struct interface_entry {
  struct str key;
  struct str text; /* placeholders as {name} */
};

/* The text of a key in a language (BCP 47); English where there is no
 * translation; ptr == NULL for a key that does not exist. */
struct str interface_text(struct str language, struct str key);
/* A JSON object of every text whose key starts with `prefix`, by key. */
void interface_put_json(struct buf *out, struct str language,
                        const char *prefix);

/* Defined by the generated build/gen/assets.c, sorted by key. */
extern const struct interface_entry interface_table[];
extern const size_t interface_table_count;

#endif
