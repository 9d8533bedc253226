/* Keys packed into words of 32 bits: records are compared, and keys left out of
 * the comparison, a word at a time. */
#include "engine/risk_steps.h"

/* How a key becomes a small number: by its distance from the lowest value, or,
 * where values lie too far apart for that, by counting them. */
struct numbering {
  const struct series *series;
  int64_t low;
  const uint32_t *counted; /* per record of the list, or NULL */
  uint32_t most;
};

static bool number_key(struct pool *p, const struct sort_key *key,
                       const uint32_t *rows, uint32_t count,
                       struct numbering *out) {
  int64_t low = INT64_MAX, high = INT64_MIN;
  *out = (struct numbering){.series = key->series};
  for (uint32_t i = 0; i < count; i++) {
    uint64_t cell = risk_cell(key->series, rows[i]);
    int64_t value = (int64_t)cell;
    low = cell != RISK_MISSING && value < low ? value : low;
    high = cell != RISK_MISSING && value > high ? value : high;
  }
  uint64_t range = low > high ? 0 : (uint64_t)high - (uint64_t)low;
  out->low = low;
  out->most = low > high ? 0 : (uint32_t)(range + 1);
  if (range < UINT32_MAX)
    return true;
  uint32_t *counted = pool_array(p, uint32_t, count);
  out->counted = counted;
  out->most = counted ? risk_number(key, 1, rows, count, counted, NULL) : 0;
  return counted && out->most != UINT32_MAX;
}

/* Takes the next free bits of the words; a key is never split. */
static void place(struct risk_codes *c, size_t key, uint32_t most,
                  uint32_t *used) {
  uint32_t width = 0;
  while ((uint64_t)most >> width)
    width++;
  if (*used + width > 32) {
    c->words++;
    *used = 0;
  }
  c->word[key] = c->words - 1;
  c->shift[key] = *used;
  c->bits[key] = (uint32_t)((((uint64_t)1 << width) - 1) << *used);
  *used += width;
}

static void fill(const struct numbering *n, const uint32_t *rows,
                 uint32_t count, uint32_t shift, uint32_t *codes) {
  for (uint32_t i = 0; i < count; i++) {
    uint64_t cell = risk_cell(n->series, rows[i]);
    uint64_t number = n->counted ? n->counted[i] : cell - (uint64_t)n->low;
    if (cell != RISK_MISSING)
      codes[i] |= (uint32_t)(number + 1) << shift;
  }
}

bool risk_encode(struct pool *p, const struct risk_file *f,
                 const uint32_t *rows, uint32_t count, struct risk_codes *out) {
  uint32_t used = 0;
  *out = (struct risk_codes){.words = 1};
  for (size_t k = 0; k < f->key_count; k++) {
    struct pool room = {0};
    struct numbering n;
    bool ok = number_key(&room, &f->keys[k], rows, count, &n);
    if (ok) {
      place(out, k, n.most, &used);
      uint32_t **codes = &out->codes[out->word[k]];
      if (!*codes)
        *codes = pool_array(p, uint32_t, count);
      ok = *codes != NULL;
      if (ok)
        fill(&n, rows, count, out->shift[k], *codes);
    }
    pool_free(&room);
    if (!ok)
      return false;
  }
  return true;
}
