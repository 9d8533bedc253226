#ifndef WM_DATAFILE_H
#define WM_DATAFILE_H

/* The data files of a course: read whole, and looked through so far that the
 * engine can load them. */

#include "course/course.h"

/* Reads `r->path` below the course folder into r->csv and checks that it is
 * UTF-8, that its header row and r's fields name each other exactly once, and
 * that each row has as many values. What the values mean is for the engine. */
void datafile_read(struct arena *a, struct diags *d, struct str course_folder,
                   struct resource *r);
/* The same for a text that is already there: r->csv, r->csv_src. */
void datafile_check(struct arena *a, struct diags *d, struct resource *r);

#endif
