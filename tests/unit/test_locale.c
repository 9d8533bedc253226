/* The locale object, CLDR's tables, plurals, lists, dates and years. */
#include "number_help.h"

#include "base/utf8.h"
#include "locale/cldr_data.h"
#include "locale/collate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void finds_languages(void **state) {
  static const struct {
    const char *tag;
    bool found;
    const char *language; /* of the locale object */
    const char *direction;
    const char *autonym;
  } rows[] = {
      {"en", true, "en", "ltr", "English"},
      {"th", true, "th", "ltr", "ไทย"},
      {"TH", true, "th", "ltr", "ไทย"},
      {"th-TH", true, "th", "ltr", "ไทย"},
      {"th_TH", true, "th", "ltr", "ไทย"},
      {"my", true, "my", "ltr", "မြန်မာ"},
      {"km", true, "km", "ltr", "ខ្មែរ"},
      {"lo", true, "lo", "ltr", "ລາວ"},
      {"ar", true, "ar", "rtl", "العربية"},
      {"fa-AF", true, "fa-AF", "rtl", "دری"},
      {"fr-CH", true, "fr-CH", "ltr", "français suisse"},
      {"fr-TH", true, "fr", "ltr", "français"},
      {"pt-BR", true, "pt", "ltr", "português"},
      {"zh-TW", true, "zh-Hant", "ltr", "繁體中文"},
      {"zh-HK", true, "zh-Hant-HK", "ltr", "繁體中文"},
      {"zh-CN", true, "zh", "ltr", "中文"},
      {"sr-ME", true, "sr-Latn", "ltr", "srpski"},
      {"pa-PK", true, "pa-Arab", "rtl", "پنجابی"},
      {"iw", true, "he", "rtl", "עברית"},
      {"iw-IL", true, "he", "rtl", "עברית"},
      {"tha", true, "th", "ltr", "ไทย"},
      {"nb", true, "nb", "ltr", "norsk bokmål"},
      {"de-CH-1996", true, "de-CH", "ltr", "Schweizer Hochdeutsch"},
      {"en-x-private", true, "en", "ltr", "English"},
      {"xx", false, "und", "ltr", "xx"},
      {"xx-Arab", false, "und", "rtl", "xx-Arab"},
      {"rhg", false, "und", "rtl", "rhg"},
      {"rhg-Latn", false, "und", "ltr", "rhg-Latn"},
      {"dv", false, "und", "rtl", "dv"},
      {"", false, "und", "ltr", ""},
      {"-", false, "und", "ltr", "-"},
      {"x", false, "und", "ltr", "x"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct str tag = str_from(rows[i].tag);
    bool found;
    struct str text = cldr_locale(tag, &found);
    char start[64];
    snprintf(start, sizeof start, "{\"language\":\"%s\",", rows[i].language);
    if (found != rows[i].found || !str_starts(text, start) ||
        strcmp(cldr_direction(tag), rows[i].direction) != 0 ||
        !str_is(cldr_autonym(tag), rows[i].autonym))
      fail_msg("%s: %d, %.40s, %s, %.*s", rows[i].tag, found, text.ptr,
               cldr_direction(tag), STR_ARG(cldr_autonym(tag)));
  }
}

static void falls_back_within_a_script(void **state) {
  static const char *const rows[][2] = {{"fr-CA", "fr"},
                                        {"fr", ""},
                                        {"FR-ca", "fr"},
                                        {"th-u-nu-thai", "th"},
                                        {"de-CH-1996", "de-CH"},
                                        {"zh-TW", "zh-Hant"},
                                        {"zh-Hant-HK", "zh-Hant"},
                                        {"zh-Hant", ""},
                                        {"zh-CN", "zh"},
                                        {"sr-ME", "sr-Latn"},
                                        {"sr-Latn", ""},
                                        {"az-IR", "az-Arab"},
                                        {"es-419", "es"},
                                        {"xx-YY", "xx"},
                                        {"xx", ""},
                                        {"", ""},
                                        {"-", ""},
                                        {"x-a", ""}};
  (void)state;
  struct arena *a = arena_create();
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct str found = cldr_fallback(a, str_from(rows[i][0]));
    if (!str_is(found, rows[i][1]))
      fail_msg("%s: %.*s, expected %s", rows[i][0], STR_ARG(found), rows[i][1]);
  }
  arena_destroy(a);
}

