#ifndef WM_PRIVACY_PACKAGE_H
#define WM_PRIVACY_PACKAGE_H

/* The data package of an anonymised table. */

#include "privacy/method.h"

/* Where the resource of a plan is described. */
struct described {
  const struct value *map;     /* the resource */
  const struct value *package; /* what it was taken from; NULL: the plan */
};

/* The resource as it was described, with `method` in its disclosure section. */
struct str package_write(struct arena *a, const struct described *from,
                         struct str method);
/* What was done, for those who will use the data: the sentences of the steps
 * after those that the author wrote. */
struct str package_method(struct work *w);

#endif
