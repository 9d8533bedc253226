/* Numbers as text and back, against the C library: exact digits, shortest
 * digits, and the printf and strtod that the page's engine has instead of it.
 */
#include "engine/decimal.h"
#include "engine/decimal_exact.h"
#include "engine/printing.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { TEXT = 600 };

/* The same numbers in every run. */
static uint64_t next_bits(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

/* Any finite double; or one with few digits, as people write them. */
static double next_number(uint64_t *state) {
  uint64_t bits = next_bits(state);
  double value;
  if (bits & 1)
    return (double)(int64_t)(bits >> 34) / pow(10, (double)(bits >> 1 & 15));
  bits = next_bits(state);
  memcpy(&value, &bits, sizeof value);
  return isfinite(value) ? value : 0.1;
}

static void same_double(double ours, double theirs, const char *text) {
  if (memcmp(&ours, &theirs, sizeof ours) != 0)
    fail_msg("%s: %a, not %a", text, ours, theirs);
}

static void check_reading(const char *text) {
  char *our_end, *their_end;
  double ours = printing_number(text, &our_end);
  double theirs = strtod(text, &their_end);
  same_double(ours, theirs, text);
  assert_ptr_equal(our_end, their_end);
}

static void check_printing(const char *format, double value) {
  char ours[TEXT], theirs[TEXT];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  int our_len = printing_text(ours, sizeof ours, format, value);
  int their_len = snprintf(theirs, sizeof theirs, format, value);
#pragma GCC diagnostic pop
  assert_string_equal(ours, theirs);
  assert_int_equal(our_len, their_len);
}

static void test_numbers_there_and_back(void **state) {
  (void)state;
  static const char *const formats[] = {
      "%.14g",    "%.17g",   "%g",       "%.3f",  "%f",   "%.0f",
      "%e",       "%.15e",   "%.0e",     "%#.0f", "%#g",  "%+.2f",
      "% 012.4f", "%-14.2e", "%G",       "%E",    "%.1f", "%.2f",
      "%.99f",    "%.3g",    "%012.99e", "%5.0g", "%.9g", "%.13e"};
  uint64_t seed = 1;
  for (int i = 0; i < 20000; i++) {
    char text[64];
    double value = next_number(&seed);
    snprintf(text, sizeof text, "%.*g", 1 + i % 20, value);
    check_reading(text);
    check_printing(formats[(size_t)i % (sizeof formats / sizeof *formats)],
                   value);
  }
}

/* The shortest digits are the first "%.*e" that reads back. */
static void test_shortest(void **state) {
  (void)state;
  uint64_t seed = 2;
  for (int i = 0; i < 20000; i++) {
    double value = next_number(&seed);
    struct decimal d = decimal_from(value);
    char text[64], ours[64];
    int precision = 1;
    do
      snprintf(text, sizeof text, "%.*e", precision - 1, value);
    while (strtod(text, NULL) != value && precision++ < 17);
    snprintf(ours, sizeof ours, "%s0.%.*se%d", d.negative ? "-" : "", d.count,
             d.digits, d.point);
    same_double(strtod(ours, NULL), value, ours);
    assert_true(value == 0 || d.count <= precision);
  }
}

/* A decimal in the middle of two doubles, and a hair beside it. */
static void test_middles(void **state) {
  (void)state;
  uint64_t seed = 3;
  for (int i = 0; i < 1000; i++) {
    struct decimal_exact d;
    char text[DECIMAL_EXACT_MAX + 40];
    uint64_t mantissa = next_bits(&seed) >> 11 | (uint64_t)1 << 52;
    int exponent = (int)(next_bits(&seed) % 2045) - 1074;
    if (i % 10 == 0)
      mantissa >>= i % 53, exponent = -1074;
    decimal_exact(&d, 2 * mantissa + 1, exponent - 1);
    int length =
        snprintf(text, sizeof text, ".%.*se%d", d.count, d.digits, d.point);
    check_reading(text);
    assert_true(length > d.count);
    text[d.count]++; /* the last digit, 5 */
    check_reading(text);
    text[d.count] = '4';
    check_reading(text);
  }
}

static void test_edges_of_reading(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "-",
      ".",
      "e5",
      "+.e3",
      " 12",
      "1e",
      "1e+",
      "1e-x",
      "0",
      "-0",
      "00.0",
      "1.e2",
      ".5e-3x",
      "5e-324",
      "2.5e-324",
      "2.4703282292062327e-324",
      "2.4703282292062328e-324",
      "1e-400",
      "1e-99999999999",
      "1e400",
      "1.7976931348623157e308",
      "1.7976931348623158e308",
      "1.7976931348623159e308",
      "2.2250738585072011e-308",
      "2.2250738585072014e-308",
      "9007199254740993",
      "9007199254740992.999",
      "1e23",
      "8.5e22",
      "0.1e99999999999",
      "123456789012345678901234567890",
      "0.000000000000000000000000000000000000000000000000001e51"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    check_reading(texts[i]);
  /* Thousands of digits, of which the last decides. */
  static char text[4000];
  memset(text, '0', sizeof text);
  memcpy(text, "9007199254740993.", 17);
  memcpy(text + 3990, "1\0", 2);
  check_reading(text);
  text[3990] = '\0';
  check_reading(text);
}

static void test_edges_of_printing(void **state) {
  (void)state;
  static const double values[] = {
      0,        -0.0,      0.5,         1.5,      2.5,     0.05,
      9.5,      99.5,      999.9999999, 1e15,     1e16,    1e22,
      1e23,     123456,    1234567,     0.0001,   0.00001, 0.000099999999,
      HUGE_VAL, -HUGE_VAL, DBL_MAX,     -DBL_MAX, DBL_MIN, 0x1p-1074,
      1e100,    0.1,       1.005};
  static const char *const formats[] = {
      "%g",    "%.0g",  "%#.0g",  "%.0f",    "%#.0f", "%.1f",  "%e",
      "%.0e",  "%#.0e", "%08.2f", "%-8.2f|", "%+e",   "% g",   "%G",
      "%.14g", "%.17g", "%F",     "%099.3f", "%.99f", "%.99e", "%.99g"};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++)
      check_printing(formats[k], values[i]);
}

