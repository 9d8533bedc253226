#ifndef WM_TEST_RISK_HELP_H
#define WM_TEST_RISK_HELP_H

/* Records for tests of disclosure measures, from CSV. */

#include "engine/risk.h"

#include <stdio.h>
#include <string.h>

struct records {
  struct cJSON *entry;
  struct source_data *source;
  const struct dataset *data;
};

/* `types` is one letter a column: s text, i integer, n number, d date, b
 * boolean. */
static inline struct records records_read(const char *types, const char *csv) {
  struct records r = {0};
  struct failure failure = {0};
  struct buf text = {0};
  const char *why, *name = csv;
  buf_puts(&text, "{\"name\":\"t\",\"fields\":[");
  for (size_t i = 0; types[i]; i++) {
    int length = (int)strcspn(name, ",\n");
    buf_printf(&text, "%s{\"name\":\"%.*s\",\"type\":\"%s\"}", i ? "," : "",
               length, name,
               types[i] == 'i'   ? "integer"
               : types[i] == 'n' ? "number"
               : types[i] == 'd' ? "date"
               : types[i] == 'b' ? "boolean"
                                 : "string");
    name += length + 1;
  }
  buf_puts(&text, "],\"csv\":\"");
  for (const char *c = csv; *c; c++)
    if (*c == '\n')
      buf_puts(&text, "\\n");
    else
      buf_char(&text, *c);
  buf_puts(&text, "\"}");
  r.entry = request_parse(buf_str(&text), &why);
  r.source = source_read(r.entry, &failure);
  if (!r.source)
    fprintf(stderr, "records: %.*s\n", STR_ARG(buf_str(&failure.message)));
  r.data = source_dataset(r.source);
  buf_free(&text);
  return r;
}

static inline void records_free(struct records *r) {
  source_free(r->source);
  request_free(r->entry);
}

static inline const struct series *records_column(const struct records *r,
                                                  const char *name) {
  return &r->data->columns[dataset_find(r->data, str_from(name))];
}

/* `keys`: names with commas between. */
static inline struct risk_file
records_keys(const struct records *r, const char *keys, const char *weight) {
  struct risk_file f = {.rows = r->data->rows};
  while (*keys) {
    size_t length = strcspn(keys, ",");
    struct str name = {keys, length};
    f.keys[f.key_count++].series =
        &r->data->columns[dataset_find(r->data, name)];
    keys += length + (keys[length] == ',');
  }
  f.weight = weight ? records_column(r, weight) : NULL;
  return f;
}

#endif
