#ifndef WM_DATAPACKAGE_H
#define WM_DATAPACKAGE_H

/* The course's Frictionless Data Package, in YAML or JSON, to resources. Knows
 * nothing of files, so that it can be fuzzed; datafile.h reads the data. */

#include "course/value.h"

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
/* Adds one resource, given as the map that a package would hold. Its path is
 * seen from the folder of the course. */
void datapackage_read_resource(struct arena *a, struct diags *d,
                               const struct value *resource, struct course *c);

#endif
