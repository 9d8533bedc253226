/* Values of tables as numbers that can be compared from table to table. */
#include <stdlib.h>

#include "engine/fold.h"
#include "privacy/links_steps.h"
#include "tables/words.h"

/* A text that no value folds to. */
#define MISSING STR("\x01")

static uint32_t text_code(struct arena *a, struct table_words *words,
                          const struct series *s, struct str value) {
  struct buf folded = {0};
  fold_put(&folded, column_label(s->column.info, value));
  struct str word = folded.len ? buf_str(&folded) : MISSING;
  uint32_t code = table_words_add(a, words, word);
  buf_free(&folded);
  return code;
}

/* Each different text is folded once. */
static void code_texts(struct arena *a, struct table_words *words,
                       const struct series *s, uint32_t *codes, size_t rows) {
  uint32_t none = table_words_add(a, words, MISSING);
  uint32_t *known = arena_array(a, uint32_t, s->column.words.count);
  for (uint32_t i = 0; i < s->column.words.count; i++)
    known[i] = text_code(a, words, s, s->column.words.items[i]);
  for (size_t i = 0; i < rows; i++)
    codes[i] = series_missing(s, i)
                   ? none
                   : known[s->column.as.codes[series_row(s, i)]];
}

static void code_others(struct arena *a, struct table_words *words,
                        const struct series *s, uint32_t *codes, size_t rows) {
  bool flags = s->column.info->type == COLUMN_BOOLEAN;
  for (size_t i = 0; i < rows; i++) {
    struct str word = MISSING;
    if (!series_missing(s, i))
      word = arena_printf(a, "%.17g",
                          flags ? s->column.as.flags[series_row(s, i)]
                                : series_number(s, i));
    codes[i] = table_words_add(a, words, word);
  }
}

static int by_number(const void *pa, const void *pb) {
  uint32_t x = *(const uint32_t *)pa, y = *(const uint32_t *)pb;
  return (x > y) - (x < y);
}

static void list_values(struct arena *a, struct links_dimension *d,
                        size_t rows) {
  size_t count = 0;
  d->values = arena_array(a, uint32_t, rows);
  for (size_t i = 0; i < rows; i++)
    if (d->codes[i] != LINKS_TOTAL)
      d->values[count++] = d->codes[i];
  if (count)
    qsort(d->values, count, sizeof *d->values, by_number);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || d->values[i] != d->values[i - 1])
      d->values[d->value_count++] = d->values[i];
  d->constant = d->value_count + (count < rows) <= 1;
}

static bool number_dimension(struct arena *a, struct table_words *words,
                             const struct sums_table *t, size_t at,
                             struct links_dimension *d) {
  bool *total = arena_array(a, bool, t->rows);
  *d = (struct links_dimension){.series = t->dimensions[at],
                                .codes = arena_array(a, uint32_t, t->rows)};
  if (!sums_totals(a, t, at, total))
    return false;
  if (column_is_text(d->series->column.info->type))
    code_texts(a, words, d->series, d->codes, t->rows);
  else
    code_others(a, words, d->series, d->codes, t->rows);
  for (size_t i = 0; i < t->rows; i++)
    if (total[i])
      d->codes[i] = LINKS_TOTAL;
  list_values(a, d, t->rows);
  return true;
}

bool links_sheets(struct arena *a, const struct sums_table *const *tables,
                  size_t count, struct links_sheet *out) {
  struct table_words words = {0};
  table_words_add(a, &words, STR("")); /* takes the number of totals */
  for (size_t i = 0; i < count; i++) {
    out[i].table = tables[i];
    if (tables[i]->dimension_count > LINKS_DIMENSIONS)
      return false;
    for (size_t k = 0; k < tables[i]->dimension_count; k++)
      if (!number_dimension(a, &words, tables[i], k, &out[i].dimensions[k]))
        return false;
  }
  return true;
}
