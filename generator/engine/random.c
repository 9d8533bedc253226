/* The random stream of a variant: xoshiro256** (Blackman and Vigna, public
 * domain algorithm), its state filled by SplitMix64 from an FNV-1a hash. */
#include "engine/random.h"

static uint64_t hash_bytes(uint64_t h, const char *bytes, size_t len) {
  for (size_t i = 0; i < len; i++)
    h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
  return h;
}

static uint64_t split_mix(uint64_t *x) {
  uint64_t z = (*x += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

void random_start(struct random *r, struct str id, uint64_t seed,
                  const char *salt) {
  struct str extra = str_from(salt);
  uint64_t h = hash_bytes(UINT64_C(0xCBF29CE484222325), id.ptr, id.len);
  h = hash_bytes(h, "\0", 1);
  h = hash_bytes(h, extra.ptr, extra.len);
  h ^= split_mix(&seed);
  for (int i = 0; i < 4; i++)
    r->state[i] = split_mix(&h);
}

static uint64_t rotate(uint64_t x, int by) {
  return (x << by) | (x >> (64 - by));
}

uint64_t random_bits(struct random *r) {
  uint64_t *s = r->state;
  uint64_t result = rotate(s[1] * 5, 7) * 9;
  uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

uint64_t random_below(struct random *r, uint64_t count) {
  /* Draws below `uneven` are thrown away: 2^64 is no multiple of count. */
  uint64_t uneven = (UINT64_MAX - count + 1) % count;
  uint64_t x = random_bits(r);
  while (x < uneven)
    x = random_bits(r);
  return x % count;
}

double random_share(struct random *r) {
  return (double)(random_bits(r) >> 11) * 0x1p-53;
}
