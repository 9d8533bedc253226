/* The sizes that PNG, GIF and JPEG tell in their headers. */
#include "output/picture_size.h"

static unsigned byte_at(struct str s, size_t i) {
  return i < s.len ? (unsigned char)s.ptr[i] : 0;
}

static unsigned big(struct str s, size_t i) {
  return byte_at(s, i) << 8 | byte_at(s, i + 1);
}

static bool begins(struct str s, struct str with) {
  return s.len > with.len && str_eq(str_slice(s, 0, with.len), with);
}

/* Segments follow each other; the one that starts a frame has the size. */
static bool jpeg_size(struct str s, unsigned *width, unsigned *height) {
  size_t i = 2;
  while (i + 9 < s.len && byte_at(s, i) == 0xFF) {
    unsigned marker = byte_at(s, i + 1);
    bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
                 marker != 0xC8 && marker != 0xCC;
    if (frame) {
      *height = big(s, i + 5);
      *width = big(s, i + 7);
      return true;
    }
    i += marker == 0xFF ? 1 : 2 + (size_t)big(s, i + 2);
  }
  return false;
}

bool picture_size(struct str s, unsigned *width, unsigned *height) {
  *width = *height = 0;
  if (begins(s, STR("\x89PNG\r\n\x1A\n")) && s.len >= 24) {
    *width = big(s, 16) << 16 | big(s, 18);
    *height = big(s, 20) << 16 | big(s, 22);
  } else if (begins(s, STR("GIF8")) && s.len >= 10) {
    *width = byte_at(s, 7) << 8 | byte_at(s, 6);
    *height = byte_at(s, 9) << 8 | byte_at(s, 8);
  } else if (begins(s, STR("\xFF\xD8"))) {
    jpeg_size(s, width, height);
  }
  return *width > 0 && *height > 0 && *width < 100000 && *height < 100000;
}
