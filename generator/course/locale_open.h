#ifndef WM_LOCALE_OPEN_H
#define WM_LOCALE_OPEN_H

/* The engine's locale of a BCP 47 language, as CLDR knows it. */

#include "engine/locale.h"

/* NULL only if there is no memory; locale_destroy ends it. */
struct locale *locale_open(struct str language);

#endif
