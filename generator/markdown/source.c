/* Checks a module's text and finds its lines. */
#include "markdown/source.h"

#include <string.h>

#include "base/utf8.h"
#include "markdown/brackets.h"
#include "markdown/nesting.h"
#include "markdown/reader.h"

enum { NONCHARACTER_FIRST = 0xFDD0, NONCHARACTER_LAST = 0xFDEF };

/* Turns CRLF and CR into LF. */
static struct str with_line_feeds(struct arena *a, struct str text) {
  if (str_find(text, '\r', 0) == text.len)
    return text;
  char *out = arena_alloc(a, text.len + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    bool crlf =
        text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
    if (!crlf)
      out[n++] = text.ptr[i] == '\r' ? '\n' : text.ptr[i];
  }
  return (struct str){out, n};
}

uint32_t *line_starts(struct arena *a, struct str text, uint32_t *count) {
  uint32_t n = 0;
  for (size_t i = 0; i < text.len; i = str_find(text, '\n', i) + 1)
    n++;
  uint32_t *starts = arena_array(a, uint32_t, (size_t)n + 1);
  n = 0;
  for (size_t i = 0; i < text.len; i = str_find(text, '\n', i) + 1)
    starts[n++] = (uint32_t)i;
  starts[n] = (uint32_t)text.len;
  *count = n;
  return starts;
}

