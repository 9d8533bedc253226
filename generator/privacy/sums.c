/* Sums over rows: contexts are the rows that agree in all other dimensions. */
#include "privacy/sums.h"

#include <math.h>
#include <string.h>

#include "engine/fold.h"
#include "engine/request.h"
#include "engine/risk.h"
#include "privacy/sums_steps.h"

enum { DIMENSIONS_MAX = RISK_MAX_KEYS };

static bool among(const char *list, struct str word) {
  char key[64];
  if (word.len == 0 || word.len + 3 > sizeof key)
    return false;
  key[0] = '|';
  memcpy(key + 1, word.ptr, word.len);
  memcpy(key + 1 + word.len, "|", 2);
  return strstr(list, key) != NULL;
}

/* Folded and without spaces; the second list may stand before other words. */
bool sums_is_total(struct str text) {
  static const char whole[] =
      "|_t|t|all|both|bothsexes|everybody|everyone|sum|overall|combined|whole|"
      "both|lesdeux|lesdeuxsexes|tous|toutes|tout|รวม|ทั้งหมด|รวมทั้งหมด|"
      "รวมทั้งสิ้น|ทั้งสิ้น|ยอดรวม|รวมทั้งประเทศ|ทั่วประเทศ|ทั่วราชอาณาจักร|ทุกจังหวัด|ทุกอายุ|"
      "الكل|كل|جميع|الجميع|المجموع|مجموع|الاجمالي|اجمالي|المجموعالكلي|";
  static const char *const starts[] = {
      "total",      "grandtotal",   "subtotal",     "ensemble",
      "allages",    "allsexes",     "alllevels",    "allprovinces",
      "allregions", "wholecountry", "wholekingdom", "nationaltotal",
      "tousages",   "toutesregions"};
  struct buf folded = {0};
  fold_put(&folded, str_trim(text));
  bool total =
      among(whole, buf_str(&folded)) || str_ends(buf_str(&folded), "total");
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    total = total || str_starts(buf_str(&folded), starts[i]);
  buf_free(&folded);
  return total;
}

/* Rows of one dimension, by context. */
struct contexts {
  uint32_t *of, *order, *start; /* rows of context c: order[start[c]…] */
  uint32_t count;
};

static bool find_contexts(struct arena *a, const struct sums_table *t,
                          size_t dimension, struct contexts *c) {
  struct sort_key keys[DIMENSIONS_MAX];
  size_t count = 0;
  for (size_t i = 0; i < t->dimension_count; i++)
    if (i != dimension)
      keys[count++].series = t->dimensions[i];
  for (size_t i = 0; i < count; i++)
    keys[i].descending = false;
  c->of = arena_array(a, uint32_t, t->rows);
  c->order = arena_array(a, uint32_t, t->rows);
  c->count = risk_number(keys, count, NULL, t->rows, c->of, c->order);
  if (c->count == UINT32_MAX)
    return false;
  c->start = arena_array(a, uint32_t, (size_t)c->count + 2);
  for (size_t i = 0; i < t->rows; i++)
    c->start[c->of[i] + 2]++;
  for (uint32_t i = 2; i < c->count + 2; i++)
    c->start[i] += c->start[i - 1];
  for (uint32_t i = 0; i < t->rows; i++)
    c->order[c->start[c->of[i] + 1]++] = i;
  return true;
}

static bool is_total_value(const struct series *s, size_t row) {
  if (series_missing(s, row) || !column_is_text(s->column.info->type))
    return false;
  struct str value = series_text(s, row);
  return sums_is_total(value) ||
         sums_is_total(column_label(s->column.info, value));
}

/* The row of a context whose count is the sum of all others; UINT32_MAX where
 * there is none, and *complete false where a count is missing. */
static uint32_t sum_row(const struct series *counts, const uint32_t *rows,
                        size_t n, bool *complete) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += series_number(counts, rows[i]);
  *complete = !isnan(sum) && sum > 0;
  for (size_t i = 0; *complete && i < n; i++)
    if (2 * series_number(counts, rows[i]) == sum)
      return rows[i];
  return UINT32_MAX;
}

