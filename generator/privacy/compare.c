/* The table before and after. */
#include "privacy/compare.h"

#include <math.h>

#include "engine/risk.h"

static void add_up(const struct risk_groups *g, struct compare_risk *out) {
  size_t smallest = SIZE_MAX;
  for (uint32_t i = 0; i < g->count; i++) {
    size_t n = g->size[i], fk = g->fk[i];
    out->below2 += fk < 2 ? n : 0;
    out->below3 += fk < 3 ? n : 0;
    out->below5 += fk < 5 ? n : 0;
    smallest = fk < smallest ? fk : smallest;
    out->expected +=
        (double)n * risk_individual((double)fk, risk_Fk(g, (uint32_t)i), false);
  }
  out->smallest = g->count ? smallest : 0;
  out->global = out->rows ? out->expected / (double)out->rows : 0;
  out->known = true;
}

/* Weights are numbers, and the frame holds texts. */
static const struct series *weights(struct arena *a, const struct frame *f,
                                    size_t column) {
  struct str bad;
  struct series *s = frame_series(f, &column, 1);
  const double *numbers = frame_numbers(f, &f->columns[column], &bad);
  struct column_info *info = arena_new(a, struct column_info);
  if (!numbers)
    return NULL;
  *info = (struct column_info){.name = f->columns[column].name,
                               .type = COLUMN_NUMBER};
  s->column = (struct column){.info = info, .as.numbers = numbers};
  return s;
}

static void measure(struct arena *a, const struct frame *f, const size_t *keys,
                    size_t count, size_t weight, struct compare_risk *out) {
  struct pool pool = {0};
  struct risk_groups groups = {0};
  struct risk_file file = {.rows = f->rows, .key_count = count};
  const struct series *series = frame_series(f, keys, count);
  for (size_t i = 0; i < count; i++)
    file.keys[i].series = &series[i];
  if (weight != SIZE_MAX)
    file.weight = weights(a, f, weight);
  *out = (struct compare_risk){.rows = f->rows};
  if (count && risk_group(&pool, &file, &groups) == RISK_DONE)
    add_up(&groups, out);
  pool_free(&pool);
}

static void measure_both(struct work *w, struct comparison *out) {
  const struct disclosure *d = &w->resource->disclosure;
  size_t after[RISK_MAX_KEYS], before[RISK_MAX_KEYS], n = 0, m = 0;
  size_t weight = frame_find(w->now, d->weight.s), raw_weight = SIZE_MAX;
  for (size_t i = 0; i < d->keys.count && n < RISK_MAX_KEYS; i++) {
    size_t at = frame_find(w->now, d->keys.items[i].s);
    if (at == SIZE_MAX)
      continue;
    after[n++] = at;
    if (w->now->columns[at].origin != SIZE_MAX)
      before[m++] = w->now->columns[at].origin;
  }
  if (weight != SIZE_MAX)
    raw_weight = w->now->columns[weight].origin;
  for (size_t i = 0; i < w->plan->raw_keys.count && i < RISK_MAX_KEYS; i++) {
    m = i ? m : 0; /* in place of those of the keys */
    before[m++] = frame_find(w->raw, w->plan->raw_keys.items[i].s);
  }
  out->keys = n;
  measure(w->arena, w->raw, before, m, raw_weight, &out->before);
  measure(w->arena, w->now, after, n, weight, &out->after);
}

static void moments(const double *x, size_t rows, double *mean, double *sd) {
  double sum = 0, squares = 0, n = 0;
  for (size_t i = 0; i < rows; i++)
    if (!isnan(x[i])) {
      sum += x[i];
      n++;
    }
  *mean = n > 0 ? sum / n : (double)NAN;
  for (size_t i = 0; i < rows; i++)
    if (!isnan(x[i]))
      squares += (x[i] - *mean) * (x[i] - *mean);
  *sd = n > 1 ? sqrt(squares / (n - 1)) : (double)NAN;
}

