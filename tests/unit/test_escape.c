/* Escaping for each context, base64, names of pictures, templates. */
#include "output_help.h"

#include "locale/interface.h"
#include "output/base64.h"
#include "output/escape.h"
#include "output/media.h"
#include "output/picture_size.h"
#include "output/template.h"

static void expect(struct buf *out, const char *wanted) {
  assert_true(buf_ok(out));
  assert_string_equal(out->ptr ? out->ptr : "", wanted);
  buf_clear(out);
}

static void escapes_text(void **state) {
  struct buf out = {0};
  (void)state;
  escape_text(&out, STR("a < b && c > \"d\" 'e'\n\tf"));
  expect(&out, "a &lt; b &amp;&amp; c &gt; \"d\" 'e'\n\tf");
  escape_text(&out, STR("]]>"));
  expect(&out, "]]&gt;");
  escape_text(&out, STR(""));
  expect(&out, "");
  buf_free(&out);
}

static void replaces_what_xml_forbids(void **state) {
  struct buf out = {0};
  (void)state;
  escape_text(&out, STR("a\0b\x1B\x7F\r"));
  expect(&out, "a\xEF\xBF\xBD"
               "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  escape_text(&out, STR("\xC2\x85\xC2\xA0\xEF\xBF\xBE\xEF\xBF\xBD"));
  expect(&out, "\xEF\xBF\xBD\xC2\xA0\xEF\xBF\xBD\xEF\xBF\xBD");
  escape_text(&out, STR("ไทย မြန်မာ"));
  expect(&out, "ไทย မြန်မာ");
  buf_free(&out);
}

static void escapes_attributes(void **state) {
  struct buf out = {0};
  (void)state;
  escape_put_attr(&out, "alt", STR("<\"&\n\t'>"));
  expect(&out, " alt=\"&lt;&quot;&amp;&#10;&#9;'&gt;\"");
  buf_free(&out);
}

static void escapes_addresses(void **state) {
  struct buf out = {0};
  (void)state;
  escape_url(&out, STR("https://x.org/a b?q=\"ä\"&r=[1]%20%zz#p#q"));
  expect(&out,
         "https://x.org/a%20b?q=%22%C3%A4%22&amp;r=%5B1%5D%20%25zz#p%23q");
  escape_url(&out, STR("a\\b`{|}^<>"));
  expect(&out, "a%5Cb%60%7B%7C%7D%5E%3C%3E");
  escape_path_part(&out, STR("a/b?c#d%e"));
  expect(&out, "a%2Fb%3Fc%23d%25e");
  buf_free(&out);
}

static void writes_base64(void **state) {
  struct buf out = {0};
  (void)state;
  base64_put(&out, STR(""));
  expect(&out, "");
  base64_put(&out, STR("f"));
  expect(&out, "Zg==");
  base64_put(&out, STR("fo"));
  expect(&out, "Zm8=");
  base64_put(&out, STR("foobar\xFF\xFE"));
  expect(&out, "Zm9vYmFy//4=");
  buf_free(&out);
}

static void names_pictures_safely(void **state) {
  struct buf out = {0};
  (void)state;
  media_put_name(&out, STR("media/map-1.png"));
  expect(&out, "media/map-1.png");
  media_put_name(&out, STR("media/CON.png"));
  assert_true(str_starts(buf_str(&out), "media/con-"));
  assert_true(str_ends(buf_str(&out), ".png"));
  buf_clear(&out);
  media_put_name(&out, STR("media/aux.png"));
  assert_string_not_equal(out.ptr, "media/aux.png");
  buf_clear(&out);
  media_put_name(&out, STR("media/แผนที่.png"));
  assert_true(str_ends(buf_str(&out), ".png"));
  for (size_t i = 0; i < out.len; i++)
    assert_true((unsigned char)out.ptr[i] < 0x80);
  buf_free(&out);
}

static void pictures_never_meet(void **state) {
  static const char *const PATHS[] = {
      "media/a.png",     "media/A.png",   "a.png",       "media/x/a.png",
      "media/a b.png",   "media/a-b.png", "media/a.jpg", "img/a.png",
      "media/a.png.png", "media/a:b.png",
  };
  const size_t count = sizeof PATHS / sizeof *PATHS;
  struct buf one = {0}, two = {0};
  (void)state;
  for (size_t i = 0; i < count; i++)
    for (size_t j = i + 1; j < count; j++) {
      media_put_name(&one, str_from(PATHS[i]));
      media_put_name(&two, str_from(PATHS[j]));
      assert_string_not_equal(one.ptr, two.ptr);
      buf_clear(&one);
      buf_clear(&two);
    }
  buf_free(&one);
  buf_free(&two);
}

static void knows_sizes_of_pictures(void **state) {
  unsigned w, h;
  (void)state;
  assert_true(picture_size(STR("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"
                               "\0\0\1\2\0\0\0\3\x08"),
                           &w, &h));
  assert_int_equal(w, 258);
  assert_int_equal(h, 3);
  assert_true(picture_size(STR("GIF89a\x05\0\x06\0\0"), &w, &h));
  assert_int_equal(w, 5);
  assert_int_equal(h, 6);
  assert_true(picture_size(STR("\xFF\xD8\xFF\xE0\0\x04xx\xFF\xC0\0\x0B\x08"
                               "\0\x07\0\x09\1\1\1\1"),
                           &w, &h));
  assert_int_equal(w, 9);
  assert_int_equal(h, 7);
  assert_false(picture_size(STR("\xFF\xD8\xFF\xE0\0\0\xFF"), &w, &h));
  assert_false(picture_size(STR("\x89PNG\r\n\x1A\n\0"), &w, &h));
  assert_false(picture_size(STR("<svg/>"), &w, &h));
  assert_false(picture_size(STR(""), &w, &h));
}

static void fills_slots(void **state) {
  struct slot slots[] = {{"title", STR("T {body}")}, {"body", STR("<p/>")}};
  struct template t = {STR("{title}|{body}|{a b}|{}|{x{title}{"), STR("en"),
                       slots, 2};
  struct str unknown = {0};
  struct buf out = {0};
  (void)state;
  assert_true(template_write(&out, &t, &unknown));
  expect(&out, "T {body}|<p/>|{a b}|{}|{xT {body}{");
  buf_free(&out);
}

static void names_unknown_slots(void **state) {
  struct template t = {STR("a{nothing}b"), STR("en"), NULL, 0};
  struct str unknown = {0};
  struct buf out = {0};
  (void)state;
  assert_false(template_write(&out, &t, &unknown));
  assert_true(str_is(unknown, "nothing"));
  expect(&out, "ab");
  t.text = STR("{book.no-such-text}");
  assert_false(template_write(&out, &t, &unknown));
  t.text = STR("{book.hint}");
  assert_true(template_write(&out, &t, &unknown));
  expect(&out, "Hint");
  buf_free(&out);
}

static void knows_interface_texts(void **state) {
  struct buf out = {0};
  (void)state;
  assert_null(interface_text(STR("en"), STR("page.no-such")).ptr);
  assert_true(interface_table_count > 20);
  for (size_t i = 1; i < interface_table_count; i++)
    assert_true(str_cmp(interface_table[i - 1].key, interface_table[i].key) <
                0);
  interface_put_json(&out, STR("en"), "book.hin");
  expect(&out, "{\"book.hint\":\"Hint\"}");
  buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(escapes_text),
      cmocka_unit_test(replaces_what_xml_forbids),
      cmocka_unit_test(escapes_attributes),
      cmocka_unit_test(escapes_addresses),
      cmocka_unit_test(writes_base64),
      cmocka_unit_test(names_pictures_safely),
      cmocka_unit_test(pictures_never_meet),
      cmocka_unit_test(knows_sizes_of_pictures),
      cmocka_unit_test(fills_slots),
      cmocka_unit_test(names_unknown_slots),
      cmocka_unit_test(knows_interface_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
