/* Rows of one table that make a row of another. */
#include <string.h>

#include "engine/fold.h"
#include "privacy/links_steps.h"
#include "tables/words.h"

enum { FEW_VALUES = 2, VISITS_MAX = 20000000 };

struct pairing {
  struct arena *arena;
  const struct links_sheet *fine, *coarse;
  uint32_t match[LINKS_DIMENSIONS]; /* per coarse dimension: the fine one */
  uint32_t matched;                 /* fine ones, a bit each */
  struct links_joins *joins;
};

static bool same_text(struct str a, struct str b) {
  struct buf x = {0}, y = {0};
  fold_put(&x, a);
  fold_put(&y, b);
  bool same = x.len && str_eq(buf_str(&x), buf_str(&y));
  buf_free(&x);
  buf_free(&y);
  return same;
}

bool links_same_name(const struct series *a, const struct series *b) {
  const struct column_info *x = a->column.info, *y = b->column.info;
  return same_text(x->name, y->name) || same_text(x->title, y->title);
}

/* Under different names: do they share half of the shorter list of texts? */
static bool same_values(const struct links_dimension *a,
                        const struct links_dimension *b) {
  size_t i = 0, j = 0, shared = 0;
  size_t least =
      a->value_count < b->value_count ? a->value_count : b->value_count;
  if (!column_is_text(a->series->column.info->type) ||
      !column_is_text(b->series->column.info->type))
    return false;
  while (i < a->value_count && j < b->value_count) {
    uint32_t x = a->values[i], y = b->values[j];
    shared += x == y;
    i += x <= y;
    j += y <= x;
  }
  return shared >= FEW_VALUES && 2 * shared >= least;
}

/* By name first, then by values; each dimension once. */
static void match_dimensions(struct pairing *p) {
  const struct sums_table *fine = p->fine->table, *coarse = p->coarse->table;
  for (size_t j = 0; j < coarse->dimension_count; j++)
    p->match[j] = LINKS_NONE;
  for (int pass = 0; pass < 2; pass++)
    for (size_t j = 0; j < coarse->dimension_count; j++)
      for (size_t i = 0; i < fine->dimension_count; i++) {
        if (p->match[j] != LINKS_NONE || p->matched >> i & 1)
          continue;
        if (pass ? !same_values(&p->fine->dimensions[i],
                                &p->coarse->dimensions[j])
                 : !links_same_name(fine->dimensions[i], coarse->dimensions[j]))
          continue;
        p->match[j] = (uint32_t)i;
        p->matched |= (uint32_t)1 << i;
      }
}

/* Does the coarse row stand for all in what the fine table does not know? Then
 * its totals in the rest, a bit for each dimension. */
static bool is_whole(const struct pairing *p, size_t row, uint32_t *totals) {
  *totals = 0;
  for (size_t j = 0; j < p->coarse->table->dimension_count; j++) {
    const struct links_dimension *d = &p->coarse->dimensions[j];
    bool total = d->codes[row] == LINKS_TOTAL;
    if (p->match[j] != LINKS_NONE)
      *totals |= (uint32_t)total << j;
    else if (!total && !d->constant)
      return false;
  }
  return true;
}

/* A fine row without totals; or one that stands for all in what the coarse
 * table does not know, and has a total at all. */
static bool is_part(const struct pairing *p, size_t row, bool with_totals) {
  bool any = false;
  for (size_t i = 0; i < p->fine->table->dimension_count; i++) {
    const struct links_dimension *d = &p->fine->dimensions[i];
    bool total = d->codes[row] == LINKS_TOTAL, match = p->matched >> i & 1;
    if (d->constant && !match)
      continue;
    if (total && !with_totals)
      return false;
    if (!total && with_totals && !match)
      return false;
    any = any || total;
  }
  return any == with_totals;
}

/* The values of a row in the dimensions that both have, but for `left_out`. */
static struct str key_of(const struct pairing *p, bool of_fine, size_t row,
                         uint32_t left_out, uint32_t *room) {
  size_t n = 0;
  for (size_t j = 0; j < p->coarse->table->dimension_count; j++)
    if (p->match[j] != LINKS_NONE && !(left_out >> j & 1))
      room[n++] = of_fine ? p->fine->dimensions[p->match[j]].codes[row]
                          : p->coarse->dimensions[j].codes[row];
  return (struct str){(const char *)room, n * sizeof *room};
}

/* The fine rows by their key. */
struct lists {
  struct table_words keys;
  uint32_t *rows, *start;
  size_t count;
  uint32_t most; /* rows of the longest */
};

static struct lists list_parts(const struct pairing *p, uint32_t left_out,
                               bool with_totals) {
  struct lists l = {0};
  size_t rows = p->fine->table->rows;
  uint32_t room[LINKS_DIMENSIONS], *of = arena_array(p->arena, uint32_t, rows);
  l.rows = arena_array(p->arena, uint32_t, rows);
  for (size_t i = 0; i < rows; i++)
    of[i] = is_part(p, i, with_totals)
                ? table_words_add(p->arena, &l.keys,
                                  key_of(p, true, i, left_out, room))
                : LINKS_NONE;
  l.count = l.keys.count;
  l.start = arena_array(p->arena, uint32_t, l.count + 2);
  for (size_t i = 0; i < rows; i++)
    if (of[i] != LINKS_NONE && ++l.start[of[i] + 2] > l.most)
      l.most = l.start[of[i] + 2];
  for (size_t i = 2; i < l.count + 2; i++)
    l.start[i] += l.start[i - 1];
  for (uint32_t i = 0; i < rows; i++)
    if (of[i] != LINKS_NONE)
      l.rows[l.start[of[i] + 1]++] = i;
  return l;
}

/* Joins the coarse rows that have their totals in `totals`, or, for rows that
 * are the same, any. */
static void join_rows(const struct pairing *p, uint32_t totals,
                      bool with_totals) {
  uint32_t room[LINKS_DIMENSIONS], own;
  uint32_t left_out = with_totals ? 0 : totals;
  struct lists l = list_parts(p, left_out, with_totals);
  for (uint32_t i = 0; i < p->coarse->table->rows; i++) {
    if (!is_whole(p, i, &own) || (!with_totals && own != totals))
      continue;
    uint32_t at =
        table_words_add(p->arena, &l.keys, key_of(p, false, i, left_out, room));
    if (at >= l.count || l.start[at + 1] == l.start[at])
      continue;
    uint32_t n = l.start[at + 1] - l.start[at];
    *ARENA_PUSH(p->arena, p->joins->items, p->joins->count, p->joins->cap) =
        (struct links_join){i, l.rows + l.start[at], n, n == l.most};
  }
}

bool links_join(struct arena *a, const struct links_sheet *fine,
                const struct links_sheet *coarse, bool totals,
                struct links_joins *out) {
  struct pairing p = {.arena = a, .fine = fine, .coarse = coarse, .joins = out};
  uint32_t *kinds = NULL, own;
  size_t count = 0, cap = 0, rows = fine->table->rows + coarse->table->rows;
  match_dimensions(&p);
  for (size_t i = 0; i < coarse->table->rows; i++) {
    size_t k = 0;
    if (!is_whole(&p, i, &own))
      continue;
    while (k < count && kinds[k] != own)
      k++;
    if (k == count)
      *ARENA_PUSH(a, kinds, count, cap) = own;
    out->visits = (count + 1) * rows;
    if (out->visits > VISITS_MAX)
      return false;
  }
  for (size_t k = 0; k < count; k++)
    join_rows(&p, kinds[k], false);
  if (totals && count)
    join_rows(&p, 0, true);
  return true;
}
