/* Rules for cells, and what can be recomputed about suppressed ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "privacy/audit.h"
#include "privacy/cells.h"

#include <math.h>

/* A table of `rows` by `cols` cells with both margins, row by row; totals come
 * last in each row, and the last row holds the totals of the columns. Hidden
 * cells are -1. */
struct table {
  struct arena *arena;
  struct audit audit;
  size_t rows, cols;
};

static void add_sum(struct table *t, uint32_t first, uint32_t step,
                    size_t count) {
  uint32_t *parts = arena_array(t->arena, uint32_t, count);
  for (size_t i = 0; i < count; i++)
    parts[i] = first + (uint32_t)i * step;
  *ARENA_PUSH(t->arena, t->audit.sums, t->audit.sum_count, t->audit.sum_cap) =
      (struct audit_sum){first + (uint32_t)count * step, parts, count};
}

static struct table table_of(const double *values, size_t rows, size_t cols) {
  struct table t = {.arena = arena_create(), .rows = rows, .cols = cols};
  size_t count = (rows + 1) * (cols + 1);
  t.audit.whole = true;
  for (size_t i = 0; i < count; i++)
    *ARENA_PUSH(t.arena, t.audit.cells, t.audit.cell_count, t.audit.cell_cap) =
        (struct audit_cell){.value = values[i], .hidden = values[i] < 0};
  for (size_t r = 0; r <= rows; r++)
    add_sum(&t, (uint32_t)(r * (cols + 1)), 1, cols);
  for (size_t c = 0; c <= cols; c++)
    add_sum(&t, (uint32_t)c, (uint32_t)cols + 1, rows);
  return t;
}

static void check(const struct table *t, size_t cell, double low, double high) {
  const struct audit_cell *c = &t->audit.cells[cell];
  if (!c->hidden || c->low != low || c->high != high)
    fail_msg("cell %zu: %g to %g, expected %g to %g", cell, c->low, c->high,
             low, high);
}

static void test_one_dimension(void **state) {
  static const double one[] = {5, -1, 9, 20, 5, -1, 9, 20};
  static const double two[] = {5, -1, -1, 20, 5, -1, -1, 20};
  (void)state;
  struct table t = table_of(one, 1, 3);
  assert_true(audit_run(t.arena, &t.audit));
  check(&t, 1, 6, 6);
  assert_true(audit_is_open(&t.audit.cells[1]));
  arena_destroy(t.arena);
  t = table_of(two, 1, 3);
  assert_true(audit_run(t.arena, &t.audit));
  check(&t, 1, 0, 15);
  check(&t, 2, 0, 15);
  assert_false(audit_is_open(&t.audit.cells[1]));
  arena_destroy(t.arena);
}

/* Provinces by level, Thai and foreign learners (a part of the non-formal
 * education table, Northern region): hiding the cells of 1 and 2 alone leaves
 * them open; a square of four hidden cells does not. */
static void test_two_dimensions(void **state) {
  static const double alone[] = {70, 834, 904, -1, 9, 10, 71, 843, 914};
  static const double square[] = {-1, -1, 904, -1, -1, 10, 71, 843, 914};
  static const double zeros[] = {-1, -1, 3, -1, -1, 0, -1, -1, 3};
  (void)state;
  struct table t = table_of(alone, 2, 2);
  assert_true(audit_run(t.arena, &t.audit));
  check(&t, 3, 1, 1);
  arena_destroy(t.arena);
  t = table_of(square, 2, 2);
  assert_true(audit_run(t.arena, &t.audit));
  check(&t, 0, 61, 71);
  check(&t, 1, 833, 843);
  check(&t, 3, 0, 10);
  check(&t, 4, 0, 10);
  arena_destroy(t.arena);
  t = table_of(zeros, 2, 2); /* a total of 0 gives its cells away */
  assert_true(audit_run(t.arena, &t.audit));
  check(&t, 3, 0, 0);
  check(&t, 4, 0, 0);
  check(&t, 0, 0, 3);
  arena_destroy(t.arena);
}

