#ifndef WM_XHTML_H
#define WM_XHTML_H

/* The document tree as XHTML that is well-formed XML and valid HTML. One writer
 * for the page (folder, zip, single file), the book (EPUB) and the feedback
 * that the engine hands out. */

#include "course/exercise.h"
#include "output/media.h"

struct xhtml {
  struct buf *out;
  const struct lesson_plan *plan;
  const struct evaluation *edition; /* NULL: computed text is left out */
  const struct media_list *media;   /* NULL: pictures by name only */
  bool book;         /* EPUB: epub:type attributes, one file a module */
  bool apart;        /* among the answers, not where the exercise stands */
  bool inlined;      /* pictures as data: addresses */
  struct buf *parts; /* output_parts: the JSON that text is moved to */

  /* What is being written; set by the functions below. */
  const struct module *module;
  const struct exercise *exercise; /* NULL: the module's prose */
  const struct drawn_scope *drawn; /* of the exercise or module */
  int level; /* of the heading that the text stands under, 1 to 6 */
  int shift; /* from a heading's level in the source to the output's */
  int depth;
  int *note_refs; /* how often each footnote of the module was referred to */
  size_t note_count;
};

/* The text of a module below its title, which is a heading of `level`; then,
 * after what else belongs to the module, its footnotes. `scratch` needs to live
 * until those are written. */
void xhtml_module(struct xhtml *x, struct arena *scratch,
                  const struct module *m, int level);
void xhtml_notes(struct xhtml *x, const struct module *m);
/* The book's solutions to the exercises of a module, below a heading of
 * `level`; before the footnotes. */
void xhtml_solutions(struct xhtml *x, const struct module *m, int level);

/* xhtml_answers.c: whether there is anything to say about the exercise among
 * the answers at the end, and that, below a title that is a heading of `level`.
 */
bool xhtml_has_answer(const struct xhtml *x, const struct exercise *ex);
void xhtml_answer(struct xhtml *x, const struct exercise *ex, int level);

/* The rest of a link back to the text, from within its start tag: a sign, or in
 * the book, whose readers' type often lacks it, words. */
void xhtml_close_backref(struct buf *out, struct str language, bool book);

/* One node, and all below a node. */
void xhtml_node(struct xhtml *x, const struct node *n);
void xhtml_children(struct xhtml *x, const struct node *n);
/* The node's text without markup, computed text included, not escaped. */
void xhtml_plain_text(const struct xhtml *x, const struct node *n,
                      struct buf *out);

/* xhtml_data.c: how many rows of data a resource holds, and whether a field of
 * it is among those that leave the house. */
size_t xhtml_row_count(const struct resource *r);
bool xhtml_field_ships(const struct resource *r, const struct field *f);
/* An exercise without any computing uses no data, whatever its module's setup
 * has read. */
bool xhtml_uses_data(const struct exercise *ex);

/* The name of a module's file in the book: "chapter-ID.xhtml". */
void xhtml_put_chapter(struct buf *out, struct str module);

#endif
