#ifndef WM_ENGINE_RISK_H
#define WM_ENGINE_RISK_H

/* How easily somebody in a file of records could be told from the others: the
 * measures of disclosure control, over columns that an outsider may know (the
 * keys). Plain C; the gate, the anonymiser and d:risk{…} share it.
 *
 * Sources. fk, Fk and the individual risk: L. Franconi and S. Polettini,
 * "Individual risk estimation in mu-ARGUS", Privacy in Statistical Databases
 * 2004, and the World Bank/IHSN guide "Statistical Disclosure Control: A
 * Practice Guide", chapter 4. k-anonymity: L. Sweeney 2002. l-diversity:
 * A. Machanavajjhala and others 2007. t-closeness: N. Li and others 2007.
 * SUDA: M. Elliot and others 2005, A. Manning and others 2008. */

#include "engine/dataset_sort.h"
#include "engine/pool.h"

/* Keys; and different sets of keys that are missing in some record. */
enum { RISK_MAX_KEYS = 32, RISK_MAX_PATTERNS = 2000 };

struct risk_file {
  size_t rows;
  struct sort_key keys[RISK_MAX_KEYS];
  size_t key_count;
  const struct series *weight; /* NULL: every record stands for itself */
};

/* Records with the same keys; here a missing value is a value like others. */
struct risk_groups {
  size_t rows, bad_row; /* bad_row: see risk_group */
  uint32_t count;
  uint32_t *of_row; /* per record: its group */
  uint32_t *first;  /* per group: its first record */
  uint32_t *size;   /* per group: its records */
  uint32_t *fk; /* per group: records it cannot be told from; a missing value
                   matches every value, both ways */
  double *by_weight; /* Fk, the same by weight: people in the population; NULL
                        without weights, so ask risk_Fk */
};

enum risk_status {
  RISK_DONE,
  RISK_NO_MEMORY,
  RISK_BAD_WEIGHT,
  RISK_TOO_SPARSE /* more than RISK_MAX_PATTERNS */
};

/* Groups the records. A weight that is missing or not above 0 is refused, with
 * its record in out->bad_row. Takes (groups × patterns of missing keys) steps.
 */
enum risk_status risk_group(struct pool *p, const struct risk_file *f,
                            struct risk_groups *out);

double risk_Fk(const struct risk_groups *g, uint32_t group);

/* Numbers `count` records by some keys, equal ones equally, from 0 on: those in
 * `list`, or the first ones when it is NULL. `of` and `first` (or
 * NULL) hold `count` places. Returns how many numbers there are, or UINT32_MAX:
 * no memory. */
uint32_t risk_number(const struct sort_key *keys, size_t key_count,
                     const uint32_t *list, size_t count, uint32_t *of,
                     uint32_t *first);

/* The chance that one who knows the keys finds the right person. 1/fk when the
 * sample is the population (Fk <= fk); else, with p = fk/Fk, the mean of 1/F
 * over the negative binomial of F given fk:
 *   fk = 1:  p/(1-p) ln(1/p)
 *   fk = 2:  p/(1-p) - (p/(1-p))^2 ln(1/p)
 *   above:   p/(fk - (1-p)), an approximation; or the series when `exact`,
 *            p^fk * sum over r >= fk of C(r-1, fk-1) (1-p)^(r-fk) / r  */
double risk_individual(double fk, double Fk, bool exact);

/* Replaces the risks of records by those of their households, 1 - product of
 * (1 - risk). A record without a household is one of its own. False: no memory.
 */
bool risk_household(const struct series *household, double *risk, size_t rows);

/* Distinct l-diversity: how many values a sensitive column has in each group.
 * Missing ones are passed over; a group without any value has 0. `distinct` has
 * one place per group. False: no memory. */
bool risk_diversity(const struct risk_file *f, const struct risk_groups *g,
                    const struct series *sensitive, uint32_t *distinct);

/* More on how they spread; arrays of one place per group, or NULL. */
struct risk_spread {
  double *entropy;  /* entropy l-diversity: exp(-sum p ln p) */
  double *distance; /* t-closeness: earth mover's distance to the whole file, by
                       rank of numbers, years and dates, else with all values
                       equally far apart */
};
bool risk_spread(const struct risk_file *f, const struct risk_groups *g,
                 const struct series *sensitive, struct risk_spread *out);

/* SUDA. Finds the smallest sets of keys, of at most `depth` (0: any number),
 * that make a record unique; a missing value is no part of one. A set of n of
 * N keys scores the product of (N - i) for i from n to min(depth, N - 1);
 * score[row] is the sum. `found` is called for each set, with one bit per key,
 * and may be NULL. */
struct risk_suda {
  size_t depth;
  double *score; /* per record, zeroed by the caller */
  void (*found)(void *user, uint32_t row, uint32_t keys);
  void *user;
};
bool risk_suda(const struct risk_file *f, const struct risk_groups *g,
               const struct risk_suda *suda);
/* Sets of keys that would be looked at. */
double risk_suda_sets(size_t keys, size_t depth);

#endif
