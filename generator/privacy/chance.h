#ifndef WM_PRIVACY_CHANCE_H
#define WM_PRIVACY_CHANCE_H

/* Random numbers that nobody can guess or recompute without the seed: the key
 * stream of ChaCha20 (libsodium). The seed is 256 bits; each step of a plan has
 * a stream of its own, so that a step more or less leaves the others as they
 * are. The one home of libsodium. */

#include "base/str.h"

enum { SEED_BYTES = 32 };

struct seed {
  unsigned char bytes[SEED_BYTES];
};

struct chance {
  unsigned char key[SEED_BYTES];
  unsigned char room[1024]; /* of the key stream */
  uint64_t blocks;          /* taken so far */
  size_t used;              /* bytes of room */
};

/* Of the system's own randomness. */
void seed_fresh(struct seed *s);
/* From any text, for extracts of public data. */
void seed_from_text(struct seed *s, struct str text);
void seed_forget(struct seed *s); /* wipes it */

void chance_start(struct chance *c, const struct seed *s, uint32_t step);
void chance_end(struct chance *c); /* wipes it */
uint64_t chance_bits(struct chance *c);
/* 0 to count - 1, each as likely; count must not be 0. */
uint64_t chance_below(struct chance *c, uint64_t count);
double chance_share(struct chance *c); /* 0 <= x < 1, 53 bits */
/* Mean 0, variance 1: Marsaglia's polar method, which needs no function that
 * differs between machines. */
double chance_normal(struct chance *c);
/* Puts `count` numbers in random order. */
void chance_shuffle(struct chance *c, uint32_t *list, size_t count);

#endif