static void numbering_systems_of_the_tag(void **state) {
  static const struct {
    const char *tag;
    const char *text;
  } rows[] = {
      {"th-u-nu-thai", "๑๒"},    {"th-TH-u-ca-buddhist-nu-thai", "๑๒"},
      {"th-U-NU-THAI", "๑๒"},    {"th-u-nu-native", "๑๒"},
      {"th-u-nu-latn", "12"},    {"my-u-nu-latn", "12"},
      {"ar-EG-u-nu-latn", "12"}, {"ar-MA", "12"},
      {"ar-EG", "١٢"},           {"en-u-nu-thai", "12"},
      {"th-x-nu-thai", "12"},    {"th-u-nu", "12"},
  };
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    number_write(&b, l, 12, NUMBER_DEFAULT, 0);
    help_expect(&b, rows[i].tag, rows[i].text);
    locale_destroy(l);
  }
  buf_free(&b);
}

/* Whatever CLDR holds, the engine must take; its texts are also checked for
 * what the writers rely on. */
static void every_object_loads(void **state) {
  (void)state;
  struct buf b = {0};
  struct str items[] = {STR("A"), STR("B"), STR("C"), STR("D")};
  for (size_t i = 0; i < cldr_entry_count; i++) {
    const char *tag = cldr_entries[i].tag;
    struct locale *l = help_locale(tag);
    assert_true(str_is(locale_language(l), tag));
    assert_true(date_write(&b, l, STR("2025-12-31")));
    assert_true(b.len > 5);
    buf_clear(&b);
    for (size_t n = 1; n <= COUNT(items); n++) {
      list_write(&b, l, items, n);
      for (size_t k = 0; k < n; k++)
        assert_true(str_search(buf_str(&b), items[k]) < b.len);
      buf_clear(&b);
    }
    assert_true(plural_category(l, 1e6, 0).len > 0);
    locale_destroy(l);
  }
  for (size_t i = 0; i < cldr_digits_count; i++) {
    char tag[64];
    snprintf(tag, sizeof tag, "%s-u-nu-%s", cldr_digits[i].tag,
             cldr_digits[i].system);
    locale_destroy(help_locale(tag));
    assert_true(
        str_is(cldr_locale(str_from(tag), NULL), cldr_digits[i].locale));
  }
  buf_free(&b);
}

/* Two writers of numbers, one result, in every language. */
static void counts_as_the_engine(void **state) {
  (void)state;
  static const size_t counts[] = {0, 7, 10, 999, 1000, 9999, 16526, 1234567890};
  struct buf ours = {0}, engines = {0};
  for (size_t i = 0; i < cldr_entry_count + cldr_digits_count; i++) {
    char tag[64];
    if (i < cldr_entry_count)
      snprintf(tag, sizeof tag, "%s", cldr_entries[i].tag);
    else
      snprintf(tag, sizeof tag, "%s-u-nu-%s",
               cldr_digits[i - cldr_entry_count].tag,
               cldr_digits[i - cldr_entry_count].system);
    struct locale *l = help_locale(tag);
    for (size_t n = 0; n < COUNT(counts); n++) {
      cldr_put_count(&ours, str_from(tag), counts[n]);
      number_write(&engines, l, (double)counts[n], NUMBER_DEFAULT, 0);
    }
    cldr_put_typed(&ours, str_from(tag), "12.5");
    number_write_typed(&engines, l, 12.5);
    help_expect(&ours, tag, engines.ptr);
    buf_clear(&engines);
    locale_destroy(l);
  }
  cldr_put_count(&ours, STR("my"), 16526);
  help_expect(&ours, "my", "၁၆,၅၂၆");
  cldr_put_typed(&ours, STR("fr"), "12.50");
  help_expect(&ours, "fr", "12,50");
  buf_free(&ours);
  buf_free(&engines);
}

