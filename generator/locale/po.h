#ifndef WM_PO_H
#define WM_PO_H

/* gettext catalogues (PO files) in memory. The reader survives anything: what
 * it cannot read is reported with its line and left out. It is our own because
 * libgettextpo reads only from files, ends the program on errors, and does not
 * tell the line of a message; merging is left to gettext's msgmerge. */

#include "base/diag.h"

#define PO_MAX_BYTES ((size_t)64 << 20)

struct po_message {
  struct str head;  /* its comment lines as they are, but flags; or "" */
  struct str flags; /* "fuzzy, no-wrap" as written, or "" */
  struct str ctx;   /* ptr == NULL: none */
  struct str id, text;
  struct str plural; /* msgid_plural, or ptr == NULL; only kept */
  struct str more;   /* msgstr[1] … as they are, to be kept */
  bool fuzzy;
  uint32_t line; /* of its msgid, where the text in it begins */
};

struct po {
  uint32_t src;             /* diags source */
  struct po_message *items; /* without the header */
  size_t count, cap;
  struct po_message header; /* id "", text = the fields */
  struct str tail;          /* obsolete messages, as they are */
  struct po_index *index;
};

/* Reads `text`, which `src` names. Reports W-PO-… and goes on. */
struct po *po_read(struct arena *a, struct diags *d, uint32_t src,
                   struct str text);
/* An empty one, to be filled. */
struct po *po_create(struct arena *a);
/* Reports what is wrong with the header: charset, language. `language` is what
 * the file is for; "" for a template. */
void po_check_header(struct diags *d, const struct po *po, struct str language);
/* A field of the header ("Language"), or "". */
struct str po_field(const struct po *po, const char *name);
/* Not obsolete; NULL if there is none. */
struct po_message *po_find(const struct po *po, struct str ctx, struct str id);
/* A new message at the end; the caller fills the rest. Must not be there. */
struct po_message *po_add(struct arena *a, struct po *po, struct str ctx,
                          struct str id);
/* The file's text, header first. */
void po_write(struct buf *out, const struct po *po);

#endif
