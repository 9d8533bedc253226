/* YAML and JSON to values, with places and limits. */
#include "settings_help.h"

#include <time.h>

#include "course/json_read.h"
#include "course/yaml.h"

static struct value *yaml(struct fixture *f, struct str text) {
  return yaml_read(f->arena, f->diags, source(f, "y", text), text, 1);
}

static struct value *json(struct fixture *f, struct str text) {
  return json_read(f->arena, f->diags, source(f, "j", text), text);
}

static void expect_at(struct loc at, unsigned line, unsigned col,
                      unsigned len) {
  if (at.line != line || at.col != col || at.len != len)
    fail_msg("expected %u:%u+%u, got %u:%u+%u", line, col, len,
             (unsigned)at.line, (unsigned)at.col, (unsigned)at.len);
}

static void scalars_know_their_kind(void **state) {
  struct fixture *f = *state;
  const struct value *v =
      yaml(f, STR("a: 01\nb: 'no'\nc: ~\nd:\ne: \"\"\nf: |\n  x\n  y\n"));
  expect_clean(f);
  expect_str(value_get(v, "a")->text, "01");
  assert_false(value_get(v, "a")->quoted);
  assert_true(value_get(v, "b")->quoted);
  assert_null(value_get(v, "c"));
  assert_null(value_get(v, "d"));
  expect_str(value_get(v, "e")->text, "");
  assert_true(value_get(v, "e")->quoted);
  expect_str(value_get(v, "f")->text, "x\ny\n");
  assert_null(value_get(v, "none"));
  assert_int_equal(v->count, 6);
}

static void places_are_bytes(void **state) {
  struct fixture *f = *state;
  const struct value *v =
      yaml(f, STR("\xE0\xB8\x81: [\xE0\xB8\x82, \"x y\"]\r\n"
                  "b: \"x\xE2\x80\xA8y\"\r\nc: d"));
  expect_clean(f);
  expect_at(v->entries[0].key.at, 1, 1, 3);
  expect_at(v->entries[0].value.items[0].at, 1, 7, 3);
  expect_at(v->entries[0].value.items[1].at, 1, 12, 5);
  expect_at(v->entries[1].key.at, 2, 1, 1);
  expect_at(v->entries[2].value.at, 3, 4, 1); /* U+2028 ends no line here */
}

static void first_line_moves_places(void **state) {
  struct fixture *f = *state;
  struct str text = STR("a: 1\nb: 2\n");
  const struct value *v = yaml_read(f->arena, f->diags, 0, text, 10);
  assert_int_equal(v->entries[1].key.at.line, 11);
}

static void multi_line_text_is_underlined_to_its_line_end(void **state) {
  struct fixture *f = *state;
  const struct value *v = yaml(f, STR("a: one\n  two\n"));
  expect_str(value_get(v, "a")->text, "one two");
  expect_at(value_get(v, "a")->at, 1, 4, 3);
}

static void empty_is_null(void **state) {
  struct fixture *f = *state;
  assert_int_equal(yaml(f, STR(""))->kind, VALUE_NULL);
  assert_int_equal(yaml(f, STR("# only\n"))->kind, VALUE_NULL);
  assert_int_equal(yaml(f, STR("---\n...\n"))->kind, VALUE_NULL);
  assert_int_equal(json(f, STR(" \n"))->kind, VALUE_NULL);
  assert_int_equal(json(f, STR("null"))->kind, VALUE_NULL);
  expect_clean(f);
}

static void every_broken_text_is_reported_once(void **state) {
  static const char *const texts[] = {
      "a: [",    "a: {b", "\"a",  "a: b: c",  "- a\nb: c", "a: @b",
      "a: %b",   "a: `b", "%",    "a\n b: c", "?\n- a\n:", "a: \"\\q\"",
      "\t- a",   "a: &b", "!<",   "*",        "a: | x",    "--- >",
      "a: 'b\n", "{a, b", "[a]]", "a: }",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    fresh(state);
    struct fixture *f = *state;
    struct value *v = yaml(f, str_from(texts[i]));
    if (!v && diags_errors(f->diags) != 1)
      fail_msg("'%s': %zu errors", texts[i], diags_errors(f->diags));
  }
}

static void long_and_wide_are_quick(void **state) {
  struct fixture *f = *state;
  clock_t start = clock();
  struct str list = repeated(f, "- a\n", 100000);
  struct value *v = yaml(f, list);
  expect_clean(f);
  assert_int_equal(v->count, 100000);
  struct str flow = repeated(f, "a, ", 150000);
  char *open = arena_alloc(f->arena, flow.len + 3);
  open[0] = '[';
  memcpy(open + 1, flow.ptr, flow.len);
  open[flow.len + 1] = ']';
  v = yaml(f, (struct str){open, flow.len + 2});
  expect_clean(f);
  assert_int_equal(v->count, 150000);
  assert_int_equal(v->items[149999].at.col, 2 + 3 * 149999);
  assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
}

