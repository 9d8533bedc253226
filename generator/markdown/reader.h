#ifndef WM_MARKDOWN_READER_H
#define WM_MARKDOWN_READER_H

/* CommonMark 0.30 with Waymark's additions to a document tree. The only file
 * that knows cmark is parse.c, and raw_html.c the only one that uses libxml2.
 *
 * How it goes: source.c makes the text safe, normalise.c finds our additions
 * after a first parse and puts marks in their place (normal.h), tree.c and
 * inlines.c build the tree from a second parse, headings.c and footnotes.c
 * finish it. */

#include "markdown/node.h"

struct md_options {
  struct str module;   /* id of the module, for automatic heading ids */
  bool plain;          /* CommonMark only: none of our additions */
  uint32_t first_line; /* line number of the text's first line, from 1; lets
                          front matter be cut off without losing places */
};

/* Never fails: bad input is reported and replaced. `text` is borrowed by the
 * tree and must live as long as `a`. `src` names it in the diagnostics. Limits:
 * MD_MAX_BYTES, MD_MAX_LINE, depth MD_MAX_DEPTH. */
struct node *md_read(struct arena *a, struct diags *d, uint32_t src,
                     struct str text, struct md_options options);

/* Texts of one block each, without the block: what a translation is. Gives the
 * cells that hold their inlines, `count` of them in the order of the texts.
 * `references` are lines of link reference definitions that the texts may use.
 * Footnote references keep the number 0. Bad input is reported at `src` with
 * the number of the text, from 1, as its line. */
struct node **md_read_texts(struct arena *a, struct diags *d, uint32_t src,
                            const struct str *texts, size_t count,
                            struct str references);

/* The lines of a module that look like link reference definitions. */
struct str md_references(struct arena *a, struct str text);

/* A tree takes up to 300 times its text, where the text is made for that. */
#define MD_MAX_BYTES ((size_t)4 << 20)
#define MD_MAX_LINE ((size_t)1 << 20)
#define MD_MAX_DEPTH 100

#endif
