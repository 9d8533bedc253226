#ifndef WM_YAML_H
#define WM_YAML_H

/* YAML to values. The one home of libyaml. What a course needs of YAML and no
 * more: one document; no anchors, aliases, tags or keys that are not text. */

#include "course/value.h"

/* The document's top value, or NULL when the text cannot be read at all; then,
 * and for every lesser fault, there are diagnostics (E-YAML-…). An empty text
 * gives a VALUE_NULL. `first_line` is the number of the text's first line. */
struct value *yaml_read(struct arena *a, struct diags *d, uint32_t src,
                        struct str text, uint32_t first_line);

#endif
