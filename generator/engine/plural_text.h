#ifndef WM_ENGINE_PLURAL_TEXT_H
#define WM_ENGINE_PLURAL_TEXT_H

/* The code of a computed text that is a plural, as it is written:
 * {{plural n: one {child} other {children}}} */

#include "base/str.h"

/* Whether the code is a plural; its number's expression and its forms. */
bool plural_text_split(struct str code, struct str *number, struct str *forms);
/* Takes "category {text}" off the forms; false when none is there. */
bool plural_text_take(struct str *forms, struct str *category,
                      struct str *text);

#endif
