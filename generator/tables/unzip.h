#ifndef WM_TABLE_UNZIP_H
#define WM_TABLE_UNZIP_H

/* The parts of a zip file that was read into memory, through libzip. Every size
 * that a zip states about itself is only believed as far as its bytes bear it
 * out, and what unpacks to far more than any table would is refused. */

#include "base/arena.h"

struct unzip; /* opaque */

enum unzip_fault {
  UNZIP_OK,
  UNZIP_BROKEN,    /* no zip, or one that is cut off */
  UNZIP_ENCRYPTED, /* a part with a password */
  UNZIP_BOMB,      /* unpacks to far more than it should */
  UNZIP_MISSING,   /* no part of that name */
  UNZIP_STOPPED    /* by the caller */
};

/* Most bytes that the parts read may unpack to, all together. */
#define UNZIP_MAX_BYTES ((uint64_t)1 << 30)

/* NULL when it is no zip; `bytes` must live until unzip_close. */
struct unzip *unzip_open(struct arena *a, struct str bytes);
void unzip_close(struct unzip *z); /* NULL is allowed */

/* Called with each piece of a part, in order; false stops. */
typedef bool unzip_piece_fn(void *user, struct str piece);
enum unzip_fault unzip_part(struct unzip *z, struct str name,
                            unzip_piece_fn *piece, void *user);

#endif
