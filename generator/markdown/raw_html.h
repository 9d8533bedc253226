#ifndef WM_MARKDOWN_RAW_HTML_H
#define WM_MARKDOWN_RAW_HTML_H

/* Raw HTML into NODE_ELEMENT. What is not allowed or not well formed is an
 * error at its place and left out; comments are left out silently. */

#include "markdown/builder.h"

/* From an offset of the raw text to its place. */
struct html_places {
  struct loc (*place)(void *user, size_t offset, size_t len);
  void *user;
};

/* A block of raw HTML. Block elements may stay open for the blocks that
 * follow, and be closed by a later block of raw HTML in the same parent. */
void raw_html_block(struct builder *b, struct str html,
                    const struct html_places *places);
/* One tag, comment or the like between texts. */
void raw_html_inline(struct builder *b, struct str html,
                     const struct html_places *places);

/* Whether Markdown blocks may follow inside what is open now. */
bool raw_html_accepts_blocks(struct builder *b);

#endif
