/* Statistics: sums with compensation (Neumaier), the standard deviation by n -
 * 1 in two passes, quantiles of R's type 7. A weight w counts a row w times. */
#include "engine/dataset_stats.h"

#include <math.h>
#include <stdlib.h>

static const char *const names[] = {"sum", "mean", "median", "quantile", "min",
                                    "max", "sd",   "count",  "missing"};

const char *stat_name(enum stat stat) { return names[stat]; }

bool stat_by_name(struct str name, enum stat *out) {
  for (int i = 0; i <= STAT_MISSING; i++)
    if (i != STAT_QUANTILE && str_is(name, names[i])) {
      *out = (enum stat)i;
      return true;
    }
  return false;
}

/* A running sum that keeps what addition loses. */
struct total {
  double sum, lost;
};

static void add(struct total *t, double x) {
  double sum = t->sum + x;
  if (fabs(t->sum) >= fabs(x))
    t->lost += (t->sum - sum) + x;
  else
    t->lost += (x - sum) + t->sum;
  t->sum = sum;
}

static double value_of(const struct total *t) { return t->sum + t->lost; }

/* The weight of a row that counts; 0 if it does not. */
static double weight_of(const struct stat_request *q, uint32_t row) {
  if (q->column && series_missing(q->column, row))
    return 0;
  if (!q->weight)
    return 1;
  double w = series_number(q->weight, row);
  return isnan(w) ? 0 : w;
}

static bool weights_are_fine(const struct stat_request *q, const uint32_t *rows,
                             size_t count) {
  for (size_t i = 0; q->weight && i < count; i++)
    if (weight_of(q, rows[i]) < 0)
      return false;
  return true;
}

/* Whole numbers are summed as such while they fit. */
static bool sum_whole(const struct stat_request *q, const uint32_t *rows,
                      size_t count, int64_t *out) {
  const struct series *s = q->column;
  int64_t sum = 0;
  if (q->weight || !column_is_whole(s->column.info->type))
    return false;
  for (size_t i = 0; i < count; i++) {
    uint32_t row = series_row(s, rows[i]);
    if (row == MISSING_ROW)
      continue;
    int64_t v = column_whole(&s->column, row);
    if (v != MISSING_INTEGER && __builtin_add_overflow(sum, v, &sum))
      return false;
  }
  *out = sum;
  return true;
}

static void set_whole(struct stat_result *out, int64_t value) {
  out->whole = true;
  out->integer = value;
  out->number = (double)value;
}

static void compute_sum(const struct stat_request *q, const uint32_t *rows,
                        size_t count, struct stat_result *out) {
  struct total t = {0, 0};
  int64_t whole;
  if (sum_whole(q, rows, count, &whole)) {
    set_whole(out, whole);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    double w = weight_of(q, rows[i]);
    if (w > 0)
      add(&t, w * series_number(q->column, rows[i]));
  }
  out->number = value_of(&t);
}

static void compute_count(const struct stat_request *q, const uint32_t *rows,
                          size_t count, struct stat_result *out) {
  struct total t = {0, 0};
  struct stat_request counted = *q;
  if (q->stat == STAT_MISSING)
    counted.column = NULL;
  for (size_t i = 0; i < count; i++)
    if (counted.column == q->column || series_missing(q->column, rows[i]))
      add(&t, weight_of(&counted, rows[i]));
  out->number = value_of(&t);
  if (!q->weight)
    set_whole(out, (int64_t)out->number);
}

static double weighted_mean(const struct stat_request *q, const uint32_t *rows,
                            size_t count, double *weights) {
  struct total sum = {0, 0}, weight = {0, 0};
  for (size_t i = 0; i < count; i++) {
    double w = weight_of(q, rows[i]);
    if (w <= 0)
      continue;
    add(&sum, w * series_number(q->column, rows[i]));
    add(&weight, w);
  }
  *weights = value_of(&weight);
  return value_of(&sum) / *weights;
}

static void compute_sd(const struct stat_request *q, const uint32_t *rows,
                       size_t count, struct stat_result *out) {
  double weights;
  double mean = weighted_mean(q, rows, count, &weights);
  struct total squares = {0, 0};
  if (!(weights > 1)) {
    out->none = true;
    return;
  }
  for (size_t i = 0; i < count; i++) {
    double w = weight_of(q, rows[i]);
    double away = w > 0 ? series_number(q->column, rows[i]) - mean : 0;
    add(&squares, w * away * away);
  }
  out->number = sqrt(value_of(&squares) / (weights - 1));
}

