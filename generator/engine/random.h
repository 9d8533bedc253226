#ifndef WM_ENGINE_RANDOM_H
#define WM_ENGINE_RANDOM_H

/* The random stream of a variant: a hash of the exercise's id and the seed, so
 * the same in every language and on every target. Integer arithmetic only. */

#include "base/str.h"

struct random {
  uint64_t state[4];
};

/* `salt` keeps streams of one variant apart: what the author draws from how the
 * options of a choice are shuffled. */
void random_start(struct random *r, struct str id, uint64_t seed,
                  const char *salt);
uint64_t random_bits(struct random *r);
/* 0 to count - 1, each as likely; count must not be 0. */
uint64_t random_below(struct random *r, uint64_t count);
double random_share(struct random *r); /* 0 <= x < 1, 53 bits */

#endif
