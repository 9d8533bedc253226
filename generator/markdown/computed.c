/* Scans {{ }}: just enough of Lua's lexical rules to find the end. */
#include "markdown/computed.h"

struct scan {
  struct str text;
  size_t at;
  int depth; /* open inner braces */
  bool plural;
};

static char peek(const struct scan *s, size_t ahead) {
  return s->at + ahead < s->text.len ? s->text.ptr[s->at + ahead] : '\0';
}

static void skip_spaces(struct scan *s) {
  while (s->at < s->text.len && char_is_space(s->text.ptr[s->at]))
    s->at++;
}

/* Past a quoted Lua string, which ends before the line does. */
static bool skip_quoted(struct scan *s) {
  char quote = peek(s, 0);
  for (s->at++; s->at < s->text.len; s->at++) {
    char c = peek(s, 0);
    if (c == '\n')
      return false;
    if (c == '\\')
      s->at++;
    else if (c == quote) {
      s->at++;
      return true;
    }
  }
  return false;
}

/* Past [[ ]] or [=[ ]=]; past one bracket if it opens no string. */
static bool skip_bracket(struct scan *s) {
  size_t level = 0;
  while (peek(s, 1 + level) == '=')
    level++;
  if (peek(s, 1 + level) != '[') {
    s->at++;
    return true;
  }
  for (s->at += level + 2; s->at < s->text.len; s->at++) {
    if (peek(s, 0) != ']')
      continue;
    size_t n = 0;
    while (n < level && peek(s, 1 + n) == '=')
      n++;
    if (n == level && peek(s, 1 + level) == ']') {
      s->at += level + 2;
      return true;
    }
  }
  return false;
}

/* One token that may hide braces; false if it never ends. */
static bool skip_token(struct scan *s) {
  char c = peek(s, 0);
  bool prose = s->plural && s->depth > 0;
  if (!prose && (c == '"' || c == '\''))
    return skip_quoted(s);
  if (!prose && c == '[')
    return skip_bracket(s);
  if (c == '{')
    s->depth++;
  else if (c == '}' && s->depth > 0)
    s->depth--;
  s->at++;
  return true;
}

enum computed_error computed_end(struct str text, size_t from, size_t *end) {
  struct scan s = {.text = text, .at = from + 2};
  skip_spaces(&s);
  s.plural = str_starts(str_slice(text, s.at, text.len), "plural ");
  while (s.at < text.len) {
    if (s.depth == 0 && peek(&s, 0) == '}' && peek(&s, 1) == '}') {
      *end = s.at + 2;
      return COMPUTED_OK;
    }
    size_t token = s.at;
    if (!skip_token(&s)) {
      *end = token;
      return COMPUTED_STRING;
    }
  }
  *end = text.len;
  return COMPUTED_UNCLOSED;
}
