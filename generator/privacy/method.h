#ifndef WM_PRIVACY_METHOD_H
#define WM_PRIVACY_METHOD_H

/* What a step of a plan can do to a table. Each method has a file of its own
 * and an entry in methods.c: how its settings are read, what it does, and the
 * sentences that tell readers of the data about it. */

#include "course/course.h"
#include "privacy/chance.h"
#include "privacy/frame.h"
#include "privacy/plan.h"

/* A run of a plan over a table. */
struct work {
  struct arena *arena;
  struct diags *diags;
  const struct plan *plan;
  const struct resource *resource; /* what is to come out */
  const struct seed *seed;         /* NULL: the plan needs none */
  const struct frame *raw;
  struct frame *now;
};

struct method {
  const char *name;
  bool random;                         /* draws at random, unless … */
  bool (*draws)(const struct step *s); /* … this says otherwise; may be NULL */
  struct keys keys;                    /* the first is the method's own name */
  size_t size;                         /* of the settings */
  const void *defaults;                /* settings, or NULL for zeroes */
  /* Looks at what was bound; reports what is wrong. May be NULL. */
  void (*check)(struct arena *a, struct diags *d, struct step *s);
  /* False, and reported, when it cannot be done. Settings may take up what
   * `say` will tell. */
  bool (*run)(struct work *w, struct step *s);
  /* English sentences for the data package's `method`; nothing that would help
   * to undo it. May write nothing. */
  void (*say)(struct buf *out, const struct work *w, const struct step *s);
};

/* NULL after the last. */
const struct method *method_at(size_t i);
const struct method *method_named(struct str name);

/* The step's fields; reported when there are none. */
const struct texts *step_fields(const struct step *s);
/* The column a step names, as it is at that step; NULL when there is none,
 * which is reported. */
struct frame_column *work_column(struct work *w, struct text name);
/* The same for every field of the step: place in w->now by field. */
size_t *work_columns(struct work *w, const struct texts *names);
/* Does `change` to each of the step's columns, until one cannot be done. */
bool work_each_column(struct work *w, const struct step *s,
                      bool (*change)(struct work *w, const struct step *s,
                                     const struct text *field,
                                     struct frame_column *c));
/* The column as numbers; NULL, and reported, when a value is none. */
double *work_numbers(struct work *w, struct text field,
                     const struct frame_column *c);
struct chance work_chance(const struct work *w, const struct step *s);
/* How the readers of the data know a column: its title, or its name. */
struct str work_title(const struct work *w, struct str name);
/* "Age, Sex and Income" from names. */
void work_put_titles(struct buf *out, const struct work *w,
                     const struct texts *names);
/* Strata: rows with the same values of some columns get the same number, from
 * 0; *count of them. */
uint32_t *work_strata(struct work *w, const size_t *columns, size_t n,
                      uint32_t *count);

#endif
