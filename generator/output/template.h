#ifndef WM_TEMPLATE_H
#define WM_TEMPLATE_H

/* Templates have slots, `{name}`, and no logic. A name with a dot is an
 * interface text by its key; the others are filled from a list. */

#include "base/buf.h"

struct slot {
  const char *name;
  struct str value; /* markup, put in as it is */
};

struct template {
  struct str text;
  struct str language; /* of the interface texts */
  const struct slot *slots;
  size_t count;
};

/* Writes the filled template. A `{…}` that is not a slot's name stays as it
 * is. An unknown slot gives false and *unknown (its name); the rest is written
 * all the same, with nothing in its place. */
bool template_write(struct buf *out, const struct template *t,
                    struct str *unknown);

#endif
