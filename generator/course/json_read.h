#ifndef WM_JSON_READ_H
#define WM_JSON_READ_H

/* JSON to values, for data packages in JSON: libyaml refuses the surrogate
 * pairs and long keys that JSON allows. The generator's one home of cJSON. */

#include "course/value.h"

/* Like yaml_read; codes E-JSON-…. The text's first line is 1. */
struct value *json_read(struct arena *a, struct diags *d, uint32_t src,
                        struct str text);

#endif
