/* The files of one output, in order. */
#include "output/bundle.h"

#include "base/file.h"

static struct entry *add(struct bundle *b, struct str path) {
  struct entry *e = ARENA_PUSH(b->arena, b->items, b->count, b->cap);
  e->path = arena_str(b->arena, path);
  return e;
}

void bundle_add(struct bundle *b, struct str path, struct str bytes) {
  add(b, path)->bytes = bytes;
}

void bundle_add_asset(struct bundle *b, struct str path,
                      const struct asset *asset) {
  struct entry *e = add(b, path);
  e->bytes = asset->bytes;
  e->deflated = asset->deflated;
  e->crc = asset->crc;
  e->packed = asset->crc != 0;
}

bool bundle_add_buf(struct bundle *b, struct diags *d, struct str path,
                    struct buf *text) {
  bool ok = buf_ok(text);
  if (ok)
    bundle_add(b, path, arena_str(b->arena, buf_str(text)));
  else
    diag_failure(d, (struct loc){0}, "E-OUTPUT-SIZE",
                 "'%.*s' would be too large", STR_ARG(path));
  buf_free(text);
  return ok;
}

void bundle_replace(struct bundle *b, struct str path, struct str bytes) {
  for (size_t i = 0; i < b->count; i++)
    if (str_eq(b->items[i].path, path))
      b->items[i] = (struct entry){.path = b->items[i].path, .bytes = bytes};
}

bool bundle_write_folder(const struct bundle *b, struct diags *d,
                         struct str folder, struct str shown) {
  struct str made = {
      0}; /* the folder made last: entries come folder by folder */
  for (size_t i = 0; i < b->count; i++) {
    struct str path = path_join(b->arena, folder, b->items[i].path);
    struct str parent = path_folder(path);
    if (!str_eq(parent, made) && !file_make_folder(d, parent))
      return false;
    made = parent;
    struct str meant = path_join(b->arena, shown, b->items[i].path);
    if (!file_write_new(d, path, meant, b->items[i].bytes))
      return false;
  }
  return true;
}
