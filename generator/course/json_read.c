/* cJSON's tree to ours. cJSON checks the text and decodes strings but knows no
 * places, so the text is walked once more beside its tree. */
#include "course/json_read.h"

#include <cJSON.h>
#include <string.h>

struct reader {
  struct arena *arena;
  struct diags *diags;
  struct cursor cursor;
  size_t nodes;
  bool failed;
};

static void limit(struct reader *r, struct loc at, const char *code,
                  const char *message) {
  if (!r->failed)
    diag_error(r->diags, at, code, "%s", message);
  r->failed = true;
}

static char here(const struct reader *r) {
  const struct cursor *c = &r->cursor;
  return c->byte < c->text.len ? c->text.ptr[c->byte] : '\0';
}

/* To the next byte that is not a blank or one of `separators`. cJSON takes all
 * control characters for blanks. */
static void skip(struct reader *r, const char *separators) {
  char c = here(r);
  while (c && ((unsigned char)c <= ' ' || strchr(separators, c))) {
    cursor_to_byte(&r->cursor, r->cursor.byte + 1);
    c = here(r);
  }
}

/* The end of the string that starts at the cursor. */
static size_t string_end(const struct reader *r) {
  struct str s = r->cursor.text;
  size_t i = r->cursor.byte + 1;
  while (i < s.len && s.ptr[i] != '"')
    i += s.ptr[i] == '\\' ? 2 : 1;
  return i + 1 < s.len ? i + 1 : s.len;
}

static size_t word_end(const struct reader *r) {
  struct str s = r->cursor.text;
  size_t i = r->cursor.byte;
  while (i < s.len && (unsigned char)s.ptr[i] > ' ' && !strchr(",]}", s.ptr[i]))
    i++;
  return i;
}

/* An escaped NUL, where cJSON's text would end early. */
static bool holds_nul(struct str raw) {
  for (size_t i = 0; i < raw.len; i++) {
    if (raw.ptr[i] != '\\')
      continue;
    if (str_starts(str_slice(raw, i, raw.len), "\\u0000"))
      return true;
    i++;
  }
  return false;
}

/* The string at the cursor, decoded by cJSON. Control characters have no place
 * in XHTML. */
static struct text take_string(struct reader *r, const char *decoded) {
  size_t end = string_end(r);
  struct loc at = cursor_loc(&r->cursor, end);
  struct str raw = str_slice(r->cursor.text, r->cursor.byte, end);
  struct str s = arena_str(r->arena, str_from(decoded));
  bool bad = holds_nul(raw);
  for (size_t i = 0; i < s.len; i++)
    bad |= (unsigned char)s.ptr[i] < ' ' && !char_is_space(s.ptr[i]);
  if (bad)
    diag_error(r->diags, at, "E-JSON-CONTROL",
               "a control character, which no text may hold");
  cursor_to_byte(&r->cursor, end);
  return (struct text){s, at};
}

static void read_value(struct reader *r, const cJSON *json, int depth,
                       struct value *out);

static void read_list(struct reader *r, const cJSON *json, int depth,
                      struct value *out) {
  out->kind = VALUE_LIST;
  cursor_to_byte(&r->cursor, r->cursor.byte + 1);
  for (const cJSON *j = json->child; j && !r->failed; j = j->next) {
    skip(r, ",");
    read_value(r, j, depth + 1,
               ARENA_PUSH(r->arena, out->items, out->count, out->cap));
  }
  skip(r, "");
  cursor_to_byte(&r->cursor, r->cursor.byte + 1);
}

static void read_map(struct reader *r, const cJSON *json, int depth,
                     struct value *out) {
  out->kind = VALUE_MAP;
  cursor_to_byte(&r->cursor, r->cursor.byte + 1);
  for (const cJSON *j = json->child; j && !r->failed; j = j->next) {
    struct entry *e = ARENA_PUSH(r->arena, out->entries, out->count, out->cap);
    skip(r, ",");
    e->key = take_string(r, j->string);
    skip(r, ":");
    read_value(r, j, depth + 1, &e->value);
  }
  skip(r, "");
  cursor_to_byte(&r->cursor, r->cursor.byte + 1);
  value_check_twice(r->arena, r->diags, out);
}