/* Sex within each of two ages, ages within the total: three levels in one
 * column of figures, and hidden subtotals. */
static void test_hierarchy(void **state) {
  /* 0 all; 1, 2 the ages; 3, 4 of age 1; 5, 6 of age 2 */
  static const double values[] = {30, -1, -1, 4, -1, 8, -1};
  static const uint32_t ages[] = {1, 2}, first[] = {3, 4}, second[] = {5, 6};
  static struct audit_sum sums[] = {
      {0, ages, 2}, {1, first, 2}, {2, second, 2}};
  struct audit_cell cells[7];
  struct audit t = {cells, 7, 7, sums, 3, 3, true, false};
  struct arena *a = arena_create();
  (void)state;
  for (int i = 0; i < 7; i++)
    cells[i] = (struct audit_cell){.value = values[i], .hidden = values[i] < 0};
  assert_true(audit_run(a, &t));
  assert_true(cells[1].low == 4 && cells[1].high == 22);
  assert_true(cells[2].low == 8 && cells[2].high == 26);
  assert_true(cells[4].low == 0 && cells[4].high == 18);
  cells[2].hidden = false;
  cells[2].value = 20;
  assert_true(audit_run(a, &t));
  assert_true(audit_is_open(&cells[1]) && cells[1].low == 10);
  assert_true(audit_is_open(&cells[4]) && cells[4].low == 6);
  assert_true(audit_is_open(&cells[6]) && cells[6].low == 12);
  cells[2].value = 7; /* less than its parts that are shown */
  assert_true(audit_run(a, &t));
  assert_true(cells[6].unfit && !audit_is_open(&cells[6]));
  arena_destroy(a);
}

/* A hidden total above hidden parts has no upper bound. */
static void test_unbounded(void **state) {
  static const double values[] = {3, -1, -1, 3, -1, -1};
  (void)state;
  struct table t = table_of(values, 1, 2);
  assert_true(audit_run(t.arena, &t.audit));
  check(&t, 1, 0, (double)INFINITY);
  check(&t, 2, 3, (double)INFINITY);
  arena_destroy(t.arena);
}

/* Every table of 3 by 3 whole numbers that fits what is shown, counted out. */
static bool next_try(double *cells, const size_t *hidden, size_t count,
                     double most) {
  for (size_t i = 0; i < count; i++) {
    if (++cells[hidden[i]] <= most)
      return true;
    cells[hidden[i]] = 0;
  }
  return false;
}

static bool adds_up(const struct table *t, const double *cells) {
  for (size_t s = 0; s < t->audit.sum_count; s++) {
    double sum = 0;
    for (size_t i = 0; i < t->audit.sums[s].count; i++)
      sum += cells[t->audit.sums[s].parts[i]];
    if (sum != cells[t->audit.sums[s].total])
      return false;
  }
  return true;
}

static void check_by_counting(const double *full, const bool *hide) {
  double shown[16], low[16], high[16], cells[16];
  size_t hidden[16], count = 0;
  for (size_t i = 0; i < 16; i++) {
    shown[i] = hide[i] ? -1 : full[i];
    cells[i] = hide[i] ? 0 : full[i];
    low[i] = INFINITY;
    high[i] = -1;
    if (hide[i])
      hidden[count++] = i;
  }
  struct table t = table_of(shown, 3, 3);
  do {
    if (adds_up(&t, cells))
      for (size_t i = 0; i < 16; i++) {
        low[i] = fmin(low[i], cells[i]);
        high[i] = fmax(high[i], cells[i]);
      }
  } while (next_try(cells, hidden, count, 9));
  assert_true(audit_run(t.arena, &t.audit));
  for (size_t i = 0; i < count; i++)
    check(&t, hidden[i], low[hidden[i]], high[hidden[i]]);
  t.audit.open_only = true;
  assert_true(audit_run(t.arena, &t.audit));
  for (size_t i = 0; i < count; i++) {
    const struct audit_cell *c = &t.audit.cells[hidden[i]];
    assert_true(audit_is_open(c) == (low[hidden[i]] == high[hidden[i]]));
    assert_true(!audit_is_open(c) || c->low == low[hidden[i]]);
  }
  arena_destroy(t.arena);
}

