#ifndef WM_PRIVACY_PLAN_H
#define WM_PRIVACY_PLAN_H

/* PLAN.yaml: what is done to a raw table, step by step, and what the result is.
 *
 *   public: true              the raw data are public already, so …
 *   seed: TEXT                … the seed may stand here
 *   input: {missing: [], encoding:, delimiter:, sheet:, header:}
 *   raw_keys: [FIELDS]        raw columns that somebody may know, for the risk
 *                             before; those of the resource's keys if left out
 *   order: sorted             rows: sorted, shuffled or kept
 *   steps: [{METHOD: FIELDS, …}, …]
 *   resource: {…}             as in a data package; or a NAME, with
 *   package: FILE             the data package that describes it
 *
 * Reads text only, no files, so that it can be fuzzed. */

#include "course/value.h"

struct method; /* method.h */

struct step {
  const struct method *method;
  struct loc at;
  uint32_t number; /* from 1: also its stream of random numbers */
  void *settings;  /* the method's own, beginning with struct texts: fields */
};

enum plan_order { ORDER_SORTED, ORDER_SHUFFLED, ORDER_KEPT };

struct plan {
  struct loc at; /* of the file */
  bool is_public;
  struct text seed, encoding, delimiter, sheet, package, resource_name;
  struct text order_name; /* as given, for messages */
  enum plan_order order;
  int header; /* 0: not given */
  struct texts missing, raw_keys;
  struct step *steps;
  size_t step_count, step_cap;
  const struct value *resource; /* NULL when named */
};

enum { PLAN_MAX_STEPS = 200, PLAN_MAX_VALUES = 20000 };

/* What is wrong is reported; nothing is run after an error. `text` is what
 * `src` names, without a BOM. */
void plan_read(struct arena *a, struct diags *d, uint32_t src, struct str text,
               struct plan *out);
/* Whether anything in it is drawn at random. */
bool plan_is_random(const struct plan *p);

/* For the methods: reports E-PLAN-VALUE unless the text is a number from `min`
 * to `max`; an absent text leaves *out alone. */
bool plan_number(struct diags *d, struct text t, const char *name,
                 const double range[2], double *out);

#endif
