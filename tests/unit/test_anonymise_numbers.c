/* Methods of the anonymiser that change numbers and draw at random. */
#include "privacy_help.h"

#include <math.h>

#include "privacy/grid.h"

/* The example of the World Bank/IHSN guide: six incomes in groups of three. */
static void microaggregates_as_the_guide_does(void **state) {
  struct fixture *f = *state;
  struct trial t = {.steps = "  - microaggregate: income\n    size: 3\n",
                    .fields = "income:number",
                    .csv = "income\n2300\n2434\n2123\n2312\n6045\n2345\n"};
  expect_rows(f, &t, "2245 3608 2245 2245 3608 3608");
  fresh(state);
  t.steps = "  - microaggregate: income\n    size: 3\n    statistic: median\n";
  expect_rows(f, &t, "2300 2434 2300 2300 2434 2434");
}

static struct str random_table(struct fixture *f, unsigned seed, size_t rows) {
  struct dice dice = {seed};
  struct buf b = {0};
  buf_puts(&b, "a,b,g\n");
  for (size_t i = 0; i < rows; i++) {
    unsigned x = roll(&dice, 1000), y = roll(&dice, 1000), z = roll(&dice, 34);
    if (z % 17 == 0)
      buf_printf(&b, ",%u,%u\n", y, z % 2);
    else
      buf_printf(&b, "%u,%u,%u\n", x, y, z % 2);
  }
  struct str text = arena_str(f->arena, buf_str(&b));
  buf_free(&b);
  return text;
}

static double total(const struct frame *t, size_t column) {
  struct str bad;
  double sum = 0, *x = frame_numbers(t, &t->columns[column], &bad);
  for (size_t i = 0; i < t->rows; i++)
    sum += isnan(x[i]) ? 0 : x[i];
  return sum;
}

/* Sums stay, and no value is shared by fewer than `size` records. */
static void microaggregation_keeps_sums(void **state) {
  struct fixture *f = *state;
  static const char *const plans[] = {
      "  - microaggregate: [a, b]\n    size: 4\n",
      "  - microaggregate: [a]\n    size: 4\n"
      "  - microaggregate: [b]\n    size: 4\n",
      "  - microaggregate: [a, b]\n    size: 4\n    within: [g]\n"};
  for (unsigned n = 0; n < 60; n++) {
    fresh(state);
    struct str csv = random_table(f, n, 40 + n);
    const struct work *w =
        try_plan(f, &(struct trial){.steps = plans[n % 3],
                                    .fields = "a:number b:number g:string",
                                    .csv = csv.ptr});
    assert_non_null(w);
    for (size_t k = 0; k < 2; k++) {
      const struct frame_column *c = &w->now->columns[k];
      const size_t *counts = frame_counts(w->now, c);
      bool lost = frame_missing(w->now, c) !=
                  frame_missing(w->raw, &w->raw->columns[k]);
      if (!lost)
        assert_true(fabs(total(w->now, k) - total(w->raw, k)) < 1e-4);
      for (uint32_t i = 0; i < c->word_count; i++)
        assert_true(counts[i] == 0 || counts[i] >= 4);
    }
  }
}

static void too_few_to_group_lose_their_numbers(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - microaggregate: x\n    size: 3\n"
                                       "    within: g\n",
                              .fields = "x:number g:string",
                              .csv = "x,g\n1,a\n2,a\n3,a\n7,b\n8,b\n"},
              "2,a 2,a 2,a ,b ,b");
}

static void noise_keeps_whole_numbers_whole(void **state) {
  struct fixture *f = *state;
  struct str csv = random_table(f, 7, 4000);
  struct trial t = {.steps = "  - noise: [a, b]\n    share: 0.1\n"
                             "    least: 0\n    most: 999\n",
                    .fields = "a:number b:number g:string",
                    .csv = csv.ptr};
  const struct work *w = try_plan(f, &t);
  assert_non_null(w);
  struct str bad;
  double *x = frame_numbers(w->raw, &w->raw->columns[1], &bad);
  double *y = frame_numbers(w->now, &w->now->columns[1], &bad);
  double sum = 0, squares = 0;
  assert_true(frame_is_whole(&w->now->columns[1]));
  for (size_t i = 0; i < w->now->rows; i++) {
    assert_true(y[i] >= 0 && y[i] <= 999);
    sum += y[i] - x[i];
    squares += (y[i] - x[i]) * (y[i] - x[i]);
  }
  /* Uniform on 0 to 999: sd 289, so noise of sd 29. */
  assert_true(fabs(sum / 4000) < 2.5);
  assert_true(fabs(sqrt(squares / 4000) - 28.9) < 2);
  assert_int_equal(frame_missing(w->now, &w->now->columns[0]),
                   frame_missing(w->raw, &w->raw->columns[0]));
}

static void pram_keeps_frequencies_nearly(void **state) {
  struct fixture *f = *state;
  struct buf b = {0};
  buf_puts(&b, "r\n");
  for (int i = 0; i < 10000; i++)
    buf_puts(&b, i % 10 == 0 ? "rare\n" : i % 10 < 4 ? "some\n" : "most\n");
  struct trial t = {.steps = "  - pram: r\n    change: 0.3\n",
                    .fields = "r:string",
                    .csv = b.ptr};
  const struct work *w = try_plan(f, &t);
  assert_non_null(w);
  const struct frame_column *c = &w->now->columns[0];
  const size_t *counts = frame_counts(w->now, c);
  size_t same = 0;
  for (size_t i = 0; i < w->now->rows; i++)
    same += c->codes[i] == w->raw->columns[0].codes[i];
  assert_int_equal(c->word_count, 3);
  assert_in_range(counts[0], 900, 1100); /* rare: 1000 expected */
  assert_in_range(counts[1], 2850, 3150);
  /* 0.7 + 0.3 (0.1² + 0.3² + 0.6²) = 0.838 stay the same */
  assert_in_range(same, 8230, 8530);
  buf_free(&b);
}

