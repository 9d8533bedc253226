/* Ids, language tags, licences, dates and addresses. */
#include "course/syntax.h"

#include <string.h>

#include "base/utf8.h"

enum { SHOWN_MAX = 60 }; /* bytes of a wrong text that a message quotes */

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

static char lower(char c) {
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool syntax_is_id(struct str s) {
  if (s.len == 0 || s.len > SYNTAX_ID_MAX || !is_lower(s.ptr[0]))
    return false;
  for (size_t i = 0; i < s.len; i++)
    if (!is_lower(s.ptr[i]) && !char_is_digit(s.ptr[i]) && s.ptr[i] != '-')
      return false;
  return true;
}

struct str syntax_make_id(struct arena *a, struct str s) {
  char *out = arena_alloc(a, SYNTAX_ID_MAX + 1);
  size_t len = 0;
  bool gap = false;
  for (size_t i = 0; i < s.len && len + 2 < SYNTAX_ID_MAX; i++) {
    char c = lower(s.ptr[i]);
    if (!is_lower(c) && !(char_is_digit(c) && len)) {
      gap = len > 0;
      continue;
    }
    if (gap)
      out[len++] = '-';
    gap = false;
    out[len++] = c;
  }
  return (struct str){out, len};
}

/* Takes the next subtag off a language tag; false at its end. */
static bool next_subtag(struct str *rest, struct str *tag) {
  if (rest->len == 0)
    return false;
  size_t end = str_find(*rest, '-', 0);
  *tag = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end + 1, rest->len);
  return true;
}

static bool all_letters(struct str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!char_is_alpha(s.ptr[i]))
      return false;
  return true;
}

static bool all_digits(struct str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!char_is_digit(s.ptr[i]))
      return false;
  return true;
}

static bool is_variant(struct str s) {
  return (s.len >= 5 && s.len <= 8) || (s.len == 4 && char_is_digit(s.ptr[0]));
}

/* The parts after language, script and region: variants, then extensions, each
 * with at least one subtag of two letters or more, then x- and anything. */
static bool is_rest_of_tag(struct str tag, struct str rest, bool more) {
  bool private_use = false, extension = false, open = false;
  for (; more; more = next_subtag(&rest, &tag)) {
    if (private_use) {
      open = false;
    } else if (tag.len == 1) {
      if (open)
        return false;
      private_use = lower(tag.ptr[0]) == 'x';
      extension = open = true;
    } else if (extension) {
      open = false;
    } else if (!is_variant(tag)) {
      return false;
    }
  }
  return !open;
}

static bool subtags_are_plain(struct str s) {
  size_t run = 0;
  for (size_t i = 0; i < s.len; i++) {
    bool letter = char_is_alpha(s.ptr[i]) || char_is_digit(s.ptr[i]);
    if (!letter && s.ptr[i] != '-')
      return false;
    if (!letter && run == 0)
      return false;
    run = letter ? run + 1 : 0;
    if (run > 8)
      return false;
  }
  return run > 0;
}

bool syntax_is_language(struct str s) {
  struct str rest = s, tag;
  if (s.len > SYNTAX_ID_MAX || !subtags_are_plain(s))
    return false;
  next_subtag(&rest, &tag);
  if (tag.len < 2 || tag.len > 3 || !all_letters(tag))
    return false; /* no longer ones are registered */
  bool more = next_subtag(&rest, &tag);
  for (int i = 0; i < 3 && more && tag.len == 3 && all_letters(tag); i++)
    more = next_subtag(&rest, &tag);
  if (more && tag.len == 4 && all_letters(tag))
    more = next_subtag(&rest, &tag);
  if (more &&
      ((tag.len == 2 && all_letters(tag)) || (tag.len == 3 && all_digits(tag))))
    more = next_subtag(&rest, &tag);
  return is_rest_of_tag(tag, rest, more);
}

/* The next word or bracket of a licence expression. */
static struct str licence_token(struct str *rest) {
  *rest = str_trim(*rest);
  size_t n = 0;
  while (n < rest->len && !char_is_space(rest->ptr[n]) &&
         !strchr("()", rest->ptr[n]))
    n++;
  if (n == 0 && rest->len)
    n = 1;
  struct str token = str_slice(*rest, 0, n);
  *rest = str_slice(*rest, n, rest->len);
  return token;
}

static bool is_licence_name(struct str s) {
  if (s.len && s.ptr[s.len - 1] == '+')
    s.len--;
  for (size_t i = 0; i < s.len; i++)
    if (!char_is_alpha(s.ptr[i]) && !char_is_digit(s.ptr[i]) &&
        !strchr("-.:", s.ptr[i]))
      return false;
  return s.len > 0 && !str_is(s, "AND") && !str_is(s, "OR") &&
         !str_is(s, "WITH");
}

bool syntax_is_licence(struct str s) {
  int depth = 0;
  bool name_next = true;
  if (memchr(s.ptr ? s.ptr : "", '\0', s.len))
    return false;
  for (struct str t = licence_token(&s); t.len; t = licence_token(&s)) {
    bool joins = str_is(t, "AND") || str_is(t, "OR") || str_is(t, "WITH");
    if (str_is(t, "(") && name_next)
      depth++;
    else if (str_is(t, ")") && !name_next && depth > 0)
      depth--;
    else if (name_next && is_licence_name(t))
      name_next = false;
    else if (!name_next && joins)
      name_next = true;
    else
      return false;
  }
  return !name_next && depth == 0;
}

