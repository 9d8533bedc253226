/* Names and bytes of a course's pictures. */
#include "output/media.h"

#include "base/file.h"

#include <string.h>

enum { STEM_MAX = 48, FILE_BYTES_MAX = 32 << 20 };

static bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || char_is_digit(c) || c == '-' || c == '_';
}

/* Names that Windows keeps for devices, with any extension. */
static bool is_device(struct str stem) {
  static const char *const NAMES[] = {"con", "prn", "aux", "nul"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    if (str_is(stem, NAMES[i]))
      return true;
  return stem.len == 4 && char_is_digit(stem.ptr[3]) &&
         (str_starts(stem, "com") || str_starts(stem, "lpt"));
}

static bool all_safe(struct str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!is_safe(s.ptr[i]))
      return false;
  return s.len > 0;
}

static uint32_t hash_of(struct str s) {
  uint32_t h = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * 16777619u;
  return h;
}

/* Lower-case letters, digits and single hyphens out of anything. */
static void put_slug(struct buf *out, struct str s, size_t max) {
  size_t start = out->len;
  for (size_t i = 0; i < s.len && out->len - start < max; i++) {
    char c = s.ptr[i];
    if (c >= 'A' && c <= 'Z')
      c = (char)(c + 'a' - 'A');
    if (is_safe(c))
      buf_char(out, c);
    else if (out->len > start && out->ptr[out->len - 1] != '-')
      buf_char(out, '-');
  }
  if (out->len > start && out->ptr[out->len - 1] != '-')
    buf_char(out, '-');
}

void media_put_safe(struct buf *out, struct str name) {
  if (all_safe(name) && name.len <= STEM_MAX) {
    buf_put(out, name);
    return;
  }
  put_slug(out, name, STEM_MAX);
  buf_printf(out, "%08x", (unsigned)hash_of(name));
}

void media_put_name(struct buf *out, struct str path) {
  static const char FOLDER[] = "media/";
  struct str name = path;
  bool inside = str_starts(path, FOLDER);
  if (inside)
    name = str_slice(path, sizeof FOLDER - 1, path.len);
  size_t dot = name.len;
  while (dot > 0 && name.ptr[dot - 1] != '.')
    dot--;
  struct str stem = str_slice(name, 0, dot ? dot - 1 : name.len);
  struct str extension = str_slice(name, dot ? dot : name.len, name.len);
  buf_puts(out, FOLDER);
  if (inside && all_safe(stem) && all_safe(extension) && !is_device(stem) &&
      stem.len <= STEM_MAX) {
    buf_put(out, name);
    return;
  }
  put_slug(out, stem, STEM_MAX);
  buf_printf(out, "%08x.", (unsigned)hash_of(path));
  size_t start = out->len;
  put_slug(out, extension, 8);
  if (out->len > start)
    buf_truncate(out, out->len - 1); /* the closing hyphen */
}

bool media_read(struct arena *a, struct diags *d, const struct course *c,
                struct media_list *out) {
  bool ok = true;
  out->count = c->image_count;
  out->items = arena_array(a, struct media, c->image_count);
  for (size_t i = 0; i < c->image_count; i++) {
    struct media *m = &out->items[i];
    struct buf name = {0};
    m->image = &c->images[i];
    media_put_name(&name, m->image->path);
    m->name = arena_str(a, buf_str(&name));
    buf_free(&name);
    ok = file_read(a, d, (struct loc){0}, m->image->full, FILE_BYTES_MAX,
                   &m->bytes) &&
         ok;
  }
  return ok;
}

const struct media *media_find(const struct media_list *list, struct str path) {
  for (size_t i = 0; i < list->count; i++)
    if (str_eq(list->items[i].image->path, path))
      return &list->items[i];
  return NULL;
}