static void limits_are_kept(void **state) {
  struct fixture *f = *state;
  assert_null(yaml(f, repeated(f, "[", 100000)));
  expect_errors(f, 1, "E-YAML-DEPTH");
  assert_null(yaml(f, repeated(f, "- ", 60)));
  expect_errors(f, 2, "E-YAML-DEPTH");
  assert_null(yaml(f, repeated(f, "- a\n", 250000)));
  expect_errors(f, 3, "E-YAML-SIZE");
  assert_null(yaml(f, repeated(f, "a", VALUE_MAX_BYTES + 1)));
  expect_errors(f, 4, "E-FILE-SIZE");
  assert_null(json(f, repeated(f, "[", 100000)));
  expect_errors(f, 5, "E-JSON-SYNTAX");
}

static void repeated_keys_are_found_fast(void **state) {
  struct fixture *f = *state;
  yaml(f, repeated(f, "a: 1\n", 50));
  expect_errors(f, 49, "E-KEY-TWICE");
}

static void json_knows_places_and_escapes(void **state) {
  struct fixture *f = *state;
  const struct value *v =
      json(f, STR("{ \"k\\\"\" : [1.50, true, \"\\ud83d\\ude00\\\\u0000\"],\n"
                  "\t\"\xE0\xB8\x81\":{\"n\":null},\"e\":[], \"o\":{} }"));
  expect_clean(f);
  expect_str(v->entries[0].key.s, "k\"");
  const struct value *list = &v->entries[0].value;
  expect_at(list->at, 1, 11, 1);
  expect_str(list->items[0].text, "1.50");
  assert_false(list->items[0].quoted);
  expect_str(list->items[1].text, "true");
  expect_str(list->items[2].text, "\xF0\x9F\x98\x80\\u0000");
  assert_true(list->items[2].quoted);
  expect_at(v->entries[1].key.at, 2, 2, 5);
  assert_null(value_get(&v->entries[1].value, "n"));
  assert_int_equal(value_get(v, "e")->kind, VALUE_LIST);
  expect_at(value_get(v, "o")->at, 2, 31, 1);
}

static void json_refuses(void **state) {
  static const char *const texts[] = {
      "{",     "[1,]", "{\"a\":}", "nul",         "[1] 2", "\"a",
      "{a:1}", "[1",   "]",        "\"\\ud800\"", "01x",   "{\"a\" 1}",
      "[1.]",  "[-]",  "[1e]",     "[2e+x]",      "[TRUE]"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    fresh(state);
    struct fixture *f = *state;
    if (json(f, str_from(texts[i])) || diags_errors(f->diags) != 1)
      fail_msg("'%s' was read, or not reported once", texts[i]);
  }
  fresh(state);
  struct fixture *f = *state;
  json(f, STR("[\"a\\u0000b\"]"));
  expect_errors(f, 1, "E-JSON-CONTROL");
  json(f, STR("[\"a\\u0007b\"]"));
  expect_errors(f, 2, "E-JSON-CONTROL");
}

/* Every beginning of a correct text, and every one with a byte changed, must
 * come back. */
static void damaged_texts_are_survived(void **state) {
  static const char yaml_text[] = "a: [x, \"y\"]\nb:\n  - c: 'd'\n    e: |\n"
                                  "      f\n  - {g: h}\n";
  static const char json_text[] =
      "{\"a\": [1, \"\\u0e01\\n\", {\"b\": null}], \"c\": false}";
  static const char bytes[] = "\0\t\n\"'[]{}:,-#&*!|>%@\\\x80\xff";
  char text[sizeof yaml_text + sizeof json_text];
  for (size_t cut = 0; cut < sizeof yaml_text; cut++)
    for (size_t b = 0; b < sizeof bytes; b++) {
      fresh(state);
      struct fixture *f = *state;
      memcpy(text, yaml_text, sizeof yaml_text);
      text[cut] = bytes[b];
      yaml(f, (struct str){text, b ? sizeof yaml_text - 1 : cut});
      memcpy(text, json_text, sizeof json_text);
      if (cut < sizeof json_text)
        text[cut] = bytes[b];
      json(f, (struct str){text,
                           b ? sizeof json_text - 1 : cut % sizeof json_text});
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(scalars_know_their_kind),
      TEST(places_are_bytes),
      TEST(first_line_moves_places),
      TEST(multi_line_text_is_underlined_to_its_line_end),
      TEST(empty_is_null),
      TEST(every_broken_text_is_reported_once),
      TEST(long_and_wide_are_quick),
      TEST(limits_are_kept),
      TEST(repeated_keys_are_found_fast),
      TEST(json_knows_places_and_escapes),
      TEST(json_refuses),
      TEST(damaged_texts_are_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
