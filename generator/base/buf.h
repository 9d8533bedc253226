#ifndef WM_BUF_H
#define WM_BUF_H

/* The one growable thing: text that is being written. Errors are sticky: after
 * a failed append every further append does nothing, and the writer asks once,
 * at the end. A zeroed buf is empty and valid, with the default maximum. */

#include "base/str.h"

#include <stdarg.h>

enum buf_error { BUF_OK, BUF_TOO_BIG, BUF_NO_MEMORY };

struct buf {
  char *ptr; /* NULL or NUL-terminated for callers that need a C string */
  size_t len;
  size_t cap;
  size_t max; /* most bytes it may hold; 0 means BUF_DEFAULT_MAX */
  enum buf_error error;
};

#define BUF_DEFAULT_MAX ((size_t)1 << 30)

void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);  /* releases and zeroes */
void buf_clear(struct buf *b); /* empties, keeps the memory, clears the error */
bool buf_ok(const struct buf *b);
struct str buf_str(const struct buf *b); /* valid until the next append */

void buf_char(struct buf *b, char c);
void buf_put(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *c_string);
void buf_put_n(struct buf *b, const void *bytes, size_t len);
void buf_put_utf8(struct buf *b, uint32_t code_point);
/* Only %s %d %u %zu %ld %lld %x %c %.*s and widths: never floating point, whose
 * text would follow the C locale. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void buf_printf(struct buf *b, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
void buf_vprintf(struct buf *b, const char *format, va_list args);
/* Drops everything after the first `len` bytes. */
void buf_truncate(struct buf *b, size_t len);

#endif
