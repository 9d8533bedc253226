#ifndef WM_TABLE_ENCODING_H
#define WM_TABLE_ENCODING_H

/* The bytes of a text file to UTF-8. The one home of iconv, which knows every
 * encoding an office may declare. */

#include "base/arena.h"

/* What a text is written in, by its bytes alone: "utf-8" (also plain ASCII),
 * "utf-16" (by its mark), "windows-874" where the bytes spell Thai,
 * "windows-1252" where they are single accented letters in Latin text. NULL
 * when none of them is clear. */
const char *encoding_detect(struct str bytes);

enum encoding_result {
  ENCODING_DONE,
  ENCODING_UNKNOWN, /* no encoding of that name */
  ENCODING_BAD      /* a byte that means nothing in it: *bad is its offset */
};

/* The text as UTF-8, without a byte order mark; borrows `bytes` where it is
 * UTF-8 already. Names are taken in any case, and as offices write them:
 * "tis-620", "cp874", "latin1". */
enum encoding_result encoding_decode(struct arena *a, struct str bytes,
                                     struct str name, struct str *out,
                                     size_t *bad);

#endif
