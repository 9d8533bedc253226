/* From CLDR's object to the engine's locale. */
#include "course/locale_open.h"

#include <cJSON.h>

#include "locale/cldr.h"

struct locale *locale_open(struct str language) {
  struct str text = cldr_locale(language, NULL);
  const char *why;
  cJSON *object = cJSON_ParseWithLength(text.ptr, text.len);
  struct locale *l = locale_create(object, &why);
  cJSON_Delete(object);
  return l;
}