uint32_t last_at_most(const uint32_t *numbers, uint32_t count, uint32_t at) {
  uint32_t low = 0, high = count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (numbers[middle] <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

struct str source_line(const struct source *s, uint32_t line) {
  if (line >= s->line_count)
    return STR("");
  struct str text = str_slice(s->text, s->starts[line], s->starts[line + 1]);
  if (text.len && text.ptr[text.len - 1] == '\n')
    text.len--;
  return text;
}

uint32_t source_line_of(const struct source *s, uint32_t at) {
  return last_at_most(s->starts, s->line_count, at);
}

static bool line_holds(const struct source *s, uint32_t line, uint32_t at) {
  return line < s->line_count && s->starts[line] <= at &&
         s->starts[line + 1] > at;
}

struct loc source_loc_near(const struct source *s, uint32_t at, uint32_t len,
                           uint32_t *hint) {
  if (line_holds(s, *hint + 1, at))
    ++*hint;
  else if (!line_holds(s, *hint, at))
    *hint = source_line_of(s, at);
  uint32_t line = *hint;
  struct str text = source_line(s, line);
  uint32_t from = at - s->starts[line];
  uint32_t room = from < text.len ? (uint32_t)text.len - from : 0;
  return (struct loc){s->src, line + s->first_line,
                      from + 1 + (line == 0 ? s->cut : 0),
                      len < room ? len : room};
}

struct loc source_loc(const struct source *s, uint32_t at, uint32_t len) {
  uint32_t hint = 0;
  return source_loc_near(s, at, len, &hint);
}

/* A copy of the text that may be overwritten, made when first needed. */
static char *editable(struct arena *a, struct source *s, char **copy) {
  if (!*copy) {
    s->text = arena_str(a, s->text);
    *copy = (char *)(uintptr_t)s->text.ptr;
  }
  return *copy;
}

static void check_utf8(struct arena *a, struct diags *d, struct source *s,
                       char **copy) {
  size_t bad = 0;
  if (utf8_valid(s->text, &bad))
    return;
  diag_error(d, source_loc(s, (uint32_t)bad, 1), "E-TEXT-UTF8",
             "byte 0x%02X is not UTF-8; save the file as UTF-8",
             (unsigned)(unsigned char)s->text.ptr[bad]);
  size_t more = 0;
  do {
    editable(a, s, copy)[bad] = '?';
    more = 0;
    if (utf8_valid(str_slice(s->text, bad, s->text.len), &more))
      return;
    bad += more;
  } while (true);
}

static void check_nul(struct arena *a, struct diags *d, struct source *s,
                      char **copy) {
  size_t at = str_find(s->text, '\0', 0);
  if (at == s->text.len)
    return;
  diag_error(d, source_loc(s, (uint32_t)at, 1), "E-TEXT-NUL",
             "a NUL byte; a module is plain text");
  for (; at < s->text.len; at = str_find(s->text, '\0', at))
    editable(a, s, copy)[at] = '?';
}

static bool reserved(uint32_t cp) {
  return cp >= NONCHARACTER_FIRST && cp <= NONCHARACTER_LAST;
}

static void refuse_reserved(struct diags *d, const struct source *s, size_t at,
                            uint32_t cp) {
  diag_error(d, source_loc(s, (uint32_t)at, 3), "E-TEXT-RESERVED",
             "U+%04X is not a character; remove it", (unsigned)cp);
}

/* The reader marks its own places with these, so a source may not hold them. */
static void check_reserved(struct arena *a, struct diags *d, struct source *s,
                           char **copy) {
  for (size_t i = str_find(s->text, '\xEF', 0); i + 2 < s->text.len;
       i = str_find(s->text, '\xEF', i + 1)) {
    struct str rest = str_slice(s->text, i, s->text.len);
    uint32_t cp = utf8_next(&rest);
    if (!reserved(cp))
      continue;
    refuse_reserved(d, s, i, cp);
    memset(editable(a, s, copy) + i, '?', 3);
  }
}

static uint32_t reference_value(struct str digits, unsigned base) {
  uint32_t value = 0;
  for (size_t i = 0; i < digits.len && value < 0x110000; i++) {
    char c = digits.ptr[i];
    unsigned digit = base;
    if (char_is_digit(c))
      digit = (unsigned)(c - '0');
    else if (char_is_alpha(c))
      digit = (unsigned)((c | 32) - 'a' + 10);
    if (digit >= base)
      return c == ';' ? value : 0;
    value = value * base + digit;
  }
  return 0;
}

/* The same characters written as numeric references. */
static void check_references(struct arena *a, struct diags *d, struct source *s,
                             char **copy) {
  for (size_t i = str_find(s->text, '&', 0); i + 3 < s->text.len;
       i = str_find(s->text, '&', i + 1)) {
    if (s->text.ptr[i + 1] != '#')
      continue;
    bool hex = (s->text.ptr[i + 2] | 32) == 'x';
    struct str digits = str_slice(s->text, i + (hex ? 3 : 2), i + 12);
    uint32_t cp = reference_value(digits, hex ? 16 : 10);
    if (!reserved(cp))
      continue;
    refuse_reserved(d, s, i, cp);
    editable(a, s, copy)[i] = '?';
  }
}

static bool within_limits(struct diags *d, const struct source *s) {
  for (uint32_t i = 0; i < s->line_count; i++) {
    if (s->starts[i + 1] - s->starts[i] <= MD_MAX_LINE)
      continue;
    diag_error(d, source_loc(s, s->starts[i], 0), "E-TEXT-LINE",
               "a line of %u bytes; at most %u are read",
               (unsigned)(s->starts[i + 1] - s->starts[i]),
               (unsigned)MD_MAX_LINE);
    return false;
  }
  return nesting_within_limit(d, s) && brackets_within_limit(d, s);
}

static void find_lines(struct arena *a, struct source *s) {
  s->starts = line_starts(a, s->text, &s->line_count);
}

struct source source_open(struct arena *a, struct arena *scratch,
                          struct diags *d, uint32_t src, struct str text,
                          uint32_t first_line) {
  struct source s = {.src = src, .first_line = first_line ? first_line : 1};
  if (str_starts(text, "\xEF\xBB\xBF")) {
    text = str_slice(text, 3, text.len);
    s.cut = 3;
  }
  if (text.len > MD_MAX_BYTES) {
    struct loc at = {.src = src};
    diag_error(d, at, "E-TEXT-SIZE",
               "a module of %zu bytes; at most %zu are read", text.len,
               MD_MAX_BYTES);
    text = STR("");
  }
  s.text = with_line_feeds(a, text);
  find_lines(scratch, &s);
  char *copy = NULL;
  check_utf8(a, d, &s, &copy);
  check_nul(a, d, &s, &copy);
  check_reserved(a, d, &s, &copy);
  check_references(a, d, &s, &copy);
  if (!within_limits(d, &s)) {
    s.text = STR("");
    find_lines(scratch, &s);
  }
  return s;
}
