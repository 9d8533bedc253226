#ifndef WM_NODE_H
#define WM_NODE_H

/* The document tree of a module: CommonMark's nodes plus Waymark's additions
 * (format.md). Made by the Markdown reader, read by every later stage, never
 * changed after the course has been resolved. Every node knows its place. */

#include "base/diag.h"

enum node_kind {
  /* blocks */
  NODE_DOCUMENT,
  NODE_PARAGRAPH,
  NODE_HEADING,
  NODE_QUOTE,
  NODE_LIST,
  NODE_ITEM,
  NODE_CODE_BLOCK, /* text = the code; as.code.info */
  NODE_RULE,       /* thematic break */
  NODE_TABLE,      /* children: NODE_ROW */
  NODE_ROW,
  NODE_CELL,
  NODE_CONTAINER, /* ::: name {attributes} */
  NODE_FOOTNOTE,  /* a definition; children of the document's end, in order of
                     first reference */
  NODE_ELEMENT,   /* safe raw HTML, block or inline; as.element.tag, attrs */
  /* inlines */
  NODE_TEXT,
  NODE_SOFT_BREAK,
  NODE_LINE_BREAK,
  NODE_CODE, /* code span; text */
  NODE_EMPHASIS,
  NODE_STRONG,
  NODE_LINK,
  NODE_IMAGE,    /* children = alternative text */
  NODE_SPAN,     /* [text]{attributes} */
  NODE_COMPUTED, /* {{ expression }}; text = the expression, trimmed */
  NODE_GAP,      /* [[name]]; text = the name */
  NODE_FOOTNOTE_REF,
  NODE_MATH, /* $…$ or $$…$$; text = TeX */
  NODE_KIND_COUNT
};

/* Text with computed values in it, where there is no tree: `title` and
 * `caption` attributes, front matter. Split by resolve. */
struct part {
  struct str text;   /* when not computed */
  size_t expression; /* place in the scope's expressions */
  bool computed;
};

struct parts {
  struct part *items;
  size_t count, cap;
};

struct attr {
  struct str key;   /* "id", "class" (one entry a class), or the key */
  struct str value; /* "" for a bare word such as {multiple} */
  struct loc at;
  struct parts *parts; /* resolve: of a value with {{ }}; else NULL */
  struct attr *next;
};

enum align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum task { TASK_NONE, TASK_OPEN, TASK_DONE }; /* - [ ] and - [x] */

struct node {
  enum node_kind kind;
  struct loc at; /* start of the construct in the author's file */
  struct node *parent, *first, *last, *next, *prev;
  struct str text;
  struct attr *attrs; /* in source order */
  union {
    struct {
      struct str source; /* as in heading */
    } paragraph;
    struct {
      struct str source; /* its lines as they stand in the file: node_written */
      int level;         /* 1 to 6 */
      struct str id; /* explicit, or MODULE-slug made unique by the reader */
    } heading;
    struct {
      bool ordered;
      bool tight;
      int start;
    } list;
    struct {
      enum task task;
    } item;
    struct {
      struct str info;    /* whole info string without attributes */
      struct loc code_at; /* first line of the code itself */
      size_t block;       /* resolve: of a computed table or chart, its place in
                             the scope's blocks, from 1; 0: a plain listing */
    } code;
    struct {
      struct str url;   /* as written, unescaped */
      struct str title; /* "" if none */
      /* Filled by resolve for links inside the course. */
      struct str module; /* id of the module it leads to, else "" */
      struct str target; /* id in that module, or "" for its start */
    } link;              /* NODE_LINK and NODE_IMAGE */
    struct {
      bool header; /* the table's first row */
    } row;
    struct {
      struct str source; /* as in heading */
      enum align align;
    } cell;
    struct {
      struct str name; /* "exercise", "note", … */
      struct str
          arg; /* text between the name and the attributes, normally "" */
    } container;
    struct {
      struct str label;
      int number; /* from 1, in order of first reference */
    } footnote;   /* NODE_FOOTNOTE and NODE_FOOTNOTE_REF */
    struct {
      struct str tag; /* lower case, from the allowed list */
      bool block;
    } element;
    struct {
      size_t index; /* filled by resolve: place in the scope's expressions */
    } computed;     /* NODE_COMPUTED */
    struct {
      bool display;      /* $$…$$: a line of its own */
      struct str markup; /* filled by maths_convert: a MathML element, */
      struct str plain;  /*   and the formula in one line of text */
    } math;
  } as;
};

/* What is known about a kind, in one table. */
bool node_is_block(enum node_kind kind);
const char *node_kind_name(enum node_kind kind); /* "paragraph" */

struct node *node_create(struct arena *a, enum node_kind kind, struct loc at);
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *sibling, struct node *node);
void node_unlink(struct node *node); /* detached, children kept */

/* The next node of a walk in document order below `root`, or NULL; `root`
 * itself comes first. Never recursive, so no depth is too deep. */
struct node *node_walk(const struct node *root, struct node *current);
/* The same, but does not enter `current`. */
struct node *node_walk_over(const struct node *root, struct node *current);

struct attr *attr_find(struct attr *list, const char *key); /* or NULL */
/* The value, or "" when there is none. */
struct str attr_value(struct attr *list, const char *key);

/* Text of the node and all below it, markup and computed text left out. */
void node_plain_text(const struct node *n, struct buf *out);
/* The Markdown of a paragraph, heading or cell as its author wrote it, without
 * what makes it that block: line ends are blanks, hard breaks are a backslash
 * and a line feed. "" for other nodes. */
struct str node_written(struct arena *a, const struct node *n);
/* A copy of the node and all below it that shares no node or attribute. */
struct node *node_copy(struct arena *a, const struct node *n);
/* Puts the children of `from` in the place of those of `to`. */
void node_take_children(struct node *to, struct node *from);
/* Indented dump, one node a line, with places: for tests and `--dump`. */
void node_dump(const struct node *n, struct buf *out);

#endif
