#ifndef WM_TEST_NUMBER_HELP_H
#define WM_TEST_NUMBER_HELP_H

/* What the tests of numbers and locales share. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cJSON.h>
#include <cmocka.h>

#include "engine/locale.h"
#include "locale/cldr.h"

/* The locale of CLDR, as a course would load it. */
static inline struct locale *help_locale(const char *tag) {
  const char *why;
  struct str text = cldr_locale(str_from(tag), NULL);
  cJSON *object = cJSON_ParseWithLength(text.ptr, text.len);
  assert_non_null(object);
  struct locale *l = locale_create(object, &why);
  if (!l)
    fail_msg("%s: %s", tag, why);
  cJSON_Delete(object);
  return l;
}

/* Compares what `b` holds with `wanted`, then empties it. */
static inline void help_expect(struct buf *b, const char *tag,
                               const char *wanted) {
  if (!str_is(buf_str(b), wanted))
    fail_msg("%s: got \"%.*s\", wanted \"%s\"", tag, STR_ARG(buf_str(b)),
             wanted);
  buf_clear(b);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
