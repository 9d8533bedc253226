#ifndef WM_TRANSLATE_PLURAL_TEXT_H
#define WM_TRANSLATE_PLURAL_TEXT_H

/* {{plural n: one {child} other {children}}} as the engine reads it
 * (engine/plural_text.h), for those who only look. */

#include "base/arena.h"

/* Whether the code of a {{ }} is a plural; its number's expression. */
bool plural_text_number(struct str code, struct str *number);
/* NULL, or what is wrong with the forms of a plural: a sentence in `a`. */
const char *plural_text_problem(struct arena *a, struct str code);

#endif
