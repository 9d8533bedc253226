/* Local suppression and cell suppression: what they promise, over tables made
 * up at random, measured by the engine and by the audit. */
#include "privacy_help.h"

#include "engine/risk.h"
#include "privacy/audit.h"
#include "privacy/sums.h"

/* Skewed, so that rare values come up; some are missing. */
static struct str people(struct fixture *f, unsigned seed, size_t rows,
                         unsigned keys) {
  struct dice dice = {seed};
  struct buf b = {0};
  for (unsigned k = 0; k < keys; k++)
    buf_printf(&b, "k%u,", k);
  buf_puts(&b, "v\n");
  for (size_t i = 0; i < rows; i++) {
    for (unsigned k = 0; k < keys; k++) {
      unsigned x = roll(&dice, 1 + roll(&dice, 2 + 3 * k));
      if (roll(&dice, 40) == 0)
        buf_puts(&b, ",");
      else
        buf_printf(&b, "%u,", x);
    }
    buf_printf(&b, "%u\n", roll(&dice, 100));
  }
  struct str text = arena_str(f->arena, buf_str(&b));
  buf_free(&b);
  return text;
}

/* The smallest fk over the first `keys` columns, and per row. */
static uint32_t *measure(struct fixture *f, const struct frame *t, size_t keys,
                         uint32_t *smallest) {
  size_t list[16];
  struct pool pool = {0};
  struct risk_groups g = {0};
  struct risk_file file = {.rows = t->rows, .key_count = keys};
  uint32_t *fk = arena_array(f->arena, uint32_t, t->rows);
  for (size_t i = 0; i < keys; i++)
    list[i] = i;
  const struct series *s = frame_series(t, list, keys);
  for (size_t i = 0; i < keys; i++)
    file.keys[i].series = &s[i];
  assert_int_equal(risk_group(&pool, &file, &g), RISK_DONE);
  *smallest = UINT32_MAX;
  for (size_t i = 0; i < t->rows; i++) {
    fk[i] = g.fk[g.of_row[i]];
    *smallest = fk[i] < *smallest ? fk[i] : *smallest;
  }
  pool_free(&pool);
  return fk;
}

static const char *const four = "k0:string k1:string k2:string k3:string "
                                "v:string";

/* k is reached; records that were safe, and other columns, are untouched; what
 * is not missing is as it was. */
static void suppression_reaches_k(void **state) {
  struct fixture *f = *state;
  for (unsigned n = 0; n < 80; n++) {
    fresh(state);
    unsigned k = 2 + n % 5;
    struct str csv = people(f, n, 30 + 5 * n, 4);
    struct str steps =
        arena_printf(f->arena, "  - suppress: [k0, k1, k2, k3]\n    k: %u\n%s",
                     k, n % 2 ? "    importance: {k1: 3, k3: 0.5}\n" : "");
    const struct work *w = try_plan(
        f, &(struct trial){.steps = steps.ptr, .fields = four, .csv = csv.ptr});
    assert_non_null(w);
    uint32_t before, after;
    const uint32_t *fk = measure(f, w->raw, 4, &before);
    measure(f, w->now, 4, &after);
    assert_true(after >= k);
    for (size_t i = 0; i < w->now->rows; i++)
      for (size_t c = 0; c < 5; c++) {
        struct str old = frame_text(&w->raw->columns[c], i);
        struct str new = frame_text(&w->now->columns[c], i);
        bool may_hide = c < 4 && fk[i] < k;
        assert_true(str_eq(old, new) || (may_hide && !new.ptr));
      }
  }
}

static size_t count_missing(const struct frame *t, size_t column) {
  return frame_missing(t, &t->columns[column]);
}

static void importance_steers_suppression(void **state) {
  struct fixture *f = *state;
  struct str csv = people(f, 4, 300, 4);
  struct trial t = {.steps = "  - suppress: [k0, k1, k2, k3]\n    k: 3\n"
                             "    importance: {k3: 9}\n",
                    .fields = four,
                    .csv = csv.ptr};
  const struct work *kept = try_plan(f, &t);
  t.steps = "  - suppress: [k0, k1, k2, k3]\n    k: 3\n"
            "    importance: {k3: 0.1}\n";
  const struct work *given = try_plan(f, &t);
  assert_true(count_missing(kept->now, 3) < count_missing(given->now, 3));
}

