#ifndef WM_PICTURE_SIZE_H
#define WM_PICTURE_SIZE_H

/* How large a picture is, from its first bytes, so that a page keeps room for
 * it while it loads. */

#include "base/str.h"

/* Pixels of a PNG, GIF or JPEG; false for other or broken files. */
bool picture_size(struct str bytes, unsigned *width, unsigned *height);

#endif
