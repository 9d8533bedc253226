#ifndef WM_ENGINE_REQUEST_H
#define WM_ENGINE_REQUEST_H

/* Reading JSON requests: the one place of the engine, with the locale's files,
 * that knows cJSON. Every getter takes NULL and wrong types and gives the
 * fallback, so that a hostile request can do no harm. */

#include "base/str.h"

struct cJSON;
typedef const struct cJSON *json;

/* NULL when the text is not JSON, is nested too deep, is not UTF-8 or holds a
 * NUL; *why says which. To be freed with request_free. */
struct cJSON *request_parse(struct str text, const char **why);
void request_free(struct cJSON *root);

json json_member(json object, const char *key);
json json_first(json array_or_object);
json json_next(json item);
json json_item(json array, size_t index); /* walks from the start */
size_t json_count(json array_or_object);
struct str json_key(json item); /* of a member */

bool json_is_object(json value);
bool json_is_array(json value);
bool json_is_text(json value);
bool json_is_number(json value);
struct str json_text(json value); /* "" unless a string */
struct str json_text_of(json object, const char *key);
double json_number(json value, double fallback);
int json_int_of(json object, const char *key, int fallback);
bool json_true(json value);
bool json_true_of(json object, const char *key);
/* The member of an array whose `key` is the text; NULL if none. */
json json_find(json array, const char *key, struct str text);

/* Takes a member out of its object; the caller frees it with request_free. */
struct cJSON *request_take(struct cJSON *object, const char *key);
/* Takes the first member of an array out of it. */
struct cJSON *request_take_first(struct cJSON *array);

#endif