static void plurals(void **state) {
  static const struct {
    const char *tag;
    double value;
    int decimals;
    const char *category;
  } rows[] = {
      {"en", 1, 0, "one"},         {"en", 1, 1, "other"},
      {"en", 0, 0, "other"},       {"en", 2, -1, "other"},
      {"en", 1.0004, -1, "one"},   {"en", 0.9996, -1, "one"},
      {"en", -1, 0, "one"},        {"th", 1, 0, "other"},
      {"fr", 0, 0, "one"},         {"fr", 1.5, 1, "one"},
      {"fr", 2, 0, "other"},       {"fr", 1000000, 0, "many"},
      {"fr", 1000001, 0, "other"}, {"ru", 1, 0, "one"},
      {"ru", 21, 0, "one"},        {"ru", 11, 0, "many"},
      {"ru", 2, 0, "few"},         {"ru", 22, 0, "few"},
      {"ru", 12, 0, "many"},       {"ru", 5, 0, "many"},
      {"ru", 0, 0, "many"},        {"ru", 1.5, 1, "other"},
      {"ar", 0, 0, "zero"},        {"ar", 1, 0, "one"},
      {"ar", 2, 0, "two"},         {"ar", 3, 0, "few"},
      {"ar", 10, 0, "few"},        {"ar", 11, 0, "many"},
      {"ar", 99, 0, "many"},       {"ar", 100, 0, "other"},
      {"ar", 103, 0, "few"},       {"ar", 3.5, 1, "other"},
      {"ar", 111, 0, "many"},      {"pl", 1, 0, "one"},
      {"pl", 22, 0, "few"},        {"pl", 12, 0, "many"},
      {"pl", 1.5, 1, "other"},     {"cs", 3, 0, "few"},
      {"cs", 1.5, 1, "many"},      {"lv", 0, 0, "zero"},
      {"lv", 21, 0, "one"},        {"lv", 0.1, 1, "one"},
      {"lv", 0.21, 2, "one"},      {"lv", 0.11, 2, "zero"},
      {"lt", 1.5, 1, "many"},      {"lt", 21, 0, "one"},
      {"cy", 6, 0, "many"},        {"cy", 3, 0, "few"},
      {"gd", 12, 0, "two"},        {"br", 71, 0, "other"},
      {"br", 81, 0, "one"},        {"br", 1000000, 0, "many"},
      {"hi", 0.5, 1, "one"},       {"pt", 1.5, 1, "one"},
      {"pt-PT", 1.5, 1, "other"},  {"he", 20, 0, "many"},
      {"he", 2, 0, "two"},         {"da", 0.1, 1, "one"},
      {"da", 3.5, 1, "other"},     {"is", 21, 0, "one"},
      {"is", 0.1, 1, "one"},       {"sl", 101, 0, "one"},
      {"sl", 102, 0, "two"},       {"sl", 1.5, 1, "few"},
      {"xx", 1, 0, "other"},       {"en", 1e300, 0, "other"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    struct str got = plural_category(l, rows[i].value, rows[i].decimals);
    if (!str_is(got, rows[i].category))
      fail_msg("%s %g (%d): %.*s, wanted %s", rows[i].tag, rows[i].value,
               rows[i].decimals, STR_ARG(got), rows[i].category);
    locale_destroy(l);
  }
}

static void lists(void **state) {
  static const struct {
    const char *tag;
    const char *texts[4]; /* of one item, two, … */
  } rows[] = {
      {"en", {"A", "A and B", "A, B, and C", "A, B, C, and D"}},
      {"fr", {"A", "A et B", "A, B et C", "A, B, C et D"}},
      {"th", {"A", "AและB", "A B และC", "A B C และD"}},
      {"ar", {"A", "A وB", "A وB وC", "A وB وC وD"}},
      {"ja", {"A", "A、B", "A、B、C", "A、B、C、D"}},
      {"es", {"A", "A y B", "A, B y C", "A, B, C y D"}},
  };
  struct str items[] = {STR("A"), STR("B"), STR("C"), STR("D")};
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    list_write(&b, l, items, 0);
    help_expect(&b, rows[i].tag, "");
    for (size_t n = 1; n <= COUNT(items); n++) {
      list_write(&b, l, items, n);
      help_expect(&b, rows[i].tag, rows[i].texts[n - 1]);
    }
    locale_destroy(l);
  }
  buf_free(&b);
}

