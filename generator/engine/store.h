#ifndef WM_ENGINE_STORE_H
#define WM_ENGINE_STORE_H

/* What `load` requests gave the engine: locale, texts, data, modules and
 * exercises. The only thing the engine keeps between requests. */

#include "engine/dataset.h"
#include "engine/locale.h"

struct stored_data {
  struct cJSON *entry; /* without its csv */
  struct source_data *source;
};

struct stored_list {
  struct cJSON **items;
  size_t count, cap;
};

struct store {
  struct locale *locale;
  struct cJSON *interface;
  struct stored_data *data;
  size_t data_count, data_cap;
  struct stored_list modules, exercises;
};

bool store_start(struct store *s); /* false: no memory */
void store_free(struct store *s);
/* Takes what it needs out of the request. False with *failure set; what came
 * before the mistake stays loaded. */
bool store_load(struct store *s, struct cJSON *request,
                struct failure *failure);

json store_exercise(const struct store *s, struct str id); /* NULL: none */
json store_module(const struct store *s, struct str id);
/* Place of a dataset by name, or SIZE_MAX. */
size_t store_data(const struct store *s, struct str name);
const struct dataset *store_dataset(const struct store *s, size_t i);
/* What is known of the first column of that name in any dataset (with a
 * category for `value`, if one has it); NULL if there is none. */
const struct column_info *store_column(const struct store *s, struct str name,
                                       struct str value);
/* The engine's own text for a key, or its English. */
struct str store_text(const struct store *s, const char *key);

#endif
