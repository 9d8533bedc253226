/* Looks languages up in the tables made from CLDR. */
#include "locale/cldr.h"
#include "locale/cldr_data.h"

#include <stdlib.h>
#include <string.h>

enum { TAG_MAX = 40 }; /* longer tags are cut at a part */

/* A language tag in canonical case, without variants and extensions. */
struct tag {
  char text[TAG_MAX];
  size_t len;
  char numbers[12]; /* the value of -u-nu-, lower case, or "" */
};

static char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The next part of a tag; false at the end. */
static bool next_part(struct str *rest, struct str *part) {
  if (rest->len == 0)
    return false;
  size_t end = 0;
  while (end < rest->len && rest->ptr[end] != '-' && rest->ptr[end] != '_')
    end++;
  *part = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end + 1, rest->len);
  return true;
}

static bool part_is(struct str part, const char *lower) {
  size_t n = strlen(lower);
  if (part.len != n)
    return false;
  for (size_t i = 0; i < n; i++)
    if (to_lower(part.ptr[i]) != lower[i])
      return false;
  return true;
}

static bool is_script(struct str part) {
  return part.len == 4 && char_is_alpha(part.ptr[0]);
}

static bool is_region(struct str part) {
  return (part.len == 2 && char_is_alpha(part.ptr[0])) ||
         (part.len == 3 && char_is_digit(part.ptr[0]));
}

/* Adds a part in the case it has in the tables. */
static void tag_add(struct tag *t, struct str part) {
  bool first = t->len == 0;
  if (t->len + part.len + 2 > TAG_MAX)
    return;
  if (!first)
    t->text[t->len++] = '-';
  for (size_t i = 0; i < part.len; i++) {
    bool upper = !first && (part.len < 4 || i == 0);
    t->text[t->len++] = upper ? to_upper(part.ptr[i]) : to_lower(part.ptr[i]);
  }
  t->text[t->len] = '\0';
}

/* The value of nu in the extension u. */
static void tag_take_digits(struct tag *t, struct str rest) {
  struct str part;
  bool in_u = false, is_nu = false;
  while (next_part(&rest, &part)) {
    if (is_nu && part.len >= 3 && part.len < sizeof t->numbers) {
      for (size_t i = 0; i < part.len; i++)
        t->numbers[i] = to_lower(part.ptr[i]);
      return;
    }
    if (part.len == 1)
      in_u = part_is(part, "u");
    is_nu = in_u && part_is(part, "nu");
  }
}

static void tag_read(struct tag *t, struct str language) {
  *t = (struct tag){0};
  struct str rest = language, part;
  while (next_part(&rest, &part)) {
    if (part.len == 1) {
      struct str extensions = {part.ptr,
                               part.len + (rest.len ? rest.len + 1 : 0)};
      tag_take_digits(t, extensions);
      return;
    }
    if (t->len == 0 ? part.len > 1 && part.len < 9
                    : is_script(part) || is_region(part))
      tag_add(t, part);
  }
}

static const struct cldr_entry *find_entry(const char *tag) {
  size_t low = 0, high = cldr_entry_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(tag, cldr_entries[middle].tag);
    if (order == 0)
      return &cldr_entries[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

static const char *find_alias(const char *tag) {
  for (size_t i = 0; i < cldr_alias_count; i++)
    if (strcmp(tag, cldr_aliases[i].from) == 0)
      return cldr_aliases[i].to;
  return NULL;
}

/* Puts the alias of the whole tag, or else of its language, in its place. */
static void tag_resolve(struct tag *t) {
  const char *whole = find_alias(t->text);
  struct tag old = *t;
  struct str rest = {old.text, old.len}, part = {0};
  char language[TAG_MAX];
  next_part(&rest, &part);
  memcpy(language, part.ptr, part.len);
  language[part.len] = '\0';
  const char *to = whole ? whole : find_alias(language);
  if (!to)
    return;
  t->len = 0;
  struct str new = str_from(to);
  while (next_part(&new, &part))
    tag_add(t, part);
  while (!whole && next_part(&rest, &part))
    tag_add(t, part);
}

/* Drops the last part; false when there is none. */
static bool tag_shorten(struct tag *t) {
  while (t->len > 0 && t->text[t->len - 1] != '-')
    t->len--;
  if (t->len == 0)
    return false;
  t->text[--t->len] = '\0';
  return true;
}

/* The nearest row, with *t shortened to its tag; NULL when even the language
 * is unknown. */
static const struct cldr_entry *tag_find(struct tag *t) {
  if (t->len == 0)
    return NULL;
  tag_resolve(t);
  do {
    const struct cldr_entry *e = find_entry(t->text);
    if (e)
      return e;
  } while (tag_shorten(t));
  return NULL;
}

struct str cldr_locale(struct str language, bool *found) {
  struct tag t;
  tag_read(&t, language);
  const struct cldr_entry *e = tag_find(&t);
  if (found)
    *found = e != NULL;
  if (!e)
    e = find_entry("und");
  for (size_t i = 0; i < cldr_digits_count; i++)
    if (strcmp(cldr_digits[i].tag, e->tag) == 0 &&
        strcmp(cldr_digits[i].system, t.numbers) == 0)
      return str_from(cldr_digits[i].locale);
  return str_from(e->locale);
}

struct str cldr_fallback(struct arena *a, struct str language) {
  struct tag t;
  tag_read(&t, language);
  if (t.len == 0)
    return (struct str){0};
  if (t.len < language.len) /* without variants and extensions */
    return arena_str(a, (struct str){t.text, t.len});
  tag_resolve(&t);
  size_t whole = t.len;
  bool shorter = tag_shorten(&t);
  struct str last = {t.text + t.len + 1, whole - t.len - 1};
  return shorter && !is_script(last) ? arena_str(a, (struct str){t.text, t.len})
                                     : (struct str){0};
}

static bool in_list(struct str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_is(word, list[i]))
      return true;
  return false;
}

const char *cldr_direction(struct str language) {
  struct tag t;
  tag_read(&t, language);
  if (t.len > 0)
    tag_resolve(&t);
  struct str rest = {t.text, t.len}, name = {0}, script = {0};
  next_part(&rest, &name);
  bool has_script = next_part(&rest, &script) && script.len == 4;
  if (has_script && in_list(script, cldr_rtl_scripts, cldr_rtl_script_count))
    return "rtl";
  if (has_script)
    return "ltr";
  bool rtl = in_list(name, cldr_rtl_languages, cldr_rtl_language_count);
  const struct cldr_entry *e = tag_find(&t);
  return rtl || (e && e->rtl) ? "rtl" : "ltr";
}

struct str cldr_autonym(struct str language) {
  struct tag t;
  tag_read(&t, language);
  const struct cldr_entry *e = tag_find(&t);
  return e ? str_from(e->autonym) : language;
}
