#ifndef WM_MARKDOWN_BUILDER_H
#define WM_MARKDOWN_BUILDER_H

/* Builds our tree with a stack of open nodes. Some are opened and closed by
 * the parser, others by what the author wrote around its nodes: spans, raw
 * HTML, containers. Those must close in the node they were opened in. */

#include "markdown/names.h"
#include "markdown/normal.h"
#include "markdown/reader.h"

enum frame_kind {
  FRAME_PARSED,    /* the parser will close it */
  FRAME_CONTAINER, /* ::: */
  FRAME_SPAN,      /* [text]{…} */
  FRAME_ELEMENT,   /* raw HTML */
  FRAME_LOOSE      /* a paragraph around loose text in raw HTML */
};

struct frame {
  enum frame_kind kind;
  struct node *node;
  uint32_t mark; /* of a span */
};

struct builder {
  struct arena *arena;
  struct diags *diags;
  struct frame stack[MD_MAX_DEPTH + 1];
  uint32_t depth;  /* open frames; the document is the first */
  uint32_t over;   /* parsed nodes open beyond the limit */
  bool too_deep;   /* and reported; what follows is left out */
  struct buf text; /* of the text node to come */
  struct loc text_at;
  struct names refused; /* elements opened in vain: how often */
};

void builder_init(struct builder *b, struct arena *a, struct diags *d,
                  struct node *document);
void builder_free(struct builder *b);

struct frame *builder_top(struct builder *b);
/* Opens `n`; appended to the top unless it is NODE_FOOTNOTE, which is only
 * given its parent. False where the tree is too deep. */
bool builder_open(struct builder *b, enum frame_kind kind, struct node *n);
/* Closes the frame the parser opened last, and what is still open in it, which
 * is an error for all but loose paragraphs. Its node, or NULL where that was
 * beyond the limit. */
struct node *builder_close_parsed(struct builder *b);
/* Closes the top frame as it should be. */
void builder_close(struct builder *b);
/* Closes the top frame, which should not be open here: an error. */
void builder_close_wrongly(struct builder *b);
/* An element's start that was an error: its end will be none. */
void builder_refuse(struct builder *b, struct str tag);

void builder_add(struct builder *b, struct node *leaf);
/* Texts next to each other become one node at the place of the first. */
void builder_text(struct builder *b, struct loc at, struct str text);

#endif
