#ifndef WM_MARKDOWN_HTML_TAG_H
#define WM_MARKDOWN_HTML_TAG_H

/* The grammar of HTML tags as CommonMark gives it. */

#include "base/str.h"

enum { HTML_TAG_ATTRS = 32 }; /* more are not a tag worth having */

struct html_attr {
  size_t at; /* offset of the name in the text */
  struct str name;
  struct str value; /* as written, without quotes */
  bool has_value;
};

struct html_tag {
  struct str name;
  bool closing;      /* </name> */
  bool self_closing; /* <name/> */
  struct html_attr attrs[HTML_TAG_ATTRS];
  size_t attr_count;
};

/* Reads the tag whose < is at `from`; the offset after its >, or 0. */
size_t html_tag_read(struct str text, size_t from, struct html_tag *tag);

/* What stands at a <: the end of a tag, comment, instruction, declaration,
 * CDATA section or autolink, or 0. *no_end is kept between calls for one text:
 * kinds whose end was looked for in vain. */
size_t html_inline_end(struct str text, size_t from, unsigned *no_end);

#endif
