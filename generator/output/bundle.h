#ifndef WM_BUNDLE_H
#define WM_BUNDLE_H

/* The files of one output before they are written: to a folder, or packed into
 * a zip in this order. */

#include "output/asset.h"

#include "base/diag.h"

struct entry {
  struct str path; /* inside the output, with slashes */
  struct str bytes;
  struct str deflated; /* raw deflate stream, or empty: not worth it */
  uint32_t crc;        /* of bytes, once `packed` */
  bool stored;         /* never to be compressed */
  bool packed;         /* deflated and crc are known */
};

struct bundle {
  struct arena *arena;
  struct entry *items;
  size_t count, cap;
};

void bundle_add(struct bundle *b, struct str path, struct str bytes);
/* The asset's bytes with the deflate stream made for them. */
void bundle_add_asset(struct bundle *b, struct str path,
                      const struct asset *asset);
/* A buffer's text, copied; the buffer is freed. False, with E-OUTPUT-SIZE, when
 * it had overflowed. */
bool bundle_add_buf(struct bundle *b, struct diags *d, struct str path,
                    struct buf *text);

/* Puts other bytes in the place of those of `path`, which must be there. */
void bundle_replace(struct bundle *b, struct str path, struct str bytes);

/* deflate.c: CRC and deflate stream (level 6) of every entry that lacks them,
 * on up to `jobs` threads; the result does not depend on their number. */
void bundle_pack(struct bundle *b, int jobs);

/* Writes the files below the existing folder. Failures name the place below
 * `shown`, where the folder is meant to go. */
bool bundle_write_folder(const struct bundle *b, struct diags *d,
                         struct str folder, struct str shown);
/* zip.c: packs into a new zip file at `temp`, in order, every entry with the
 * time given (seconds since 1970, UTC). The entries must be packed. Failures
 * name `path`, where the file is meant to go. */
bool bundle_write_zip(const struct bundle *b, struct diags *d, struct str temp,
                      struct str path, long long time);

#endif
