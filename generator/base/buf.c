/* A growable buffer with a sticky error and a maximum size. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *b, size_t max) { *b = (struct buf){.max = max}; }

void buf_free(struct buf *b) {
  free(b->ptr);
  *b = (struct buf){0};
}

void buf_clear(struct buf *b) {
  b->len = 0;
  b->error = BUF_OK;
  if (b->ptr)
    b->ptr[0] = '\0';
}

bool buf_ok(const struct buf *b) { return b->error == BUF_OK; }

struct str buf_str(const struct buf *b) {
  return (struct str){b->ptr ? b->ptr : "", b->len};
}

/* Makes room for `more` bytes and the closing NUL. */
static bool reserve(struct buf *b, size_t more) {
  size_t max = b->max ? b->max : BUF_DEFAULT_MAX;
  if (b->error != BUF_OK)
    return false;
  if (more > max || b->len > max - more) {
    b->error = BUF_TOO_BIG;
    return false;
  }
  size_t need = b->len + more + 1;
  if (need <= b->cap)
    return true;
  size_t cap = b->cap + b->cap / 2;
  if (cap < need)
    cap = need < 64 ? 64 : need;
  char *ptr = realloc(b->ptr, cap);
  if (!ptr) {
    b->error = BUF_NO_MEMORY;
    return false;
  }
  b->ptr = ptr;
  b->cap = cap;
  return true;
}

void buf_put_n(struct buf *b, const void *bytes, size_t len) {
  if (!reserve(b, len))
    return;
  if (len)
    memcpy(b->ptr + b->len, bytes, len);
  b->len += len;
  b->ptr[b->len] = '\0';
}

void buf_put(struct buf *b, struct str s) { buf_put_n(b, s.ptr, s.len); }

void buf_puts(struct buf *b, const char *c_string) {
  buf_put(b, str_from(c_string));
}

void buf_char(struct buf *b, char c) { buf_put_n(b, &c, 1); }

void buf_put_utf8(struct buf *b, uint32_t cp) {
  if (cp < 0x80) {
    buf_char(b, (char)cp);
  } else if (cp < 0x800) {
    buf_char(b, (char)(0xC0 | cp >> 6));
    buf_char(b, (char)(0x80 | (cp & 0x3F)));
  } else if (cp < 0x10000) {
    buf_char(b, (char)(0xE0 | cp >> 12));
    buf_char(b, (char)(0x80 | (cp >> 6 & 0x3F)));
    buf_char(b, (char)(0x80 | (cp & 0x3F)));
  } else {
    buf_char(b, (char)(0xF0 | cp >> 18));
    buf_char(b, (char)(0x80 | (cp >> 12 & 0x3F)));
    buf_char(b, (char)(0x80 | (cp >> 6 & 0x3F)));
    buf_char(b, (char)(0x80 | (cp & 0x3F)));
  }
}

void buf_vprintf(struct buf *b, const char *format, va_list args) {
  va_list again;
  size_t max = b->max ? b->max : BUF_DEFAULT_MAX;
  size_t end = b->cap <= max ? b->cap : max + 1;
  size_t room = b->error || !b->ptr || end <= b->len ? 0 : end - b->len;
  va_copy(again, args);
  int len = vsnprintf(room ? b->ptr + b->len : NULL, room, format, args);
  if (len >= 0 && (size_t)len < room) { /* most fit at the first try */
    b->len += (size_t)len;
  } else {
    if (room)
      b->ptr[b->len] = '\0';
    if (len >= 0 && reserve(b, (size_t)len)) {
      vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again);
      b->len += (size_t)len;
    }
  }
  va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...) {
  va_list args;
  va_start(args, format);
  buf_vprintf(b, format, args);
  va_end(args);
}

void buf_truncate(struct buf *b, size_t len) {
  if (len >= b->len)
    return;
  b->len = len;
  b->ptr[len] = '\0';
}
