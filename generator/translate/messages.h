#ifndef WM_MESSAGES_H
#define WM_MESSAGES_H

/* The texts of a course that translators translate: a message for each block,
 * with where it stands in the course as read (before resolve). The same walk
 * serves extraction and translation.
 *
 * A message's text is the block's Markdown as written, on one line. Two equal
 * texts are one message, but for titles of fields and labels of categories:
 * these have the context "label", since a word in a table's head or a legend
 * may need another form than in a sentence. */

#include "course/course.h"

enum message_form {
  MESSAGE_BLOCK, /* Markdown: the children of `node` */
  MESSAGE_TEXT,  /* plain: `text` */
  MESSAGE_ATTR,  /* plain but for {{ }}: the value of `attr` */
  MESSAGE_CODE,  /* Lua that a learner begins with: the text of `node` */
  MESSAGE_RAW    /* text in raw HTML: that of `node` */
};

struct message {
  enum message_form form;
  struct str ctx; /* ptr == NULL: none */
  struct str id;
  struct loc at;
  const char *what;  /* for translators: "Option of a choice" */
  struct str whose;  /* id of the exercise, resource or module it is in */
  struct node *node; /* block, code, raw; attr: what it belongs to */
  struct text *text; /* text */
  struct attr *attr; /* attr */
  size_t module;     /* its place in the course, from 1; 0: none */
  size_t resource;   /* the same; 0: none */
};

struct messages {
  struct message *items; /* in the order of the course's files */
  size_t count, cap;
  struct str **numerals; /* texts of digits without words: not translated */
  size_t numeral_count, numeral_cap;
};

/* All messages but those of data that do not ship (resource.used is false);
 * their pointers lead into `c`. */
struct messages messages_of(struct arena *a, struct course *c);

/* Whether a text needs translating: it has a letter, or a number whose writing
 * depends on the language, outside {{ }}, gaps, code, link targets and tags. */
bool message_has_words(struct str text, bool markdown);

/* The offset after a piece of code that begins at `at` and that a translation
 * keeps as it is: {{ }} but plurals, a gap, a footnote, a link's target, a tag;
 * `at` where none begins. */
size_t message_code_end(struct str text, size_t at);

/* A copy of a course as read, to be translated: no node or text is shared with
 * `c`, but data are. */
struct course *course_copy(struct arena *a, const struct course *c);

#endif
