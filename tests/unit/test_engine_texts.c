/* The engine's own texts stand in two places: in the engine, for when it is
 * told none, and in the interface template, for translators. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/interface.h"
#include "locale/interface.h"

static void test_every_text_is_in_the_template(void **state) {
  (void)state;
  for (size_t i = 0; interface_key(i); i++) {
    struct str text = interface_text(STR("en"), str_from(interface_key(i)));
    struct str own = interface_english(interface_key(i));
    if (!str_eq(text, own))
      fail_msg("%s: '%.*s' in the template, '%.*s' in the engine",
               interface_key(i), STR_ARG(text), STR_ARG(own));
  }
}

static void test_the_template_has_no_others(void **state) {
  (void)state;
  for (size_t i = 0; i < interface_table_count; i++) {
    struct str key = interface_table[i].key;
    if (!str_starts(key, "engine."))
      continue;
    if (interface_english(key.ptr).len == 0)
      fail_msg("%.*s is not the engine's", STR_ARG(key));
  }
}

static void test_escaping(void **state) {
  (void)state;
  struct buf out = {0};
  interface_escape(&out, STR("a<b>&\"c\"\x01\n\t"));
  assert_string_equal(out.ptr, "a&lt;b&gt;&amp;&quot;c&quot;\xEF\xBF\xBD\n\t");
  buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_text_is_in_the_template),
      cmocka_unit_test(test_the_template_has_no_others),
      cmocka_unit_test(test_escaping),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
