#ifndef WM_EXTRACT_H
#define WM_EXTRACT_H

/* The gettext template of a course. */

#include "locale/po.h"
#include "translate/messages.h"

/* A template with every message of `c`: its places, and comments that tell the
 * translator what it is and what must stay. `time` in seconds since 1970. */
struct po *extract_template(struct arena *a, const struct diags *d,
                            struct course *c, long long time);

#endif