static void dates(void **state) {
  static const struct {
    const char *tag;
    const char *text;
  } rows[] = {
      {"en", "Dec 3, 2025"},
      {"en-GB", "3 Dec 2025"},
      {"fr", "3 déc. 2025"},
      {"de", "03.12.2025"},
      {"th", "3 ธ.ค. 2025"},
      {"my", "၂၀၂၅- ဒီ ၃"},
      {"ar", "٠٣\u200f/١٢\u200f/٢٠٢٥"},
      {"es", "3 dic 2025"},
      {"ja", "2025/12/03"},
      {"zh", "2025年12月3日"},
      {"ru", "3 дек. 2025 г."},
      {"pt", "3 de dez. de 2025"},
      {"hu", "2025. dec. 3."},
      {"sv", "3 dec. 2025"},
  };
  static const char *const none[] = {
      "",           "2025",       "2025-13-01",
      "2025-00-10", "2025-02-29", "2025-1-01",
      "2025-04-31", "1900-02-29", "2025-12-31T00:00",
      "31.12.2025"};
  (void)state;
  struct buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct locale *l = help_locale(rows[i].tag);
    assert_true(date_write(&b, l, STR("2025-12-03")));
    help_expect(&b, rows[i].tag, rows[i].text);
    locale_destroy(l);
  }
  struct locale *l = help_locale("en");
  for (size_t i = 0; i < COUNT(none); i++)
    if (date_write(&b, l, str_from(none[i])) || b.len > 0)
      fail_msg("%s was taken for a date", none[i]);
  assert_true(date_write(&b, l, STR("2000-02-29")));
  help_expect(&b, "en", "Feb 29, 2000");
  locale_destroy(l);
  buf_free(&b);
}

static struct locale *locale_from(const char *json, const char **why) {
  cJSON *object = cJSON_Parse(json);
  assert_non_null(object);
  struct locale *l = locale_create(object, why);
  cJSON_Delete(object);
  return l;
}

static void years(void **state) {
  (void)state;
  struct buf b = {0};
  struct locale *l = help_locale("th");
  assert_int_equal(year_offset(l), 543);
  year_write(&b, l, 1991);
  help_expect(&b, "th", "1991");
  locale_destroy(l);
  l = help_locale("my");
  assert_int_equal(year_offset(l), 0);
  year_write(&b, l, 1991);
  help_expect(&b, "my", "၁၉၉၁");
  locale_destroy(l);
  const char *why;
  l = locale_from("{\"date\":\"d MMM y\",\"year\":{\"offset\":543,"
                  "\"pattern\":\"BE {0}\",\"use\":true}}",
                  &why);
  assert_non_null(l);
  year_write(&b, l, 1991);
  help_expect(&b, "asked for", "BE 2534");
  assert_true(date_write(&b, l, STR("1991-01-05")));
  help_expect(&b, "asked for", "5 Jan BE 2534");
  locale_destroy(l);
  l = help_locale("en");
  year_write(&b, l, -44);
  help_expect(&b, "en", "-44");
  locale_destroy(l);
  buf_free(&b);
}

/* Words parted by spaces, in no order and in that of a language. */
static void words_in_order(void **state) {
  static const struct {
    const char *language, *given, *wanted;
  } CASES[] = {
      {"en", "stock Refugee flow register", "flow Refugee register stock"},
      {"fr", "flux \u00E9tude enfant", "enfant \u00E9tude flux"},
      /* A vowel that is written first is read after its consonant. */
      {"th", "\u0E02\u0E32 \u0E40\u0E01\u0E21 \u0E01\u0E32",
       "\u0E01\u0E32 \u0E40\u0E01\u0E21 \u0E02\u0E32"},
      /* An alef with hamza is an alef. */
      {"ar", "\u0623\u0633\u0631\u0629 \u0627\u0628\u0646",
       "\u0627\u0628\u0646 \u0623\u0633\u0631\u0629"},
      {"sv", "\u00F6 z o", "o z \u00F6"},
      {"de", "\u00F6 z o", "o \u00F6 z"},
      {"tlh-x-none", "b A a", "a A b"},
      {"", "b a", "a b"},
  };
  struct arena *arena = arena_create();
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    struct str words[8], rest = str_from(CASES[i].given);
    struct buf seen = {0};
    size_t count = 0;
    while (rest.len) {
      size_t end = str_find(rest, ' ', 0);
      words[count++] = str_slice(rest, 0, end);
      rest = str_slice(rest, end + 1, rest.len);
    }
    const size_t *order =
        collate(arena, str_from(CASES[i].language), words, count);
    for (size_t j = 0; j < count; j++) {
      buf_puts(&seen, j ? " " : "");
      buf_put(&seen, words[order[j]]);
    }
    assert_true(str_is(buf_str(&seen), CASES[i].wanted));
    buf_free(&seen);
  }
  /* The same words keep their places; none are no trouble. */
  const struct str same[] = {STR("a"), STR("a"), STR("a")};
  const size_t *order = collate(arena, STR("en"), same, 3);
  assert_true(order[0] == 0 && order[1] == 1 && order[2] == 2);
  collate(arena, STR("en"), same, 0);
  arena_destroy(arena);
  (void)state;
}

