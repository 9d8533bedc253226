/* course.yaml and front matter; ids, languages, licences, dates. */
#include "settings_help.h"

#include "course/front_matter.h"
#include "course/manifest.h"
#include "course/syntax.h"

static struct manifest read(struct fixture *f, struct str text) {
  struct manifest m;
  manifest_read(f->arena, f->diags, source(f, "course.yaml", text), text, &m);
  return m;
}

static void reads_every_key(void **state) {
  struct fixture *f = *state;
  struct manifest m = read(
      f, STR("id: a-1\ntitle: T\nsubtitle: S\ndescription: >-\n  D\n  E\n"
             "language: th\nlanguages: [en, TH, my-Mymr-MM-u-nu-mymr]\n"
             "authors: [A, B]\npublisher: P\nlicence: CC-BY-4.0 OR MIT\n"
             "version: 1.10\nedition: 3\ndate: 2024-02-29\n"
             "modules: [b.md, x/../a.md]\npass: 0\nfonts: none\ntheme: t/\n"));
  expect_clean(f);
  expect_str(m.id.s, "a-1");
  expect_str(m.title.s, "T");
  expect_str(m.subtitle.s, "S");
  expect_str(m.description.s, "D E");
  expect_str(m.language.s, "th");
  assert_int_equal(m.languages.count, 2); /* not the source language again */
  expect_str(m.languages.items[0].s, "en");
  expect_str(m.languages.items[1].s, "my-Mymr-MM-u-nu-mymr");
  assert_int_equal(m.authors.count, 2);
  expect_str(m.publisher.s, "P");
  expect_str(m.licence.s, "CC-BY-4.0 OR MIT");
  expect_str(m.version.s, "1.10");
  assert_int_equal(m.edition, 3);
  expect_str(m.date.s, "2024-02-29");
  expect_str(m.modules.items[0].s, "b.md");
  expect_str(m.modules.items[1].s, "a.md");
  assert_int_equal(m.pass, 0);
  expect_str(m.fonts.s, "none");
  expect_str(m.theme.s, "t");
  assert_int_equal(m.title.at.line, 2);
  assert_int_equal(m.title.at.col, 8);
}

static void has_defaults(void **state) {
  struct fixture *f = *state;
  struct manifest m = read(f, STR("id: a\ntitle: T\nlanguage: no\n"
                                  "licence: CC0-1.0\nauthors: Lone Author\n"));
  expect_clean(f);
  expect_str(m.language.s, "no"); /* Norwegian, never false */
  assert_int_equal(m.authors.count, 1);
  assert_int_equal(m.edition, 1);
  assert_int_equal(m.pass, -1);
  assert_null(m.date.s.ptr);
  assert_null(m.subtitle.s.ptr);
  assert_int_equal(m.modules.count, 0);
}

static void a_licence_is_missed_but_not_needed(void **state) {
  struct fixture *f = *state;
  read(f, STR("id: a\ntitle: T\nlanguage: en\n"));
  assert_int_equal(diags_errors(f->diags), 0);
  assert_non_null(strstr(printed(f), "[W-LICENCE]"));
  fresh(state);
  read(f, STR("id: a\ntitle: T\nlanguage: en\nlicense: MIT\n"));
  expect_errors(f, 1, "did you mean 'licence'?");
  assert_int_equal(diags_warnings(f->diags), 0);
}

static void broken_manifest_has_defaults(void **state) {
  struct fixture *f = *state;
  struct manifest m = read(f, STR("a: [\n"));
  assert_int_equal(m.edition, 1);
  assert_int_equal(m.pass, -1);
  assert_null(m.id.s.ptr);
  assert_int_equal(diags_errors(f->diags), 1);
}

