#ifndef WM_YAML_WRITE_H
#define WM_YAML_WRITE_H

/* Values as YAML that people can read and edit: block style, texts plain where
 * that means the same, long ones folded. What yaml_read makes of it is equal.
 */

#include "course/value.h"

/* A scalar as it stands after "key: ", with its line end. `indent` is that of
 * the line the key stands on. Quoted texts stay texts. */
void yaml_put_text(struct buf *out, struct str text, bool quoted,
                   size_t indent);
/* A scalar without its line end, as also [lists] and {maps} take it; it reads
 * as a text. `quoted`: in quotes in any case. */
void yaml_put_inline(struct buf *out, struct str text, bool quoted);
/* A map or list below a key, from a new line on; a scalar on the same one. */
void yaml_put_value(struct buf *out, const struct value *v, size_t indent);
/* "key:" or "key: " with what follows; `key` is quoted where needed. */
void yaml_put_key(struct buf *out, struct str key, size_t indent);

#endif
