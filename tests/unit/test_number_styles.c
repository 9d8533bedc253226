/* Other programs' rules for typed numbers, restated as examples. Each form that
 * they take as valid must be read as they mean it where people write so, or be
 * asked back; nowhere may it be read as a different number when its marks are
 * unmistakable.
 *
 * Numbas: the notation styles of its number entry part ("plain", "en", "si-en",
 * "si-fr", "eu", "plain-eu", "ch", "in", "scientific") as its documentation and
 * its file util.js describe them.
 * STACK: the input option "decimal separator" with its two values, as its
 * documentation of inputs describes it. */
#include "number_help.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same(double a, double b) { return !(a < b) && !(a > b); }

enum outcome { RIGHT, ASKED, WRONG };

/* What reading `text` in `tag` gives someone who meant `meant`. */
static enum outcome outcome_of(const char *tag, const char *text,
                               double meant) {
  struct locale *l = help_locale(tag);
  struct number_read n = number_read(l, str_from(text));
  locale_destroy(l);
  if (n.state == NUMBER_READ_OK)
    return same(n.value, meant) && n.unit.len == 0 ? RIGHT : WRONG;
  if (n.state == NUMBER_READ_AMBIGUOUS && !same(n.value, meant) &&
      !same(n.other, meant))
    return WRONG;
  return ASKED;
}

static void expect_outcome(const char *tag, const char *text, double meant,
                           enum outcome wanted) {
  enum outcome got = outcome_of(tag, text, meant);
  if (got != wanted)
    fail_msg("%s in %s, meant %.17g: outcome %d instead of %d", text, tag,
             meant, (int)got, (int)wanted);
}

static const char *const everywhere[] = {
    "en", "fr", "de",    "th",    "my", "km", "lo", "ar",    "hi",
    "es", "pt", "pt-PT", "ru",    "fa", "sv", "pl", "de-CH", "fr-CH",
    "tr", "bn", "en-IN", "es-MX", "id", "vi", "zh", "ja",    "und"};

/* Forms that only one reading fits, whatever the language. */
static void expect_nowhere_wrong(const char *text, double meant) {
  for (size_t i = 0; i < COUNT(everywhere); i++)
    if (outcome_of(everywhere[i], text, meant) == WRONG)
      fail_msg("%s is read wrong in %s", text, everywhere[i]);
}

struct style {
  const char *name;
  const char *tags[4]; /* where people write so */
  struct {
    const char *text;
    double meant;
    enum outcome home; /* in those tags */
    bool anywhere;     /* unmistakable in every language */
  } forms[10];
};

static const struct style numbas[] = {
    {"plain",
     {"en", "th", "hi", "und"},
     {{"0", 0, RIGHT, true},
      {"1234567", 1234567, RIGHT, true},
      {"1234567.98", 1234567.98, RIGHT, true},
      {"1234567.987", 1234567.987, RIGHT, false},
      {"-0.5", -0.5, RIGHT, true},
      {"0.125", 0.125, RIGHT, true},
      {"12.5", 12.5, RIGHT, true},
      {"007", 7, RIGHT, true}}},
    {"en",
     {"en", "th", "es-MX", "zh"},
     {{"1,234", 1234, RIGHT, false},
      {"1,234,567", 1234567, RIGHT, true},
      {"1,234,567.987", 1234567.987, RIGHT, true},
      {"12,345.6", 12345.6, RIGHT, true},
      {"-999,999.5", -999999.5, RIGHT, true}}},
    {"si-en",
     {"en", "th", "und", "zh"},
     {{"1 234", 1234, RIGHT, true},
      {"1 234 567.98", 1234567.98, RIGHT, true},
      {"1 234 567.987", 1234567.987, RIGHT, false},
      /* Spaces after the decimal mark are asked back. */
      {"1 234 567.987 654 321", 1234567.987654321, ASKED, true},
      {"0.000 1", 0.0001, ASKED, true}}},
    {"si-fr",
     {"fr", "ru", "sv", "pt-PT"},
     {{"1 234", 1234, RIGHT, true},
      {"1 234 567,98", 1234567.98, RIGHT, true},
      {"1 234 567,987", 1234567.987, RIGHT, false},
      {"1 234 567,987 654 321", 1234567.987654321, ASKED, true}}},
    {"eu",
     {"de", "es", "pt", "id"},
     {{"1.234", 1234, ASKED, false},
      {"1.234.567", 1234567, RIGHT, true},
      {"1.234.567,987", 1234567.987, RIGHT, true},
      {"12.345,6", 12345.6, RIGHT, true},
      {"-999.999,5", -999999.5, RIGHT, true}}},
    {"plain-eu",
     {"de", "fr", "ru", "pl"},
     {{"1234567,98", 1234567.98, RIGHT, true},
      {"1234567,987", 1234567.987, RIGHT, false},
      {"0,125", 0.125, RIGHT, true},
      {"-12,5", -12.5, RIGHT, true}}},
    {"ch",
     {"de-CH", "en", "th", "und"},
     {{"1'234", 1234, RIGHT, true},
      {"1'234'567.98", 1234567.98, RIGHT, true},
      {"1'234'567.987", 1234567.987, RIGHT, false}}},
    {"in",
     {"hi", "en-IN", "bn-u-nu-latn", "ta"},
     {{"12,34,567", 1234567, RIGHT, true},
      {"12,34,567.987", 1234567.987, RIGHT, true},
      {"1,00,000", 100000, RIGHT, true},
      {"5,000", 5000, RIGHT, false}}},
    {"scientific",
     {"en", "th", "hi", "und"},
     {{"1.5e3", 1500, RIGHT, true},
      {"1.5E+3", 1500, RIGHT, true},
      {"2.78e-3", 0.00278, RIGHT, true},
      {"1e6", 1e6, RIGHT, true},
      {"-4e0", -4, RIGHT, true}}},
};

