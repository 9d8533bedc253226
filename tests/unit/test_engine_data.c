/* Data for the engine: splitting CSV, reading cells, columns and their words,
 * sorting and statistics in plain C. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/csv.h"
#include "engine/csv_value.h"
#include "engine/dataset_sort.h"
#include "engine/dataset_stats.h"
#include "engine/dataset_words.h"
#include "engine/random.h"

#include <math.h>
#include <stdio.h>

/* The records of a text as "a|b;c|d", with "!N" for how it ended if not well
 * (csv_result). */
static void check_split(const char *text, const char *wanted) {
  struct csv c;
  struct buf out = {0};
  enum csv_result result;
  csv_start(&c, str_from(text), ',');
  while ((result = csv_next(&c)) == CSV_RECORD) {
    for (size_t i = 0; i < c.count; i++) {
      buf_puts(&out, i ? "|" : "");
      buf_put(&out, c.fields[i].text);
    }
    buf_char(&out, ';');
  }
  if (result != CSV_END)
    buf_printf(&out, "!%d", (int)result);
  csv_finish(&c);
  assert_string_equal(buf_str(&out).ptr, wanted);
  buf_free(&out);
}

static void test_csv_records(void **state) {
  (void)state;
  check_split("", "");
  check_split("a", "a;");
  check_split("a,b\nc,d\n", "a|b;c|d;");
  check_split("a,b\r\nc,d\r\n", "a|b;c|d;");
  check_split("\n\na\n\n\nb\n", "a;b;");
  check_split(",\n,,\n", "|;||;");
  check_split("a,\n", "a|;");
  check_split("a\r", "a;");
  check_split("a\rb", "a\rb;");
}

static void test_csv_quotes(void **state) {
  (void)state;
  check_split("\"a\",\"b,c\"\n", "a|b,c;");
  check_split("\"a\nb\",c\n", "a\nb|c;");
  check_split("\"\"\n", ";");
  check_split("\"\"\"\"", "\";");
  check_split("\"a\"\"b\",\"\"\"\",\"c\"\"\"\n", "a\"b|\"|c\";");
  check_split("x,\"a\"\"b\",y,\"c\"\"d\"\r\n1,2,3,4", "x|a\"b|y|c\"d;1|2|3|4;");
  check_split("a \"b\" c\n", "a \"b\" c;");
  check_split("\"a", "!2");
  check_split("ok\n\"a\nb", "ok;!2");
  check_split("\"a\"b\n", "!3");
  check_split("\"a\" ,b", "!3");
}

/* Lines are those of the file, also after quoted line ends. */
static void test_csv_lines(void **state) {
  (void)state;
  static const int wanted[] = {1, 2, 5, 7};
  struct csv c;
  csv_start(&c, STR("a\n\"b\nc\nd\"\ne\n\nf"), ',');
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(csv_next(&c), CSV_RECORD);
    assert_int_equal(c.line, wanted[i]);
  }
  assert_int_equal(csv_next(&c), CSV_END);
  csv_finish(&c);
}

static void test_integers(void **state) {
  (void)state;
  static const char *const bad[] = {
      "",   "-", "+", "1 ", "1.0", "1e3", "x", "0x10", "9223372036854775808",
      "--1"};
  int64_t v;
  assert_true(csv_integer(STR("0"), &v) && v == 0);
  assert_true(csv_integer(STR("-12"), &v) && v == -12);
  assert_true(csv_integer(STR("+7"), &v) && v == 7);
  assert_true(csv_integer(STR("007"), &v) && v == 7);
  assert_true(csv_integer(STR("9223372036854775807"), &v) && v == INT64_MAX);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(csv_integer(str_from(bad[i]), &v));
}

/* As strtod reads it, to the last bit. */
static void check_number(const char *text) {
  double v = 0;
  assert_true(csv_number(str_from(text), &v));
  assert_true(v == strtod(text, NULL));
}

static void test_numbers(void **state) {
  (void)state;
  static const char *const bad[] = {"",    ".",     "-",   "e5",  "1e",
                                    "1e+", "1.2.3", "inf", "nan", "0x1p3",
                                    "1,5", "1e400", "1 "};
  double v;
  check_number("0");
  check_number("-0.5");
  check_number(".25");
  check_number("12.");
  check_number("1e22");
  check_number("1e23");
  check_number("1E-5");
  check_number("123456789012345678901234567890");
  check_number("2.2250738585072014e-308");
  check_number("0.00000000000000000000000000000000001");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(csv_number(str_from(bad[i]), &v));
}

static void test_random_numbers(void **state) {
  (void)state;
  struct random r;
  char text[40];
  random_start(&r, STR("numbers"), 1, "");
  for (int i = 0; i < 20000; i++) {
    double x = ((double)random_below(&r, 2000000000) - 1e9) / 1e3;
    for (uint64_t e = random_below(&r, 40); e > 0; e--)
      x /= 10;
    snprintf(text, sizeof text, "%.*g", 1 + (int)random_below(&r, 17), x);
    check_number(text);
  }
}

