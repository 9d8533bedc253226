/* Reading JSON requests with cJSON. */
#include "engine/request.h"

#include "base/utf8.h"

#include <cJSON.h>

#include <limits.h>

/* A \u0000 escape: cJSON would end the text there. */
static bool holds_nul(struct str s) {
  for (size_t i = 0; i + 5 < s.len; i++) {
    if (s.ptr[i] != '\\')
      continue;
    if (s.ptr[i + 1] == 'u' && str_starts(str_slice(s, i + 2, s.len), "0000"))
      return true;
    i++;
  }
  return str_find(s, '\0', 0) != s.len;
}

struct cJSON *request_parse(struct str text, const char **why) {
  size_t bad;
  const char *end = NULL;
  if (!utf8_valid(text, &bad)) {
    *why = "the request is not UTF-8";
    return NULL;
  }
  if (holds_nul(text)) {
    *why = "the request holds a NUL character";
    return NULL;
  }
  cJSON *root = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, 0);
  if (!root) {
    *why = "the request is not JSON";
    return NULL;
  }
  size_t used = (size_t)(end - text.ptr);
  if (str_trim(str_slice(text, used, text.len)).len) {
    cJSON_Delete(root);
    *why = "the request goes on after its end";
    return NULL;
  }
  return root;
}

void request_free(struct cJSON *root) { cJSON_Delete(root); }

json json_member(json object, const char *key) {
  return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key)
                                : NULL;
}

json json_first(json value) {
  return cJSON_IsArray(value) || cJSON_IsObject(value) ? value->child : NULL;
}

json json_next(json item) { return item ? item->next : NULL; }

json json_item(json array, size_t index) {
  json item = json_first(array);
  while (item && index--)
    item = item->next;
  return item;
}

size_t json_count(json value) {
  size_t n = 0;
  for (json item = json_first(value); item; item = item->next)
    n++;
  return n;
}

struct str json_key(json item) {
  return str_from(item ? item->string : NULL);
}

bool json_is_object(json value) { return cJSON_IsObject(value); }

bool json_is_array(json value) { return cJSON_IsArray(value); }

bool json_is_text(json value) { return cJSON_IsString(value); }

bool json_is_number(json value) { return cJSON_IsNumber(value); }

struct str json_text(json value) {
  return str_from(cJSON_IsString(value) ? value->valuestring : "");
}

struct str json_text_of(json object, const char *key) {
  return json_text(json_member(object, key));
}

double json_number(json value, double fallback) {
  return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

int json_int_of(json object, const char *key, int fallback) {
  double v = json_number(json_member(object, key), (double)fallback);
  return v >= 0 && v <= (double)INT_MAX ? (int)v : fallback;
}

bool json_true(json value) { return cJSON_IsTrue(value); }

bool json_true_of(json object, const char *key) {
  return json_true(json_member(object, key));
}

json json_find(json array, const char *key, struct str text) {
  for (json item = json_first(array); item; item = item->next)
    if (str_eq(json_text_of(item, key), text))
      return item;
  return NULL;
}

struct cJSON *request_take(struct cJSON *object, const char *key) {
  return cJSON_IsObject(object)
             ? cJSON_DetachItemFromObjectCaseSensitive(object, key)
             : NULL;
}

struct cJSON *request_take_first(struct cJSON *array) {
  return cJSON_IsArray(array) ? cJSON_DetachItemFromArray(array, 0) : NULL;
}
