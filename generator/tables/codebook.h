#ifndef WM_TABLE_CODEBOOK_H
#define WM_TABLE_CODEBOOK_H

/* DDI-Codebook 1.2.2 and 2.5 (XML), as data archives export it: what columns
 * and values are called, and which values stand for missing ones. The namespace
 * is not looked at, since tools write both. */

#include "tables/table.h"

struct codebook_category {
  struct str value, label;
  bool missing;
  bool counted;  /* the codebook says how often it occurs … */
  double count;  /* … this often, unweighted */
  uint32_t line; /* in the file */
};

struct codebook_variable {
  struct str name, label, question;
  struct codebook_category *categories;
  size_t category_count, category_cap;
  struct table_range *ranges; /* of missing values */
  size_t range_count, range_cap;
};

struct codebook {
  struct str file, title;
  uint32_t src;
  struct codebook_variable *variables;
  size_t variable_count, variable_cap;
};

/* NULL, and reported, when the file is no codebook. Lives in `a`. */
struct codebook *codebook_read(struct arena *a, struct diags *d, struct loc at,
                               struct str path);
struct codebook *codebook_from(struct arena *a, struct diags *d,
                               struct str file, struct str text);
/* Gives the columns of the table their titles, labels and missing codes, where
 * it has none of its own. Warns of columns the codebook does not know, and of
 * categories that it counts less than five times: published, they would tell
 * of a few persons. */
void codebook_apply(const struct codebook *c, struct diags *d, struct table *t);

#endif
