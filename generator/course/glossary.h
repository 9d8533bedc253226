#ifndef WM_GLOSSARY_H
#define WM_GLOSSARY_H

/* glossary.yaml to the course's terms. Knows nothing of files, so that this can
 * be fuzzed; course.c finds the file. */

#include "course/course.h"

/* Adds the terms to `c`, in the order of the file. Never fails: an entry that
 * has no id, no term or no definition, or whose id is taken (E-TERM-TWICE), is
 * reported and left out. */
void glossary_read(struct arena *a, struct diags *d, uint32_t src,
                   struct str text, struct course *c);

#endif
