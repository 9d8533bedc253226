#ifndef WM_ENGINE_INTERFACE_H
#define WM_ENGINE_INTERFACE_H

/* The engine's own texts, in English for when `load` brought none; the keys are
 * those of templates/interface.pot that start with "engine.". */

#include "base/buf.h"

struct store;

struct interface_value {
  const char *name; /* {name} in the text; NULL ends a list */
  struct str value;
};

struct str interface_english(const char *key); /* "" for an unknown key */
/* The key of the text for a mistake that needs no feedback of the author's, or
 * NULL. */
const char *interface_of_mistake(struct str id);
/* The keys from 0, then NULL: for the test that compares both sources. */
const char *interface_key(size_t i);
/* One paragraph of XHTML, the values escaped and isolated in <bdi>. */
void interface_write(struct buf *out, const struct store *store,
                     const char *key, const struct interface_value *values);
/* Text with < > & and " escaped for XHTML. */
void interface_escape(struct buf *out, struct str s);

#endif
