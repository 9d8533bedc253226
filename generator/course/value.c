/* Maps, lists and scalars of the author's settings, and their way into structs.
 */
#include "course/value.h"

#include <stdlib.h>

#include "base/utf8.h"

static const char *found_what(const struct value *v) {
  switch (v->kind) {
  case VALUE_NULL:
    return "nothing";
  case VALUE_SCALAR:
    return "a single value";
  case VALUE_LIST:
    return "a list";
  case VALUE_MAP:
    break;
  }
  return "keys with values";
}

bool value_expect(struct diags *d, const struct value *v, enum value_kind kind,
                  const char *name) {
  static const char *const expected[] = {"nothing", "text", "a list",
                                         "keys with values"};
  if (v->kind == kind)
    return true;
  diag_error(d, v->at, "E-KEY-TYPE", "'%s' holds %s, expected %s", name,
             found_what(v), expected[kind]);
  return false;
}

static const struct entry *find(const struct value *map, struct str key) {
  for (size_t i = 0; map->kind == VALUE_MAP && i < map->count; i++)
    if (str_eq(map->entries[i].key.s, key))
      return &map->entries[i];
  return NULL;
}

const struct value *value_get(const struct value *map, const char *key) {
  const struct entry *e = find(map, str_from(key));
  return e && e->value.kind != VALUE_NULL ? &e->value : NULL;
}

struct text value_text(struct diags *d, const struct value *v,
                       const char *name) {
  if (!value_expect(d, v, VALUE_SCALAR, name))
    return (struct text){.at = v->at};
  return (struct text){v->text, v->at};
}

void value_texts(struct arena *a, struct diags *d, const struct value *v,
                 const char *name, struct texts *out) {
  size_t count = v->kind == VALUE_LIST ? v->count : 1;
  const struct value *items = v->kind == VALUE_LIST ? v->items : v;
  if (v->kind == VALUE_MAP) {
    value_expect(d, v, VALUE_LIST, name);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    if (items[i].kind == VALUE_SCALAR)
      *ARENA_PUSH(a, out->items, out->count, out->cap) =
          (struct text){items[i].text, items[i].at};
    else
      diag_error(d, items[i].at, "E-KEY-TYPE",
                 "'%s' holds %s, expected a list of texts", name,
                 found_what(&items[i]));
  }
}

static bool parse_int(struct str s, long long *out) {
  bool negative = s.len && s.ptr[0] == '-';
  s = str_slice(s, negative, s.len);
  if (s.len == 0 || s.len > 12)
    return false;
  long long n = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (!char_is_digit(s.ptr[i]))
      return false;
    n = n * 10 + (s.ptr[i] - '0');
  }
  *out = negative ? -n : n;
  return true;
}

static void bind_integer(struct diags *d, const struct value *v,
                         const struct key *key, int *out) {
  long long n = 0;
  if (!value_expect(d, v, VALUE_SCALAR, key->name))
    return;
  if (!v->quoted && parse_int(v->text, &n) && n >= key->min && n <= key->max) {
    *out = (int)n;
    return;
  }
  if (key->max < INT32_MAX)
    diag_error(d, v->at, "E-KEY-RANGE",
               "'%s' is '%.*s', expected a whole number from %d to %d",
               key->name, STR_ARG(v->text), key->min, key->max);
  else
    diag_error(d, v->at, "E-KEY-RANGE",
               "'%s' is '%.*s', expected a whole number of at least %d",
               key->name, STR_ARG(v->text), key->min);
}

static void bind_flag(struct diags *d, const struct value *v,
                      const struct key *key, bool *out) {
  if (!value_expect(d, v, VALUE_SCALAR, key->name))
    return;
  bool yes = str_is(v->text, "true");
  if (!v->quoted && (yes || str_is(v->text, "false")))
    *out = yes;
  else
    diag_error(d, v->at, "E-KEY-RANGE",
               "'%s' is '%.*s', expected true or false", key->name,
               STR_ARG(v->text));
}

static void bind_one(struct arena *a, struct diags *d, const struct value *v,
                     const struct key *key, void *out) {
  void *field = (char *)out + key->offset;
  switch (key->kind) {
  case KEY_TEXT:
    *(struct text *)field = value_text(d, v, key->name);
    if (key->needed && v->kind == VALUE_SCALAR && str_trim(v->text).len == 0)
      diag_error(d, v->at, "E-KEY-MISSING", "'%s' is empty, expected %s",
                 key->name, key->needed);
    break;
  case KEY_TEXTS:
    value_texts(a, d, v, key->name, field);
    break;
  case KEY_INTEGER:
    bind_integer(d, v, key, field);
    break;
  case KEY_FLAG:
    bind_flag(d, v, key, field);
    break;
  case KEY_VALUE:
    *(const struct value **)field = v;
    break;
  case KEY_IGNORED:
    break;
  }
}

static const struct key *known_key(const struct keys *keys, struct str name) {
  for (size_t i = 0; i < keys->count; i++)
    if (str_is(name, keys->list[i].name))
      return &keys->list[i];
  return NULL;
}

