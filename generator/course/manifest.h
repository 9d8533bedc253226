#ifndef WM_MANIFEST_H
#define WM_MANIFEST_H

/* course.yaml to struct manifest. Knows nothing of files: that the modules, the
 * theme and the folder exist is course.c's business, so this can be fuzzed. */

#include "course/course.h"

/* Must be given: id, title, language. The rest may be left out, the licence
 * with a warning: edition is 1 and pass -1 (none), fonts `embed`, era `common`.
 * `languages` loses the source language, which is always published, and
 * repeated tags. Entries of `modules` are normalised paths to .md files.
 *
 * Never fails: what is wrong is reported, and what was wrong is absent or has
 * its default. `text` is the text that `src` names, without a BOM. */
void manifest_read(struct arena *a, struct diags *d, uint32_t src,
                   struct str text, struct manifest *out);

#endif
