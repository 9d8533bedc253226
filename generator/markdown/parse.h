#ifndef WM_MARKDOWN_PARSE_H
#define WM_MARKDOWN_PARSE_H

/* CommonMark parsing as a walk of events, so that parse.c is the only file that
 * knows cmark. Places are cmark's own: lines and byte columns of the text it
 * was given, from 1; 0 where it has none. */

#include "base/str.h"

enum parse_kind {
  PARSE_DOCUMENT,
  PARSE_QUOTE,
  PARSE_LIST,
  PARSE_ITEM,
  PARSE_CODE_BLOCK,
  PARSE_HTML_BLOCK,
  PARSE_PARAGRAPH,
  PARSE_HEADING,
  PARSE_RULE,
  PARSE_TEXT,
  PARSE_SOFT_BREAK,
  PARSE_LINE_BREAK,
  PARSE_CODE,
  PARSE_HTML,
  PARSE_EMPHASIS,
  PARSE_STRONG,
  PARSE_LINK,
  PARSE_IMAGE
};

struct parse_event {
  enum parse_kind kind;
  bool enter; /* false: leaving a node that may have children */
  uint32_t line, col, end_line, end_col;
  struct str literal; /* of leaves, "" otherwise; lives until parse_free */
  void *node;         /* for the questions below */
};

struct parse; /* opaque */

struct parse *parse_text(struct str text);
void parse_free(struct parse *p);

/* The next event in document order; false at the end. Leaves and empty blocks
 * that cannot have children give one event, with `enter`. */
bool parse_next(struct parse *p, struct parse_event *e);
/* The same, but goes past the inline content of paragraphs and headings. */
bool parse_next_block(struct parse *p, struct parse_event *e);

/* About the node of an event; texts live until parse_free. */
int parse_heading_level(const struct parse_event *e);
bool parse_list_ordered(const struct parse_event *e);
bool parse_list_tight(const struct parse_event *e);
int parse_list_start(const struct parse_event *e);
struct str parse_code_info(const struct parse_event *e);
struct str parse_link_url(const struct parse_event *e);
struct str parse_link_title(const struct parse_event *e);
/* Of a paragraph or heading: cmark's end line of its last inline, 0 if it has
 * none; and the literal of its first one if that is a text. */
uint32_t parse_last_inline_line(const struct parse_event *e);
struct str parse_first_text(const struct parse_event *e);

#endif
