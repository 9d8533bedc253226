#ifndef WM_DATA_USE_H
#define WM_DATA_USE_H

/* The datasets that Lua names literally: data.NAME. */

#include "base/str.h"

/* The next name at or after byte `*at`, which moves behind it; strings and
 * comments are passed over. False at the end. `name` points into `lua`. */
bool data_use_next(struct str lua, size_t *at, struct str *name);

#endif
