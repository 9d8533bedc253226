/* Locale objects and language tags. Option 0: a tag; 1: an object for the
 * engine, as JSON; 2: a date in one of two locales. */
#include "fuzz.h"

#include "base/utf8.h"
#include "engine/locale.h"
#include "locale/cldr.h"

#include <cJSON.h>
#include <string.h>

static void use(const struct locale *l) {
  static const double values[] = {0, 1, -1640.25, 1e21, 0.285};
  struct str items[] = {STR("a"), STR("b"), STR("c")};
  struct buf b = {0};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    number_write(&b, l, values[i], NUMBER_DEFAULT, 0);
    number_write(&b, l, values[i], NUMBER_PERCENT, 1);
    struct str category = plural_category(l, values[i], -1);
    FUZZ_CHECK(category.len >= 3 && category.len <= 5);
    buf_clear(&b);
    number_write_typed(&b, l, values[i]);
    number_read(l, buf_str(&b));
  }
  list_write(&b, l, items, 3);
  FUZZ_CHECK(date_write(&b, l, STR("2025-12-31")));
  year_write(&b, l, 1991);
  FUZZ_CHECK(buf_ok(&b));
  buf_free(&b);
}

static void fuzz_object(struct str text) {
  const char *why;
  cJSON *object = cJSON_ParseWithLength(text.ptr, text.len);
  if (!object)
    return;
  struct locale *l = locale_create(object, &why);
  cJSON_Delete(object);
  FUZZ_CHECK(l || why);
  if (l)
    use(l);
  locale_destroy(l);
}

static void fuzz_tag(struct str tag) {
  bool found;
  fuzz_object(cldr_locale(tag, &found));
  const char *direction = cldr_direction(tag);
  FUZZ_CHECK(strcmp(direction, "ltr") == 0 || strcmp(direction, "rtl") == 0);
  struct str name = cldr_autonym(tag);
  FUZZ_CHECK(found ? name.len > 0 : str_eq(name, tag));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct str text = fuzz_text(data, size);
  if (data[0] % 3 == 0) {
    fuzz_tag(text);
  } else if (data[0] % 3 == 1) {
    fuzz_object(text);
  } else {
    const char *why;
    struct locale *l = locale_create(NULL, &why);
    struct buf b = {0};
    FUZZ_CHECK(date_write(&b, l, text) == (b.len > 0));
    buf_free(&b);
    locale_destroy(l);
  }
  return 0;
}
