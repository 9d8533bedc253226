#ifndef WM_UTF8_H
#define WM_UTF8_H

/* UTF-8: decoding, checking and cutting without breaking a character. */

#include "base/buf.h"

/* Takes the next code point off `s` (not empty). A byte that is not UTF-8
 * gives U+FFFD and is taken alone. */
uint32_t utf8_next(struct str *s);
/* True where utf8_next would find only well-formed UTF-8; otherwise *bad is the
 * offset of the first bad byte. Overlong forms and surrogates are bad. */
bool utf8_valid(struct str s, size_t *bad);
size_t utf8_length(struct str s); /* code points */
/* Cells a code point takes on a terminal: 0 for marks that stand over, under or
 * in a letter, 2 for East Asian wide ones, else 1. Near enough for carets. */
int utf8_cells(uint32_t code_point);
bool utf8_is_continuation(char byte);
/* At most `max` bytes of `s`, ending at a character. */
struct str utf8_cut(struct str s, size_t max);
/* `s` with control characters (but not tab) and bad bytes shown as U+FFFD, for
 * a terminal. */
void utf8_put_printable(struct buf *out, struct str s);

#endif
