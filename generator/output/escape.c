/* Escaping for XHTML that is read as XML and as HTML. */
#include "output/escape.h"

#include <string.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

/* Length of a forbidden sequence at the start of the `len` bytes at `p`: a
 * control character (C0, DEL, C1) or U+FFFE, U+FFFF. 0: none. */
static size_t forbidden(const unsigned char *p, size_t len) {
  if (p[0] < 0x20)
    return p[0] != '\n' && p[0] != '\t';
  if (p[0] == 0x7F)
    return 1;
  if (p[0] == 0xC2 && len > 1 && p[1] < 0xA0)
    return 2;
  if (p[0] == 0xEF && len > 2 && p[1] == 0xBF && p[2] >= 0xBE)
    return 3;
  return 0;
}

static const char *entity(unsigned char c, bool attr) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return attr ? "&quot;" : NULL;
  case '\n':
    return attr ? "&#10;" : NULL;
  case '\t':
    return attr ? "&#9;" : NULL;
  default:
    return NULL;
  }
}

/* Bytes that are copied without a second look: of those beyond ASCII all but
 * the two that may start something forbidden. */
static bool is_plain(unsigned char c) {
  if (c >= 0x80)
    return c != 0xC2 && c != 0xEF;
  return c >= 0x20 && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"';
}

static void escape(struct buf *out, struct str s, bool attr) {
  size_t plain = 0; /* start of the run not yet written */
  for (size_t i = 0; i < s.len;) {
    const unsigned char *p = (const unsigned char *)s.ptr + i;
    if (is_plain(*p)) {
      i++;
      continue;
    }
    const char *with = entity(*p, attr);
    size_t len = with ? 1 : forbidden(p, s.len - i);
    if (len == 0) {
      i++;
      continue;
    }
    buf_put(out, str_slice(s, plain, i));
    buf_puts(out, with ? with : REPLACEMENT);
    i += len;
    plain = i;
  }
  buf_put(out, str_slice(s, plain, s.len));
}

void escape_text(struct buf *out, struct str s) { escape(out, s, false); }

void escape_attr(struct buf *out, struct str s) { escape(out, s, true); }

static bool is_hex(char c) {
  return char_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_unreserved(char c) {
  return char_is_alpha(c) || char_is_digit(c) || (c && strchr("-_.~", c));
}

static void put_percent(struct buf *out, char c) {
  buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
}

void escape_url(struct buf *out, struct str url) {
  bool fragment = false;
  for (size_t i = 0; i < url.len; i++) {
    char c = url.ptr[i];
    bool escaped = c == '%' && url.len - i > 2 && is_hex(url.ptr[i + 1]) &&
                   is_hex(url.ptr[i + 2]);
    bool hash = c == '#' && !fragment;
    if (c == '&')
      buf_puts(out, "&amp;");
    else if (is_unreserved(c) || escaped || hash ||
             (c && strchr("!*'();:@=+$,/?", c)))
      buf_char(out, c);
    else
      put_percent(out, c);
    fragment = fragment || hash;
  }
}

void escape_path_part(struct buf *out, struct str name) {
  for (size_t i = 0; i < name.len; i++)
    if (is_unreserved(name.ptr[i]))
      buf_char(out, name.ptr[i]);
    else
      put_percent(out, name.ptr[i]);
}

void escape_put_attr(struct buf *out, const char *key, struct str value) {
  buf_char(out, ' ');
  buf_puts(out, key);
  buf_puts(out, "=\"");
  escape_attr(out, value);
  buf_char(out, '"');
}