static int number_at(struct str s, size_t from, size_t len) {
  int n = 0;
  for (size_t i = from; i < from + len; i++)
    n = n * 10 + (s.ptr[i] - '0');
  return n;
}

bool syntax_is_date(struct str s) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-' ||
      !all_digits(str_slice(s, 0, 4)) || !all_digits(str_slice(s, 5, 7)) ||
      !all_digits(str_slice(s, 8, 10)))
    return false;
  int year = number_at(s, 0, 4), month = number_at(s, 5, 2);
  int day = number_at(s, 8, 2);
  if (month < 1 || month > 12)
    return false;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

bool syntax_is_url(struct str s) {
  size_t start = str_starts(s, "https://")  ? 8
                 : str_starts(s, "http://") ? 7
                                            : 0;
  if (start == 0 || s.len == start || s.ptr[start] == '/')
    return false;
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] <= ' ' || strchr("<>\"", s.ptr[i]))
      return false;
  return true;
}

bool syntax_check_id(struct arena *a, struct diags *d, struct text t,
                     const char *what) {
  if (!t.s.ptr || syntax_is_id(t.s))
    return t.s.ptr != NULL;
  struct str shown = utf8_cut(t.s, SHOWN_MAX);
  struct str better = syntax_make_id(a, t.s);
  if (t.s.len > SYNTAX_ID_MAX)
    diag_error(d, t.at, "E-ID", "%s has %zu letters, expected at most %d", what,
               t.s.len, SYNTAX_ID_MAX);
  else if (better.len)
    diag_error(d, t.at, "E-ID",
               "%s is '%.*s', expected small letters a-z, digits and '-', "
               "starting with a letter, such as '%.*s'",
               what, STR_ARG(shown), STR_ARG(better));
  else
    diag_error(d, t.at, "E-ID",
               "%s is '%.*s', expected small letters a-z, digits and '-', "
               "starting with a letter",
               what, STR_ARG(shown));
  return false;
}

/* "pt_BR" is what programs write. */
static struct str language_guess(struct arena *a, struct str s) {
  struct str guess = utf8_cut(s, SHOWN_MAX);
  char *out = arena_alloc(a, guess.len + 1);
  for (size_t i = 0; i < guess.len; i++)
    out[i] = (char)(guess.ptr[i] == '_' ? '-' : guess.ptr[i]);
  return (struct str){out, guess.len};
}

bool syntax_check_language(struct arena *a, struct diags *d, struct text t) {
  if (!t.s.ptr || syntax_is_language(t.s))
    return t.s.ptr != NULL;
  struct str guess = language_guess(a, t.s);
  if (syntax_is_language(guess))
    diag_error(d, t.at, "E-LANGUAGE",
               "'%.*s' is not a language tag (BCP 47), did you mean '%.*s'?",
               STR_ARG(utf8_cut(t.s, SHOWN_MAX)), STR_ARG(guess));
  else
    diag_error(d, t.at, "E-LANGUAGE",
               "'%.*s' is not a language tag (BCP 47), such as 'en', 'th' or "
               "'pt-BR'",
               STR_ARG(utf8_cut(t.s, SHOWN_MAX)));
  return false;
}

/* "CC BY 4.0" is the usual slip. */
static struct str licence_guess(struct arena *a, struct str s) {
  struct str guess = arena_str(a, str_trim(s));
  char *out = arena_alloc(a, guess.len + 1);
  for (size_t i = 0; i < guess.len; i++)
    out[i] = guess.ptr[i];
  for (size_t i = 0; i < guess.len; i++)
    if (char_is_space(out[i]))
      out[i] = '-';
  return (struct str){out, guess.len};
}

bool syntax_check_licence(struct arena *a, struct diags *d, struct text t) {
  if (!t.s.ptr || syntax_is_licence(t.s))
    return t.s.ptr != NULL;
  struct str guess = licence_guess(a, t.s);
  struct str shown = utf8_cut(t.s, SHOWN_MAX);
  if (guess.len < SHOWN_MAX && is_licence_name(guess))
    diag_error(d, t.at, "E-LICENCE",
               "'%.*s' is not an SPDX licence, did you mean '%.*s'?",
               STR_ARG(shown), STR_ARG(guess));
  else
    diag_error(d, t.at, "E-LICENCE",
               "'%.*s' is not an SPDX licence, such as 'CC-BY-4.0'",
               STR_ARG(shown));
  return false;
}

bool syntax_check_date(struct diags *d, struct text t, const char *what) {
  if (!t.s.ptr || syntax_is_date(t.s))
    return t.s.ptr != NULL;
  diag_error(d, t.at, "E-DATE",
             "%s is '%.*s', expected a day written as 2026-01-31", what,
             STR_ARG(utf8_cut(t.s, SHOWN_MAX)));
  return false;
}

bool syntax_check_url(struct diags *d, struct text t, const char *what) {
  if (!t.s.ptr || syntax_is_url(t.s))
    return t.s.ptr != NULL;
  diag_error(d, t.at, "E-URL",
             "%s is '%.*s', expected an address that starts with https://",
             what, STR_ARG(utf8_cut(t.s, SHOWN_MAX)));
  return false;
}