#define SAME_TEXT(...)                                                         \
  do {                                                                         \
    char ours[TEXT], theirs[TEXT];                                             \
    int our_len = printing_text(ours, sizeof ours, __VA_ARGS__);               \
    assert_int_equal(our_len, snprintf(theirs, sizeof theirs, __VA_ARGS__));   \
    assert_string_equal(ours, theirs);                                         \
  } while (0)

static void test_other_conversions(void **state) {
  (void)state;
  static const int values[] = {0,   1,       -1,        42,
                               -42, 1000000, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    int v = values[i];
    SAME_TEXT("%d %i %5d|%-5d|%05d %+d %.3d %.0d %8.3d %*d", v, v, v, v, v, v,
              v, v, v, 7, v);
    unsigned u = (unsigned)v;
    SAME_TEXT("%u %x %X %o %#x %#X %#o %08x %.12o %-12x|", u, u, u, u, u, u, u,
              u, u, u);
    SAME_TEXT("%lld %llu %ld %lu %zu %llx", (long long)v * 4096,
              (unsigned long long)u * 4096, (long)v, (unsigned long)u,
              (size_t)u, (unsigned long long)u << 9);
  }
  SAME_TEXT("%s|%.2s|%5s|%-5s|%.*s|%c|%3c|%-3c|%%", "abc", "abc", "abc", "abc",
            2, "xyz", 'a', 'b', 'c');
  char text[TEXT];
  printing_text(text, sizeof text, "%#.3g", 999.6); /* glibc: 1.e+03 */
  assert_string_equal(text, "1.00e+03");
  char small[4];
  assert_int_equal(printing_text(small, sizeof small, "%s", "abcdef"), 6);
  assert_string_equal(small, "abc");
  assert_int_equal(printing_text(NULL, 0, "%d", 12345), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers_there_and_back),
      cmocka_unit_test(test_shortest),
      cmocka_unit_test(test_middles),
      cmocka_unit_test(test_edges_of_reading),
      cmocka_unit_test(test_edges_of_printing),
      cmocka_unit_test(test_other_conversions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
