/* Collects and prints what is known of an exercise's variants. */
#include "course/seed_report.h"

#include <stdlib.h>

#include "course/locale_open.h"

void seed_report_start(struct seed_report *r, struct arena *a,
                       const struct lesson_plan *plan, struct str language) {
  *r = (struct seed_report){.arena = a, .locale = locale_open(language)};
  r->count = plan->exercise_count;
  r->rows = arena_array(a, struct seed_row, r->count);
  for (size_t i = 0; i < r->count; i++)
    r->rows[i].ex = &plan->exercises[i];
}

void seed_report_end(struct seed_report *r) {
  if (r->locale)
    locale_destroy(r->locale);
  r->locale = NULL;
}

static uint64_t fnv(uint64_t h, struct str s) {
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
  return (h ^ 0xFF) * 1099511628211u; /* a border between the pieces */
}

static uint64_t add_texts(uint64_t h, const struct str *texts, size_t count) {
  for (size_t i = 0; texts && i < count; i++)
    h = fnv(h, texts[i]);
  return h;
}

static uint64_t add_gap(uint64_t h, const struct drawn_gap *gap) {
  h = fnv(fnv(h, gap->name), gap->answer);
  h = add_texts(h, gap->items.texts, gap->items.count);
  h = add_texts(h, gap->left.texts, gap->left.count);
  for (size_t i = 0; i < gap->right_count; i++)
    h = fnv(h, (struct str){(const char *)&gap->right[i], sizeof(int)});
  h = fnv(h, gap->table);
  return fnv(h, gap->starter);
}

/* Equal for two variants that ask and answer the same. The order of options
 * does not count: the same question shuffled is the same question. */
static uint64_t print_of(const struct exercise *ex,
                         const struct drawn_scope *drawn) {
  uint64_t h = 14695981039346656037u;
  h = add_texts(h, drawn->texts, ex->scope.expression_count);
  h = add_texts(h, drawn->blocks, ex->scope.block_count);
  h = fnv(h, drawn->grid);
  for (size_t i = 0; i < drawn->gap_count; i++)
    h = add_gap(h, &drawn->gaps[i]);
  return h;
}

static bool read_option(const struct locale *l, struct str text, double *out) {
  struct number_read n = number_read(l, text);
  *out = n.value;
  return n.state == NUMBER_READ_OK || n.state == NUMBER_READ_AMBIGUOUS;
}

/* False unless every option is a number. */
static bool right_is_largest(const struct locale *l,
                             const struct drawn_gap *gap, bool *largest) {
  double right, value;
  *largest = true;
  if (!l || !gap->items.texts ||
      !read_option(l, gap->items.texts[gap->right[0] - 1], &right))
    return false;
  for (size_t i = 0; i < gap->items.count; i++) {
    if (!read_option(l, gap->items.texts[i], &value))
      return false;
    *largest = *largest && value <= right;
  }
  return true;
}

static void add_choice(const struct locale *l, struct seed_row *row,
                       const struct drawn_gap *gap) {
  bool largest;
  if (gap->kind != GAP_CHOICE || gap->right_count != 1 || gap->right[0] < 1 ||
      (size_t)gap->right[0] > gap->items.count)
    return;
  row->choices++;
  row->first += gap->items.shown[0] == gap->right[0];
  if (!right_is_largest(l, gap, &largest))
    return;
  row->numbers++;
  row->largest += largest;
}

void seed_report_add(struct seed_report *r, size_t index,
                     const struct drawn_scope *drawn, long long time) {
  struct seed_row *row = &r->rows[index];
  *ARENA_PUSH(r->arena, row->prints, row->seeds, row->seed_cap) =
      print_of(row->ex, drawn);
  for (size_t i = 0; i < drawn->gap_count; i++)
    add_choice(r->locale, row, &drawn->gaps[i]);
  row->time += time;
  if (time > row->slowest) {
    row->slowest = time;
    row->slowest_seed = row->seeds;
  }
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* Sorts the prints. */
static size_t count_different(struct seed_row *row) {
  size_t count = 0;
  if (row->seeds)
    qsort(row->prints, row->seeds, sizeof *row->prints, by_value);
  for (size_t i = 0; i < row->seeds; i++)
    count += i == 0 || row->prints[i] != row->prints[i - 1];
  return count;
}

static void put_share(struct buf *out, int part, int of) {
  if (of)
    buf_printf(out, " %8d%%", (part * 100 + of / 2) / of);
  else
    buf_printf(out, " %9s", "-");
}

/* Milliseconds with one decimal. */
static void put_time(struct buf *out, long long microseconds) {
  long long tenths = (microseconds + 50) / 100;
  buf_printf(out, " %6lld.%lld", tenths / 10, tenths % 10);
}

static void put_row(struct buf *out, struct seed_row *row) {
  if (!row->seeds)
    return;
  buf_printf(out, "%-32.*s %6zu %9zu", STR_ARG(row->ex->id), row->seeds,
             count_different(row));
  put_share(out, row->first, row->choices);
  put_share(out, row->largest, row->numbers);
  put_time(out, row->time / (long long)row->seeds);
  put_time(out, row->slowest);
  buf_printf(out, " %6zu\n", row->slowest_seed);
}

void seed_report_print(struct buf *out, const struct seed_report *r) {
  buf_puts(out, "                                               right option  "
                "      milliseconds\n"
                "exercise                          seeds different     first "
                "  largest     mean  slowest  (seed)\n");
  for (size_t i = 0; i < r->count; i++)
    put_row(out, &r->rows[i]);
}
