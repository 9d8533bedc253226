#ifndef WM_FRONT_MATTER_H
#define WM_FRONT_MATTER_H

/* The settings at the head of a module: YAML between two lines `---`. All keys
 * may be left out, and the whole of it too. The id is then made from the file's
 * name without folder, number and ending ("03-who-moves.md": who-moves). The
 * title is then the first level-1 heading, which course.c takes out of the body
 * if it opens the module; without one there is a warning and the id serves.
 * `requires` holds ids of modules of the same course. */

#include "course/course.h"

/* Fills id, title and the rest of `m`, whose `file` and `src` are set, from
 * `text`, the module's whole text without a BOM. `*first_line` is the number of
 * the first line after the front matter; the text from there on is returned.
 * Reports and goes on; m->id is always an id. */
struct str front_matter_read(struct arena *a, struct diags *d, struct str text,
                             struct module *m, uint32_t *first_line);

#endif
