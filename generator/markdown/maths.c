/* Collects formulas, has them converted, and puts the MathML into the tree. */
#include "markdown/maths.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/platform_program.h"
#include "markdown/maths_text.h"

/* Formulas of a course in one run take far less. */
enum { SECONDS = 60, TEX_MAX = 4000, OUTPUT_MAX = 64 * 1024 * 1024 };

/* blahtexml finds TeX in attributes of this namespace; see its manual. */
#define NAMESPACE "http://gva.noekeon.org/blahtexml"

struct maths {
  struct arena *arena;
  struct diags *diags;
  struct node **nodes;
  size_t count, cap;
};

static void collect(struct maths *m, struct node *root) {
  for (struct node *n = root; n; n = node_walk(root, n)) {
    if (n->kind != NODE_MATH)
      continue;
    if (n->text.len == 0)
      diag_error(m->diags, n->at, "E-MATH", "a formula without TeX in it");
    else if (n->text.len > TEX_MAX)
      diag_error(m->diags, n->at, "E-MATH",
                 "a formula of %zu bytes; at most %d are read", n->text.len,
                 TEX_MAX);
    else
      *ARENA_PUSH(m->arena, m->nodes, m->count, m->cap) = n;
  }
}

/* As the value of an attribute. */
static void put_tex(struct buf *out, struct str tex) {
  for (size_t i = 0; i < tex.len; i++) {
    char c = tex.ptr[i];
    if (c == '&' || c == '<' || c == '"')
      buf_printf(out, "&#%d;", c);
    else
      buf_char(out, (unsigned char)c < 0x20 ? ' ' : c);
  }
}

static void put_request(const struct maths *m, struct buf *out) {
  buf_puts(out, "<r xmlns:b=\"" NAMESPACE "\">");
  for (size_t i = 0; i < m->count; i++) {
    const struct node *n = m->nodes[i];
    buf_printf(out, "<m b:%s=\"", n->as.math.display ? "block" : "inline");
    put_tex(out, n->text);
    buf_puts(out, "\"/>");
  }
  buf_puts(out, "</r>");
}

static struct str text_of(struct arena *a, const xmlChar *s) {
  return arena_str(a, str_from((const char *)(uintptr_t)s));
}

static const xmlNode *first_element(const xmlNode *n) {
  while (n && n->type != XML_ELEMENT_NODE)
    n = n->next;
  return n;
}

/* blahtexml writes a minus as the hyphen that TeX has for it. */
static void set_minus(xmlNode *n) {
  for (; n; n = n->next) {
    if (n->type != XML_ELEMENT_NODE)
      continue;
    const xmlNode *text = n->children;
    if (xmlStrEqual(n->name, (const xmlChar *)"mo") && text && !text->next &&
        text->type == XML_TEXT_NODE &&
        xmlStrEqual(text->content, (const xmlChar *)"-"))
      xmlNodeSetContent(n, (const xmlChar *)"\xE2\x88\x92");
    else
      set_minus(n->children);
  }
}

/* The element as text, with what it says for those who cannot see it. */
static bool take_markup(struct maths *m, struct node *n, xmlNode *math) {
  struct buf plain = {0};
  xmlBuffer *markup = xmlBufferCreate();
  set_minus(math->children);
  maths_put_text(&plain, math);
  buf_char(&plain, '\0');
  bool ok = markup && buf_ok(&plain) &&
            xmlSetProp(math, (const xmlChar *)"alttext",
                       (const xmlChar *)plain.ptr) &&
            xmlNodeDump(markup, math->doc, math, 0, 0) >= 0;
  if (ok) {
    n->as.math.plain = text_of(m->arena, (const xmlChar *)plain.ptr);
    n->as.math.markup = text_of(m->arena, xmlBufferContent(markup));
  }
  if (markup)
    xmlBufferFree(markup);
  buf_free(&plain);
  return ok;
}

/* <m> holds <math>, or <error> with what is wrong. */
static void take_one(struct maths *m, struct node *n, const xmlNode *answer) {
  xmlNode *result = (xmlNode *)(uintptr_t)first_element(answer->children);
  if (result && xmlStrEqual(result->name, (const xmlChar *)"math")) {
    if (take_markup(m, n, result))
      return;
  }
  xmlChar *why = result ? xmlNodeGetContent(result) : NULL;
  struct str message = text_of(m->arena, why);
  xmlFree(why);
  diag_error(m->diags, n->at, "E-MATH", "this formula cannot be read: %.*s",
             STR_ARG(message.len ? message : STR("no reason was given")));
}

static bool take_answers(struct maths *m, struct str answer) {
  xmlDoc *doc = xmlReadMemory(answer.ptr, (int)answer.len, NULL, "UTF-8",
                              XML_PARSE_NONET | XML_PARSE_NOERROR |
                                  XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
  const xmlNode *one = root ? first_element(root->children) : NULL;
  size_t count = 0;
  for (const xmlNode *n = one; n; n = first_element(n->next))
    count++;
  bool whole = count == m->count;
  for (size_t i = 0; whole && i < m->count; i++) {
    take_one(m, m->nodes[i], one);
    one = first_element(one->next);
  }
  xmlFreeDoc(doc);
  return whole;
}

/* What went wrong with the program, in words; NULL when it did its work. */
static const char *run(struct maths *m, struct buf *answer) {
  static const char *const ARGV[] = {"blahtexml",
                                     "--xmlin",
                                     "--mathml-nsprefix-none",
                                     "--mathml-encoding",
                                     "raw",
                                     "--other-encoding",
                                     "raw",
                                     NULL};
  struct buf request = {0};
  int status;
  put_request(m, &request);
  struct program p = {
      .argv = ARGV, .input = buf_str(&request), .seconds = SECONDS};
  enum program_result result = program_run(&p, answer, &status);
  buf_free(&request);
  switch (result) {
  case PROGRAM_MISSING:
    return "the program blahtexml, which turns formulas into MathML, is not "
           "installed; the Debian package has the same name";
  case PROGRAM_STOPPED:
    return "the program blahtexml took too long over the formulas of this "
           "course, or crashed";
  case PROGRAM_FAILED:
    return "the program blahtexml could not be started";
  case PROGRAM_ENDED: /* its status tells of formulas with errors too */
    break;
  }
  return take_answers(m, buf_str(answer))
             ? NULL
             : "the program blahtexml gave an answer that cannot be read";
}

void maths_convert(struct arena *a, struct diags *d, struct node *const *roots,
                   size_t count) {
  struct maths m = {.arena = a, .diags = d};
  for (size_t i = 0; i < count; i++)
    collect(&m, roots[i]);
  if (m.count == 0)
    return;
  struct buf answer;
  buf_init(&answer, OUTPUT_MAX);
  const char *problem = run(&m, &answer);
  if (problem)
    diag_failure(d, m.nodes[0]->at, "E-MATH-PROGRAM", "%s", problem);
  buf_free(&answer);
}
