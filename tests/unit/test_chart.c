/* Charts: round numbers, classes, lines of text, and drawings that stay whole
 * whatever is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/chart.h"
#include "engine/chart_scale.h"
#include "engine/chart_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void finds_round_steps(void **state) {
  static const struct {
    double least;
    bool nearest, whole;
    double step;
  } rows[] = {{1, false, false, 1},       {1.01, false, false, 2},
              {2.1, false, false, 2.5},   {2.1, false, true, 5},
              {2.1, true, false, 2},      {2.4, true, false, 2.5},
              {0.03, false, false, 0.05}, {0.03, false, true, 1},
              {21.33, true, true, 20},    {22.5, true, true, 25},
              {0, false, true, 1},        {0.7, true, true, 1},
              {6e14, false, false, 1e15}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct chart_step s =
        chart_step_from(rows[i].least, rows[i].nearest, rows[i].whole);
    assert_true(chart_step_times(s, 1) == rows[i].step);
  }
  assert_true(chart_step_times((struct chart_step){1, -1}, 3) == 0.3);
  assert_int_equal(chart_step_floor((struct chart_step){25, -1}, -0.1), -1);
  assert_int_equal(chart_step_floor((struct chart_step){25, -1}, 5), 2);
}

static void finds_ends_of_axes(void **state) {
  static const struct {
    double low, high;
    bool whole;
    double from, to, step;
  } rows[] = {
      {0, 1524, true, 0, 2000, 500},  {-7158, 4331, true, -7500, 5000, 2500},
      {0, 0, true, 0, 1, 1},          {0, 3, true, 0, 3, 1},
      {0.2, 0.9, false, 0.2, 1, 0.2}, {-5, -1, true, -5, -1, 1},
      {0, 1e15, true, 0, 1e15, 2e14},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct chart_scale s =
        chart_scale_around(rows[i].low, rows[i].high, 5, rows[i].whole);
    assert_true(s.low == rows[i].from);
    assert_true(s.high == rows[i].to);
    assert_true(chart_step_times(s.step, 1) == rows[i].step);
    assert_true(chart_scale_at(&s, s.low) == 0);
    assert_true(chart_scale_at(&s, s.high) == 1);
  }
}

static void keeps_ticks_between_ends(void **state) {
  struct chart_scale s = chart_scale_within(1975, 2025, 10, true);
  (void)state;
  assert_true(chart_step_times(s.step, 1) == 5);
  assert_true(chart_step_times(s.step, s.first) == 1975);
  assert_true(chart_step_times(s.step, s.last) == 2025);
  s = chart_scale_within(2001, 2004, 10, true);
  assert_true(chart_step_times(s.step, 1) == 1);
  assert_int_equal(s.last - s.first, 3);
  s = chart_scale_within(7, 7, 10, true); /* in the middle */
  assert_true(chart_scale_at(&s, 7) == 0.5);
}

static void finds_classes(void **state) {
  double values[100], equal[5] = {7, 7, 7, 7, 7};
  double half[8] = {1, 1, 1, 1, 1, 1, 1, 9};
  (void)state;
  for (int i = 0; i < 100; i++)
    values[i] = i + 1;
  /* 2 * 49.5 / 100^(1/3) = 21.3 */
  assert_true(chart_step_times(chart_bin_step(values, 100, 0, true), 1) == 20);
  assert_true(chart_step_times(chart_bin_step(values, 100, 10, true), 1) == 10);
  assert_true(chart_step_times(chart_bin_step(equal, 5, 0, false), 1) == 1);
  /* No spread: four classes, after Sturges, of about 2. */
  assert_true(chart_step_times(chart_bin_step(half, 8, 0, true), 1) == 2);
}

static void breaks_lines(void **state) {
  struct str rest = STR("Lower secondary, of three years"), line;
  (void)state;
  assert_true(chart_text_line(&rest, 1400, &line));
  assert_true(str_is(line, "Lower secondary,"));
  assert_true(chart_text_line(&rest, 1400, &line));
  assert_true(str_is(line, "of three years"));
  assert_false(chart_text_line(&rest, 1400, &line));
  assert_int_equal(chart_text_lines(STR("Unbreakable"), 100), 1);
  assert_int_equal(chart_text_lines(STR("a b c"), 0), 1);
  assert_int_equal(chart_text_lines(STR(""), 100), 0);
  assert_int_equal(chart_text_widest(STR("wide x"), 10),
                   chart_text_width(STR("wide")));
}

/* Marks take no room and stay with their letter. */
static void keeps_letters_whole(void **state) {
  struct str rest = STR("ที่นี่"), line;
  (void)state;
  assert_int_equal(chart_text_width(STR("ที่นี่")), chart_text_width(STR("ทน")));
  assert_true(chart_text_line(&rest, 120, &line));
  assert_true(str_is(line, "ที่"));
  rest = STR("เก่า"); /* vowels before and after belong to the letter */
  assert_int_equal(chart_text_lines(rest, 10), 1);
}

enum { MOST = 60 };

struct sample {
  struct chart chart;
  double values[CHART_SERIES_MAX][MOST], places[MOST + 1];
  struct str labels[MOST];
};

static uint32_t next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static double any_value(uint32_t *seed, bool positive) {
  static const double odd[] = {0, 1e15, -1e15, 1e-9, 0.1, -3, NAN, 5e-13};
  uint32_t n = next(seed);
  double value = n % 3 == 0 ? odd[n / 3 % 8] : (double)(n % 100000) / 7 - 2000;
  return positive && value < 0 ? -value : value;
}

