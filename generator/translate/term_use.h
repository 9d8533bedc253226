#ifndef WM_TERM_USE_H
#define WM_TERM_USE_H

/* Whether translations use the words of the translated glossary. */

#include "translate/translate.h"

/* A term as source and translation have it, with all its forms. */
struct term_pair {
  struct texts source, translation; /* the first is the term itself */
};

struct term_pairs {
  struct term_pair *items;
  size_t count, cap;
};

/* Those whose word is translated. */
struct term_pairs term_pairs_of(struct arena *a, const struct translation *t);
/* The first term that `source` uses and `translation` does not, or NULL. Case
 * does not matter in ASCII, nor does a first letter; the words of a term of
 * several may have other endings. */
const struct term_pair *term_not_used(const struct term_pairs *pairs,
                                      struct str source,
                                      struct str translation);

#endif