static void wrong_values_are_dropped(void **state) {
  struct fixture *f = *state;
  struct manifest m =
      read(f, STR("id: A\ntitle: T\nlanguage: x\nlicence: MIT\ndate: today\n"
                  "edition: 0\npass: 101\nfonts: some\nmodules: [../a.md, b]\n"
                  "theme: /etc\nlanguages: [fr, FR, 7]\n"));
  assert_int_equal(diags_errors(f->diags), 11);
  assert_null(m.id.s.ptr);
  assert_null(m.language.s.ptr);
  assert_null(m.date.s.ptr);
  assert_int_equal(m.edition, 1);
  assert_int_equal(m.pass, -1);
  assert_null(m.fonts.s.ptr);
  assert_int_equal(m.modules.count, 0);
  assert_int_equal(m.languages.count, 1);
  assert_int_equal(m.theme.s.len, 0);
}

static void long_lists_are_cut(void **state) {
  struct fixture *f = *state;
  struct str head = STR("id: a\ntitle: T\nlanguage: en\nlicence: MIT\n"
                        "modules:\n");
  struct str list = repeated(f, "- x.md\n", 20000);
  char *text = arena_alloc(f->arena, head.len + list.len);
  memcpy(text, head.ptr, head.len);
  memcpy(text + head.len, list.ptr, list.len);
  struct manifest m = read(f, (struct str){text, head.len + list.len});
  assert_int_equal(m.modules.count, 1);
  assert_non_null(strstr(printed(f), "has 20000 entries"));
}