static void compare_numbers(struct work *w, const uint32_t *raw_of,
                            const double *x, const double *y,
                            struct compare_field *out) {
  double sum = 0, n = 0;
  moments(x, w->raw->rows, &out->mean_before, &out->sd_before);
  moments(y, w->now->rows, &out->mean_after, &out->sd_after);
  for (size_t i = 0; i < w->now->rows; i++) {
    double from = x[raw_of[i]];
    if (isnan(from) || isnan(y[i]))
      continue;
    sum += fabs(from - y[i]);
    n++;
    out->changed += from < y[i] || from > y[i];
  }
  out->loss =
      n > 0 && out->sd_before > 0 ? sum / n / (sqrt(2.0) * out->sd_before) : 0;
}

/* What most records with a raw value got. */
static uint32_t commonest(const uint32_t *pairs, uint32_t count,
                          uint32_t *most) {
  uint32_t best = FRAME_MISSING;
  *most = 0;
  for (uint32_t b = 0; b < count; b++)
    if (pairs[b] > *most) {
      *most = pairs[b];
      best = b;
    }
  return best;
}

/* A recode gives all that had one value the same new one. So what most records
 * with a raw value got is what the value became; others were changed. */
static void compare_texts(struct work *w, const uint32_t *raw_of,
                          struct compare_field *out) {
  const struct frame_column *from = out->before, *to = out->after;
  if (to->word_count && from->word_count > COMPARE_MAX_PAIRS / to->word_count)
    return; /* a column of ids */
  size_t width = to->word_count;
  uint32_t *pairs = arena_array(w->arena, uint32_t, from->word_count * width);
  size_t *would_be = arena_array(w->arena, size_t, width);
  const size_t *raw = frame_counts(w->raw, from);
  for (size_t i = 0; i < w->now->rows; i++) {
    uint32_t a = from->codes[raw_of[i]], b = to->codes[i];
    if (a == FRAME_MISSING || b == FRAME_MISSING)
      continue;
    pairs[a * width + b]++;
    out->changed++;
  }
  for (uint32_t a = 0; a < from->word_count; a++) {
    uint32_t most, b = commonest(pairs + a * width, to->word_count, &most);
    out->changed -= most;
    if (b != FRAME_MISSING)
      would_be[b] += raw[a];
  }
  out->would_be = would_be;
}

static void compare_field(struct work *w, const uint32_t *raw_of,
                          struct compare_field *out) {
  struct str bad;
  out->missing_after = frame_missing(w->now, out->after);
  if (!out->before)
    return;
  out->values_before = out->before->word_count;
  for (size_t i = 0; i < w->now->rows; i++)
    out->missing_before += out->before->codes[raw_of[i]] == FRAME_MISSING;
  const double *x = frame_numbers(w->raw, out->before, &bad);
  const double *y = frame_numbers(w->now, out->after, &bad);
  out->numbers =
      x && y && out->field->category_count == 0 &&
      (out->field->type == FIELD_INTEGER || out->field->type == FIELD_NUMBER);
  if (out->numbers)
    compare_numbers(w, raw_of, x, y, out);
  else
    compare_texts(w, raw_of, out);
}

void compare_run(struct work *w, const uint32_t *raw_of,
                 struct comparison *out) {
  *out = (struct comparison){.after_frame = w->now,
                             .rows_before = w->raw->rows,
                             .rows_after = w->now->rows,
                             .count = w->now->count};
  out->fields = arena_array(w->arena, struct compare_field, out->count);
  for (size_t i = 0; i < out->count; i++) {
    struct compare_field *f = &out->fields[i];
    f->field = &w->resource->fields[i];
    f->after = &w->now->columns[i];
    if (f->after->origin != SIZE_MAX)
      f->before = &w->raw->columns[f->after->origin];
    compare_field(w, raw_of, f);
  }
  measure_both(w, out);
}