static void test_against_counting(void **state) {
  uint32_t seed = 11;
  (void)state;
  for (int round = 0; round < 40; round++) {
    double full[16] = {0};
    bool hide[16] = {false};
    for (size_t i = 0; i < 9; i++) {
      size_t row = i / 3, col = i % 3;
      seed = seed * 1664525u + 1013904223u;
      double x = full[row * 4 + col] = (double)(seed >> 28 & 3);
      full[row * 4 + 3] += x;
      full[12 + col] += x;
      full[15] += x;
    }
    for (int n = 0; n < 5; n++) {
      seed = seed * 1664525u + 1013904223u;
      hide[(seed >> 27 & 3) * 4 % 12 + (seed >> 25 & 3) % 3] = true;
    }
    check_by_counting(full, hide);
  }
}

static void test_too_large(void **state) {
  struct arena *a = arena_create();
  enum { N = AUDIT_MAX_CELLS + 1 };
  struct audit_cell *cells = arena_array(a, struct audit_cell, N + 1);
  uint32_t *parts = arena_array(a, uint32_t, N);
  struct audit_sum sum = {N, parts, N};
  struct audit t = {cells, N + 1, 0, &sum, 1, 0, true, false};
  (void)state;
  for (uint32_t i = 0; i < N; i++) {
    parts[i] = i;
    cells[i].hidden = true;
  }
  cells[N].value = 5;
  assert_false(audit_run(a, &t));
  arena_destroy(a);
}

/* tau-ARGUS manual 4.0, section 4.4.4: contributions of one cell by units, and
 * by the holdings that own them. */
static void test_p_rule(void **state) {
  double units[] = {40, 700, 10, 200, 60}, holdings[] = {10, 900, 40, 60};
  (void)state;
  assert_true(cell_p_rest(units, 5, 1) == 110);
  assert_false(cell_fails_p(units, 5, 1, 10));
  assert_true(cell_p_rest(holdings, 4, 1) == 50);
  assert_true(cell_fails_p(holdings, 4, 1, 10));
  assert_true(cell_fails_p(units, 5, 2, 10)); /* 50 left by a coalition of 2 */
  assert_false(cell_fails_p(units, 0, 1, 10));
}

static void test_dominance(void **state) {
  double x[] = {10, 75, 15}, few[] = {3, 2};
  (void)state;
  assert_true(cell_is_dominated(x, 3, 1, 70));
  assert_false(cell_is_dominated(x, 3, 1, 75)); /* not more than 75 % */
  assert_true(cell_is_dominated(x, 3, 2, 75));
  assert_true(cell_is_dominated(few, 2, 3, 75)); /* two are always it */
  assert_false(cell_is_dominated(x, 0, 1, 70));
}

static void test_threshold(void **state) {
  (void)state;
  assert_false(cell_below_threshold(0, 5));
  assert_true(cell_below_threshold(1, 5));
  assert_true(cell_below_threshold(4, 5));
  assert_false(cell_below_threshold(5, 5));
  assert_false(cell_below_threshold((double)NAN, 5));
  /* sdcTable, test-primarySuppression.r: regions A to D, women and men; at most
   * 2 people is unsafe, and so is whatever 2 contributors make. */
  static const double people[] = {2, 18, 19, 14, 10, 12, 14, 11};
  double two[] = {13, 7};
  for (int i = 0; i < 8; i++)
    assert_true(cell_below_threshold(people[i], 3) == (i == 0));
  assert_true(cell_is_dominated(two, 2, 2, 75) && cell_fails_p(two, 2, 1, 70));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_dimension),
      cmocka_unit_test(test_two_dimensions),
      cmocka_unit_test(test_hierarchy),
      cmocka_unit_test(test_unbounded),
      cmocka_unit_test(test_against_counting),
      cmocka_unit_test(test_too_large),
      cmocka_unit_test(test_p_rule),
      cmocka_unit_test(test_dominance),
      cmocka_unit_test(test_threshold),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