static void fill(struct sample *s, enum chart_kind kind, uint32_t *seed) {
  static const char *const names[] = {"x", "Lower secondary, of three years",
                                      "มัธยมศึกษาตอนต้น",
                                      "الأطفال دون سن الدراسة & others", "<b>"};
  struct chart *c = &s->chart;
  memset(s, 0, sizeof *s);
  c->kind = kind;
  c->id = STR("wm-chart-x-1");
  c->count = 1 + next(seed) % MOST;
  c->series_count = kind == CHART_PYRAMID     ? 2
                    : kind == CHART_HISTOGRAM ? 1
                                              : 1 + next(seed) % 6;
  c->x_title = c->y_title = c->by_title = str_from(names[next(seed) % 5]);
  c->placing = kind == CHART_SCATTER || kind == CHART_HISTOGRAM
                   ? (enum chart_places)(1 + next(seed) % 2)
               : kind == CHART_LINE ? (enum chart_places)(next(seed) % 4)
                                    : PLACES_EVEN;
  s->places[0] = any_value(seed, true);
  if (isnan(s->places[0]))
    s->places[0] = 1990;
  for (size_t i = 0; i < c->count; i++) {
    s->places[i + 1] = s->places[i] + 1 + next(seed) % 9;
    s->labels[i] = str_from(names[next(seed) % 5]);
    for (size_t k = 0; k < c->series_count; k++)
      s->values[k][i] =
          any_value(seed, kind == CHART_PYRAMID || kind == CHART_HISTOGRAM);
  }
  c->places = c->placing == PLACES_EVEN ? NULL : s->places;
  c->labels = s->labels;
  for (size_t k = 0; k < c->series_count; k++)
    c->series[k] = (struct chart_series){
        c->series_count > 1 ? str_from(names[k % 5]) : STR(""), s->values[k]};
}

/* Every element is closed, in order. */
static void check_tags(struct str s) {
  struct str open[50];
  size_t depth = 0;
  for (size_t at = str_find(s, '<', 0); at < s.len;
       at = str_find(s, '<', at + 1)) {
    size_t end = str_find(s, '>', at);
    bool closing = s.ptr[at + 1] == '/';
    struct str name = str_slice(s, at + 1 + closing, end);
    name = str_slice(name, 0, str_find(name, ' ', 0));
    assert_true(end < s.len);
    if (closing) {
      assert_true(depth > 0 && str_eq(open[depth - 1], name));
      depth--;
    } else if (s.ptr[end - 1] != '/') {
      assert_true(depth < 50);
      open[depth++] = name;
    }
  }
  assert_int_equal(depth, 0);
}

/* No text of printf for what is no number, at most one decimal. */
static void check_numbers(struct str s) {
  static const char *const starts[] = {" d=\"", " x=\"", " y=\""};
  for (int k = 0; k < 3; k++)
    for (size_t at = str_search(s, str_from(starts[k])); at < s.len;) {
      size_t end = str_find(s, '"', at + 4);
      struct str part = str_slice(s, at + 4, end);
      assert_true(str_search(part, STR("nan")) == part.len);
      assert_true(str_search(part, STR("inf")) == part.len);
      for (size_t dot = str_find(part, '.', 0); dot + 2 < part.len;
           dot = str_find(part, '.', dot + 1))
        assert_true(!char_is_digit(part.ptr[dot + 2]));
      size_t more = str_search(str_slice(s, end, s.len), str_from(starts[k]));
      at = end + more;
    }
}

static void draws_anything(void **state) {
  const char *why;
  struct locale *l = locale_create(NULL, &why);
  struct sample *s = malloc(sizeof *s);
  uint32_t seed = 2024;
  (void)state;
  assert_non_null(l);
  assert_non_null(s);
  for (int i = 0; i < 1200; i++) {
    struct buf out = {0};
    fill(s, (enum chart_kind)(i % 6), &seed);
    chart_write(&s->chart, l, STR("Title"), STR("About"), &out);
    assert_true(buf_ok(&out));
    check_tags(buf_str(&out));
    check_numbers(buf_str(&out));
    buf_free(&out);
  }
  free(s);
  locale_destroy(l);
}

static void names_the_drawing(void **state) {
  const char *why;
  static const double values[] = {1, 2};
  static const struct str labels[] = {{"a", 1}, {"b", 1}};
  struct locale *l = locale_create(NULL, &why);
  struct chart c = {.kind = CHART_BAR,
                    .id = STR("wm-chart-e-2"),
                    .count = 2,
                    .labels = labels,
                    .series = {{STR(""), values}},
                    .series_count = 1};
  struct buf out = {0};
  (void)state;
  chart_write(&c, l, STR(""), STR("All of it"), &out);
  struct str s = buf_str(&out);
  assert_true(str_search(s, STR("role=\"img\" "
                                "aria-labelledby=\"wm-chart-e-2-t\"><title "
                                "id=\"wm-chart-e-2-t\">All of it</title>")) <
              s.len);
  assert_true(str_search(s, STR("<desc")) == s.len);
  assert_true(str_search(s, STR("wm-chart-legend")) == s.len);
  buf_clear(&out);
  chart_write(&c, l, STR("Name"), STR("All of it"), &out);
  s = buf_str(&out);
  assert_true(
      str_search(s, STR("<desc id=\"wm-chart-e-2-d\">All of it</desc>")) <
      s.len);
  buf_free(&out);
  locale_destroy(l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_round_steps),
      cmocka_unit_test(finds_ends_of_axes),
      cmocka_unit_test(keeps_ticks_between_ends),
      cmocka_unit_test(finds_classes),
      cmocka_unit_test(breaks_lines),
      cmocka_unit_test(keeps_letters_whole),
      cmocka_unit_test(draws_anything),
      cmocka_unit_test(names_the_drawing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
