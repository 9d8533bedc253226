/* Types and ranges of the columns of a table. */
#include "tables/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/csv_value.h"
#include "tables/day.h"
#include "tables/digits.h"
#include "tables/profile_text.h"

const char *profile_type_name(enum profile_type type) {
  static const char *const names[] = {"string",  "string", "integer", "number",
                                      "boolean", "year",   "date"};
  return names[type];
}

static char small(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* `word` (small letters) somewhere in the text, whatever the case. */
static bool speaks_of(struct str s, const char *word) {
  size_t n = strlen(word);
  for (size_t i = 0; i + n <= s.len; i++) {
    size_t j = 0;
    while (j < n && small(s.ptr[i + j]) == word[j])
      j++;
    if (j == n)
      return true;
  }
  return false;
}

bool profile_speaks_of_years(const struct table_column *c) {
  static const char *const words[] = {"year", "annee", "année", "ปี",
                                      "พ.ศ",  "سنة",   "عام",   "time_period"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (speaks_of(c->name, words[i]) || speaks_of(c->title, words[i]))
      return true;
  return str_is(c->name, "yr");
}

static bool is_code(const struct table_column *c, struct str value) {
  for (size_t i = 0; i < c->label_count; i++)
    if (c->labels[i].missing && str_eq(c->labels[i].value, value))
      return true;
  return false;
}

/* Whole numbers that can only be years: of the Common Era, or of the Buddhist
 * one, which is 543 ahead. */
static void find_years(struct profile *p, const struct table_column *c) {
  if (p->type != PROFILE_INTEGER || !profile_speaks_of_years(c))
    return;
  if (p->minimum >= 2343 && p->maximum <= 2643) {
    p->buddhist = true;
    p->minimum -= BUDDHIST_OFFSET;
    p->maximum -= BUDDHIST_OFFSET;
    p->type = PROFILE_YEAR;
  } else if (p->minimum >= 1800 && p->maximum <= 2100) {
    p->type = PROFILE_YEAR;
  }
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void look_at_numbers(struct arena *a, const struct table *t,
                            const struct table_column *c, struct profile *p) {
  double *sorted = arena_array(a, double, t->rows);
  char room[TABLE_CELL_ROOM];
  bool whole = true;
  size_t n = 0;
  for (size_t i = 0; i < t->rows; i++) {
    double x = c->numbers[i];
    if (table_is_empty(c, i))
      p->empty++;
    else if (table_tag(x) ||
             (c->label_count && is_code(c, table_number_text(x, room))))
      p->coded++;
    else
      sorted[n++] = x;
  }
  if (n)
    qsort(sorted, n, sizeof *sorted, by_size);
  for (size_t i = 0; i < n; i++) {
    p->distinct += i == 0 || sorted[i] != sorted[i - 1];
    whole = whole && sorted[i] == floor(sorted[i]) && fabs(sorted[i]) < 1e15;
    if (sorted[i] > 0 && p->smallest_count == 0)
      p->smallest_count = sorted[i];
  }
  if (n == 0)
    return;
  p->type = whole ? PROFILE_INTEGER : PROFILE_NUMBER;
  p->minimum = sorted[0];
  p->maximum = sorted[n - 1];
}

/* Rows that hold each distinct text. */
static size_t *count_words(struct arena *a, const struct table *t,
                           const struct table_column *c) {
  size_t *counts = arena_array(a, size_t, c->word_count);
  for (size_t i = 0; i < t->rows; i++)
    counts[c->codes[i]]++;
  return counts;
}

static bool is_named_code(const struct profile *p, struct str s) {
  for (size_t i = 0; i < p->code_count; i++)
    if (str_eq(p->codes[i], s))
      return true;
  return false;
}

static void look_at_texts(struct arena *a, const struct table *t,
                          const struct table_column *c, struct profile *p) {
  size_t *counts = count_words(a, t, c), n = 0;
  struct str *values = arena_array(a, struct str, c->word_count);
  for (uint32_t i = 1; i < c->word_count; i++)
    if (counts[i] && is_code(c, c->words[i]))
      p->coded += counts[i];
    else if (counts[i])
      values[n++] = c->words[i];
  p->empty = counts[0];
  if (n)
    profile_texts(a, values, n, p);
  for (uint32_t i = 1; p->code_count && i < c->word_count; i++)
    if (is_named_code(p, c->words[i]))
      p->coded += counts[i];
}

struct profile *profile_table(struct arena *a, const struct table *t) {
  struct profile *all = arena_array(a, struct profile, t->column_count);
  for (size_t i = 0; i < t->column_count; i++) {
    const struct table_column *c = &t->columns[i];
    struct profile *p = &all[i];
    if (c->kind == TABLE_NUMBERS)
      look_at_numbers(a, t, c, p);
    else if (c->kind == TABLE_TEXTS)
      look_at_texts(a, t, c, p);
    else
      p->empty = t->rows;
    find_years(p, c);
    profile_labels(a, t, c, p);
    p->unique = t->rows && p->distinct == t->rows;
  }
  return all;
}

/* One number for a cell, equal only for equal values. */
static uint64_t cell_bits(const struct table_column *c, size_t row) {
  uint64_t bits = 0;
  if (c->kind == TABLE_TEXTS)
    return c->codes[row];
  if (c->kind == TABLE_NUMBERS)
    memcpy(&bits, &c->numbers[row], sizeof bits);
  return bits;
}

static uint64_t row_hash(const struct table *t, const size_t *columns,
                         size_t count, size_t row) {
  uint64_t h = UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < count; i++) {
    h = (h ^ cell_bits(&t->columns[columns[i]], row)) *
        UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 32;
  }
  return h;
}

static bool same_rows(const struct table *t, const size_t *columns,
                      size_t count, const size_t rows[2]) {
  for (size_t i = 0; i < count; i++)
    if (cell_bits(&t->columns[columns[i]], rows[0]) !=
        cell_bits(&t->columns[columns[i]], rows[1]))
      return false;
  return true;
}

bool profile_is_key(struct arena *a, const struct table *t,
                    const size_t *columns, size_t count) {
  size_t slots = 16;
  while (slots < t->rows * 2)
    slots *= 2;
  uint32_t *rows = arena_array(a, uint32_t, slots);
  for (size_t row = 0; row < t->rows; row++) {
    size_t at = (size_t)row_hash(t, columns, count, row) & (slots - 1);
    for (; rows[at]; at = (at + 1) & (slots - 1))
      if (same_rows(t, columns, count, (size_t[2]){rows[at] - 1, row}))
        return false;
    rows[at] = (uint32_t)row + 1;
  }
  return t->rows > 0;
}
