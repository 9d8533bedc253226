#ifndef WM_ENGINE_RISK_STEPS_H
#define WM_ENGINE_RISK_STEPS_H

/* What the parts of risk_group share. */

#include "engine/risk.h"

/* No value is this one: the lowest integer is MISSING_INTEGER, and the number
 * with these bits is -0, which is made 0. */
#define RISK_MISSING ((uint64_t)1 << 63)

/* Equal values of a column, and only those, are equal numbers. */
static inline uint64_t risk_cell(const struct series *s, size_t i) {
  uint32_t row = series_row(s, i);
  const struct column *c = &s->column;
  union {
    double number;
    uint64_t bits;
  } any;
  if (row == MISSING_ROW)
    return RISK_MISSING;
  switch (c->info->type) {
  case COLUMN_INTEGER:
  case COLUMN_YEAR:
    return (uint64_t)column_whole(c, row); /* the marks are one */
  case COLUMN_BOOLEAN:
    return c->as.flags[row] == MISSING_FLAG ? RISK_MISSING : c->as.flags[row];
  case COLUMN_NUMBER:
    any.number = c->as.numbers[row] + 0.0; /* one zero */
    return any.number != any.number ? RISK_MISSING : any.bits;
  default:
    return c->as.codes[row] == MISSING_CODE ? RISK_MISSING : c->as.codes[row];
  }
}

/* Do two records have the same keys? Missing equals missing. */
static inline bool risk_same(const struct sort_key *keys, size_t count,
                             uint32_t a, uint32_t b) {
  for (size_t k = 0; k < count; k++)
    if (risk_cell(keys[k].series, a) != risk_cell(keys[k].series, b))
      return false;
  return true;
}

static inline uint32_t risk_mix(uint32_t hash, uint64_t value) {
  value = (value ^ hash) * 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 32) * 0xD6E8FEB86659FD93u;
  return (uint32_t)(value ^ value >> 32);
}

/* Keys of records as numbers in words of 32 bits. A key has its bits in one of
 * the words, all 0 where it is missing; other numbers are equal where values
 * are. */
struct risk_codes {
  uint32_t words;
  uint32_t *codes[RISK_MAX_KEYS]; /* per word: one for each record */
  uint32_t word[RISK_MAX_KEYS], shift[RISK_MAX_KEYS], bits[RISK_MAX_KEYS];
};

/* Of the `count` records in `rows`. False: no memory. */
bool risk_encode(struct pool *p, const struct risk_file *f,
                 const uint32_t *rows, uint32_t count, struct risk_codes *out);

/* Adds to fk and Fk of each group what it may be one with, where keys are
 * missing. */
enum risk_status risk_match(struct pool *p, const struct risk_file *f,
                            struct risk_groups *g);

#endif
