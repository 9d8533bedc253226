#ifndef WM_DESCRIBE_H
#define WM_DESCRIBE_H

/* What `waymark data describe` finds out about a file, for its summary and for
 * the data package it writes. */

#include "commands/command.h"
#include "privacy/identifiers.h"
#include "tables/profile.h"

enum role {
  ROLE_OTHER,
  ROLE_IDENTIFIER, /* likely names or reaches a person; values never shown */
  ROLE_KEY,        /* what others may know of a person: sex, age, place, … */
  ROLE_DIMENSION,  /* of an aggregate table: what its rows are by */
  ROLE_COUNT,      /* of an aggregate table: how many */
  ROLE_MEASURE,    /* any other figure of an aggregate table */
  ROLE_WEIGHT
};

enum unit { UNIT_AGGREGATE, UNIT_PERSON, UNIT_HOUSEHOLD };

struct described_column {
  enum role role;
  enum identifier identifier;
};

struct description {
  struct session *session;
  const struct table *table;
  const struct profile *profiles;
  struct described_column *columns; /* of the table, same order */
  enum unit unit;
  bool unit_given;
  size_t *key; /* columns that tell every row from every other */
  size_t key_count, key_cap;
  struct str source, source_path, licence, published, title, name;
  struct str path; /* of the file, as the package names it */
};

/* describe_roles.c: identifiers, roles, unit and key. */
void describe_roles(struct description *d);
/* describe_text.c: the summary for the terminal. */
void describe_put_text(struct buf *out, const struct description *d);
/* describe_spellings.c: values that mean the same. */
void describe_put_spellings(struct buf *out, const struct description *d);
/* describe_package.c: a data package in YAML. */
void describe_put_package(struct buf *out, const struct description *d);

/* "person" */
const char *describe_unit_name(enum unit unit);
/* Smallest count above 0 of the columns with ROLE_COUNT; 0 if there is none. */
double describe_smallest_count(const struct description *d);

#endif
