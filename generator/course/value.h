#ifndef WM_VALUE_H
#define WM_VALUE_H

/* What a YAML or JSON file says: maps, lists and scalars that know their place,
 * and how they become the fields of a struct. A reader names the keys it knows
 * in a table; value_bind reports every other key and every wrong type. Made by
 * yaml.c and json_read.c. */

#include "course/course.h"

enum value_kind { VALUE_NULL, VALUE_SCALAR, VALUE_LIST, VALUE_MAP };

struct entry; /* of a map, in source order */

struct value {
  enum value_kind kind;
  struct loc at;
  struct str text;     /* of a scalar, unescaped */
  bool quoted;         /* text only: never a number, truth value or null */
  struct value *items; /* of a list */
  struct entry *entries;
  size_t count, cap; /* of items or entries */
};

struct entry {
  struct text key;
  struct value value;
};

/* Limits both readers keep. */
#define VALUE_MAX_BYTES ((size_t)8 << 20)
#define VALUE_MAX_DEPTH 50
#define VALUE_MAX_NODES ((size_t)200000)

enum key_kind {
  KEY_TEXT,    /* struct text: any scalar, as written */
  KEY_TEXTS,   /* struct texts: a list of scalars, or a lone one */
  KEY_INTEGER, /* int from min to max */
  KEY_FLAG,    /* bool: true or false */
  KEY_VALUE,   /* const struct value *: the caller looks further */
  KEY_IGNORED  /* known, of no use to us */
};

struct key {
  const char *name;
  enum key_kind kind;
  size_t offset;      /* in the struct that value_bind fills */
  const char *needed; /* what it is, where it must not be left out */
  int min, max;       /* of KEY_INTEGER */
};

struct keys {
  const char *where; /* "course.yaml", "a field": for messages */
  const struct key *list;
  size_t count;
};

/* The initialiser of a struct keys, from an array of struct key. */
#define KEYS(where, list)                                                      \
  { where, list, sizeof(list) / sizeof *(list) }

/* Fills `out` (already holding the defaults) from a map. An absent key, or one
 * with a null value, leaves its field alone. Reports E-KEY-UNKNOWN, E-KEY-TYPE,
 * E-KEY-RANGE, E-KEY-MISSING; false only when `map` is no map. */
bool value_bind(struct arena *a, struct diags *d, const struct value *map,
                const struct keys *keys, void *out);

/* The value of a key, or NULL; a null value counts as absent. */
const struct value *value_get(const struct value *map, const char *key);
/* Reports E-KEY-TYPE unless the value is of that kind. `name` is the key's. */
bool value_expect(struct diags *d, const struct value *v, enum value_kind kind,
                  const char *name);
/* A scalar as a text; anything else is reported and gives no text. */
struct text value_text(struct diags *d, const struct value *v,
                       const char *name);
/* Adds to `out` as for KEY_TEXTS. */
void value_texts(struct arena *a, struct diags *d, const struct value *v,
                 const char *name, struct texts *out);

/* For the readers: reports E-KEY-TWICE for each key that a map repeats. */
void value_check_twice(struct arena *a, struct diags *d,
                       const struct value *map);
/* For the readers: true when the text is small enough and UTF-8; otherwise
 * reported (E-FILE-SIZE, E-UTF8). `first_line` is the number of its first. */
bool value_check_source(struct diags *d, uint32_t src, struct str text,
                        uint32_t first_line);

/* A place in a text, moved forward only: counts lines and byte columns. */
struct cursor {
  struct str text;
  size_t byte;
  size_t character; /* as libyaml counts */
  size_t line_start;
  uint32_t src, line;
};

struct cursor cursor_start(uint32_t src, struct str text, uint32_t first_line);
void cursor_to_byte(struct cursor *c, size_t byte);
void cursor_to_character(struct cursor *c, size_t character);
/* The place of the cursor, underlining up to byte `end` or the line's end. */
struct loc cursor_loc(const struct cursor *c, size_t end);

#endif