static uint32_t most_rows(const struct contexts *c) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < c->count; i++)
    if (c->start[i + 1] - c->start[i] > most)
      most = c->start[i + 1] - c->start[i];
  return most;
}

/* A row with the value that is always the sum of the others, though it is not
 * called so: at least two contexts (or columns) say it, and none denies it. One
 * with fewer rows than others, which may have been left out, cannot deny. */
static uint32_t unnamed_total(const struct sums_table *t, size_t dimension,
                              const struct contexts *c) {
  struct sort_key key = {t->dimensions[dimension], false};
  uint32_t total = UINT32_MAX, hits = 0, most = most_rows(c);
  for (size_t column = 0; column < t->count_count; column++)
    for (uint32_t i = 0; i < c->count; i++) {
      bool complete;
      size_t n = c->start[i + 1] - c->start[i];
      uint32_t row = n < 3 ? UINT32_MAX
                           : sum_row(t->counts[column], c->order + c->start[i],
                                     n, &complete);
      if (n < 3 || !complete || (row == UINT32_MAX && n < most))
        continue;
      if (row == UINT32_MAX ||
          (total != UINT32_MAX && sort_compare(&key, 1, row, total) != 0))
        return UINT32_MAX;
      total = row;
      hits++;
    }
  return hits > 1 ? total : UINT32_MAX;
}

/* Adds the sum of a context in every column of counts. */
static void add_context(struct arena *a, const struct sums_table *t,
                        uint32_t total, const uint32_t *rows, size_t n,
                        struct audit *out) {
  for (size_t column = 0; column < t->count_count; column++) {
    uint32_t base = (uint32_t)(column * t->rows), count = 0;
    uint32_t *parts = arena_array(a, uint32_t, n);
    for (size_t i = 0; i < n; i++)
      if (rows[i] != total)
        parts[count++] = base + rows[i];
    sums_add(a, out, base + total, parts, count);
  }
}

static void mark_totals(const struct sums_table *t, size_t dimension,
                        const struct contexts *c, bool *is_total) {
  const struct series *s = t->dimensions[dimension];
  struct sort_key key = {s, false};
  bool named = false;
  for (size_t i = 0; i < t->rows; i++)
    named = (is_total[i] = is_total_value(s, i)) || named;
  uint32_t same = named ? UINT32_MAX : unnamed_total(t, dimension, c);
  for (size_t i = 0; same != UINT32_MAX && i < t->rows; i++)
    is_total[i] = sort_compare(&key, 1, i, same) == 0;
}

bool sums_totals(struct arena *a, const struct sums_table *t, size_t dimension,
                 bool *is_total) {
  struct contexts c;
  if (t->dimension_count > DIMENSIONS_MAX ||
      !find_contexts(a, t, dimension, &c))
    return false;
  mark_totals(t, dimension, &c, is_total);
  return true;
}

/* The total among the rows of a context; UINT32_MAX if there is not one. */
static uint32_t only_total(const uint32_t *rows, size_t n,
                           const bool *is_total) {
  uint32_t total = UINT32_MAX;
  for (size_t i = 0; i < n; i++) {
    if (is_total[rows[i]] && total != UINT32_MAX)
      return UINT32_MAX;
    if (is_total[rows[i]])
      total = rows[i];
  }
  return total;
}

static bool add_dimension(struct arena *a, const struct sums_table *t,
                          size_t dimension, struct audit *out) {
  struct contexts c;
  bool *is_total = arena_array(a, bool, t->rows);
  if (!find_contexts(a, t, dimension, &c))
    return false;
  mark_totals(t, dimension, &c, is_total);
  for (uint32_t i = 0; i < c.count; i++) {
    const uint32_t *rows = c.order + c.start[i];
    size_t n = c.start[i + 1] - c.start[i];
    uint32_t total = only_total(rows, n, is_total);
    if (total != UINT32_MAX && n > 1)
      add_context(a, t, total, rows, n, out);
  }
  return true;
}

/* Values of a dimension that are no totals: those in the table, or those that
 * the field declares if these are more. */
