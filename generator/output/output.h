#ifndef WM_OUTPUT_H
#define WM_OUTPUT_H

/* From an evaluated course to the files of format.md: folder, zip, single file
 * and EPUB of one language, and the start page. Never reads the course's
 * sources but images; writes through file.h so that a finished output is
 * replaced whole or not at all. */

#include "course/exercise.h"

enum output_kind {
  OUTPUT_DIR = 1,
  OUTPUT_ZIP = 2,
  OUTPUT_SINGLE = 4,
  OUTPUT_EPUB = 8,
  OUTPUT_ALL = 15
};

struct output_options {
  struct str out;      /* OUT folder, created if need be */
  unsigned kinds;      /* of enum output_kind, or-ed */
  long long time;      /* seconds since 1970 UTC, for every time in an output */
  int jobs;            /* threads that may compress at once, at least 1 */
  struct fonts *fonts; /* to embed, where the course wants it; may be NULL */
  void (*progress)(void *user, struct str done); /* may be NULL */
  void *user;
};

/* One language. Reports what fails (E-WRITE …) into `d`; false when anything
 * did, and then the outputs that stood there before stand there still. */
bool output_write(struct arena *a, struct diags *d,
                  const struct lesson_plan *plan, const struct evaluation *e,
                  const struct output_options *options);

/* OUT/index.html: what OUT holds of this course, with sizes, for all languages
 * written. */
bool output_start_page(struct arena *a, struct diags *d,
                       const struct lesson_plan *plan,
                       const struct evaluation *editions, size_t count,
                       const struct output_options *options);

/* Where feedback is shown: in the page as it stands, with pictures as data:
 * addresses, or in the book. */
struct parts_form {
  const struct media_list *media;
  bool book;
  bool inlined;
};

/* XHTML of a subtree, for feedback: text with computed values cut out. `json`
 * gets alternately XHTML text and expression indexes as a JSON array
 * (protocol.md, "parts"). `form` NULL: the page. */
void output_parts(struct buf *json, const struct lesson_plan *plan,
                  const struct node *container, const struct parts_form *form);
/* The same for an attribute's value (caption, alt): text is escaped. */
void output_attr_parts(struct buf *json, const struct attr *attr);

#endif
