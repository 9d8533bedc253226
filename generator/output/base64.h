#ifndef WM_BASE64_H
#define WM_BASE64_H

/* Bytes as base64, for data: addresses. */

#include "base/buf.h"

void base64_put(struct buf *out, struct str bytes);

#endif
