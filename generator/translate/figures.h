#ifndef WM_FIGURES_H
#define WM_FIGURES_H

/* The computed figures of a course, remembered in po/values.json: when data
 * change, prose and translations that still quote the old figure can be named.
 * Figures of exercises with variants are left out: they are drawn anew. */

#include "course/exercise.h"

struct figure {
  struct str scope;  /* id of the module or exercise */
  struct str code;   /* of its {{ }} */
  struct loc at;     /* where the course computes it; not remembered */
  struct str *texts; /* as written in each language */
};

struct figures {
  struct texts languages;
  struct figure *items;
  size_t count, cap;
};

/* `drawn`: the course in its source language's text, drawn for each of
 * `languages`. Only values with two digits or more count. */
struct figures figures_of(struct arena *a, const struct lesson_plan *plan,
                          const struct evaluation *drawn,
                          const struct texts *languages);
/* As JSON, an entry a line. */
void figures_write(struct buf *out, const struct figures *f);
/* Reads it back; reports what is malformed and leaves it out. */
struct figures figures_read(struct arena *a, struct diags *d, uint32_t src,
                            struct str text);

/* The figure of the same scope and code, or NULL. */
const struct figure *figures_find(const struct figures *f, struct str scope,
                                  struct str code);
/* Its text in a language, or "". */
struct str figure_text(const struct figures *f, const struct figure *figure,
                       struct str language);
/* Whether a text quotes a figure, as a number of its own, whatever blanks group
 * its digits. */
bool figure_quoted(struct str text, struct str figure);

#endif
