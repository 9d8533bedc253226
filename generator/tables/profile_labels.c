/* Values of labelled columns that have no label themselves. */
#include <math.h>
#include <stdlib.h>

#include "engine/csv_value.h"
#include "tables/profile_text.h"

enum { FEW = 50 };

static int by_text(const void *a, const void *b) {
  return str_cmp(((const struct table_label *)a)->value,
                 ((const struct table_label *)b)->value);
}

static int by_number(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* False once there are more than a few. */
static bool add(struct arena *a, struct profile *p, struct str value) {
  if (!p->unlabelled)
    p->unlabelled = arena_array(a, struct str, FEW + 1);
  p->unlabelled[p->unlabelled_count++] = value;
  p->mostly_unlabelled = p->unlabelled_count > FEW;
  return !p->mostly_unlabelled;
}

static bool is_word_code(const struct profile *p, struct str word) {
  for (size_t i = 0; i < p->code_count; i++)
    if (str_eq(p->codes[i], word))
      return true;
  return false;
}

static void look_at_words(struct arena *a, const struct table_column *c,
                          struct profile *p) {
  size_t n = c->label_count;
  struct table_label *sorted = arena_array(a, struct table_label, n);
  for (size_t i = 0; i < n; i++)
    sorted[i] = c->labels[i];
  qsort(sorted, n, sizeof *sorted, by_text);
  for (uint32_t i = 1; i < c->word_count; i++) {
    struct table_label wanted = {.value = c->words[i]};
    if (!bsearch(&wanted, sorted, n, sizeof *sorted, by_text) &&
        !is_word_code(p, c->words[i]) && !add(a, p, c->words[i]))
      return;
  }
}

static void look_at_numbers(struct arena *a, const struct table *t,
                            const struct table_column *c, struct profile *p) {
  size_t n = 0;
  char room[TABLE_CELL_ROOM];
  double *known = arena_array(a, double, c->label_count + (size_t)FEW + 1);
  for (size_t i = 0; i < c->label_count; i++)
    n += csv_number(c->labels[i].value, &known[n]);
  qsort(known, n, sizeof *known, by_number);
  for (size_t i = 0; i < t->rows; i++) {
    double x = c->numbers[i];
    if (!isfinite(x) || bsearch(&x, known, n, sizeof *known, by_number))
      continue;
    known[n++] = x; /* so that it is told once */
    qsort(known, n, sizeof *known, by_number);
    if (!add(a, p, arena_str(a, table_number_text(x, room))))
      return;
  }
}

void profile_labels(struct arena *a, const struct table *t,
                    const struct table_column *c, struct profile *p) {
  size_t labelled = 0;
  for (size_t i = 0; i < c->label_count; i++)
    labelled += !c->labels[i].missing;
  if (labelled && c->kind == TABLE_TEXTS)
    look_at_words(a, c, p);
  else if (labelled && c->kind == TABLE_NUMBERS)
    look_at_numbers(a, t, c, p);
  if (p->unlabelled_count > labelled)
    p->mostly_unlabelled = true;
}
