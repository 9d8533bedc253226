#ifndef WM_INTERFACE_H
#define WM_INTERFACE_H

/* The texts of the page, the book and the engine, compiled in from
 * templates/interface.pot (scripts/embed). Keys look like "page.check". */

#include "base/buf.h"

/* The text of a key in a language, English where there is no catalogue for it;
 * NULL ptr for an unknown key (a bug: writers assert). Lives for ever. */
struct str interface_text(struct str language, const char *key);
/* Writes {"key":"text",…} of all keys that start with `prefix`, in the order of
 * the template, as a JSON object. */
void interface_json(struct buf *out, struct str language, const char *prefix);

#endif