static void ids(void **state) {
  struct fixture *f = *state;
  static const char *const good[] = {"a", "a-1", "who-moves", "z9-"};
  static const char *const bad[] = {"", "A", "1a", "-a", "a_b", "a b", "\xC3"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_true(syntax_is_id(str_from(good[i])));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(syntax_is_id(str_from(bad[i])));
  assert_true(syntax_is_id(repeated(f, "a", SYNTAX_ID_MAX)));
  assert_false(syntax_is_id(repeated(f, "a", SYNTAX_ID_MAX + 1)));
}

static void ids_are_suggested(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *from, *to;
  } cases[] = {{"My Course!", "my-course"},
               {"  01_Definitions", "definitions"},
               {"a--b", "a-b"},
               {"2b", "b"},
               {"\xE0\xB8\x81", ""},
               {"", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    expect_str(syntax_make_id(f->arena, str_from(cases[i].from)), cases[i].to);
  struct str longest = syntax_make_id(f->arena, repeated(f, "a b", 1000));
  assert_true(syntax_is_id(longest));
}

static void languages(void **state) {
  (void)state;
  static const char *const good[] = {
      "en",        "th",         "haw",          "zh-Hant",
      "pt-BR",     "es-419",     "sl-rozaj",     "de-1996",
      "zh-yue-HK", "en-x-own",   "ar-u-nu-arab", "sr-Latn-RS-ekavsk",
      "EN-us",     "en-a-bb-x-c"};
  static const char *const bad[] = {
      "",          "e",      "english", "fr_FR",        "en-",
      "-en",       "en--US", "en-u",    "en-a-b",       "x-private",
      "i-klingon", "12",     "en-US-x", "th-Thai-Thai", "en-toolongsubtag",
      "e\xC3\xA9"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    if (!syntax_is_language(str_from(good[i])))
      fail_msg("'%s' is a language tag", good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (syntax_is_language(str_from(bad[i])))
      fail_msg("'%s' is no language tag", bad[i]);
}

static void licences(void **state) {
  (void)state;
  static const char *const good[] = {
      "MIT",
      "CC-BY-4.0",
      "GPL-2.0+",
      "(MIT OR CC0-1.0) AND BSD-3-Clause",
      "GPL-2.0-only WITH Classpath-exception-2.0",
      "LicenseRef-own"};
  static const char *const bad[] = {"",       "CC BY 4.0", "(MIT", "MIT)",
                                    "MIT OR", "OR MIT",    "()",   "MIT; own"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    if (!syntax_is_licence(str_from(good[i])))
      fail_msg("'%s' is a licence", good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (syntax_is_licence(str_from(bad[i])))
      fail_msg("'%s' is no licence", bad[i]);
  assert_false(syntax_is_licence(STR("MIT\0")));
}

static void dates_and_addresses(void **state) {
  (void)state;
  assert_true(syntax_is_date(STR("2024-02-29")));
  assert_true(syntax_is_date(STR("2000-02-29")));
  assert_true(syntax_is_date(STR("2026-12-31")));
  assert_false(syntax_is_date(STR("1900-02-29")));
  assert_false(syntax_is_date(STR("2026-13-01")));
  assert_false(syntax_is_date(STR("2026-04-31")));
  assert_false(syntax_is_date(STR("2026-00-10")));
  assert_false(syntax_is_date(STR("2026-01-00")));
  assert_false(syntax_is_date(STR("26-01-01")));
  assert_false(syntax_is_date(STR("2026/01/01")));
  assert_true(syntax_is_url(STR("https://a.org/x?y=1")));
  assert_true(syntax_is_url(STR("http://a")));
  assert_false(syntax_is_url(STR("https://")));
  assert_false(syntax_is_url(STR("https:///x")));
  assert_false(syntax_is_url(STR("https://a b")));
  assert_false(syntax_is_url(STR("ftp://a")));
}

/* Front matter. */

static struct module module_of(struct fixture *f, const char *file,
                               struct str text, struct str *rest,
                               uint32_t *line) {
  struct module m = {.file = str_from(file)};
  m.src = source(f, file, text);
  *rest = front_matter_read(f->arena, f->diags, text, &m, line);
  return m;
}

static void cuts_front_matter_off(void **state) {
  struct fixture *f = *state;
  struct str rest;
  uint32_t line;
  struct module m =
      module_of(f, "01-a.md",
                STR("---\r\nid: who\r\ntitle: Who?\r\nminutes: 40\r\n"
                    "objectives: [Say, \"Tell: so\"]\r\nkeypoints:\r\n  - K\r\n"
                    "requires: other\r\n---  \r\n\r\nText\r\n"),
                &rest, &line);
  expect_clean(f);
  expect_str(m.id.s, "who");
  expect_str(m.title.s, "Who?");
  assert_int_equal(m.minutes, 40);
  assert_int_equal(m.objectives.count, 2);
  expect_str(m.objectives.items[1].s, "Tell: so");
  assert_int_equal(m.keypoints.items[0].at.line, 7);
  expect_str(m.requires.items[0].s, "other");
  expect_str(rest, "\r\nText\r\n");
  assert_int_equal(line, 10);
}

static void front_matter_may_be_missing(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *file, *text, *id;
    uint32_t line;
  } cases[] = {
      {"parts/03-Who moves.md", "# T\n", "who-moves", 1},
      {"a.md", "", "a", 1},
      {"007_x.md", "---\n---\n# T\n", "x", 3},
      {"b.md", "---\n...\n", "b", 3},
      {"c.md", "----\n# T\n", "c", 1},
      {"d.md", "text\n---\n", "d", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str rest;
    uint32_t line;
    struct module m =
        module_of(f, cases[i].file, str_from(cases[i].text), &rest, &line);
    expect_clean(f);
    expect_str(m.id.s, cases[i].id);
    assert_int_equal(line, cases[i].line);
    assert_null(m.title.s.ptr);
  }
}

static void module_id_is_always_one(void **state) {
  struct fixture *f = *state;
  struct str rest;
  uint32_t line;
  struct module m =
      module_of(f, "01-\xE0\xB8\x81.md", STR("# T\n"), &rest, &line);
  assert_true(syntax_is_id(m.id.s));
  expect_errors(f, 1, "needs an 'id'");
  m = module_of(f, "b.md", STR("---\nid: B 1\n---\n"), &rest, &line);
  expect_str(m.id.s, "b");
  expect_errors(f, 2, "such as 'b-1'");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reads_every_key),
      TEST(has_defaults),
      TEST(a_licence_is_missed_but_not_needed),
      TEST(broken_manifest_has_defaults),
      TEST(wrong_values_are_dropped),
      TEST(long_lists_are_cut),
      TEST(ids),
      TEST(ids_are_suggested),
      TEST(languages),
      TEST(licences),
      TEST(dates_and_addresses),
      TEST(cuts_front_matter_off),
      TEST(front_matter_may_be_missing),
      TEST(module_id_is_always_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
