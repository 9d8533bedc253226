#ifndef WM_STR_H
#define WM_STR_H

/* Borrowed text: a pointer and a length. NUL is data, not an end. A str never
 * owns its bytes; they live as long as the arena or buffer they came from.
 * Used by every stage and by the engine; needs no platform. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
  const char *ptr; /* may be NULL when len is 0 */
  size_t len;      /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* For printf-like calls: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

struct str str_from(const char *c_string); /* NULL gives an empty str */
bool str_eq(struct str a, struct str b);
bool str_is(struct str s, const char *c_string);
/* Byte order, shorter first on a tie: never the locale's order. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/* Index of the first byte `c` at or after `from`, or s.len if none. */
size_t str_find(struct str s, char c, size_t from);
/* Index of the first occurrence of `needle`, or s.len if none. */
size_t str_search(struct str s, struct str needle);
/* Bytes [from, to), both clamped to the text. */
struct str str_slice(struct str s, size_t from, size_t to);
/* Without leading and trailing ASCII blanks, tabs and line ends. */
struct str str_trim(struct str s);
/* Takes the next line off `rest` without its LF or CRLF; false at the end. */
bool str_next_line(struct str *rest, struct str *line);
/* Levenshtein distance in bytes, for "did you mean"; texts over 64 bytes are
 * cut there. */
size_t str_distance(struct str a, struct str b);

bool char_is_space(char c);
bool char_is_digit(char c);
bool char_is_alpha(char c); /* ASCII letters */

#endif
