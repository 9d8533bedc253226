#ifndef WM_DATAPACKAGE_H
#define WM_DATAPACKAGE_H

/* The course's Frictionless Data Package, in YAML or JSON, to resources. Knows
 * nothing of files, so that it can be fuzzed; datafile.h reads the data. */

#include "course/course.h"

enum { DATAPACKAGE_MAX_RESOURCES = 1000 };

struct package_source {
  uint32_t src;
  struct str text;   /* without a BOM */
  struct str folder; /* of the package inside the course, such as "data" */
  bool json;
};

/* Adds the package's resources to `c`. Reports unknown keys, what is missing
 * (source, licence, disclosure), fields that are named but not declared, and
 * what Waymark cannot read. A resource with faults is kept with what it has. */
void datapackage_read(struct arena *a, struct diags *d,
                      const struct package_source *package, struct course *c);

#endif
