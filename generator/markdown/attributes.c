/* Reads attribute lists. */
#include "markdown/attributes.h"

#include "markdown/computed.h"

enum { ATTRIBUTES_MAX = 50 };

struct reader {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  struct str text; /* the source up to the end of the list's line */
  size_t at;
  struct attr **tail;
  struct attr **first;
  unsigned count;
  bool open_computed; /* a {{ without its }} was met */
};

static bool key_char(char c) {
  return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == '_' ||
         c == ':';
}

bool attributes_start(struct str text, size_t from) {
  size_t i = from + 1;
  while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
    i++;
  if (i >= text.len)
    return false;
  if (text.ptr[i] == '#' || text.ptr[i] == '.')
    return i + 1 < text.len && char_is_alpha(text.ptr[i + 1]);
  if (!char_is_alpha(text.ptr[i]))
    return false;
  if (str_starts(str_slice(text, i, text.len), "decorative}"))
    return true;
  while (i < text.len && key_char(text.ptr[i]))
    i++;
  return i < text.len && text.ptr[i] == '=';
}

static bool bad_id(struct str id) {
  if (id.len == 0 || id.ptr[0] < 'a' || id.ptr[0] > 'z')
    return true;
  for (size_t i = 0; i < id.len; i++) {
    char c = id.ptr[i];
    if (!((c >= 'a' && c <= 'z') || char_is_digit(c) || c == '-'))
      return true;
  }
  return false;
}

bool attributes_check_id(struct diags *d, struct loc at, struct str id) {
  if (bad_id(id)) {
    diag_error(d, at, "E-ID-FORM",
               "'%.*s' is not an id: a small letter, then small letters, "
               "digits and hyphens",
               STR_ARG(id));
    return false;
  }
  if (str_starts(id, "wm-")) {
    diag_error(d, at, "E-ID-RESERVED", "ids that start with wm- are reserved");
    return false;
  }
  return true;
}

bool attributes_check_class(struct diags *d, struct loc at, struct str name) {
  if (!str_starts(name, "wm-"))
    return true;
  diag_error(d, at, "E-CLASS-RESERVED",
             "classes that start with wm- are reserved");
  return false;
}

bool attributes_is_language(struct str value) {
  for (size_t i = 0; i < value.len; i++)
    if (!char_is_alpha(value.ptr[i]) && !char_is_digit(value.ptr[i]) &&
        value.ptr[i] != '-')
      return false;
  return value.len > 1 && char_is_alpha(value.ptr[0]) &&
         value.ptr[value.len - 1] != '-';
}

bool attributes_is_direction(struct str value) {
  return str_is(value, "ltr") || str_is(value, "rtl") || str_is(value, "auto");
}

void attributes_limit(struct arena *a, struct diags *d, const struct attr *list,
                      bool image) {
  static const struct str known[] = {
      {"id", 2}, {"class", 5}, {"lang", 4}, {"dir", 3}, {"decorative", 10}};
  size_t count = sizeof known / sizeof *known - !image;
  for (; list; list = list->next) {
    size_t i = 0;
    while (i < count && !str_eq(list->key, known[i]))
      i++;
    if (i == count)
      diag_error(d, list->at, "E-ATTR-UNKNOWN",
                 "the attribute '%.*s' means nothing here%s",
                 STR_ARG(list->key), diag_nearest(a, list->key, known, count));
  }
}

static struct loc loc_of(const struct reader *r, size_t from, size_t to) {
  return source_loc(r->source, (uint32_t)from, (uint32_t)(to - from));
}

static void malformed(struct reader *r, size_t at, const char *expected) {
  diag_error(r->diags, loc_of(r, at, at + 1), "E-ATTR-FORM",
             "malformed attributes: expected %s", expected);
}

static void put(struct reader *r, struct str key, struct str value, size_t from,
                size_t to) {
  struct attr *attr = arena_new(r->arena, struct attr);
  attr->key = key;
  attr->value = value;
  attr->at = loc_of(r, from, to);
  *r->tail = attr;
  r->tail = &attr->next;
}

static void put_classes(struct reader *r, struct str value, size_t from) {
  for (struct str rest = str_trim(value); rest.len; rest = str_trim(rest)) {
    size_t space = str_find(rest, ' ', 0);
    struct str name = str_slice(rest, 0, space);
    if (attributes_check_class(r->diags, loc_of(r, from, r->at), name))
      put(r, STR("class"), name, from, r->at);
    rest = str_slice(rest, space, rest.len);
  }
}

static bool good_value(struct reader *r, struct str key, struct str value,
                       struct loc at) {
  for (const struct attr *i = *r->first; i; i = i->next)
    if (str_eq(i->key, key)) {
      diag_error(r->diags, at, "E-ATTR-TWICE",
                 "the attribute '%.*s' stands here twice", STR_ARG(key));
      return false;
    }
  if (str_is(key, "id"))
    return attributes_check_id(r->diags, at, value);
  if (str_is(key, "lang") && !attributes_is_language(value)) {
    diag_error(r->diags, at, "E-ATTR-LANG",
               "'%.*s' is not a language tag, such as en or pt-BR",
               STR_ARG(value));
    return false;
  }
  if (str_is(key, "dir") && !attributes_is_direction(value)) {
    diag_error(r->diags, at, "E-ATTR-DIR", "'%.*s' is not ltr, rtl or auto",
               STR_ARG(value));
    return false;
  }
  return true;
}