static size_t skip_digits(struct str s, size_t i) {
  while (i < s.len && char_is_digit(s.ptr[i]))
    i++;
  return i;
}

/* cJSON is generous with numbers: "01", "1." and "1x" begin well. */
static bool is_number(struct str s) {
  size_t i = s.len && s.ptr[0] == '-', from = i;
  i = skip_digits(s, i);
  if (i == from || (s.ptr[from] == '0' && i > from + 1))
    return false;
  if (i < s.len && s.ptr[i] == '.') {
    from = i + 1;
    i = skip_digits(s, from);
    if (i == from)
      return false;
  }
  if (i < s.len && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
    from = i + 1;
    from += from < s.len && (s.ptr[from] == '+' || s.ptr[from] == '-');
    i = skip_digits(s, from);
    if (i == from)
      return false;
  }
  return i == s.len;
}

static bool is_word(struct str s) {
  return str_is(s, "true") || str_is(s, "false") || str_is(s, "null") ||
         is_number(s);
}

static void read_word(struct reader *r, const cJSON *json, struct value *out) {
  size_t end = word_end(r);
  out->kind = cJSON_IsNull(json) ? VALUE_NULL : VALUE_SCALAR;
  out->text = str_slice(r->cursor.text, r->cursor.byte, end);
  cursor_to_byte(&r->cursor, end);
  if (!is_word(out->text))
    limit(r, out->at, "E-JSON-SYNTAX",
          "cannot read the JSON: expected a number, a text in quotes, true, "
          "false or null");
}

static void read_value(struct reader *r, const cJSON *json, int depth,
                       struct value *out) {
  out->at = cursor_loc(&r->cursor, word_end(r));
  if (depth > VALUE_MAX_DEPTH) {
    limit(r, out->at, "E-JSON-DEPTH", "values are nested too deeply");
  } else if (++r->nodes > VALUE_MAX_NODES) {
    limit(r, out->at, "E-JSON-SIZE", "there are too many values");
  } else if (cJSON_IsArray(json)) {
    out->at.len = 1;
    read_list(r, json, depth, out);
  } else if (cJSON_IsObject(json)) {
    out->at.len = 1;
    read_map(r, json, depth, out);
  } else if (cJSON_IsString(json)) {
    struct text s = take_string(r, json->valuestring);
    out->kind = VALUE_SCALAR;
    out->quoted = true;
    out->text = s.s;
    out->at = s.at;
  } else {
    read_word(r, json, out);
  }
}

static void report_syntax(struct reader *r, const char *end) {
  size_t at = end ? (size_t)(end - r->cursor.text.ptr) : 0;
  cursor_to_byte(&r->cursor, at);
  skip(r, "");
  bool at_end = r->cursor.byte >= r->cursor.text.len;
  diag_error(r->diags, cursor_loc(&r->cursor, r->cursor.byte), "E-JSON-SYNTAX",
             "cannot read the JSON: %s",
             at_end ? "the text ends too early"
                    : "expected a value, ',' or a closing bracket here");
}

struct value *json_read(struct arena *a, struct diags *d, uint32_t src,
                        struct str text) {
  if (!value_check_source(d, src, text, 1))
    return NULL;
  struct reader r = {.arena = a, .diags = d};
  r.cursor = cursor_start(src, text, 1);
  struct value *top = arena_new(a, struct value);
  top->at = (struct loc){.src = src, .line = 1};
  skip(&r, "");
  if (r.cursor.byte == text.len)
    return top;
  const char *end = NULL;
  cJSON *json = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, false);
  if (!json) {
    report_syntax(&r, end);
    return NULL;
  }
  read_value(&r, json, 1, top);
  cJSON_Delete(json);
  skip(&r, "");
  if (!r.failed && r.cursor.byte < text.len)
    limit(&r, cursor_loc(&r.cursor, r.cursor.byte), "E-JSON-SYNTAX",
          "cannot read the JSON: text after its end");
  return r.failed ? NULL : top;
}
