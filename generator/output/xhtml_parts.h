#ifndef WM_XHTML_PARTS_H
#define WM_XHTML_PARTS_H

/* What the files of the XHTML writer share. Not for other files. */

#include "output/xhtml.h"

/* xhtml.c */
/* node_walk for those who only look. */
const struct node *xhtml_walk(const struct node *root, const struct node *n);
void xhtml_put_lang(struct xhtml *x, struct attr *attrs);
/* ` id="…" class="…" lang="…"` of the author; `extra` classes come first. */
void xhtml_put_attrs(struct xhtml *x, const char *extra, struct attr *attrs);
/* ` id="…"` from pieces: "ex", "-hint-", 2. A negative number is left out. */
void xhtml_put_id(struct xhtml *x, const char *key, const char *before,
                  struct str id, const char *suffix, int number);
/* The value of an expression of the current scope, or "". */
struct str xhtml_value(const struct xhtml *x, size_t expression);
void xhtml_put_computed(struct xhtml *x, size_t expression);
/* An attribute's text, with its computed values as markup. */
void xhtml_put_attr_text(struct xhtml *x, const struct attr *attr);
/* An interface text. */
void xhtml_say(struct xhtml *x, const char *key);
void xhtml_open_heading(struct xhtml *x, int level);
void xhtml_close_heading(struct xhtml *x, int level);

/* xhtml_inline.c */
void xhtml_text(struct xhtml *x, const struct node *n);
void xhtml_code(struct xhtml *x, const struct node *n);
void xhtml_link(struct xhtml *x, const struct node *n);
void xhtml_image(struct xhtml *x, const struct node *n);
void xhtml_figure(struct xhtml *x, const struct node *image);
void xhtml_span(struct xhtml *x, const struct node *n);
void xhtml_element(struct xhtml *x, const struct node *n);

/* xhtml_table.c */
void xhtml_table(struct xhtml *x, const struct node *n);

/* xhtml_note.c */
void xhtml_note_ref(struct xhtml *x, const struct node *n);

/* xhtml_container.c */
void xhtml_container(struct xhtml *x, const struct node *n);

/* xhtml_exercise.c, xhtml_field.c */
void xhtml_exercise(struct xhtml *x, const struct exercise *ex);
void xhtml_gap(struct xhtml *x, const struct node *n);
void xhtml_fields(struct xhtml *x);
void xhtml_option_notes(struct xhtml *x);
void xhtml_paper_check(struct xhtml *x);

#endif
