#ifndef WM_PRIVACY_SEED_FILE_H
#define WM_PRIVACY_SEED_FILE_H

/* The file with the secret seed of a plan: 64 hexadecimal digits. Whoever has
 * the plan and the seed can take noise and exchanged values out again, so the
 * file lies outside every course and outside the output, and nobody but its
 * owner may read it. */

#include "base/diag.h"
#include "privacy/chance.h"

/* Reads it, or makes it with a fresh seed when it is not there (*made).
 * `output` is the folder that will be written. Reported: E-SEED-PLACE,
 * E-SEED-OPEN (others may read it), E-SEED-FORM, or that it cannot be read or
 * written. */
bool seed_file_use(struct arena *a, struct diags *d, struct str path,
                   struct str output, struct seed *out, bool *made);

#endif
