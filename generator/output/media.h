#ifndef WM_MEDIA_H
#define WM_MEDIA_H

/* The pictures of a course on their way into an output: names that every file
 * system and every zip reader takes, and their bytes. */

#include "course/course.h"

/* "media/NAME" for a picture's path in the course. A name that is not already
 * safe everywhere (lower-case ASCII, short, no folder of its own, no name that
 * Windows keeps for devices) is rewritten and gets a hash of the path, so that
 * two pictures never meet. Depends on the path alone. */
void media_put_name(struct buf *out, struct str path);

/* The same for a part of a name that something comes before: "x" stays "x". */
void media_put_safe(struct buf *out, struct str name);

struct media {
  const struct image *image;
  struct str name; /* media/… */
  struct str bytes;
};

struct media_list {
  struct media *items; /* parallel to the course's images */
  size_t count;
};

/* Reads every picture of the course into `a`; false when one could not be. */
bool media_read(struct arena *a, struct diags *d, const struct course *c,
                struct media_list *out);
/* The picture with this path in the course, or NULL. */
const struct media *media_find(const struct media_list *list, struct str path);

#endif
