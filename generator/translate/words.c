/* Which texts need translating. */
#include "translate/messages.h"

#include "markdown/computed.h"

/* The offset after what begins at `at` and stays as it is, or `at`. */
static size_t skip_protected(struct str s, size_t at, bool markdown) {
  struct str rest = str_slice(s, at, s.len);
  size_t end;
  if (str_starts(rest, "{{") && computed_end(s, at, &end) == COMPUTED_OK)
    return end;
  if (!markdown)
    return at;
  if (str_starts(rest, "[[") && str_search(rest, STR("]]")) < rest.len)
    return at + str_search(rest, STR("]]")) + 2;
  if (str_starts(rest, "[^") && str_find(rest, ']', 0) < rest.len)
    return at + str_find(rest, ']', 0) + 1;
  if (str_starts(rest, "](") && str_find(rest, ')', 0) < rest.len)
    return at + str_find(rest, ')', 0) + 1;
  if (str_starts(rest, "`") && str_find(rest, '`', 1) < rest.len)
    return at + str_find(rest, '`', 1) + 1;
  if (str_starts(rest, "<") && str_find(rest, '>', 0) < rest.len)
    return at + str_find(rest, '>', 0) + 1;
  if (str_starts(rest, "&") && str_find(rest, ';', 0) < 12)
    return at + str_find(rest, ';', 0) + 1;
  return at;
}

size_t message_code_end(struct str s, size_t at) {
  struct str rest = str_slice(s, at, s.len);
  if (str_starts(rest, "](")) { /* a title after the target is text */
    size_t end = at + 2;
    while (end < s.len && s.ptr[end] != ')' && !char_is_space(s.ptr[end]))
      end++;
    return end;
  }
  bool plain = !str_starts(rest, "`") && !str_starts(rest, "&") &&
               !str_starts(rest, "{{plural ");
  return plain ? skip_protected(s, at, true) : at;
}

/* 1,640 and 44.7, but not 2021. */
static bool written_number(struct str s, size_t at) {
  return at > 0 && at + 1 < s.len && (s.ptr[at] == '.' || s.ptr[at] == ',') &&
         char_is_digit(s.ptr[at - 1]) && char_is_digit(s.ptr[at + 1]);
}

/* Beyond ASCII all is taken for letters but Latin-1 signs and the general
 * punctuation, arrows and operators of U+2000 to U+2BFF. */
static bool is_letter_at(struct str s, size_t at) {
  unsigned char c = (unsigned char)s.ptr[at];
  unsigned char next = at + 1 < s.len ? (unsigned char)s.ptr[at + 1] : 0;
  if (c < 0x80)
    return char_is_alpha((char)c);
  if (c == 0xC2)
    return false;
  if (c == 0xE2)
    return next >= 0xB0; /* U+2C00 on */
  return c >= 0xC3;
}

bool message_has_words(struct str s, bool markdown) {
  for (size_t at = 0; at < s.len;) {
    size_t end = skip_protected(s, at, markdown);
    if (end > at) {
      at = end;
      continue;
    }
    if (is_letter_at(s, at) || written_number(s, at))
      return true;
    at++;
  }
  return false;
}
