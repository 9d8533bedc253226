#ifndef WM_LOAD_STEPS_H
#define WM_LOAD_STEPS_H

/* What the files that write the `load` request share. Not for others. */

#include "course/load_json.h"

struct load_writer {
  struct buf *json;
  const struct lesson_plan *plan;
  const struct part_writers *writers;
};

/* load_json.c: `,"key":"value"` */
void load_put_key(struct buf *json, const char *key, struct str value);
/* load_answers.c */
void load_put_answers(const struct load_writer *w, const struct exercise *ex);

#endif
