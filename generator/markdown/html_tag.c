/* Reads tags and skips everything else that starts with <. */
#include "markdown/html_tag.h"

static char at(struct str text, size_t i) {
  return i < text.len ? text.ptr[i] : '\0';
}

static size_t skip_space(struct str text, size_t i) {
  while (i < text.len && char_is_space(text.ptr[i]))
    i++;
  return i;
}

static bool name_char(char c) {
  return char_is_alpha(c) || char_is_digit(c) || c == '-';
}

static bool attr_char(char c) {
  return name_char(c) || c == '_' || c == '.' || c == ':';
}

static bool unquoted_char(char c) {
  return c && !char_is_space(c) && c != '"' && c != '\'' && c != '=' &&
         c != '<' && c != '>' && c != '`';
}

/* The value after "="; 0 if there is none. */
static size_t read_value(struct str text, size_t i, struct html_attr *attr) {
  char quote = at(text, i);
  size_t end;
  if (quote == '"' || quote == '\'') {
    end = str_find(text, quote, ++i);
    if (end == text.len)
      return 0;
    attr->value = str_slice(text, i, end);
    return end + 1;
  }
  for (end = i; end < text.len && unquoted_char(text.ptr[end]); end++)
    ;
  attr->value = str_slice(text, i, end);
  return end > i ? end : 0;
}

static size_t read_attr(struct str text, size_t i, struct html_attr *attr) {
  size_t from = i;
  *attr = (struct html_attr){.at = i};
  while (i < text.len && attr_char(text.ptr[i]))
    i++;
  attr->name = str_slice(text, from, i);
  size_t equals = skip_space(text, i);
  if (at(text, equals) != '=')
    return i;
  attr->has_value = true;
  return read_value(text, skip_space(text, equals + 1), attr);
}

static bool attr_start(char c) {
  return char_is_alpha(c) || c == '_' || c == ':';
}

size_t html_tag_read(struct str text, size_t from, struct html_tag *tag) {
  size_t i = from + 1;
  tag->closing = at(text, i) == '/';
  tag->self_closing = false;
  tag->attr_count = 0;
  i += tag->closing;
  size_t name = i;
  if (!char_is_alpha(at(text, i)))
    return 0;
  while (i < text.len && name_char(text.ptr[i]))
    i++;
  tag->name = str_slice(text, name, i);
  for (size_t next = skip_space(text, i);
       !tag->closing && next > i && attr_start(at(text, next));
       next = skip_space(text, i)) {
    if (tag->attr_count == HTML_TAG_ATTRS)
      return 0;
    i = read_attr(text, next, &tag->attrs[tag->attr_count++]);
    if (i == 0)
      return 0;
  }
  i = skip_space(text, i);
  if (at(text, i) == '/' && !tag->closing) {
    tag->self_closing = true;
    i++;
  }
  return at(text, i) == '>' ? i + 1 : 0;
}

static size_t autolink_end(struct str text, size_t from) {
  size_t i = from + 1;
  if (!char_is_alpha(at(text, i)))
    return 0;
  for (; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '>')
      return i + 1;
    if (c == '<' || c == ' ' || (unsigned char)c < ' ')
      return 0;
    if (c == ':')
      break;
    if (!name_char(c) && c != '+' && c != '.')
      return 0;
  }
  for (; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '>')
      return i + 1;
    if (c == '<' || c == ' ' || (unsigned char)c < ' ')
      return 0;
  }
  return 0;
}

size_t html_inline_end(struct str text, size_t from, unsigned *no_end) {
  static const struct {
    const char *start, *end;
  } others[] = {
      {"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}};
  struct str rest = str_slice(text, from, text.len);
  for (unsigned i = 0; i < sizeof others / sizeof *others; i++) {
    if (!str_starts(rest, others[i].start))
      continue;
    if (*no_end >> i & 1u)
      return 0;
    struct str end = str_from(others[i].end);
    struct str body = str_slice(rest, str_from(others[i].start).len, rest.len);
    size_t found = str_search(body, end);
    if (found < body.len)
      return text.len - body.len + found + end.len;
    *no_end |= 1u << i;
    return 0;
  }
  struct html_tag tag;
  size_t end = html_tag_read(text, from, &tag);
  return end ? end : autolink_end(text, from);
}
