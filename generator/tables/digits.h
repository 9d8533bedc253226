#ifndef WM_TABLE_DIGITS_H
#define WM_TABLE_DIGITS_H

/* Digits of other scripts than Latin in data: Thai, Lao, Burmese, Khmer,
 * Arabic, Persian, Devanagari, Bengali and full-width ones. */

#include "base/buf.h"

/* Value of a digit of any of these scripts, or -1. */
int digit_value(uint32_t code_point);
/* True when a text holds such digits besides Latin ones. */
bool digits_are_foreign(struct str s);
/* The text with Latin digits. */
void digits_put_latin(struct buf *out, struct str s);

#endif
