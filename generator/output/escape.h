#ifndef WM_ESCAPE_H
#define WM_ESCAPE_H

/* The one place where text is made safe for a context of XHTML. What XML and
 * HTML both forbid (control characters, non-characters) becomes U+FFFD. JSON
 * has its own place, base/json.h. */

#include "base/buf.h"

/* Between tags. */
void escape_text(struct buf *out, struct str s);
/* Inside an attribute's double quotes. */
void escape_attr(struct buf *out, struct str s);
/* An address inside an attribute's double quotes: bytes that an address may not
 * hold are written as %XX, existing %XX stay. */
void escape_url(struct buf *out, struct str url);
/* One name as a part of an address: as escape_url, but also / ? # and %. */
void escape_path_part(struct buf *out, struct str name);
/* ` key="value"` with the value escaped. */
void escape_put_attr(struct buf *out, const char *key, struct str value);

#endif
