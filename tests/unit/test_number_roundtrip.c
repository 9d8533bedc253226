/* What the engine writes, it reads: in every language of CLDR, for numbers of
 * every size. */
#include "number_help.h"

#include "engine/decimal.h"
#include "locale/cldr_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const tags[] = {
    "en",    "fr",           "de",           "th",           "th-u-nu-thai",
    "my",    "my-u-nu-latn", "km",           "km-u-nu-khmr", "lo",
    "ar",    "ar-u-nu-latn", "lo-u-nu-laoo", "hi",           "hi-u-nu-deva",
    "es",    "es-MX",        "pt",           "pt-PT",        "ru",
    "de-CH", "fr-CH",        "fa",           "ur",           "he",
    "sv",    "tr",           "eu",           "ckb",          "ja"};

static bool same(double a, double b) { return !(a < b) && !(a > b); }

/* Numbers of 1 to 12 digits with the point anywhere near. */
static double next_value(uint64_t *x) {
  *x ^= *x << 13;
  *x ^= *x >> 7;
  *x ^= *x << 17;
  double scale = pow(10, (double)(*x >> 8 & 15) - 6);
  double whole = (double)((*x >> 16) % 1000000000000u);
  for (uint64_t cut = *x >> 4 & 15; cut > 0; cut--)
    whole = floor(whole / 10);
  double value = whole * scale;
  return *x & 1 ? -value : value;
}

static double rounded(double value, int places) {
  struct decimal d = decimal_round_places(decimal_from(value), places);
  double r =
      decimal_value((struct str){d.digits, (size_t)d.count}, d.point - d.count);
  return d.negative ? -r : r;
}

static struct number_read read_back(const struct locale *l, struct buf *b) {
  return number_read(l, buf_str(b));
}

/* Groups alone may be asked back (1.234); the right reading must be there. */
static void check_read(const char *tag, const struct buf *b,
                       struct number_read n, double value, bool may_ask) {
  bool ok = n.state == NUMBER_READ_OK && same(n.value, value);
  bool asked = n.state == NUMBER_READ_AMBIGUOUS && same(n.value, value);
  if (!ok && !(may_ask && asked))
    fail_msg("%s: %.*s for %.17g is read as state %d, %.17g, %.17g", tag,
             STR_ARG(buf_str(b)), value, (int)n.state, n.value, n.other);
}

static void check_value(const char *tag, const struct locale *l, double value) {
  struct buf b = {0};
  number_write_typed(&b, l, value);
  struct number_read n = read_back(l, &b);
  struct decimal d = decimal_round_significant(decimal_from(value), 12);
  double typed =
      decimal_value((struct str){d.digits, (size_t)d.count}, d.point - d.count);
  check_read(tag, &b, n, d.negative ? -typed : typed, false);
  assert_int_equal(n.unit.len, 0);
  buf_clear(&b);

  number_write(&b, l, value, NUMBER_PLAIN, 0);
  check_read(tag, &b, read_back(l, &b), rounded(value, 3), false);
  buf_clear(&b);

  number_write(&b, l, value, NUMBER_DEFAULT, 0);
  check_read(tag, &b, read_back(l, &b), rounded(value, 3), true);
  buf_clear(&b);

  number_write(&b, l, value, NUMBER_FIXED, 2);
  n = read_back(l, &b);
  check_read(tag, &b, n, rounded(value, 2), false);
  assert_int_equal(n.decimals, 2);
  buf_clear(&b);

  struct decimal percent = decimal_from(value);
  percent.point += percent.count > 0 ? 2 : 0;
  percent = decimal_round_places(percent, 1);
  double hundred =
      decimal_value((struct str){percent.digits, (size_t)percent.count},
                    percent.point - percent.count);
  number_write(&b, l, value, NUMBER_PERCENT, 1);
  n = read_back(l, &b);
  check_read(tag, &b, n, percent.negative ? -hundred : hundred, false);
  assert_true(n.percent);
  assert_int_equal(n.unit.len, 0);
  buf_free(&b);
}

static void many_numbers_in_thirty_locales(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(tags); i++) {
    struct locale *l = help_locale(tags[i]);
    uint64_t x = 88172645463325252u + i;
    for (int k = 0; k < 1000; k++)
      check_value(tags[i], l, next_value(&x));
    locale_destroy(l);
  }
}

static void some_numbers_in_every_language(void **state) {
  static const double values[] = {0,       7,         -12.5,      1640,
                                  -1234.5, 1234567.5, 0.000125,   99.995,
                                  1e12,    -0.001,    123456.789, 1e-9};
  (void)state;
  assert_true(cldr_entry_count > 300);
  for (size_t i = 0; i < cldr_entry_count; i++) {
    struct locale *l = help_locale(cldr_entries[i].tag);
    for (size_t k = 0; k < COUNT(values); k++)
      check_value(cldr_entries[i].tag, l, values[k]);
    locale_destroy(l);
  }
}

/* Shortest digits: they read back, and one digit fewer does not. */
static void decimals_are_shortest(void **state) {
  static const struct {
    double value;
    const char *digits;
    int point;
  } rows[] = {
      {0.1, "1", 0},
      {0.3, "3", 0},
      {0.1 + 0.2, "30000000000000004", 0},
      {1e23, "1", 24},
      {5e-324, "5", -323},
      {2.2250738585072014e-308, "22250738585072014", -307},
      {1.7976931348623157e308, "17976931348623157", 309},
      {9007199254740993.0, "9007199254740992", 16},
      {123456789012345678.0, "12345678901234568", 18},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct decimal d = decimal_from(rows[i].value);
    assert_int_equal(d.point, rows[i].point);
    assert_true(
        str_is((struct str){d.digits, (size_t)d.count}, rows[i].digits));
  }
  uint64_t x = 2463534242u;
  for (int i = 0; i < 20000; i++) {
    double value = next_value(&x) / 7;
    struct decimal d = decimal_from(value);
    double back = decimal_value((struct str){d.digits, (size_t)d.count},
                                d.point - d.count);
    assert_true(same(back, fabs(value)));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(many_numbers_in_thirty_locales),
      cmocka_unit_test(some_numbers_in_every_language),
      cmocka_unit_test(decimals_are_shortest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