static void test_dates_and_years(void **state) {
  (void)state;
  static const char *const bad[] = {"2023-02-29", "2024-13-01", "2024-00-01",
                                    "2024-01-00", "2024-04-31", "1900-02-29",
                                    "2024-1-1",   "20240101",   "2024-01-01 "};
  int64_t v;
  assert_true(csv_date(STR("2024-02-29")));
  assert_true(csv_date(STR("2000-02-29")));
  assert_true(csv_date(STR("1999-12-31")));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(csv_date(str_from(bad[i])));
  assert_true(csv_year(STR("-500"), &v) && v == -500);
  assert_false(csv_year(STR("10000"), &v));
}

static void test_words_are_sorted(void **state) {
  (void)state;
  struct pool pool = {NULL};
  struct word_list list;
  struct words words;
  uint32_t order[2000], codes[2000];
  char text[16];
  word_list_start(&list, &pool);
  for (uint32_t i = 0; i < 2000; i++) {
    int len = snprintf(text, sizeof text, "%u", i * 7919 % 1000);
    codes[i] = word_list_add(&list, (struct str){text, (size_t)len});
  }
  assert_true(word_list_sort(&list, order, &words));
  assert_int_equal(words.count, 1000);
  for (uint32_t i = 1; i < words.count; i++)
    assert_true(str_cmp(words.items[i - 1], words.items[i]) < 0);
  for (uint32_t i = 0; i < 2000; i++) {
    int len = snprintf(text, sizeof text, "%u", i * 7919 % 1000);
    assert_true(
        str_eq(words.items[order[codes[i]]], (struct str){text, (size_t)len}));
  }
  word_list_free(&list);
  pool_free(&pool);
}

static void test_sorting_is_stable(void **state) {
  (void)state;
  static const int64_t values[] = {3, MISSING_INTEGER, 1, 3,
                                   2, MISSING_INTEGER, 1};
  static const uint32_t up[] = {2, 6, 4, 0, 3, 1, 5};
  static const uint32_t down[] = {0, 3, 4, 2, 6, 1, 5};
  struct column_info info = {.type = COLUMN_INTEGER};
  struct series s = {.column = {.info = &info, .as.integers = values}};
  uint32_t rows[7], room[7];
  for (int descending = 0; descending < 2; descending++) {
    struct sort_key key = {&s, descending};
    for (uint32_t i = 0; i < 7; i++)
      rows[i] = i;
    sort_rows(&key, 1, rows, room, 7);
    assert_memory_equal(rows, descending ? down : up, sizeof rows);
  }
}

/* Against sums over the rows written out. */
static void test_weights_repeat_rows(void **state) {
  (void)state;
  static const double x[] = {4, 1, 7, 2, 9};
  static const double w[] = {2, 1, 3, 1, 2};
  static const enum stat stats[] = {STAT_SUM, STAT_MEAN,     STAT_MEDIAN,
                                    STAT_SD,  STAT_QUANTILE, STAT_COUNT};
  double repeated[9];
  uint32_t rows[9];
  size_t n = 0;
  for (uint32_t i = 0; i < 5; i++)
    for (int k = 0; k < (int)w[i]; k++)
      repeated[n++] = x[i];
  for (uint32_t i = 0; i < 9; i++)
    rows[i] = i;
  struct column_info info = {.type = COLUMN_NUMBER};
  struct series few = {.column = {.info = &info, .as.numbers = x}};
  struct series weight = {.column = {.info = &info, .as.numbers = w}};
  struct series all = {.column = {.info = &info, .as.numbers = repeated}};
  struct weighted room[9];
  for (size_t i = 0; i < sizeof stats / sizeof *stats; i++) {
    double p = stats[i] == STAT_MEDIAN ? 0.5 : 0.3;
    struct stat_request a = {stats[i], p, &few, &weight};
    struct stat_request b = {stats[i], p, &all, NULL};
    struct stat_result r, t;
    assert_true(stat_compute(&a, rows, 5, room, &r));
    assert_true(stat_compute(&b, rows, n, room, &t));
    assert_true(fabs(r.number - t.number) < 1e-12);
  }
}

static void test_random_is_even_and_fixed(void **state) {
  (void)state;
  struct random a, b;
  int seen[5] = {0};
  random_start(&a, STR("id"), 1, "");
  random_start(&b, STR("id"), 1, "x");
  assert_true(random_bits(&a) != random_bits(&b));
  random_start(&a, STR("id"), 1, "");
  assert_true(random_bits(&a) == UINT64_C(0x3C5C6A0A7FB34C63));
  for (int i = 0; i < 50000; i++)
    seen[random_below(&a, 5)]++;
  for (int i = 0; i < 5; i++)
    assert_in_range(seen[i], 9700, 10300);
  for (int i = 0; i < 1000; i++) {
    double share = random_share(&a);
    assert_true(share >= 0 && share < 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_csv_records),
      cmocka_unit_test(test_csv_quotes),
      cmocka_unit_test(test_csv_lines),
      cmocka_unit_test(test_integers),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_random_numbers),
      cmocka_unit_test(test_dates_and_years),
      cmocka_unit_test(test_words_are_sorted),
      cmocka_unit_test(test_sorting_is_stable),
      cmocka_unit_test(test_weights_repeat_rows),
      cmocka_unit_test(test_random_is_even_and_fixed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
