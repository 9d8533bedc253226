/* FIPS 180-4, section 6.1, and the UUIDs made of it. */
#include "output/sha1.h"

#include <string.h>

static uint32_t rotate(uint32_t word, int by) {
  return word << by | word >> (32 - by);
}

static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d) {
  if (round < 20)
    return (b & c) | (~b & d);
  if (round >= 40 && round < 60)
    return (b & c) | (b & d) | (c & d);
  return b ^ c ^ d;
}

static void block(uint32_t state[5], const unsigned char *bytes) {
  static const uint32_t CONSTANT[] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC,
                                      0xCA62C1D6};
  uint32_t w[80], s[5];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)bytes[4 * i] << 24 | (uint32_t)bytes[4 * i + 1] << 16 |
           (uint32_t)bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
  for (int i = 16; i < 80; i++)
    w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  memcpy(s, state, sizeof s);
  for (int i = 0; i < 80; i++) {
    uint32_t next = rotate(s[0], 5) + mix(i, s[1], s[2], s[3]) + s[4] +
                    CONSTANT[i / 20] + w[i];
    s[4] = s[3];
    s[3] = s[2];
    s[2] = rotate(s[1], 30);
    s[1] = s[0];
    s[0] = next;
  }
  for (int i = 0; i < 5; i++)
    state[i] += s[i];
}

void sha1(struct str bytes, unsigned char digest[20]) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476,
                       0xC3D2E1F0};
  const unsigned char *p = (const unsigned char *)bytes.ptr;
  size_t whole = bytes.len / 64 * 64, rest = bytes.len - whole;
  unsigned char tail[128] = {0};
  size_t tail_len = rest < 56 ? 64 : 128;
  for (size_t i = 0; i < whole; i += 64)
    block(state, p + i);
  if (rest)
    memcpy(tail, p + whole, rest);
  tail[rest] = 0x80;
  for (size_t i = 0; i < 8; i++)
    tail[tail_len - 1 - i] = (unsigned char)((uint64_t)bytes.len * 8 >> 8 * i);
  for (size_t i = 0; i < tail_len; i += 64)
    block(state, tail + i);
  for (size_t i = 0; i < 20; i++)
    digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

void uuid_put_urn(struct buf *out, struct str name) {
  /* The name space of Waymark's courses; itself drawn once, at random. */
  static const char SPACE[] = "\x3E\x0B\x5C\x91\x7A\x2D\x4F\x68"
                              "\x9C\x14\xD8\x07\xA6\x53\xF2\x1B";
  unsigned char digest[20];
  struct buf both = {0};
  buf_put_n(&both, SPACE, sizeof SPACE - 1);
  buf_put(&both, name);
  sha1(buf_str(&both), digest);
  buf_free(&both);
  digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
  digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
  buf_puts(out, "urn:uuid:");
  for (int i = 0; i < 16; i++)
    buf_printf(out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
               digest[i]);
}
