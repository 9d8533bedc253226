/* microaggregate: numbers are replaced by the mean (or median) of a group of at
 * least `size` records that are alike, so that no record has numbers of its
 * own.
 *
 *   - microaggregate: [income, rent]
 *     size: 3
 *     statistic: mean       or median
 *     within: [region]      groups only of records with the same values here
 *
 * Groups are made by MDAV, maximum distance to average vector (J.
 * Domingo-Ferrer and V. Torra, "Ordinal, continuous and heterogeneous
 * k-anonymity through microaggregation", 2005, algorithm MDAV-generic), on
 * columns scaled to variance 1. For one column the same is done on the sorted
 * values. Records that lack some of the numbers, or are fewer than `size` in
 * their place, are grouped among themselves or lose the rest. */
#include "privacy/methods.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/csv_value.h"

enum { COLUMNS_MAX = 30 };
/* Steps of distance that a group by several columns may take. */
#define STEPS_MAX 2e10

struct settings {
  struct texts fields, within;
  struct text statistic;
  int size;
  bool median;
  size_t emptied; /* records whose numbers were left out */
};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"microaggregate", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"size", KEY_INTEGER, AT(size), "the smallest group", 2, 100000},
    {"statistic", KEY_TEXT, AT(statistic), NULL, 0, 0},
    {"within", KEY_TEXTS, AT(within), NULL, 0, 0},
};

/* One group of records that are divided further. */
struct cloud {
  struct arena *arena;
  size_t columns, size; /* smallest group */
  double **values;      /* by column and row, as they are */
  double scale[COLUMNS_MAX];
  uint32_t *rows; /* those left, first `count` */
  size_t count;
  bool median;
  double *distance; /* room, by place in rows */
};

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const struct str names[] = {{"mean", 4}, {"median", 6}};
  struct settings *s = step->settings;
  struct str t = s->statistic.s;
  s->median = str_is(t, "median");
  if (t.ptr && !s->median && !str_is(t, "mean"))
    diag_error(d, s->statistic.at, "E-KEY-RANGE",
               "'statistic' is '%.*s', expected mean or median%s",
               STR_ARG(utf8_cut(t, 60)), diag_nearest(a, t, names, 2));
  if (s->fields.count > COLUMNS_MAX)
    diag_error(d, step->at, "E-PLAN-STEPS", "more than %d columns",
               COLUMNS_MAX);
}

static int by_number(const void *pa, const void *pb) {
  double a = *(const double *)pa, b = *(const double *)pb;
  return (a > b) - (a < b);
}

/* The new value of the rows from `from` to `to`, in one column. */
static void level(struct cloud *c, double *values, size_t from, size_t to) {
  size_t n = to - from;
  double sum = 0;
  for (size_t i = from; i < to; i++)
    sum += values[c->rows[i]];
  double value = sum / (double)n;
  if (c->median) {
    for (size_t i = 0; i < n; i++)
      c->distance[i] = values[c->rows[from + i]];
    qsort(c->distance, n, sizeof *c->distance, by_number);
    value = c->distance[(n - 1) / 2]; /* a value of the data */
  }
  for (size_t i = from; i < to; i++)
    values[c->rows[i]] = value;
}

/* The last `n` rows become one group, and are done with. */
static void close_group(struct cloud *c, size_t n) {
  for (size_t k = 0; k < c->columns; k++)
    level(c, c->values[k], c->count - n, c->count);
  c->count -= n;
}

static double square(const struct cloud *c, size_t row, const double *point) {
  double sum = 0;
  for (size_t k = 0; k < c->columns; k++) {
    double x = (c->values[k][row] - point[k]) * c->scale[k];
    sum += x * x;
  }
  return sum;
}

static void centre(const struct cloud *c, double *point) {
  for (size_t k = 0; k < c->columns; k++) {
    double sum = 0;
    for (size_t i = 0; i < c->count; i++)
      sum += c->values[k][c->rows[i]];
    point[k] = sum / (double)c->count;
  }
}

/* Place of the row farthest from a point. */
static size_t farthest(const struct cloud *c, const double *point) {
  size_t best = 0;
  double most = -1;
  for (size_t i = 0; i < c->count; i++) {
    double x = square(c, c->rows[i], point);
    if (x > most) {
      most = x;
      best = i;
    }
  }
  return best;
}

static void swap_rows(struct cloud *c, size_t i, size_t j) {
  uint32_t row = c->rows[i];
  double distance = c->distance[i];
  c->rows[i] = c->rows[j];
  c->distance[i] = c->distance[j];
  c->rows[j] = row;
  c->distance[j] = distance;
}

/* Moves the `size` rows nearest to a row behind the others: a quickselect on
 * distance, with the row number to settle ties. */
static bool is_nearer(const struct cloud *c, size_t i, double distance,
                      uint32_t row) {
  return c->distance[i] < distance ||
         (c->distance[i] <= distance && c->rows[i] < row);
}