static int compare(const void *a, const void *b) {
  double x = ((const struct weighted *)a)->value;
  double y = ((const struct weighted *)b)->value;
  return (x > y) - (x < y);
}

/* The value at place `at` (from 0) when each stands `weight` times in a row. */
static double value_at(const struct weighted *all, size_t count, double at) {
  double passed = 0;
  for (size_t i = 0; i + 1 < count; i++) {
    passed += all[i].weight;
    if (at < passed)
      return all[i].value;
  }
  return all[count - 1].value;
}

static void compute_quantile(const struct stat_request *q, const uint32_t *rows,
                             size_t count, struct weighted *room,
                             struct stat_result *out) {
  size_t n = 0;
  struct total weights = {0, 0};
  for (size_t i = 0; i < count; i++) {
    double w = weight_of(q, rows[i]);
    if (w <= 0)
      continue;
    room[n++] = (struct weighted){series_number(q->column, rows[i]), w};
    add(&weights, w);
  }
  if (n == 0) {
    out->none = true;
    return;
  }
  qsort(room, n, sizeof *room, compare);
  double last = value_of(&weights) - 1;
  double place = last > 0 ? last * q->p : 0;
  double low = floor(place + 4e-15 * place); /* 0.1 * 30 is 3, not 2.9999… */
  double share = place - low > 0 ? place - low : 0;
  double at_low = q->weight ? value_at(room, n, low) : room[(size_t)low].value;
  double next = low + 1 > last ? last : low + 1;
  double at_next =
      q->weight ? value_at(room, n, next) : room[(size_t)next].value;
  out->number = share > 0 ? at_low + share * (at_next - at_low) : at_low;
  if (column_is_whole(q->column->column.info->type) &&
      out->number == floor(out->number) && fabs(out->number) < 0x1p53)
    set_whole(out, (int64_t)out->number);
}

static bool is_before(const struct series *s, uint32_t a, uint32_t b) {
  const struct column *c = &s->column;
  uint32_t i = series_row(s, a), j = series_row(s, b);
  if (column_is_text(c->info->type))
    return c->as.codes[i] < c->as.codes[j];
  if (column_is_whole(c->info->type))
    return column_whole(c, i) < column_whole(c, j);
  return c->as.numbers[i] < c->as.numbers[j];
}

static void compute_extreme(const struct stat_request *q, const uint32_t *rows,
                            size_t count, struct stat_result *out) {
  out->none = true;
  for (size_t i = 0; i < count; i++) {
    if (weight_of(q, rows[i]) <= 0)
      continue;
    bool better = out->none || (q->stat == STAT_MIN
                                    ? is_before(q->column, rows[i], out->row)
                                    : is_before(q->column, out->row, rows[i]));
    if (better)
      out->row = rows[i];
    out->none = false;
  }
  if (out->none || column_is_text(q->column->column.info->type))
    return;
  out->number = series_number(q->column, out->row);
  if (column_is_whole(q->column->column.info->type))
    set_whole(
        out, column_whole(&q->column->column, series_row(q->column, out->row)));
}

bool stat_compute(const struct stat_request *q, const uint32_t *rows,
                  size_t count, struct weighted *room,
                  struct stat_result *out) {
  double weights;
  *out = (struct stat_result){0};
  if (!weights_are_fine(q, rows, count))
    return false;
  switch (q->stat) {
  case STAT_SUM:
    compute_sum(q, rows, count, out);
    break;
  case STAT_COUNT:
  case STAT_MISSING:
    compute_count(q, rows, count, out);
    break;
  case STAT_MEAN:
    out->number = weighted_mean(q, rows, count, &weights);
    out->none = !(weights > 0);
    break;
  case STAT_SD:
    compute_sd(q, rows, count, out);
    break;
  case STAT_MIN:
  case STAT_MAX:
    compute_extreme(q, rows, count, out);
    break;
  default:
    compute_quantile(q, rows, count, room, out);
  }
  return true;
}