static void no_object_means_english(void **state) {
  (void)state;
  const char *why;
  struct buf b = {0};
  struct locale *l = locale_create(NULL, &why);
  assert_non_null(l);
  assert_true(str_is(locale_language(l), "en"));
  number_write(&b, l, 1640.25, NUMBER_DEFAULT, 0);
  help_expect(&b, "NULL", "1,640.25");
  assert_true(str_is(plural_category(l, 1, 0), "one"));
  locale_destroy(l);
  l = locale_from("{}", &why);
  assert_non_null(l);
  locale_destroy(l);
  locale_destroy(NULL);
  buf_free(&b);
}

static void malformed_objects_are_refused(void **state) {
  static const char *const rows[] = {
      "[]",
      "{\"language\":5}",
      "{\"numbers\":[]}",
      "{\"numbers\":5}",
      "{\"numbers\":[5]}",
      "{\"numbers\":[{},{},{},{},{},{}]}",
      "{\"numbers\":[{\"digits\":\"123\"}]}",
      "{\"numbers\":[{\"decimal\":\"\"}]}",
      "{\"numbers\":[{\"decimal\":\",\",\"group\":\",\"}]}",
      "{\"numbers\":[{\"percent\":\"%\"}]}",
      "{\"numbers\":[{\"sizes\":[3]}]}",
      "{\"numbers\":[{\"sizes\":[0,3]}]}",
      "{\"numbers\":[{\"sizes\":[3,\"2\"]}]}",
      "{\"grouping\":0}",
      "{\"grouping\":1.5}",
      "{\"plurals\":{\"one\":1}}",
      "{\"list\":{\"two\":\"{0}\"}}",
      "{\"months\":[\"a\"]}",
      "{\"months\":\"a\"}",
      "{\"months\":[1,2,3,4,5,6,7,8,9,10,11,12]}",
      "{\"year\":{\"offset\":1e9}}",
      "{\"year\":{\"pattern\":\"x\"}}",
      "{\"language\":\"\\u00e9\xff\"}",
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    const char *why = NULL;
    struct locale *l = locale_from(rows[i], &why);
    if (l || !why)
      fail_msg("%s was taken", rows[i]);
  }
  char *huge = calloc(1, 20000);
  assert_non_null(huge);
  memcpy(huge, "{\"language\":\"", 13);
  memset(huge + 13, 'a', 19000);
  memcpy(huge + 13 + 19000, "\"}", 3);
  const char *why;
  assert_null(locale_from(huge, &why));
  free(huge);
}

static void bad_plural_rules_mean_other(void **state) {
  static const char *const rules[] = {
      "",        "x = 1",     "n",
      "n =",     "n = 1 and", "n = 1 or",
      "n % = 1", "n % 0 = 0", "n = 1 n = 1",
      "= 1",     "n == 1",    "n = 1..",
      "n = ..1", "n ! = 2",   "n = 99999999999999999999"};
  (void)state;
  for (size_t i = 0; i < COUNT(rules); i++) {
    char json[200];
    const char *why;
    snprintf(json, sizeof json, "{\"plurals\":{\"one\":\"%s\"}}", rules[i]);
    struct locale *l = locale_from(json, &why);
    assert_non_null(l);
    if (!str_is(plural_category(l, 1, 0), "other"))
      fail_msg("rule \"%s\" was taken", rules[i]);
    locale_destroy(l);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_languages),
      cmocka_unit_test(falls_back_within_a_script),
      cmocka_unit_test(numbering_systems_of_the_tag),
      cmocka_unit_test(every_object_loads),
      cmocka_unit_test(counts_as_the_engine),
      cmocka_unit_test(plurals),
      cmocka_unit_test(lists),
      cmocka_unit_test(dates),
      cmocka_unit_test(years),
      cmocka_unit_test(words_in_order),
      cmocka_unit_test(no_object_means_english),
      cmocka_unit_test(malformed_objects_are_refused),
      cmocka_unit_test(bad_plural_rules_mean_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
