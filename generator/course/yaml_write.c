/* Values as YAML. */
#include "course/yaml_write.h"

#include <string.h>

#include "base/utf8.h"

enum { FOLD_FROM = 60, LINE_WIDTH = 78 };

static void put_indent(struct buf *out, size_t indent) {
  for (size_t i = 0; i < indent; i++)
    buf_char(out, ' ');
}

/* Texts that YAML 1.1 readers take for something else than text. */
static bool is_special(struct str s) {
  static const char *const words[] = {
      "true",  "false", "yes",   "no",  "on",  "off",  "null", "~",    "y",
      "n",     "True",  "False", "Yes", "No",  "On",   "Off",  "Null", "TRUE",
      "FALSE", "YES",   "NO",    "ON",  "OFF", "NULL", "Y",    "N"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_is(s, words[i]))
      return true;
  return s.len == 0 || char_is_digit(s.ptr[0]) ||
         strchr("-+.?:,[]{}#&*!|>'\"%@`=<", s.ptr[0]) != NULL;
}

static bool is_plain(struct str s) {
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    bool last = i + 1 == s.len;
    if (c < ' ' || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF)
      return false; /* among them are marks that YAML takes for line ends */
    if (c == ':' && (last || s.ptr[i + 1] == ' '))
      return false;
    if (c == '#' && i && s.ptr[i - 1] == ' ')
      return false;
    if (strchr("[]{},", c) && c)
      return false;
  }
  return s.len && s.ptr[0] != ' ' && s.ptr[s.len - 1] != ' ';
}

static void put_quoted(struct buf *out, struct str s) {
  buf_char(out, '"');
  while (s.len) {
    struct str before = s;
    uint32_t c = utf8_next(&s);
    if (c == '"' || c == '\\')
      buf_printf(out, "\\%c", (int)c);
    else if (c == '\n')
      buf_puts(out, "\\n");
    else if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028 ||
             c == 0x2029 || c == 0xFEFF)
      buf_printf(out, "\\u%04x", (unsigned)c);
    else
      buf_put_n(out, before.ptr, before.len - s.len);
  }
  buf_char(out, '"');
}

void yaml_put_inline(struct buf *out, struct str text, bool quoted) {
  if (!quoted && is_plain(text) && !is_special(text))
    buf_put(out, text);
  else
    put_quoted(out, text);
}

/* Folding keeps texts whose words stand one blank apart. */
static bool can_fold(struct str s) {
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c < ' ' || c == 0x7F || (c == ' ' && i && s.ptr[i - 1] == ' '))
      return false;
  }
  return s.len > FOLD_FROM && s.ptr[0] != ' ' && s.ptr[s.len - 1] != ' ' &&
         str_search(s, STR("\xC2\x85")) == s.len &&
         str_search(s, STR("\xE2\x80\xA8")) == s.len &&
         str_search(s, STR("\xE2\x80\xA9")) == s.len;
}

static void put_folded(struct buf *out, struct str s, size_t indent) {
  size_t column = 0;
  buf_puts(out, ">-\n");
  while (s.len) {
    size_t end = str_find(s, ' ', 0);
    struct str word = str_slice(s, 0, end);
    s = str_slice(s, end + 1, s.len);
    if (column && column + 1 + utf8_length(word) > LINE_WIDTH) {
      buf_char(out, '\n');
      column = 0;
    }
    if (column == 0) {
      put_indent(out, indent + 2);
      column = indent + 2;
    } else {
      buf_char(out, ' ');
      column++;
    }
    buf_put(out, word);
    column += utf8_length(word);
  }
  buf_char(out, '\n');
}

void yaml_put_text(struct buf *out, struct str text, bool quoted,
                   size_t indent) {
  bool special = is_special(text);
  if (can_fold(text)) {
    put_folded(out, text, indent);
  } else if (is_plain(text) && !(special && (quoted || text.len == 0)) &&
             !(special && !quoted &&
               strchr("?:,[]{}#&*!|>'\"%@`", text.ptr[0]))) {
    buf_put(out, text);
    buf_char(out, '\n');
  } else {
    put_quoted(out, text);
    buf_char(out, '\n');
  }
}

void yaml_put_key(struct buf *out, struct str key, size_t indent) {
  put_indent(out, indent);
  if (is_plain(key) && !is_special(key) && key.len < FOLD_FROM) {
    buf_put(out, key);
  } else {
    put_quoted(out, key);
  }
  buf_char(out, ':');
}

/* An entry after "- " or on a line of its own, already indented. */
static void put_entries(struct buf *out, const struct value *v, size_t indent,
                        bool first_indented) {
  for (size_t i = 0; i < v->count; i++) {
    yaml_put_key(out, v->entries[i].key.s, i || !first_indented ? indent : 0);
    yaml_put_value(out, &v->entries[i].value, indent);
  }
}

static void put_item(struct buf *out, const struct value *v, size_t indent) {
  put_indent(out, indent);
  buf_puts(out, "- ");
  if (v->kind == VALUE_MAP && v->count)
    put_entries(out, v, indent + 2, true);
  else if (v->kind == VALUE_SCALAR)
    yaml_put_text(out, v->text, v->quoted, indent);
  else if (v->kind == VALUE_LIST && v->count) {
    buf_truncate(out, out->len ? out->len - 1 : 0);
    yaml_put_value(out, v, indent + 2);
  } else
    buf_puts(out, v->kind == VALUE_NULL  ? "null\n"
                  : v->kind == VALUE_MAP ? "{}\n"
                                         : "[]\n");
}

void yaml_put_value(struct buf *out, const struct value *v, size_t indent) {
  switch (v->kind) {
  case VALUE_NULL:
    buf_char(out, '\n');
    break;
  case VALUE_SCALAR:
    buf_char(out, ' ');
    yaml_put_text(out, v->text, v->quoted, indent);
    break;
  case VALUE_LIST:
    buf_puts(out, v->count ? "\n" : " []\n");
    for (size_t i = 0; i < v->count; i++)
      put_item(out, &v->items[i], indent + 2);
    break;
  case VALUE_MAP:
    buf_puts(out, v->count ? "\n" : " {}\n");
    put_entries(out, v, indent + 2, false);
    break;
  }
}
