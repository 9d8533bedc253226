#ifndef WM_TRANSLATE_H
#define WM_TRANSLATE_H

/* A course in another language: the translations of a catalogue in the place of
 * the source's blocks, at tree level, before anything is resolved or drawn. */

#include "locale/po.h"
#include "translate/messages.h"

enum message_state {
  MESSAGE_DONE,
  MESSAGE_MISSING, /* not in the catalogue, or without a translation */
  MESSAGE_FUZZY,   /* never published */
  MESSAGE_BROKEN   /* it may not stand in the source's place */
};

/* How a message fared; parallel to the messages of the course. */
struct message_result {
  enum message_state state;
  const struct po_message *entry; /* or NULL */
  const char *problem;            /* broken: why */
  const char *oversight;          /* done, looked at closely: what looks
                                     wrong, or NULL */
  struct node *block;             /* MESSAGE_BLOCK: the translation read */
};

struct tally {
  size_t done, missing, fuzzy, broken;
};

/* A published language. */
struct translation {
  struct str language;
  struct course *course;    /* the copy, translated */
  struct po *po;            /* NULL: there is no catalogue */
  struct messages messages; /* of the copy, before it is resolved */
  struct message_result *results;
  struct tally tally;  /* of distinct messages that are published */
  struct str reviewer; /* X-Reviewed-By, or "" */
};

/* Reads COURSE/po/LANG.po if it is there; NULL if not. */
struct po *translate_catalogue(struct arena *a, struct diags *d,
                               const struct course *c, struct str language,
                               struct str *file);
/* The same, or that of the nearest language which has one: fr.po for fr-CA; or
 * the texts as they are where the source is nearest: en for en-GB. `file` is
 * that of the language itself where no other was read. `c` is a copy that has
 * not been resolved. */
struct po *translate_nearest(struct arena *a, struct diags *d, struct course *c,
                             struct str language, struct str *file);
/* Translates `copy`, a copy that has not been resolved, in place. What may not
 * be published falls back to the source, marked with its language: blocks by a
 * span of the class wm-untranslated, other texts in course->foreign. Broken
 * translations are reported as warnings at their line. `po` may be NULL. */
struct translation *translate_course(struct arena *a, struct diags *d,
                                     struct course *copy, struct str language,
                                     struct po *po);
/* The same, and looks for oversights. */
struct translation *translate_closely(struct arena *a, struct diags *d,
                                      struct course *copy, struct str language,
                                      struct po *po);
/* Percent of the messages that are translated, rounded down; 100 if none. */
int tally_percent(const struct tally *t);

/* A catalogue that translates every message of `source` into accented letters:
 * what stays plain in the outputs escapes translation. The language is
 * TRANSLATE_PSEUDO. */
#define TRANSLATE_PSEUDO "en-XA"
struct po *translate_pseudo(struct arena *a, struct course *source);

#endif
