/* Reading numbers: the rules of the format, one by one. */
#include "number_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK NUMBER_READ_OK
#define ASK NUMBER_READ_AMBIGUOUS
#define NOT NUMBER_READ_NOT
#define MIXED NUMBER_READ_MIXED

struct row {
  const char *tag;
  const char *text;
  enum number_read_state state;
  double value;
  double other;
};

static bool same(double a, double b) { return !(a < b) && !(a > b); }

static void check_rows(const struct row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct row *r = &rows[i];
    struct locale *l = help_locale(r->tag);
    struct number_read n = number_read(l, str_from(r->text));
    bool numbers = r->state == OK || r->state == ASK;
    if (n.state != r->state || (numbers && !same(n.value, r->value)) ||
        (r->state == ASK && !same(n.other, r->other)))
      fail_msg("%s \"%s\": state %d, %.17g, %.17g; wanted %d, %.17g, %.17g",
               r->tag, r->text, (int)n.state, n.value, n.other, (int)r->state,
               r->value, r->other);
    locale_destroy(l);
  }
}

static void well_formed_in_the_locale(void **state) {
  static const struct row rows[] = {
      {"en", "0", OK, 0, 0},
      {"en", "7", OK, 7, 0},
      {"en", "0042", OK, 42, 0},
      {"en", "1,640", OK, 1640, 0},
      {"en", "1,640.25", OK, 1640.25, 0},
      {"en", "12,345,678", OK, 12345678, 0},
      {"en", "1.640", OK, 1.64, 0},
      {"en", "1640.250", OK, 1640.25, 0},
      {"en", ".5", OK, .5, 0},
      {"en", ".500", OK, .5, 0},
      {"en", "5.", OK, 5, 0},
      {"en", "1,640.", OK, 1640, 0},
      {"de", "1.234.567", OK, 1234567, 0},
      {"de", "1.234,5", OK, 1234.5, 0},
      {"de", "1,640", OK, 1.64, 0},
      {"de", "1.234.567,891", OK, 1234567.891, 0},
      {"fr", "1,234", OK, 1.234, 0},
      {"fr", "1234,567", OK, 1234.567, 0},
      {"es", "12.345,6", OK, 12345.6, 0},
      {"hi", "12,34,567", OK, 1234567, 0},
      {"hi", "1,234,567", OK, 1234567, 0},
      {"hi", "1,23,456.5", OK, 123456.5, 0},
      {"en-IN", "1,00,000", OK, 100000, 0},
      {"de-CH", "1’234.5", OK, 1234.5, 0},
      {"km", "1.234,5", OK, 1234.5, 0},
      {"lo", "1.234,5", OK, 1234.5, 0},
      {"th", "1,234.5", OK, 1234.5, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void spaces_and_apostrophes_always_group(void **state) {
  static const struct row rows[] = {
      {"en", "1 640", OK, 1640, 0},
      {"en", "1\u00a0640", OK, 1640, 0},
      {"en", "1\u202f640", OK, 1640, 0},
      {"en", "1\u2009640", OK, 1640, 0},
      {"en", "1’640", OK, 1640, 0},
      {"en", "1'640", OK, 1640, 0},
      {"en", "1 640.5", OK, 1640.5, 0},
      {"en", "1 640,5", OK, 1640.5, 0},
      {"de", "1 640,5", OK, 1640.5, 0},
      {"de", "1’640,5", OK, 1640.5, 0},
      {"fr", "1 640,5", OK, 1640.5, 0},
      {"fr", "1\u202f234 567,5", OK, 1234567.5, 0},
      {"de", "1 234,567", OK, 1234.567, 0},
      {"en", "1 234,567", ASK, 1234567, 1234.567},
      {"fr", "1 234.567", ASK, 1234567, 1234.567},
      {"en", "0 640", MIXED, 0, 0},
      {"en", "1 64", MIXED, 0, 0},
      {"en", "1 2", MIXED, 0, 0},
      {"en", "1234 567", MIXED, 0, 0},
      {"en", "1  640", MIXED, 0, 0},
      {"en", "1 234’567", MIXED, 0, 0},
      {"en", "1,234 567", MIXED, 0, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void a_lone_mark_is_the_decimal_mark(void **state) {
  static const struct row rows[] = {
      {"en", "12,5", OK, 12.5, 0},       {"en", "44,75", OK, 44.75, 0},
      {"en", "1,2345", OK, 1.2345, 0},   {"en", "0,640", OK, .64, 0},
      {"en", ",640", OK, .64, 0},        {"en", "5,", OK, 5, 0},
      {"en", "1234,5", OK, 1234.5, 0},   {"de", "12.5", OK, 12.5, 0},
      {"de", "0.640", OK, .64, 0},       {"de", ".640", OK, .64, 0},
      {"de", "1.2345", OK, 1.2345, 0},   {"de", "1234.5", OK, 1234.5, 0},
      {"fr", "12.5", OK, 12.5, 0},       {"fr", "0.125", OK, .125, 0},
      {"hi", "12,34", OK, 12.34, 0},     {"hi", "1,23,4", MIXED, 0, 0},
      {"ar", "١٢,٥", OK, 12.5, 0},       {"ar", "١٢.٥", OK, 12.5, 0},
      {"ar", "١٢،٥", OK, 12.5, 0},       {"ja", "１２．５", OK, 12.5, 0},
      {"ja", "１，２３４", OK, 1234, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void asks_back_with_both_readings(void **state) {
  static const struct row rows[] = {
      {"de", "1.234", ASK, 1234, 1.234},
      {"de", "-1.234", ASK, -1234, -1.234},
      {"de", "999.999", ASK, 999999, 999.999},
      {"es", "1.640", ASK, 1640, 1.64},
      {"km", "1.640", ASK, 1640, 1.64},
      {"fr", "1.234", ASK, 1234, 1.234},
      {"fr", "12.345", ASK, 12345, 12.345},
      {"de-CH", "1,234", ASK, 1234, 1.234},
      {"de-AT", "1.234", ASK, 1234, 1.234},
      {"en", "1234,567", ASK, 1234567, 1234.567},
      {"de", "1234.567", ASK, 1234567, 1234.567},
      {"en", "012,345", ASK, 12345, 12.345},
      {"ar", "١,٢٣٤", ASK, 1234, 1.234},
      {"ar", "١.٢٣٤", ASK, 1234, 1.234},
      {"fa", "۱.۲۳۴", ASK, 1234, 1.234},
      {"pt", "1.234 kg", ASK, 1234, 1.234},
      {"de", "1.234 %", ASK, 1234, 1.234},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void asks_back_impossible_marks_and_mixed_scripts(void **state) {
  static const struct row rows[] = {
      {"en", "1.234,5", MIXED, 0, 0},   {"de", "1,234.5", MIXED, 0, 0},
      {"en", "1.234.567", MIXED, 0, 0}, {"de", "1,234,567", MIXED, 0, 0},
      {"fr", "1.234.567", MIXED, 0, 0}, {"en", "1,23,456", MIXED, 0, 0},
      {"en", "12,34", OK, 12.34, 0},    {"en", "1,,234", MIXED, 0, 0},
      {"en", "1.2.3", MIXED, 0, 0},     {"en", "1..5", MIXED, 0, 0},
      {"en", "1, 234", MIXED, 0, 0},    {"en", "0,123,456", MIXED, 0, 0},
      {"en", ",123,456", MIXED, 0, 0},  {"en", "1.5 000", MIXED, 0, 0},
      {"th", "1๒", MIXED, 0, 0},        {"th", "๑2.5", MIXED, 0, 0},
      {"en", "1๒", MIXED, 0, 0},        {"ar", "١2", MIXED, 0, 0},
      {"ar", "1٢٫٥", MIXED, 0, 0},      {"ar", "12٫5", MIXED, 0, 0},
      {"th", "12 ๕", MIXED, 0, 0},      {"fa", "۱٢", MIXED, 0, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void digits_of_the_locale(void **state) {
  static const struct row rows[] = {
      {"th", "๑,๖๔๐.๕", OK, 1640.5, 0},
      {"th", "๒๕๓๔", OK, 2534, 0},
      {"my", "၁,၆၄၀.၅", OK, 1640.5, 0},
      {"my", "1,640.5", OK, 1640.5, 0},
      {"km", "១.៦៤០,៥", OK, 1640.5, 0},
      {"lo", "໑.໖໔໐,໕", OK, 1640.5, 0},
      {"ar", "١٬٦٤٠٫٥", OK, 1640.5, 0},
      {"ar", "1,640.5", OK, 1640.5, 0},
      {"ar-MA", "1.640,5", OK, 1640.5, 0},
      {"fa", "۱٬۶۴۰٫۵", OK, 1640.5, 0},
      {"hi", "१२,३४,५६७.५", OK, 1234567.5, 0},
      {"bn", "১২,৩৪,৫৬৭", OK, 1234567, 0},
      {"ur", "۱۲٫۵", OK, 12.5, 0},
      {"en", "๑๒", NOT, 0, 0},
      {"th", "١٢", NOT, 0, 0},
      {"ja", "１２３", OK, 123, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void signs_and_invisible_marks(void **state) {
  static const struct row rows[] = {
      {"en", "-5", OK, -5, 0},
      {"en", "−5", OK, -5, 0},
      {"en", "–5", OK, -5, 0},
      {"en", "+5", OK, 5, 0},
      {"en", "- 5", OK, -5, 0},
      {"en", "  12.5  ", OK, 12.5, 0},
      {"en", "\t12.5\n", OK, 12.5, 0},
      {"en", "\u00a012.5\u3000", OK, 12.5, 0},
      {"en", "\ufeff12", OK, 12, 0},
      {"en", "--5", NOT, 0, 0},
      {"en", "+-5", NOT, 0, 0},
      {"en", "5-", NOT, 0, 0},
      {"ar", "\u061c-٥", OK, -5, 0},
      {"ar", "\u200f١٢\u200f٫٥\u200f", OK, 12.5, 0},
      {"ar", "\u2067١٬٦٤٠\u2069", OK, 1640, 0},
      {"ar-u-nu-latn", "\u200e-5", OK, -5, 0},
      {"fa", "\u200e−۵", OK, -5, 0},
      {"he", "\u200e-1,640", OK, -1640, 0},
      {"th", "๑\u200b๒", OK, 12, 0},
      {"sv", "−1 640,5", OK, -1640.5, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
}

static void not_numbers(void **state) {
  static const struct row rows[] = {
      {"en", "abc", NOT, 0, 0},       {"en", "-", NOT, 0, 0},
      {"en", ".", NOT, 0, 0},         {"en", ",", NOT, 0, 0},
      {"en", "%", NOT, 0, 0},         {"en", "1/2", NOT, 0, 0},
      {"en", "1 1/2", NOT, 0, 0},     {"en", "2*3", NOT, 0, 0},
      {"en", "10-20", NOT, 0, 0},     {"en", "10–20", NOT, 0, 0},
      {"en", "5 (about)", NOT, 0, 0}, {"en", "~5", NOT, 0, 0},
      {"en", "5½", NOT, 0, 0},        {"en", "2²", NOT, 0, 0},
      {"en", "2×3", NOT, 0, 0},       {"en", "3·10", NOT, 0, 0},
      {"en", "5±1", NOT, 0, 0},       {"en", "five", NOT, 0, 0},
      {"en", "1e999", NOT, 0, 0},     {"en", "1e99999999999", NOT, 0, 0},
      {"en", "5 % %", NOT, 0, 0},     {"en", "$5 kg", NOT, 0, 0},
      {"en", "\xff", NOT, 0, 0},      {"en", "5\xff", NOT, 0, 0},
      {"en", "NaN", NOT, 0, 0},       {"en", "inf", NOT, 0, 0},
      {"en", "=1+1", NOT, 0, 0},      {"en", "#5", NOT, 0, 0},
  };
  (void)state;
  check_rows(rows, COUNT(rows));
  struct locale *l = help_locale("en");
  static const char *const empty[] = {"", " ", "\t\n", "\u00a0", "\u200f"};
  for (size_t i = 0; i < COUNT(empty); i++)
    assert_int_equal(number_read(l, str_from(empty[i])).state,
                     NUMBER_READ_EMPTY);
  assert_int_equal(number_read(l, (struct str){"5\0", 2}).state,
                   NUMBER_READ_NOT);
  locale_destroy(l);
}

static void percent_units_and_currency(void **state) {
  static const struct {
    const char *tag, *text;
    double value;
    bool percent;
    const char *unit;
  } rows[] = {
      {"en", "44.7%", 44.7, true, ""},
      {"en", "44.7 %", 44.7, true, ""},
      {"fr", "44,7\u00a0%", 44.7, true, ""},
      {"en", "44.7％", 44.7, true, ""},
      {"ar", "٤٤٫٧٪", 44.7, true, ""},
      {"ar", "٤٤٫٧٪\u061c", 44.7, true, ""},
      {"ar-u-nu-latn", "44.7\u200e%\u200e", 44.7, true, ""},
      {"tr", "%44,7", 44.7, true, ""},
      {"tr", "-%44,7", -44.7, true, ""},
      {"eu", "% 44,7", 44.7, true, ""},
      {"en", "%-5", -5, true, ""},
      {"en", "12 kg", 12, false, "kg"},
      {"en", "12kg ", 12, false, "kg"},
      {"en", "1,640 children", 1640, false, "children"},
      {"en", "5, children", 5, false, "children"},
      {"en", "5 percentage points", 5, false, "percentage points"},
      {"en", "5 % of all", 5, true, "of all"},
      {"th", "๑๒ คน", 12, false, "คน"},
      {"my", "၁၂ ယောက်", 12, false, "ယောက်"},
      {"en", "12 m²", 12, false, "m²"},
      {"en", "21 °C", 21, false, "°C"},
      {"en", "$5", 5, false, "$"},
      {"en", "-$5", -5, false, "$"},
      {"th", "฿1,500", 1500, false, "฿"},
      {"fr", "5 €", 5, false, "€"},
      {"en", "5e", 5, false, "e"},
      {"en", "5 e3", 5, false, "e3"},
      {"en", "5e3x", 5, false, "e3x"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    struct number_read n = number_read(l, str_from(rows[i].text));
    if (n.state != NUMBER_READ_OK || !same(n.value, rows[i].value) ||
        n.percent != rows[i].percent || !str_is(n.unit, rows[i].unit))
      fail_msg("%s \"%s\": state %d, %.17g, percent %d, unit \"%.*s\"",
               rows[i].tag, rows[i].text, (int)n.state, n.value, n.percent,
               STR_ARG(n.unit));
    locale_destroy(l);
  }
}

static void counts_decimals_and_significant_digits(void **state) {
  static const struct {
    const char *tag, *text;
    double value;
    int decimals, sigfigs;
  } rows[] = {
      {"en", "44.70", 44.7, 2, 4},  {"en", "44", 44, 0, 2},
      {"en", "0.050", .05, 3, 2},   {"en", "1,200", 1200, 0, 4},
      {"en", "0", 0, 0, 1},         {"en", "0.00", 0, 2, 1},
      {"en", "007", 7, 0, 1},       {"de", "12,50", 12.5, 2, 4},
      {"en", "5.", 5, 0, 1},        {"en", "1.25e1", 12.5, 1, 3},
      {"en", "1.25E3", 1250, 0, 3}, {"en", "1.25e-3", .00125, 5, 3},
      {"en", "1e+2 %", 100, 0, 1},  {"th", "๑.๕e๓", 1500, 0, 2},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    struct number_read n = number_read(l, str_from(rows[i].text));
    if (n.state != NUMBER_READ_OK || !same(n.value, rows[i].value) ||
        n.decimals != rows[i].decimals || n.sigfigs != rows[i].sigfigs)
      fail_msg("\"%s\": state %d, %.17g, %d decimals, %d digits", rows[i].text,
               (int)n.state, n.value, n.decimals, n.sigfigs);
    locale_destroy(l);
  }
}

static void long_input_is_bounded(void **state) {
  (void)state;
  struct locale *l = help_locale("en");
  static char text[5000];
  memset(text, '9', sizeof text);
  assert_int_equal(number_read(l, (struct str){text, 300}).state,
                   NUMBER_READ_OK);
  assert_int_equal(number_read(l, (struct str){text, 399}).state,
                   NUMBER_READ_NOT); /* beyond any double */
  assert_int_equal(number_read(l, (struct str){text, 1000}).state,
                   NUMBER_READ_NOT);
  assert_int_equal(number_read(l, (struct str){text, sizeof text}).state,
                   NUMBER_READ_NOT);
  for (size_t i = 1; i < sizeof text; i += 2)
    text[i] = ',';
  assert_int_equal(number_read(l, (struct str){text, 1000}).state,
                   NUMBER_READ_NOT);
  memset(text, '-', sizeof text);
  assert_int_equal(number_read(l, (struct str){text, 1000}).state,
                   NUMBER_READ_NOT);
  locale_destroy(l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(well_formed_in_the_locale),
      cmocka_unit_test(spaces_and_apostrophes_always_group),
      cmocka_unit_test(a_lone_mark_is_the_decimal_mark),
      cmocka_unit_test(asks_back_with_both_readings),
      cmocka_unit_test(asks_back_impossible_marks_and_mixed_scripts),
      cmocka_unit_test(digits_of_the_locale),
      cmocka_unit_test(signs_and_invisible_marks),
      cmocka_unit_test(not_numbers),
      cmocka_unit_test(percent_units_and_currency),
      cmocka_unit_test(counts_decimals_and_significant_digits),
      cmocka_unit_test(long_input_is_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