static void take_nearest(struct cloud *c, const double *point) {
  size_t low = 0, high = c->count, want = c->size;
  for (size_t i = 0; i < c->count; i++)
    c->distance[i] = square(c, c->rows[i], point);
  while (high - low > 1) { /* [low, high): the nearer ones go to its front */
    size_t mid = low + (high - low) / 2, edge = low;
    double pivot = c->distance[mid];
    uint32_t row = c->rows[mid];
    swap_rows(c, mid, high - 1);
    for (size_t i = low; i + 1 < high; i++)
      if (is_nearer(c, i, pivot, row))
        swap_rows(c, i, edge++);
    swap_rows(c, edge, high - 1);
    if (edge == want)
      break;
    if (edge < want)
      low = edge + 1;
    else
      high = edge;
  }
  for (size_t i = 0; i < want && i < c->count - want; i++)
    swap_rows(c, i, c->count - 1 - i);
}

static void group_around(struct cloud *c, size_t place) {
  double point[COLUMNS_MAX];
  for (size_t k = 0; k < c->columns; k++)
    point[k] = c->values[k][c->rows[place]];
  take_nearest(c, point);
  close_group(c, c->size);
}

static void divide(struct cloud *c) {
  double point[COLUMNS_MAX], far_point[COLUMNS_MAX];
  while (c->count >= 3 * c->size) {
    centre(c, point);
    size_t far = farthest(c, point);
    for (size_t k = 0; k < c->columns; k++)
      far_point[k] = c->values[k][c->rows[far]];
    group_around(c, far);
    group_around(c, farthest(c, far_point));
  }
  if (c->count >= 2 * c->size) {
    centre(c, point);
    group_around(c, farthest(c, point));
  }
  if (c->count)
    close_group(c, c->count);
}

struct placed {
  double value;
  uint32_t row;
};

static int by_value(const void *pa, const void *pb) {
  const struct placed *a = pa, *b = pb;
  if (a->value < b->value || a->value > b->value)
    return a->value < b->value ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

/* The rows [low, high) of the sorted ones become a group. */
static void close_range(struct cloud *c, size_t low, size_t high) {
  level(c, c->values[0], low, high);
}

/* In one column the farthest row is always at an end of the sorted ones, and
 * the rows nearest to it are those beside it. */
static void divide_sorted(struct cloud *c) {
  struct placed *list = arena_array(c->arena, struct placed, c->count);
  double *old = c->values[0], sum = 0;
  for (size_t i = 0; i < c->count; i++)
    list[i] = (struct placed){old[c->rows[i]], c->rows[i]};
  qsort(list, c->count, sizeof *list, by_value);
  for (size_t i = 0; i < c->count; i++) {
    c->rows[i] = list[i].row;
    sum += list[i].value;
  }
  size_t low = 0, high = c->count;
  while (high - low >= 2 * c->size) {
    double mean = sum / (double)(high - low);
    bool top = list[high - 1].value - mean >= mean - list[low].value;
    bool both = high - low >= 3 * c->size;
    for (int turn = 0; turn < 1 + both; turn++, top = !top) {
      size_t from = top ? high - c->size : low;
      for (size_t i = from; i < from + c->size; i++)
        sum -= list[i].value;
      close_range(c, from, from + c->size);
      high -= top ? c->size : 0;
      low += top ? 0 : c->size;
    }
  }
  close_range(c, low, high);
}

static void set_scale(struct cloud *c, size_t rows) {
  for (size_t k = 0; k < c->columns; k++) {
    double sum = 0, squares = 0, n = 0;
    for (size_t i = 0; i < rows; i++)
      if (!isnan(c->values[k][i])) {
        sum += c->values[k][i];
        n++;
      }
    for (size_t i = 0; i < rows; i++)
      if (!isnan(c->values[k][i]))
        squares += (c->values[k][i] - sum / n) * (c->values[k][i] - sum / n);
    c->scale[k] = squares > 0 ? sqrt((n - 1) / squares) : 0;
  }
}

/* Strata that also keep rows apart by which of the numbers they lack. */
static uint32_t *strata(struct work *w, const struct settings *s,
                        struct cloud *c, uint32_t *count) {
  const size_t *within = work_columns(w, &s->within);
  struct frame whole = *w->now;
  if (!within)
    return NULL;
  struct frame_words *words = frame_words_new(w->arena);
  uint32_t *lacks = arena_array(w->arena, uint32_t, w->now->rows);
  for (size_t i = 0; i < w->now->rows; i++) {
    char marks[COLUMNS_MAX];
    for (size_t k = 0; k < c->columns; k++)
      marks[k] = isnan(c->values[k][i]) ? '-' : '+';
    lacks[i] = frame_word(words, (struct str){marks, c->columns});
  }
  size_t *columns = arena_array(w->arena, size_t, s->within.count + 1);
  struct frame_column *more =
      arena_array(w->arena, struct frame_column, w->now->count + 1);
  for (size_t i = 0; i < w->now->count; i++)
    more[i] = w->now->columns[i];
  frame_set(&more[w->now->count], lacks, words);
  for (size_t i = 0; i < s->within.count; i++)
    columns[i] = within[i];
  columns[s->within.count] = w->now->count;
  struct frame *kept = w->now;
  whole.columns = more;
  w->now = &whole;
  uint32_t *of = work_strata(w, columns, s->within.count + 1, count);
  w->now = kept;
  return of;
}

/* Divides the rows of one stratum; too few of them lose their numbers. */
static void do_stratum(struct cloud *c, struct settings *s) {
  bool lacks_all = true;
  for (size_t k = 0; k < c->columns; k++)
    lacks_all = lacks_all && isnan(c->values[k][c->rows[0]]);
  if (lacks_all)
    return;
  if (c->count < c->size) {
    for (size_t k = 0; k < c->columns; k++)
      for (size_t i = 0; i < c->count; i++)
        c->values[k][c->rows[i]] = (double)NAN;
    s->emptied += c->count;
    return;
  }
  struct cloud part = *c;
  double *present[COLUMNS_MAX];
  part.values = present;
  part.columns = 0;
  for (size_t k = 0; k < c->columns; k++)
    if (!isnan(c->values[k][c->rows[0]])) {
      part.scale[part.columns] = c->scale[k];
      present[part.columns++] = c->values[k];
    }
  if (part.columns == 1)
    divide_sorted(&part);
  else
    divide(&part);
}

static bool is_affordable(struct work *w, const struct step *step,
                          const struct cloud *c, const size_t *sizes,
                          uint32_t count) {
  double steps = 0;
  for (uint32_t i = 0; i < count; i++)
    steps += 3.0 * (double)sizes[i] * (double)sizes[i] * (double)c->columns /
             (double)c->size;
  if (c->columns == 1 || steps <= STEPS_MAX)
    return true;
  diag_error(w->diags, step->at, "E-PLAN-SIZE",
             "%zu records are too many to be grouped by %zu columns at once: "
             "group one column after the other, or name columns under 'within'",
             w->now->rows, c->columns);
  return false;
}

static bool divide_all(struct work *w, struct step *step, struct cloud *c) {
  struct settings *s = step->settings;
  uint32_t count;
  const uint32_t *of = strata(w, s, c, &count);
  if (!of)
    return false;
  size_t rows = w->now->rows;
  size_t *sizes = arena_array(w->arena, size_t, count);
  size_t *next = arena_array(w->arena, size_t, (size_t)count + 1);
  uint32_t *list = arena_array(w->arena, uint32_t, rows);
  for (size_t i = 0; i < rows; i++)
    sizes[of[i]]++;
  for (uint32_t i = 0; i < count; i++)
    next[i + 1] = next[i] + sizes[i];
  for (size_t i = 0; i < rows; i++)
    list[next[of[i]]++] = (uint32_t)i;
  if (!is_affordable(w, step, c, sizes, count))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    c->rows = list + next[i] - sizes[i];
    c->count = sizes[i];
    do_stratum(c, s);
  }
  return true;
}