static void put_checked(struct reader *r, struct str key, struct str value,
                        size_t from) {
  if (str_is(key, "class"))
    put_classes(r, value, from);
  else if (good_value(r, key, value, loc_of(r, from, r->at)))
    put(r, key, value, from, r->at);
}

static struct str take_while(struct reader *r, bool (*wanted)(char)) {
  size_t from = r->at;
  while (r->at < r->text.len && wanted(r->text.ptr[r->at]))
    r->at++;
  return str_slice(r->text, from, r->at);
}

static bool bare_char(char c) {
  return !char_is_space(c) && c != '}' && c != '"' && c != '\'' && c != '=' &&
         c != '<' && c != '>' && c != '`' && c != '{';
}

/* The end of what is taken as it is at r->at: {{ }}, \{{ or one byte. */
static size_t verbatim_end(struct reader *r, char c, char next) {
  size_t end = 0;
  if (c == '\\' && next == '{')
    return r->at + 3 < r->text.len ? r->at + 3 : r->text.len;
  if (c != '{' || next != '{' || r->open_computed)
    return r->at + 1;
  if (computed_end(r->text, r->at, &end) == COMPUTED_OK)
    return end;
  r->open_computed = true;
  return r->at + 1;
}

/* "…", with \" and \\ unescaped outside {{ }}. */
static bool quoted_value(struct reader *r, struct str *value) {
  size_t open = r->at;
  char quote = r->text.ptr[r->at++];
  struct buf out;
  buf_init(&out, 0);
  while (r->at < r->text.len && r->text.ptr[r->at] != quote) {
    char c = r->text.ptr[r->at];
    char next = r->at + 1 < r->text.len ? r->text.ptr[r->at + 1] : '\0';
    if (c == '\\' && (next == quote || next == '\\')) {
      buf_char(&out, next);
      r->at += 2;
      continue;
    }
    size_t end = verbatim_end(r, c, next);
    buf_put(&out, str_slice(r->text, r->at, end));
    r->at = end;
  }
  *value = arena_str(r->arena, buf_str(&out));
  buf_free(&out);
  if (r->at >= r->text.len) {
    malformed(r, open, "a closing quote");
    return false;
  }
  r->at++;
  return true;
}

static bool read_value(struct reader *r, struct str *value) {
  char c = r->at < r->text.len ? r->text.ptr[r->at] : '\0';
  if (c == '"' || c == '\'')
    return quoted_value(r, value);
  size_t from = r->at;
  *value = take_while(r, bare_char);
  if (value->len == 0 && c != '}' && !char_is_space(c)) {
    malformed(r, from, "a value");
    return false;
  }
  return true;
}

/* #id or .class */
static bool read_short(struct reader *r) {
  size_t from = r->at;
  bool id = r->text.ptr[r->at++] == '#';
  struct str value = take_while(r, bare_char);
  if (value.len == 0) {
    malformed(r, from, id ? "an id after #" : "a class after .");
    return false;
  }
  put_checked(r, id ? STR("id") : STR("class"), value, from);
  return true;
}

static bool read_one(struct reader *r) {
  size_t from = r->at;
  char c = r->text.ptr[from];
  if (c == '#' || c == '.')
    return read_short(r);
  struct str key = take_while(r, key_char);
  if (key.len == 0 || !char_is_alpha(key.ptr[0])) {
    malformed(r, from, "#id, .class, a word or key=\"value\"");
    return false;
  }
  struct str value = STR("");
  if (r->at < r->text.len && r->text.ptr[r->at] == '=') {
    r->at++;
    if (!read_value(r, &value))
      return false;
  }
  put_checked(r, key, value, from);
  return true;
}

static void skip_blanks(struct reader *r) {
  while (r->at < r->text.len && char_is_space(r->text.ptr[r->at]))
    r->at++;
}

uint32_t attributes_read(struct arena *a, struct diags *d,
                         const struct source *s, uint32_t at, uint32_t end,
                         struct attr **list) {
  struct reader r = {.arena = a,
                     .diags = d,
                     .source = s,
                     .text = str_slice(s->text, 0, end),
                     .at = at + 1,
                     .first = list,
                     .tail = list};
  *list = NULL;
  for (skip_blanks(&r); r.at < r.text.len; skip_blanks(&r)) {
    if (r.text.ptr[r.at] == '}')
      return (uint32_t)r.at + 1;
    size_t before = r.at;
    if (++r.count > ATTRIBUTES_MAX) {
      malformed(&r, before, "at most 50 attributes");
      return 0;
    }
    if (!read_one(&r))
      return 0;
    bool apart = r.at >= r.text.len || char_is_space(r.text.ptr[r.at]) ||
                 r.text.ptr[r.at] == '}';
    if (!apart || r.at == before) {
      malformed(&r, r.at, "a space or }");
      return 0;
    }
  }
  malformed(&r, at, "a closing }");
  return 0;
}
