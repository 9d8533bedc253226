#ifndef WM_JSON_H
#define WM_JSON_H

/* Writing JSON text. Reading is cJSON's, in the engine and the data package.
 * The one place where text is escaped for JSON. */

#include "base/buf.h"

/* A quoted string. Escapes what JSON asks for, and also < & U+2028 U+2029, so
 * that the text may stand inside a <script> of an XHTML or HTML page. A byte
 * that is not UTF-8 becomes U+FFFD, since Lua's texts may hold any bytes. */
void json_put_string(struct buf *out, struct str s);

#endif
