#ifndef WM_PROOF_H
#define WM_PROOF_H

/* The proof of a translation: source and translation side by side, with what
 * is wrong, for translators and reviewers. Not for learners. */

#include "output/output.h"
#include "translate/translate.h"

/* Writes OUT/ID-LANG-proof.html. `plan` is that of the translated course;
 * `source` holds the messages of the source course, of which the blocks stand
 * at the same indices. */
bool output_proof(struct arena *a, struct diags *d,
                  const struct lesson_plan *plan, const struct translation *t,
                  const struct messages *source,
                  const struct output_options *options);

/* Its page, for output.c. */
struct press;
bool proof_put_page(const struct press *press, const struct translation *t,
                    const struct messages *source, struct buf *out);

#endif
