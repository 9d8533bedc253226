#ifndef WM_SCHEMA_H
#define WM_SCHEMA_H

/* The parts of a resource that have a file of their own: the table schema and
 * the `disclosure` section. Used by datapackage.c alone. */

#include "course/value.h"

enum { SCHEMA_MAX_FIELDS = 2000 };

/* Reads `schema` (a map) into the resource's fields. */
void schema_read(struct arena *a, struct diags *d, const struct value *schema,
                 struct resource *r);
/* Reads `disclosure` (a map) into the resource, whose fields must be there. */
void disclosure_read(struct arena *a, struct diags *d, const struct value *map,
                     struct resource *r);
/* What the schema leaves out and the file itself says (SPSS, Stata): titles,
 * categories, missing codes. */
void schema_complete(struct arena *a, struct resource *r,
                     const struct table *t);
/* Reports E-DATA-FIELD unless the resource declares a field of that name. */
bool schema_check_field(struct arena *a, struct diags *d,
                        const struct resource *r, struct text name,
                        const char *where);

#endif
