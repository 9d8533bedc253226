/* Random numbers from a secret seed. */
#include "privacy/chance.h"

#include <assert.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

_Static_assert(SEED_BYTES == crypto_stream_chacha20_KEYBYTES &&
                   SEED_BYTES == crypto_kdf_KEYBYTES,
               "one key for all");

static void start(void) {
  int ready = sodium_init(); /* 1: was ready before */
  assert(ready >= 0);
  (void)ready;
}

void seed_fresh(struct seed *s) {
  start();
  randombytes_buf(s->bytes, sizeof s->bytes);
}

void seed_from_text(struct seed *s, struct str text) {
  static const unsigned char use[] = "waymark: seed of public data";
  start();
  crypto_generichash(s->bytes, sizeof s->bytes, (const unsigned char *)text.ptr,
                     text.len, use, sizeof use - 1);
}

void seed_forget(struct seed *s) { sodium_memzero(s, sizeof *s); }

void chance_start(struct chance *c, const struct seed *s, uint32_t step) {
  start();
  crypto_kdf_derive_from_key(c->key, sizeof c->key, step, "waymark ", s->bytes);
  c->blocks = 0;
  c->used = sizeof c->room;
}

void chance_end(struct chance *c) { sodium_memzero(c, sizeof *c); }

static void refill(struct chance *c) {
  unsigned char nonce[crypto_stream_chacha20_NONCEBYTES];
  for (size_t i = 0; i < sizeof nonce; i++)
    nonce[i] = (unsigned char)(i < 8 ? c->blocks >> (8 * i) & 0xFF : 0);
  crypto_stream_chacha20(c->room, sizeof c->room, nonce, c->key);
  c->blocks++;
  c->used = 0;
}

uint64_t chance_bits(struct chance *c) {
  uint64_t bits = 0;
  if (c->used + 8 > sizeof c->room)
    refill(c);
  for (int i = 7; i >= 0; i--)
    bits = bits << 8 | c->room[c->used + (size_t)i];
  c->used += 8;
  return bits;
}

uint64_t chance_below(struct chance *c, uint64_t count) {
  uint64_t least = (0 - count) % count, bits;
  do
    bits = chance_bits(c);
  while (bits < least); /* what is left is a multiple of count */
  return bits % count;
}

double chance_share(struct chance *c) {
  return (double)(chance_bits(c) >> 11) * 0x1p-53;
}

double chance_normal(struct chance *c) {
  double x, y, s;
  do {
    x = 2 * chance_share(c) - 1;
    y = 2 * chance_share(c) - 1;
    s = x * x + y * y;
  } while (s >= 1 || s == 0);
  return x * sqrt(-2 * log(s) / s);
}

void chance_shuffle(struct chance *c, uint32_t *list, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t j = (size_t)chance_below(c, i);
    uint32_t swap = list[i - 1];
    list[i - 1] = list[j];
    list[j] = swap;
  }
}
