#ifndef WM_NUMERALS_H
#define WM_NUMERALS_H

/* Texts of figures alone, such as the age group 5–11: no translator sees them,
 * so a translated edition writes them in the digits of its language. */

#include "translate/messages.h"

/* Rewrites the numerals of the messages' course in place. Accepted answers are
 * none of them: learners may type any digits. */
void numerals_write(struct arena *a, const struct messages *all,
                    struct str language);

#endif
