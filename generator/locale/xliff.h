#ifndef WM_XLIFF_H
#define WM_XLIFF_H

/* Catalogues as XLIFF 1.2 and 2.0, for translators whose tools want that. */

#include "locale/po.h"

enum { XLIFF_MAX_BYTES = 64 << 20 };

struct xliff_options {
  bool version_2;    /* 2.0, else 1.2 */
  struct str course; /* id and version of the course: what it is for */
  struct str version;
  struct str from, to; /* languages */
  /* The offset after code that begins at `at` of a text and must stay, or `at`;
   * it becomes a placeholder. */
  size_t (*code_end)(struct str text, size_t at);
};

/* All messages of `po`, untranslated ones too. */
void xliff_write(struct buf *out, const struct po *po,
                 const struct xliff_options *options);

struct xliff_unit {
  struct str id;             /* as written by us, or another tool's */
  struct str ctx;            /* ptr == NULL: none */
  struct str source, target; /* placeholders turned back into code */
  bool review;               /* its state says that it is not finished */
  uint32_t line;
};

struct xliff {
  uint32_t src;
  struct str original; /* "waymark:ID" in ours */
  struct str version, from, to;
  struct xliff_unit *units;
  size_t count, cap;
};

/* Either version. False, with E-XLIFF at its line, when the file is not XML or
 * no XLIFF; `src` names it. Entities and document types are refused. */
bool xliff_read(struct arena *a, struct diags *d, uint32_t src, struct str text,
                struct xliff *out);
/* The id of a message's unit. */
struct str xliff_unit_id(struct arena *a, struct str ctx, struct str id);

#endif
