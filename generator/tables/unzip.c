/* Reading zip files through libzip. */
#include "tables/unzip.h"

#include <zip.h>

/* A sheet of numbers packs to a tenth, one of the same row over and over to a
 * hundredth; a part that is larger and packs far better is made to harm. */
static const uint64_t FREE_BYTES = (uint64_t)32 << 20, MOST_RATIO = 300;

struct unzip {
  struct arena *arena;
  zip_t *zip;
  uint64_t unpacked; /* bytes so far */
};

struct unzip *unzip_open(struct arena *a, struct str bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source =
      zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
  zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  if (source && !zip)
    zip_source_free(source);
  zip_error_fini(&error);
  if (!zip)
    return NULL;
  struct unzip *z = arena_new(a, struct unzip);
  z->arena = a;
  z->zip = zip;
  return z;
}

void unzip_close(struct unzip *z) {
  if (z)
    zip_discard(z->zip);
}

/* Where the pieces of a part go, and how large it is in the zip. */
struct part {
  zip_file_t *file;
  uint64_t packed;
  unzip_piece_fn *piece;
  void *user;
};

static enum unzip_fault read_pieces(struct unzip *z, const struct part *p) {
  char room[65536];
  uint64_t before = z->unpacked;
  for (;;) {
    zip_int64_t got = zip_fread(p->file, room, sizeof room);
    if (got < 0)
      return UNZIP_BROKEN;
    if (got == 0)
      return UNZIP_OK;
    z->unpacked += (uint64_t)got;
    uint64_t size = z->unpacked - before;
    if (z->unpacked > UNZIP_MAX_BYTES ||
        (size > FREE_BYTES && size / MOST_RATIO > p->packed))
      return UNZIP_BOMB;
    if (!p->piece(p->user, (struct str){room, (size_t)got}))
      return UNZIP_STOPPED;
  }
}

enum unzip_fault unzip_part(struct unzip *z, struct str name,
                            unzip_piece_fn *piece, void *user) {
  zip_stat_t st;
  struct str c_name = arena_str(z->arena, name);
  zip_int64_t at = zip_name_locate(z->zip, c_name.ptr, ZIP_FL_NOCASE);
  if (at < 0)
    return UNZIP_MISSING;
  zip_stat_init(&st);
  if (zip_stat_index(z->zip, (zip_uint64_t)at, 0, &st) != 0)
    return UNZIP_BROKEN;
  if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
      st.encryption_method != ZIP_EM_NONE)
    return UNZIP_ENCRYPTED;
  struct part p = {zip_fopen_index(z->zip, (zip_uint64_t)at, 0), st.comp_size,
                   piece, user};
  if (!p.file)
    return UNZIP_BROKEN;
  enum unzip_fault fault = read_pieces(z, &p);
  zip_fclose(p.file);
  return fault;
}