/* One value is enough for two records that differ in one key. */
static void suppression_is_frugal(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - suppress: [a, b]\n    k: 2\n",
                              .fields = "a:string b:string",
                              .csv = "a,b\nx,1\nx,2\ny,3\ny,3\n"},
              "x, x,2 y,3 y,3");
}

/* Many keys go another way than all sets of them. */
static void suppression_with_many_keys(void **state) {
  struct fixture *f = *state;
  struct str csv = people(f, 11, 120, 12);
  uint32_t smallest;
  const struct work *w = try_plan(
      f, &(struct trial){
             .steps = "  - suppress: [k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, "
                      "k10, k11]\n    k: 3\n",
             .fields = "k0:string k1:string k2:string k3:string k4:string "
                       "k5:string k6:string k7:string k8:string k9:string "
                       "k10:string k11:string v:string",
             .csv = csv.ptr});
  assert_non_null(w);
  measure(f, w->now, 12, &smallest);
  assert_true(smallest >= 3);
}

static void an_impossible_k_is_said(void **state) {
  struct fixture *f = *state;
  assert_null(try_plan(f, &(struct trial){.steps = "  - suppress: [a]\n"
                                                   "    k: 9\n",
                                          .fields = "a:string",
                                          .csv = "a\n1\n2\n3\n"}));
  expect_errors(f, 1, "3 records cannot share their keys with 9");
}

/* The audit of what is shown, built here by hand: lines, columns, all. */
static void expect_wide(struct fixture *f, const struct frame *t,
                        unsigned height, unsigned width, double least) {
  struct str bad;
  unsigned w = width + 1;
  double *x = frame_numbers(t, &t->columns[2], &bad);
  struct audit a = {.whole = true, .cell_count = t->rows};
  a.cells = arena_array(f->arena, struct audit_cell, t->rows);
  for (size_t i = 0; i < t->rows; i++)
    a.cells[i] = (struct audit_cell){.value = x[i], .hidden = x[i] != x[i]};
  for (unsigned i = 0; i <= height; i++) {
    uint32_t *parts = arena_array(f->arena, uint32_t, width);
    for (unsigned k = 0; k < width; k++)
      parts[k] = i * w + k;
    *ARENA_PUSH(f->arena, a.sums, a.sum_count, a.sum_cap) =
        (struct audit_sum){i * w + width, parts, width};
  }
  for (unsigned k = 0; k <= width; k++) {
    uint32_t *parts = arena_array(f->arena, uint32_t, height);
    for (unsigned i = 0; i < height; i++)
      parts[i] = i * w + k;
    *ARENA_PUSH(f->arena, a.sums, a.sum_count, a.sum_cap) =
        (struct audit_sum){height * w + k, parts, height};
  }
  assert_true(audit_run(f->arena, &a));
  for (size_t i = 0; i < t->rows; i++) {
    assert_true(!(x[i] > 0 && x[i] < 5));
    if (a.cells[i].hidden)
      assert_true(a.cells[i].high - a.cells[i].low >= least);
  }
}

static void cell_suppression_passes_the_audit(void **state) {
  struct fixture *f = *state;
  for (unsigned n = 0; n < 40; n++) {
    unsigned height = 3 + n % 5, width = 2 + n % 4;
    fresh(state);
    struct str csv = random_counts(f, n, height, width);
    const struct work *w =
        try_plan(f, &(struct trial){.steps = "  - cells: n\n",
                                    .fields = "p:string s:string n:integer",
                                    .more = "threshold: 5",
                                    .csv = csv.ptr});
    assert_non_null(w);
    expect_wide(f, w->now, height, width, 5);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(suppression_reaches_k),   TEST(importance_steers_suppression),
      TEST(suppression_is_frugal),   TEST(suppression_with_many_keys),
      TEST(an_impossible_k_is_said), TEST(cell_suppression_passes_the_audit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