static size_t value_count(struct arena *a, const struct sums_table *t,
                          size_t dimension, const bool *is_total) {
  struct sort_key key = {t->dimensions[dimension], false};
  uint32_t *of = arena_array(a, uint32_t, t->rows);
  uint32_t *order = arena_array(a, uint32_t, t->rows);
  uint32_t count = risk_number(&key, 1, NULL, t->rows, of, order);
  size_t found = 0, declared = 0;
  if (count == UINT32_MAX)
    return 0;
  bool *seen = arena_array(a, bool, (size_t)count + 1);
  for (size_t i = 0; i < t->rows; i++) {
    found += !seen[of[i]] && !is_total[i];
    seen[of[i]] = true;
  }
  json categories = key.series->column.info->categories;
  for (json c = json_first(categories); c; c = json_next(c))
    declared += !sums_is_total(json_text_of(c, "value")) &&
                !sums_is_total(json_text_of(c, "label"));
  return declared > found ? declared : found;
}

/* What the total of a context leaves for rows that are not there. */
static void tell_rest(const struct sums_table *t, uint32_t total,
                      const uint32_t *rows, size_t n, sums_absent_fn *tell,
                      void *user) {
  for (size_t column = 0; column < t->count_count; column++) {
    double rest = series_number(t->counts[column], total);
    for (size_t i = 0; i < n; i++)
      if (rows[i] != total)
        rest -= series_number(t->counts[column], rows[i]);
    if (rest > 0) /* NaN where a count is missing */
      tell(user, column, total, rest);
  }
}

static bool find_absent(struct arena *a, const struct sums_table *t,
                        size_t dimension, sums_absent_fn *tell, void *user) {
  struct contexts c;
  bool *is_total = arena_array(a, bool, t->rows);
  if (!find_contexts(a, t, dimension, &c))
    return false;
  mark_totals(t, dimension, &c, is_total);
  size_t values = value_count(a, t, dimension, is_total);
  for (uint32_t i = 0; i < c.count; i++) {
    const uint32_t *rows = c.order + c.start[i];
    size_t n = c.start[i + 1] - c.start[i];
    uint32_t total = only_total(rows, n, is_total);
    if (total != UINT32_MAX && n > 1 && (n == 2 || n - 1 < values))
      tell_rest(t, total, rows, n, tell, user);
  }
  return true;
}

bool sums_absent(struct arena *a, const struct sums_table *t,
                 sums_absent_fn *tell, void *user) {
  bool ok = t->dimension_count <= DIMENSIONS_MAX;
  for (size_t i = 0; ok && i < t->dimension_count; i++)
    ok = find_absent(a, t, i, tell, user);
  return ok;
}

/* A sum in which nothing is hidden tells nothing new. */
void sums_add(struct arena *a, struct audit *out, uint32_t total,
              const uint32_t *parts, size_t count) {
  bool hidden = out->cells[total].hidden;
  for (size_t i = 0; i < count; i++)
    hidden = hidden || out->cells[parts[i]].hidden;
  if (hidden && count)
    *ARENA_PUSH(a, out->sums, out->sum_count, out->sum_cap) =
        (struct audit_sum){total, parts, count};
}

bool sums_find(struct arena *a, const struct sums_table *t, struct audit *out) {
  *out = (struct audit){.whole = true};
  if (t->count_count > SUMS_MAX_COLUMNS ||
      t->dimension_count > DIMENSIONS_MAX ||
      (t->count_count && t->rows > SUMS_MAX_CELLS / t->count_count))
    return false;
  out->cell_count = t->rows * t->count_count;
  out->cells = arena_array(a, struct audit_cell, out->cell_count);
  for (size_t column = 0; column < t->count_count; column++)
    for (size_t row = 0; row < t->rows; row++) {
      double x = series_number(t->counts[column], row);
      out->cells[column * t->rows + row] =
          (struct audit_cell){.value = isnan(x) ? 0 : x, .hidden = isnan(x)};
    }
  for (size_t i = 0; i < t->dimension_count; i++)
    if (!add_dimension(a, t, i, out))
      return false;
  sums_add_columns(a, t, out);
  return true;
}
