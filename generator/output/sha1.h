#ifndef WM_SHA1_H
#define WM_SHA1_H

/* SHA-1, for name-based identifiers only (RFC 9562, version 5). */

#include "base/buf.h"

void sha1(struct str bytes, unsigned char digest[20]);
/* urn:uuid:… made from a name, the same for the same name. */
void uuid_put_urn(struct buf *out, struct str name);

#endif
