#ifndef WM_PRIVACY_ANONYMISE_H
#define WM_PRIVACY_ANONYMISE_H

/* Runs a plan over a raw table. What comes out has passed the gate, or nothing
 * comes out. */

#include "privacy/compare.h"

struct anonymise_request {
  struct str raw;       /* the file with the data */
  struct str plan;      /* PLAN.yaml */
  struct str output;    /* folder that will be written */
  struct str seed_file; /* ptr NULL: none */
};

struct anonymised {
  const struct plan *plan;
  const struct resource *resource;
  struct str name;    /* of the data file, below the output folder */
  struct str csv;     /* the data */
  struct str package; /* datapackage.yaml */
  struct str method;  /* the sentences on what was done */
  struct comparison comparison;
  bool seed_made; /* a new seed file was written */
};

/* NULL when anything is wrong, which is reported. Writes no file but a new
 * seed. */
const struct anonymised *anonymise(struct arena *a, struct diags *d,
                                   const struct anonymise_request *request);

#endif
