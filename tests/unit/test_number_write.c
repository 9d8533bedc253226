/* Numbers as text: rounding, grouping, digits, percent, JSON. The expected
 * texts are CLDR 41's, worked out by hand from its patterns. */
#include "number_help.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define NNBSP "\u202f"
#define NBSP "\u00a0"

static void rounds_half_away_on_the_shortest_decimal(void **state) {
  static const struct {
    double value;
    int decimals;
    const char *text;
  } rows[] = {
      {0.285, 2, "0.29"},
      {1.005, 2, "1.01"},
      {-1.005, 2, "-1.01"},
      {2.5, 0, "3"},
      {-2.5, 0, "-3"},
      {0.5, 0, "1"},
      {1.45, 1, "1.5"},
      {8.345, 2, "8.35"},
      {0.045, 2, "0.05"},
      {0.004, 2, "0.00"},
      {-0.004, 2, "0.00"},
      {9.995, 2, "10.00"},
      {99.95, 1, "100.0"},
      {999.9996, 3, "1,000.000"},
      {0.05, 1, "0.1"},
      {0.049, 1, "0.0"},
      {0, 0, "0"},
      {-0.0, 2, "0.00"},
      {5e-324, 12, "0.000000000000"},
      {1e15, 2, "1,000,000,000,000,000.00"},
      {123456789.125, 2, "123,456,789.13"},
      {0.1 + 0.2, 3, "0.300"},
      {1e21, 0, "1,000,000,000,000,000,000,000"},
      {0.000000000001, 12, "0.000000000001"},
  };
  (void)state;
  struct locale *l = help_locale("en");
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    number_write(&b, l, rows[i].value, NUMBER_FIXED, rows[i].decimals);
    help_expect(&b, "en", rows[i].text);
  }
  buf_free(&b);
  locale_destroy(l);
}

static void writes_as_the_locale_does(void **state) {
  static const struct {
    const char *tag;
    double value;
    const char *text;
  } rows[] = {
      {"en", 1640, "1,640"},
      {"en", 1234567.8915, "1,234,567.892"},
      {"en", 12.5, "12.5"},
      {"en", -1234, "-1,234"},
      {"en", 999, "999"},
      {"fr", 1234567.5, "1" NNBSP "234" NNBSP "567,5"},
      {"de", 1234567.5, "1.234.567,5"},
      {"de-AT", 1234567.5, "1" NBSP "234" NBSP "567,5"},
      {"de-CH", 1234567.5, "1’234’567.5"},
      {"fr-CH", 1234567.5, "1" NNBSP "234" NNBSP "567,5"},
      {"es", 1234.5, "1234,5"},
      {"es", 12345.5, "12.345,5"},
      {"es-MX", 1234.5, "1,234.5"},
      {"pt", 1234.5, "1.234,5"},
      {"pt-PT", 1234.5, "1234,5"},
      {"pt-PT", 12345.5, "12" NBSP "345,5"},
      {"pl", 1234, "1234"},
      {"pl", 12345, "12" NBSP "345"},
      {"ru", 1234567.5, "1" NBSP "234" NBSP "567,5"},
      {"hi", 12345678.5, "1,23,45,678.5"},
      {"hi-u-nu-deva", 12345678.5, "१,२३,४५,६७८.५"},
      {"en-IN", 1234567, "12,34,567"},
      {"bn", 1234567, "১২,৩৪,৫৬৭"},
      {"th", 1234.5, "1,234.5"},
      {"th-u-nu-thai", 1234.5, "๑,๒๓๔.๕"},
      {"my", 1234.5, "၁,၂၃၄.၅"},
      {"my-u-nu-latn", 1234.5, "1,234.5"},
      {"km", 1234.5, "1.234,5"},
      {"lo", 1234.5, "1.234,5"},
      {"ar", 1234.5, "١٬٢٣٤٫٥"},
      {"ar", -5, "\u061c-٥"},
      {"ar-u-nu-latn", 1234.5, "1,234.5"},
      {"ar-MA", 1234.5, "1.234,5"},
      {"fa", 1234.5, "۱٬۲۳۴٫۵"},
      {"fa", -5, "\u200e−۵"},
      {"sv", -1234.5, "−1" NBSP "234,5"},
      {"ur", 1234.5, "1,234.5"},
  };
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    number_write(&b, l, rows[i].value, NUMBER_DEFAULT, 0);
    help_expect(&b, rows[i].tag, rows[i].text);
    locale_destroy(l);
  }
  buf_free(&b);
}

