#ifndef WM_ENGINE_PRINTING_H
#define WM_ENGINE_PRINTING_H

/* snprintf and strtod as the C standard has them, correct to the last digit,
 * the same everywhere (glibc's "%#.3g" of 999.6 is not what the standard says)
 * and a quarter of their size in WebAssembly, where they are the C library's,
 * too. Not known: %a %p %n, precisions of fractions above 99, hexadecimal
 * numbers and names of numbers. */

#include <stdarg.h>
#include <stddef.h>

/* At most size - 1 bytes and a NUL; returns the length of the whole text. */
int printing_text(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int printing_text_v(char *out, size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));
/* The number at the start of the text; *end (if wanted) is behind it, or at
 * `text` when there is none. */
double printing_number(const char *text, char **end);

#endif