/* Names the nearest known key, or all of them when none is near. */
static void report_unknown(struct arena *a, struct diags *d,
                           const struct keys *keys, const struct text *key) {
  struct str *names = arena_array(a, struct str, keys->count);
  struct buf all = {0};
  for (size_t i = 0; i < keys->count; i++) {
    names[i] = str_from(keys->list[i].name);
    buf_puts(&all, i ? ", " : "");
    buf_put(&all, names[i]);
  }
  const char *nearest = diag_nearest(a, key->s, names, keys->count);
  struct str shown = utf8_cut(key->s, 60);
  if (*nearest)
    diag_error(d, key->at, "E-KEY-UNKNOWN", "unknown key '%.*s' in %s%s",
               STR_ARG(shown), keys->where, nearest);
  else
    diag_error(d, key->at, "E-KEY-UNKNOWN",
               "unknown key '%.*s' in %s, expected one of %.*s", STR_ARG(shown),
               keys->where, STR_ARG(buf_str(&all)));
  buf_free(&all);
}

/* One message for one slip: a needed key that an unknown one comes near. */
static bool is_misspelt(const struct keys *keys, const struct value *map,
                        const char *name) {
  for (size_t i = 0; i < map->count; i++) {
    struct str given = map->entries[i].key.s;
    if (!known_key(keys, given) &&
        str_distance(given, str_from(name)) <= 1 + given.len / 3)
      return true;
  }
  return false;
}

/* What is missing from the whole file stands on none of its lines. */
static struct loc place_of_map(const struct value *map) {
  uint32_t line = map->at.line > 1 ? map->at.line : 0;
  return (struct loc){map->at.src, line, 0, 0};
}

bool value_bind(struct arena *a, struct diags *d, const struct value *map,
                const struct keys *keys, void *out) {
  if (!value_expect(d, map, VALUE_MAP, keys->where))
    return false;
  for (size_t i = 0; i < map->count; i++) {
    const struct entry *e = &map->entries[i];
    const struct key *key = known_key(keys, e->key.s);
    if (!key)
      report_unknown(a, d, keys, &e->key);
    else if (e->value.kind != VALUE_NULL)
      bind_one(a, d, &e->value, key, out);
  }
  for (size_t i = 0; i < keys->count; i++) {
    const struct key *key = &keys->list[i];
    if (key->needed && !value_get(map, key->name) &&
        !is_misspelt(keys, map, key->name))
      diag_error(d, place_of_map(map), "E-KEY-MISSING", "%s has no '%s': %s",
                 keys->where, key->name, key->needed);
  }
  return true;
}

static int by_key(const void *pa, const void *pb) {
  const struct entry *a = *(const struct entry *const *)pa;
  const struct entry *b = *(const struct entry *const *)pb;
  int order = str_cmp(a->key.s, b->key.s);
  return order ? order : (a > b) - (a < b);
}

void value_check_twice(struct arena *a, struct diags *d,
                       const struct value *map) {
  const struct entry **sorted =
      arena_array(a, const struct entry *, map->count);
  for (size_t i = 0; i < map->count; i++)
    sorted[i] = &map->entries[i];
  if (map->count)
    qsort(sorted, map->count, sizeof *sorted, by_key);
  for (size_t i = 1; i < map->count; i++) {
    const struct text *key = &sorted[i]->key, *before = &sorted[i - 1]->key;
    if (!str_eq(key->s, before->s))
      continue;
    diag_error(d, key->at, "E-KEY-TWICE", "the key '%.*s' is given twice",
               STR_ARG(utf8_cut(key->s, 60)));
    diag_note(d, before->at, NULL, "it was given here before");
  }
}

bool value_check_source(struct diags *d, uint32_t src, struct str text,
                        uint32_t first_line) {
  struct loc whole = {.src = src};
  size_t bad;
  if (text.len > VALUE_MAX_BYTES) {
    diag_error(d, whole, "E-FILE-SIZE", "%zu bytes of settings, at most %zu",
               text.len, VALUE_MAX_BYTES);
    return false;
  }
  if (utf8_valid(text, &bad))
    return true;
  struct cursor c = cursor_start(src, text, first_line);
  cursor_to_byte(&c, bad);
  diag_error(d, cursor_loc(&c, bad), "E-UTF8",
             "the text is not UTF-8: save the file with UTF-8 encoding");
  return false;
}

struct cursor cursor_start(uint32_t src, struct str text, uint32_t first_line) {
  return (struct cursor){.text = text, .src = src, .line = first_line};
}

static void step(struct cursor *c) {
  if (c->text.ptr[c->byte++] == '\n') {
    c->line++;
    c->line_start = c->byte;
  }
  while (c->byte < c->text.len && utf8_is_continuation(c->text.ptr[c->byte]))
    c->byte++;
  c->character++;
}

void cursor_to_byte(struct cursor *c, size_t byte) {
  while (c->byte < byte && c->byte < c->text.len)
    step(c);
}

void cursor_to_character(struct cursor *c, size_t character) {
  while (c->character < character && c->byte < c->text.len)
    step(c);
}

struct loc cursor_loc(const struct cursor *c, size_t end) {
  end = str_find(str_slice(c->text, 0, end), '\n', c->byte);
  if (end > c->byte && c->text.ptr[end - 1] == '\r')
    end--;
  return (struct loc){.src = c->src,
                      .line = c->line,
                      .col = (uint32_t)(c->byte - c->line_start + 1),
                      .len = (uint32_t)(end > c->byte ? end - c->byte : 0)};
}
