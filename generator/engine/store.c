/* What the engine holds between requests. */
#include "engine/store.h"

#include "engine/interface.h"
#include "engine/pool.h"

bool store_start(struct store *s) {
  const char *why = NULL;
  *s = (struct store){0};
  s->locale = locale_create(NULL, &why);
  return s->locale != NULL;
}

static void free_list(struct stored_list *list) {
  for (size_t i = 0; i < list->count; i++)
    request_free(list->items[i]);
  pool_release(list->items);
  *list = (struct stored_list){0};
}

void store_free(struct store *s) {
  for (size_t i = 0; i < s->data_count; i++) {
    source_free(s->data[i].source);
    request_free(s->data[i].entry);
  }
  pool_release(s->data);
  free_list(&s->modules);
  free_list(&s->exercises);
  request_free(s->interface);
  locale_destroy(s->locale);
  *s = (struct store){0};
}

static json find_in(const struct stored_list *list, struct str id) {
  for (size_t i = 0; i < list->count; i++)
    if (str_eq(json_text_of(list->items[i], "id"), id))
      return list->items[i];
  return NULL;
}

json store_exercise(const struct store *s, struct str id) {
  return find_in(&s->exercises, id);
}

json store_module(const struct store *s, struct str id) {
  return find_in(&s->modules, id);
}

size_t store_data(const struct store *s, struct str name) {
  for (size_t i = 0; i < s->data_count; i++)
    if (str_eq(json_text_of(s->data[i].entry, "name"), name))
      return i;
  return SIZE_MAX;
}

const struct dataset *store_dataset(const struct store *s, size_t i) {
  return source_dataset(s->data[i].source);
}

const struct column_info *store_column(const struct store *s, struct str name,
                                       struct str value) {
  const struct column_info *found = NULL;
  for (size_t i = 0; i < s->data_count; i++) {
    const struct dataset *d = store_dataset(s, i);
    size_t at = dataset_find(d, name);
    if (at == SIZE_MAX)
      continue;
    const struct column_info *info = d->columns[at].column.info;
    if (json_find(info->categories, "value", value))
      return info;
    if (!found)
      found = info;
  }
  return found;
}

struct str store_text(const struct store *s, const char *key) {
  struct str text = json_text_of(s->interface, key);
  return text.len ? text : interface_english(key);
}

/* Puts an object with an id in place of the one that had it, or at the end.
 * The list owns the object whatever happens. */
static bool put_item(struct stored_list *list, struct cJSON *item,
                     struct failure *failure) {
  struct str id = json_text_of(item, "id");
  if (id.len == 0) {
    request_free(item);
    return failure_set(failure, FAILURE_REQUEST,
                       "a module or exercise has no id");
  }
  for (size_t i = 0; i < list->count; i++)
    if (str_eq(json_text_of(list->items[i], "id"), id)) {
      request_free(list->items[i]);
      list->items[i] = item;
      return true;
    }
  if (list->count == list->cap) {
    size_t cap = list->cap ? list->cap * 2 : 16;
    struct cJSON **more = pool_resize(list->items, cap, sizeof(struct cJSON *));
    if (!more) {
      request_free(item);
      return failure_no_memory(failure);
    }
    list->items = more;
    list->cap = cap;
  }
  list->items[list->count++] = item;
  return true;
}

static bool load_list(struct stored_list *list, struct cJSON *request,
                      const char *key, struct failure *failure) {
  struct cJSON *items = request_take(request, key);
  struct cJSON *item;
  bool ok = true;
  while (ok && (item = request_take_first(items)) != NULL)
    ok = put_item(list, item, failure);
  request_free(items);
  return ok;
}

/* Room for a dataset by that name; new ones have no source yet. */
static struct stored_data *data_slot(struct store *s, struct str name,
                                     struct failure *failure) {
  size_t at = store_data(s, name);
  if (at != SIZE_MAX)
    return &s->data[at];
  if (s->data_count == s->data_cap) {
    size_t cap = s->data_cap ? s->data_cap * 2 : 8;
    struct stored_data *more = pool_resize(s->data, cap, sizeof *more);
    if (!more) {
      failure_no_memory(failure);
      return NULL;
    }
    s->data = more;
    s->data_cap = cap;
  }
  return &s->data[s->data_count];
}

/* The entry goes to the slot, or is freed. */
static bool put_data(struct store *s, struct cJSON *entry,
                     struct failure *failure) {
  struct str name = json_text_of(entry, "name");
  struct stored_data *slot = data_slot(s, name, failure);
  bool fresh = slot == s->data + s->data_count;
  struct source_data *source = NULL;
  if (!slot)
    return false;
  if (name.len == 0)
    return failure_set(failure, FAILURE_REQUEST, "a dataset has no name");
  if (json_is_text(json_member(entry, "csv"))) {
    source = source_read(entry, failure);
    request_free(request_take(entry, "csv"));
    if (!source)
      return false;
  } else if (fresh) {
    return failure_set(failure, FAILURE_REQUEST, "dataset '%.*s' has no csv",
                       STR_ARG(name));
  } else {
    source_retitle(slot->source, entry);
  }
  if (!fresh && source)
    source_free(slot->source);
  if (!fresh)
    request_free(slot->entry);
  if (source)
    slot->source = source;
  slot->entry = entry;
  s->data_count += fresh;
  return true;
}

static bool load_data(struct store *s, struct cJSON *request,
                      struct failure *failure) {
  struct cJSON *items = request_take(request, "data");
  struct cJSON *item;
  bool ok = true;
  while (ok && (item = request_take_first(items)) != NULL) {
    ok = put_data(s, item, failure);
    if (!ok)
      request_free(item);
  }
  request_free(items);
  return ok;
}

static bool load_locale(struct store *s, struct cJSON *request,
                        struct failure *failure) {
  const char *why = NULL;
  json object = json_member(request, "locale");
  if (!object)
    return true;
  struct locale *locale = locale_create(object, &why);
  if (!locale)
    return failure_set(failure, FAILURE_REQUEST, "%s",
                       why ? why : "not enough memory");
  locale_destroy(s->locale);
  s->locale = locale;
  return true;
}

bool store_load(struct store *s, struct cJSON *request,
                struct failure *failure) {
  struct cJSON *texts = request_take(request, "interface");
  if (texts) {
    request_free(s->interface);
    s->interface = texts;
  }
  return load_locale(s, request, failure) && load_data(s, request, failure) &&
         load_list(&s->modules, request, "modules", failure) &&
         load_list(&s->exercises, request, "exercises", failure);
}
