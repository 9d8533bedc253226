/* Numbers as typed, and back. The option byte chooses the locale. */
#include "fuzz.h"

#include "engine/locale.h"
#include "locale/cldr.h"

#include <cJSON.h>
#include <math.h>
#include <string.h>

static const char *const tags[] = {
    "en", "fr", "de",    "th-u-nu-thai", "my",  "km", "lo",    "ar",
    "hi", "es", "pt-PT", "ar-u-nu-latn", "fa",  "ru", "de-CH", "sv",
    "eu", "ja", "bn",    "en-IN",        "ckb", "he", "tr",    "und"};

static struct locale *load(const char *tag) {
  const char *why;
  struct str text = cldr_locale(str_from(tag), NULL);
  cJSON *object = cJSON_ParseWithLength(text.ptr, text.len);
  FUZZ_CHECK(object);
  struct locale *l = locale_create(object, &why);
  FUZZ_CHECK(l);
  cJSON_Delete(object);
  return l;
}

/* A number that was read is typed back as the same number. */
static void check_typed(const struct locale *l, double value) {
  struct buf b = {0};
  number_write_typed(&b, l, value);
  struct number_read n = number_read(l, buf_str(&b));
  FUZZ_CHECK(n.state == NUMBER_READ_OK && n.unit.len == 0 && !n.percent);
  FUZZ_CHECK(fabs(n.value - value) <= fabs(value) * 1e-11);
  buf_clear(&b);
  number_write(&b, l, value, NUMBER_DEFAULT, 0);
  n = number_read(l, buf_str(&b));
  FUZZ_CHECK(n.state == NUMBER_READ_OK || n.state == NUMBER_READ_AMBIGUOUS);
  FUZZ_CHECK(fabs(n.value - value) <= 0.0005001 + fabs(value) * 1e-15);
  number_write(&b, l, value, NUMBER_FIXED, 12);
  number_write(&b, l, value, NUMBER_PERCENT, 2);
  number_write_json(&b, value);
  FUZZ_CHECK(buf_ok(&b));
  buf_free(&b);
  plural_category(l, value, -1);
  plural_category(l, value, 2);
}

static void check_read(const struct locale *l, struct str typed) {
  struct number_read n = number_read(l, typed);
  if (n.state != NUMBER_READ_OK && n.state != NUMBER_READ_AMBIGUOUS)
    return;
  FUZZ_CHECK(isfinite(n.value) && isfinite(n.other));
  FUZZ_CHECK(n.decimals >= 0 && n.sigfigs > 0);
  FUZZ_CHECK(n.unit.len == 0 ||
             (n.unit.ptr >= typed.ptr &&
              n.unit.ptr + n.unit.len <= typed.ptr + typed.len));
  FUZZ_CHECK(n.state == NUMBER_READ_OK || n.value < n.other ||
             n.value > n.other);
  /* Texts of such numbers are longer than what may be typed. */
  if (fabs(n.value) < 1e300 && (fabs(n.value) > 1e-300 || n.value == 0))
    check_typed(l, n.value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct locale *l = load(tags[data[0] % (sizeof tags / sizeof tags[0])]);
  check_read(l, fuzz_text(data, size));
  double value;
  if (size == 1 + sizeof value) {
    memcpy(&value, data + 1, sizeof value);
    if (isfinite(value) && fabs(value) < 1e300 && fabs(value) > 1e-300)
      check_typed(l, value);
  }
  locale_destroy(l);
  return 0;
}