static void writes_shares_as_percent(void **state) {
  static const struct {
    const char *tag;
    double value;
    int decimals;
    const char *text;
  } rows[] = {
      {"en", 0.447, 1, "44.7%"},         {"en", 0.285, 0, "29%"},
      {"en", 0.00285, 2, "0.29%"},       {"en", -0.5, 0, "-50%"},
      {"en", 12.345, 1, "1,234.5%"},     {"en", 0, 1, "0.0%"},
      {"fr", 0.447, 1, "44,7" NBSP "%"}, {"de", 0.447, 1, "44,7" NBSP "%"},
      {"tr", 0.447, 1, "%44,7"},         {"tr", -0.447, 1, "-%44,7"},
      {"eu", 0.447, 1, "%" NBSP "44,7"}, {"ar", 0.447, 1, "٤٤٫٧٪\u061c"},
      {"fa", 0.447, 1, "۴۴٫۷٪"},         {"my", 0.447, 1, "၄၄.၇%"},
      {"th", 0.447, 1, "44.7%"},
  };
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    number_write(&b, l, rows[i].value, NUMBER_PERCENT, rows[i].decimals);
    help_expect(&b, rows[i].tag, rows[i].text);
    locale_destroy(l);
  }
  buf_free(&b);
}

static void plain_has_no_groups(void **state) {
  (void)state;
  struct buf b = {0};
  struct locale *l = help_locale("de");
  number_write(&b, l, 1234567.12345, NUMBER_PLAIN, 0);
  help_expect(&b, "de", "1234567,123");
  number_write(&b, l, 2534, NUMBER_PLAIN, 9);
  help_expect(&b, "de", "2534");
  locale_destroy(l);
  buf_free(&b);
}

static void types_twelve_digits(void **state) {
  static const struct {
    const char *tag;
    double value;
    const char *text;
  } rows[] = {
      {"en", 1.0 / 3, "0.333333333333"},
      {"de", -1234567.5, "-1234567,5"},
      {"fr", 200.0 / 3, "66,6666666667"},
      {"my", 1640.25, "၁၆၄၀.၂၅"},
      {"ar", -0.5, "-٠٫٥"},
      {"en", 1234567890123456, "1234567890120000"},
      {"en", 1e-9, "0.000000001"},
      {"en", 0, "0"},
  };
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    number_write_typed(&b, l, rows[i].value);
    help_expect(&b, rows[i].tag, rows[i].text);
    locale_destroy(l);
  }
  buf_free(&b);
}

static void json_is_the_same_everywhere(void **state) {
  static const struct {
    double value;
    const char *text;
  } rows[] = {
      {0, "0"},
      {-0.0, "0"},
      {44.7, "44.7"},
      {1.0 / 3, "0.333333333333"},
      {2.0 / 3, "0.666666666667"},
      {0.1 + 0.2, "0.3"},
      {-1640, "-1640"},
      {9007199254740991.0, "9007199254740991"},
      {9007199254740992.0, "9007199254740992"},
      {9007199254740994.0, "9007199254740000"},
      {1e20, "100000000000000000000"},
      {1e21, "1e21"},
      {1.5e300, "1.5e300"},
      {1e-6, "0.000001"},
      {1.25e-7, "1.25e-7"},
      {-5e-324, "-5e-324"},
      {1.7976931348623157e308, "1.79769313486e308"},
      {NAN, "null"},
      {HUGE_VAL, "null"},
  };
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    number_write_json(&b, rows[i].value);
    help_expect(&b, "json", rows[i].text);
  }
  buf_free(&b);
}

/* Against the C library, on numbers where half-way cases do not occur. */
static void agrees_with_printf_away_from_halves(void **state) {
  (void)state;
  struct locale *l = help_locale("en");
  struct buf b = {0};
  uint64_t x = 88172645463325252u;
  for (int i = 0; i < 20000; i++) {
    x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    double value = (double)(x >> 12) / (double)(1 << 24);
    char wanted[64];
    int decimals = (int)(x % 5);
    snprintf(wanted, sizeof wanted, "%.*f", decimals, value);
    number_write(&b, l, value, NUMBER_FIXED, decimals);
    size_t out = 0;
    for (size_t j = 0; j < b.len; j++)
      if (b.ptr[j] != ',')
        b.ptr[out++] = b.ptr[j];
    buf_truncate(&b, out);
    help_expect(&b, "en", wanted);
  }
  buf_free(&b);
  locale_destroy(l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rounds_half_away_on_the_shortest_decimal),
      cmocka_unit_test(writes_as_the_locale_does),
      cmocka_unit_test(writes_shares_as_percent),
      cmocka_unit_test(plain_has_no_groups),
      cmocka_unit_test(types_twelve_digits),
      cmocka_unit_test(json_is_the_same_everywhere),
      cmocka_unit_test(agrees_with_printf_away_from_halves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
