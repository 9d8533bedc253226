#ifndef WM_OVERSIGHT_H
#define WM_OVERSIGHT_H

/* What a translation may do, but hardly on purpose. */

#include "markdown/node.h"

/* Emphasis, code or hard breaks in another number, other figures than the
 * source has (in whatever digits and with whatever separators), a plural
 * without a form that the language needs. A part of a sentence, or NULL. */
const char *oversight_of(struct arena *a, const struct node *source,
                         const struct node *translation, struct str language);
/* The figures alone, of texts without markup. */
const char *oversight_of_text(struct arena *a, struct str source,
                              struct str translation);

#endif
