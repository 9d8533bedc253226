/* Looking up interface texts. */
#include "locale/interface.h"

#include "base/json.h"

/* The catalogue of the language, or of the nearest language before a subtag. */
static const struct interface_language *catalogue_of(struct str language) {
  while (language.len) {
    for (size_t i = 0; i < interface_language_count; i++)
      if (str_eq(interface_languages[i].language, language))
        return &interface_languages[i];
    while (language.len && language.ptr[language.len - 1] != '-')
      language.len--;
    language.len -= language.len > 0;
  }
  return NULL;
}

/* The place of a key in the table, or the table's length. */
static size_t find_key(struct str key) {
  size_t low = 0, high = interface_table_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_cmp(key, interface_table[middle].key);
    if (order == 0)
      return middle;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return interface_table_count;
}

static struct str text_at(const struct interface_language *l, size_t index) {
  return l && l->texts[index].len ? l->texts[index]
                                  : interface_table[index].text;
}

struct str interface_text(struct str language, struct str key) {
  size_t index = find_key(key);
  if (index == interface_table_count)
    return (struct str){0};
  return text_at(catalogue_of(language), index);
}

bool interface_speaks(struct str language) {
  return catalogue_of(language) || str_starts(language, "en");
}

void interface_put_json(struct buf *out, struct str language,
                        const char *prefix) {
  const struct interface_language *l = catalogue_of(language);
  bool first = true;
  buf_char(out, '{');
  for (size_t i = 0; i < interface_table_count; i++) {
    struct str key = interface_table[i].key;
    if (!str_starts(key, prefix))
      continue;
    if (!first)
      buf_char(out, ',');
    first = false;
    json_put_string(out, key);
    buf_char(out, ':');
    json_put_string(out, text_at(l, i));
  }
  buf_char(out, '}');
}

bool interface_is_unreviewed(struct str language) {
  const struct interface_language *l = catalogue_of(language);
  return l && l->reviewer.len == 0;
}