static void numbas_styles(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(numbas); i++)
    for (size_t f = 0; f < COUNT(numbas[i].forms); f++) {
      const char *text = numbas[i].forms[f].text;
      double meant = numbas[i].forms[f].meant;
      if (!text)
        break;
      for (size_t t = 0; t < COUNT(numbas[i].tags); t++)
        expect_outcome(numbas[i].tags[t], text, meant, numbas[i].forms[f].home);
      if (numbas[i].forms[f].anywhere)
        expect_nowhere_wrong(text, meant);
    }
}

/* Numbas takes these for no number in the style; reading them as one would be
 * wrong. */
static void numbas_refuses(void **state) {
  static const char *const forms[] = {
      "1,23,45", "1,234,56", "1 23",     "1'23",   "1.234.56", "1 2 3",
      "1,2,3",   "1..2",     "12,34.5.", "1'2'3'", "e5",       "1e",
      "1.5e1.5", "0x1F",     "1_000",    "1,234,", "1/2",      "2+3i"};
  (void)state;
  for (size_t i = 0; i < COUNT(forms); i++)
    for (size_t t = 0; t < COUNT(everywhere); t++) {
      struct locale *l = help_locale(everywhere[t]);
      struct number_read n = number_read(l, str_from(forms[i]));
      if (n.state == NUMBER_READ_OK && n.unit.len == 0)
        fail_msg("%s is read as %.17g in %s", forms[i], n.value, everywhere[t]);
      locale_destroy(l);
    }
}

/* STACK with "." as the decimal separator: a comma in a number is refused, it
 * separates arguments. */
static void stack_full_stop(void **state) {
  (void)state;
  expect_outcome("en", "1.23", 1.23, RIGHT);
  expect_outcome("en", "-1.27", -1.27, RIGHT);
  expect_outcome("en", "2.78e-3", 0.00278, RIGHT);
  expect_outcome("en", "3.1415927", 3.1415927, RIGHT);
  expect_outcome("en", ".5", 0.5, RIGHT);
  expect_outcome("en", "-.5", -0.5, RIGHT);
  expect_outcome("en", "5.", 5, RIGHT);
  expect_outcome("en", "1.5E5", 150000, RIGHT);
  expect_outcome("en", "2.78*10^-3", 0.00278, ASKED);
  /* Refused there, read here as the only number it can be. */
  expect_outcome("en", "1,23", 1.23, RIGHT);
  expect_outcome("en", "3,1415927", 3.1415927, RIGHT);
  expect_outcome("en", "1.2,3.4", 0, ASKED);
}

/* STACK with ",": the comma is the decimal mark, the semicolon separates, and
 * a full stop is refused, since it may be meant either way. */
static void stack_comma(void **state) {
  (void)state;
  expect_outcome("de", "1,23", 1.23, RIGHT);
  expect_outcome("de", "-1,27", -1.27, RIGHT);
  expect_outcome("de", "2,78e-3", 0.00278, RIGHT);
  expect_outcome("de", "3,1415927", 3.1415927, RIGHT);
  expect_outcome("de", ",5", 0.5, RIGHT);
  expect_outcome("de", "-,5", -0.5, RIGHT);
  expect_outcome("de", "5,", 5, RIGHT);
  expect_outcome("de", "1,5E5", 150000, RIGHT);
  expect_outcome("de", "2,78*10^-3", 0.00278, ASKED);
  expect_outcome("de", "1,234", 1.234, RIGHT);
  expect_outcome("fr", "1,234", 1.234, RIGHT);
  expect_outcome("de", "1.234", 1.234, ASKED);
  expect_outcome("de", "1.234", 1234, ASKED);
  expect_outcome("fr", "1.234", 1.234, ASKED);
  expect_outcome("de", "1,2;3", 1.2, ASKED);
  expect_outcome("de", "1,2.3", 0, ASKED);
  expect_outcome("de", "1.23", 1.23, RIGHT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbas_styles),
      cmocka_unit_test(numbas_refuses),
      cmocka_unit_test(stack_full_stop),
      cmocka_unit_test(stack_comma),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
