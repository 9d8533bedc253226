#ifndef WM_SDMX_CSV_H
#define WM_SDMX_CSV_H

/* A resource of a data package as SDMX-CSV, for the systems of statistical
 * offices. Dimensions are the fields that are no figures, in the order of the
 * schema; the year is TIME_PERIOD; several figures become one dimension
 * INDICATOR. Missing figures have OBS_STATUS O, all others A, and CONF_STATUS
 * F: only what may be published is written at all. */

#include "course/course.h"
#include "tables/sdmx.h"

struct sdmx_target {
  enum sdmx_version version;
  struct str flow; /* "AGENCY:ID(1.0)" */
};

/* False, and reported, when a value can be no SDMX code, or there is no
 * figure. */
bool sdmx_put(struct arena *a, struct diags *d, const struct resource *r,
              const struct sdmx_target *target, struct buf *out);

#endif
