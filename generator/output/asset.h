#ifndef WM_ASSET_H
#define WM_ASSET_H

/* The files of templates/ and of the built engine, compiled into the program by
 * scripts/embed: looked up by name ("waymark.css", "engine-wasm.js",
 * "starter/course.yaml"). */

#include "base/str.h"

struct asset {
  struct str name;
  struct str bytes;
  /* The same as a raw deflate stream (level 6), so that packing need not do it
   * again; empty where that would not be shorter. */
  struct str deflated;
  uint32_t crc; /* CRC-32 of bytes */
};

/* NULL when there is none of that name. */
const struct asset *asset_find(struct str name);
/* All of them, sorted by the bytes of their names; NULL after the last. */
const struct asset *asset_at(size_t index);

/* Defined by the generated build/gen/assets.c. */
extern const struct asset asset_table[];
extern const size_t asset_table_count;

#endif