static void samples_and_numbers_anew(void **state) {
  struct fixture *f = *state;
  struct str csv = random_table(f, 3, 1000);
  const struct work *w = try_plan(
      f, &(struct trial){.steps = "  - sample: 0.2\n    by: g\n"
                                  "  - ids: [n, g]\n",
                         .fields = "n:integer a:number b:number g:integer",
                         .csv = csv.ptr});
  assert_non_null(w);
  assert_in_range(w->now->rows, 199, 201);
  assert_int_equal(w->now->columns[0].word_count, w->now->rows);
  assert_int_equal(w->now->columns[3].word_count, 2);
  const size_t *raw = frame_counts(w->raw, &w->raw->columns[2]);
  const size_t *now = frame_counts(w->now, &w->now->columns[3]);
  size_t small = raw[0] < raw[1] ? raw[0] : raw[1];
  size_t less = now[0] < now[1] ? now[0] : now[1];
  assert_in_range(less, small / 5 - 1, small / 5 + 1);
}

/* The same plan and seed give the same table; another seed another one. */
static void is_repeatable(void **state) {
  struct fixture *f = *state;
  struct trial t = {.steps = "  - noise: a\n    sd: 50\n"
                             "  - pram: g\n    change: 0.5\n",
                    .fields = "a:number b:number g:string",
                    .csv = random_table(f, 5, 300).ptr};
  const struct work *one = try_plan(f, &t), *two = try_plan(f, &t);
  assert_string_equal(rows_of(f, one->now), rows_of(f, two->now));
  struct chance a, b, other;
  struct seed seed, second;
  seed_from_text(&seed, STR("s"));
  seed_from_text(&second, STR("t"));
  chance_start(&a, &seed, 1);
  chance_start(&b, &seed, 2);
  chance_start(&other, &second, 1);
  uint64_t first = chance_bits(&a);
  assert_true(first != chance_bits(&b) && first != chance_bits(&other));
}

static void rounds_to_a_base(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - round: n\n    base: 5\n",
                              .fields = "n:integer",
                              .csv = "n\n0\n2\n3\n7\n8\n10\n\"\"\n"},
              "0 0 5 5 10 10 ");
  fresh(state);
  const struct work *w = try_plan(
      f, &(struct trial){.steps = "  - round: n\n    base: 5\n"
                                  "    how: random\n",
                         .fields = "n:integer",
                         .csv = "n\n7\n7\n7\n7\n7\n7\n7\n7\n7\n7\n7\n7\n"});
  assert_non_null(w); /* tau-ARGUS: 7 becomes 5 or 10 */
  assert_int_equal(w->now->columns[0].word_count, 2);
  assert_true(total(w->now, 0) >= 60 && total(w->now, 0) <= 120);
}

/* Every cell and every total goes to a multiple next to it, and totals add up:
 * the last is checked by grid_check itself. */
static void controlled_rounding_adds_up(void **state) {
  struct fixture *f = *state;
  for (unsigned n = 0; n < 40; n++) {
    fresh(state);
    struct str csv = random_counts(f, n, 1 + n % 7, 1 + n % 5);
    struct trial t = {.steps = "  - round: n\n    base: 5\n"
                               "    how: controlled\n    by: [p, s]\n"
                               "    total: Total\n",
                      .fields = "p:string s:string n:integer",
                      .csv = csv.ptr};
    struct work *w = try_plan(f, &t);
    assert_non_null(w);
    struct str bad;
    double *x = frame_numbers(w->raw, &w->raw->columns[2], &bad);
    double *y = frame_numbers(w->now, &w->now->columns[2], &bad);
    for (size_t i = 0; i < w->now->rows; i++)
      assert_true(fmod(y[i], 5) == 0 && fabs(x[i] - y[i]) < 5);
    struct grid g;
    struct text by[2] = {{.s = STR("p")}, {.s = STR("s")}};
    struct texts names = {.items = by, .count = 2};
    assert_true(grid_make(w, &names, STR("Total"), &g));
    assert_true(grid_check(w, &g, &by[0], y));
  }
}

/* Only what draws needs a seed. */
static void knows_what_is_random(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *steps;
    bool random;
  } list[] = {
      {"  - round: n\n    base: 5\n", false},
      {"  - round: n\n    base: 5\n    how: random\n", true},
      {"  - microaggregate: n\n    size: 3\n", false},
      {"  - pram: n\n    change: 0.1\n", true},
      {"  - sample: 0.5\n", true},
  };
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
    struct plan plan;
    struct trial t = {.steps = list[i].steps, .fields = "n:integer"};
    struct str text = plan_text(f, &t);
    plan_read(f->arena, f->diags, source(f, "plan", text), text, &plan);
    expect_clean(f);
    assert_int_equal(plan_is_random(&plan), list[i].random);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(microaggregates_as_the_guide_does),
      TEST(microaggregation_keeps_sums),
      TEST(too_few_to_group_lose_their_numbers),
      TEST(noise_keeps_whole_numbers_whole),
      TEST(pram_keeps_frequencies_nearly),
      TEST(samples_and_numbers_anew),
      TEST(is_repeatable),
      TEST(rounds_to_a_base),
      TEST(controlled_rounding_adds_up),
      TEST(knows_what_is_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