static bool is_integer_field(const struct work *w, struct str name) {
  for (size_t i = 0; i < w->resource->field_count; i++)
    if (str_eq(w->resource->fields[i].name.s, name))
      return w->resource->fields[i].type == FIELD_INTEGER ||
             w->resource->fields[i].type == FIELD_YEAR;
  return false;
}

static bool run(struct work *w, struct step *step) {
  struct settings *s = step->settings;
  const size_t *places = work_columns(w, &s->fields);
  double *values[COLUMNS_MAX];
  struct cloud c = {.arena = w->arena,
                    .columns = s->fields.count,
                    .size = (size_t)s->size,
                    .values = values,
                    .median = s->median};
  if (!places)
    return false;
  for (size_t k = 0; k < c.columns; k++) {
    values[k] =
        work_numbers(w, s->fields.items[k], &w->now->columns[places[k]]);
    if (!values[k])
      return false;
  }
  c.distance = arena_array(w->arena, double, w->now->rows);
  set_scale(&c, w->now->rows);
  if (!divide_all(w, step, &c))
    return false;
  for (size_t k = 0; k < c.columns; k++) {
    struct frame_column *column = &w->now->columns[places[k]];
    if (is_integer_field(w, column->name))
      for (size_t i = 0; i < w->now->rows; i++)
        values[k][i] = round(values[k][i]);
    frame_set_numbers(w->now, column, values[k]);
  }
  return true;
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  work_put_titles(out, w, &s->fields);
  buf_printf(
      out,
      ": records were put into groups of at least %d that are alike, and "
      "each value replaced by the %s of its group.",
      s->size, s->median ? "median" : "mean");
  if (s->emptied)
    buf_puts(out, " Where there were too few for a group, the values are left "
                  "out.");
}

const struct method method_microaggregate = {.name = "microaggregate",
                                             .keys = KEYS(NULL, keys),
                                             .size = sizeof(struct settings),
                                             .check = check,
                                             .run = run,
                                             .say = say};
