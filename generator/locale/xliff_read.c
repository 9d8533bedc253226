/* Reads XLIFF of either version, ours or another tool's. */
#include "locale/xliff.h"

#include <libxml/parser.h>
#include <string.h>

struct reader {
  struct arena *arena;
  struct diags *diags;
  struct xliff *out;
  bool version_2;
};

static bool is(const xmlNode *n, const char *name) {
  return n->type == XML_ELEMENT_NODE &&
         strcmp((const char *)n->name, name) == 0;
}

/* A copy of an attribute's value; ptr == NULL if there is none. */
static struct str attribute(const struct reader *r, const xmlNode *n,
                            const char *name) {
  struct str value = {0};
  for (const xmlAttr *at = n->properties; at; at = at->next)
    if (strcmp((const char *)at->name, name) == 0 && at->children &&
        at->children->content)
      value =
          arena_str(r->arena, str_from((const char *)at->children->content));
  return value;
}

static const xmlNode *child(const xmlNode *n, const char *name) {
  for (const xmlNode *c = n->children; c; c = c->next)
    if (is(c, name))
      return c;
  return NULL;
}

/* The next node in document order below `root`, or NULL. */
static const xmlNode *walk(const xmlNode *root, const xmlNode *n, bool enter) {
  if (enter && n->children)
    return n->children;
  while (n != root) {
    if (n->next)
      return n->next;
    n = n->parent;
  }
  return NULL;
}

/* The code that a placeholder of 2.0 stands for. */
static struct str data_of(const struct reader *r, const xmlNode *unit,
                          struct str ref) {
  const xmlNode *all = child(unit, "originalData");
  for (const xmlNode *c = all ? all->children : NULL; c; c = c->next)
    if (is(c, "data") && str_eq(attribute(r, c, "id"), ref) && c->children &&
        c->children->content)
      return str_from((const char *)c->children->content);
  return STR("");
}

/* The text below `n`, with placeholders as code. */
static void put_content(const struct reader *r, const xmlNode *unit,
                        const xmlNode *n, struct buf *out) {
  for (const xmlNode *c = walk(n, n, true); c; c = walk(n, c, true)) {
    if ((c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE) &&
        c->content)
      buf_puts(out, (const char *)c->content);
    else if (is(c, "ph") || is(c, "sc") || is(c, "ec"))
      buf_put(out, data_of(r, unit, attribute(r, c, "dataRef")));
  }
}

static struct str content(const struct reader *r, const xmlNode *unit,
                          const xmlNode *n) {
  struct buf out = {0};
  if (n)
    put_content(r, unit, n, &out);
  struct str s = arena_str(r->arena, buf_str(&out));
  buf_free(&out);
  return s;
}

static bool unfinished(struct str state) {
  return str_is(state, "new") || str_is(state, "initial") ||
         str_starts(state, "needs-");
}

static struct xliff_unit *add_unit(struct reader *r, const xmlNode *n) {
  struct xliff_unit *u =
      ARENA_PUSH(r->arena, r->out->units, r->out->count, r->out->cap);
  u->id = attribute(r, n, "id");
  u->line = (uint32_t)xmlGetLineNo((xmlNode *)(uintptr_t)n);
  return u;
}

static void read_unit_1(struct reader *r, const xmlNode *n) {
  struct xliff_unit *u = add_unit(r, n);
  const xmlNode *target = child(n, "target");
  u->ctx = attribute(r, n, "resname");
  u->source = content(r, n, child(n, "source"));
  u->target = content(r, n, target);
  u->review = target && unfinished(attribute(r, target, "state"));
  u->review = u->review || str_is(attribute(r, n, "approved"), "no");
}

/* A unit of 2.0 may be cut in segments. */
static void read_unit_2(struct reader *r, const xmlNode *n) {
  struct xliff_unit *u = add_unit(r, n);
  struct buf source = {0}, target = {0};
  u->ctx = attribute(r, n, "name");
  for (const xmlNode *c = n->children; c; c = c->next) {
    bool segment = is(c, "segment");
    if (!segment && !is(c, "ignorable"))
      continue;
    const xmlNode *from = child(c, "source"), *to = child(c, "target");
    if (from)
      put_content(r, n, from, &source);
    if (to || !segment)
      put_content(r, n, to ? to : from ? from : c, &target);
    if (segment && to && unfinished(attribute(r, c, "state")))
      u->review = true;
  }
  u->source = arena_str(r->arena, buf_str(&source));
  u->target = arena_str(r->arena, buf_str(&target));
  buf_free(&source);
  buf_free(&target);
}

static void read_file(struct reader *r, const xmlNode *file) {
  struct str original = attribute(r, file, "original");
  if (!r->out->original.ptr)
    r->out->original = original;
  if (!r->version_2) {
    r->out->from = attribute(r, file, "source-language");
    r->out->to = attribute(r, file, "target-language");
    r->out->version = attribute(r, file, "product-version");
  }
  for (const xmlNode *n = file; n;) {
    bool unit = is(n, r->version_2 ? "unit" : "trans-unit");
    if (unit && r->version_2)
      read_unit_2(r, n);
    else if (unit)
      read_unit_1(r, n);
    else if (is(n, "note") && str_is(attribute(r, n, "category"), "version") &&
             n->children && n->children->content)
      r->out->version =
          arena_str(r->arena, str_from((const char *)n->children->content));
    n = walk(file, n, !unit);
  }
}

static bool refuse(struct reader *r, uint32_t line, const char *why) {
  diag_error(r->diags, (struct loc){r->out->src, line, 0, 0}, "E-XLIFF",
             "this is no XLIFF file of version 1 or 2: %s", why);
  return false;
}

static bool read_document(struct reader *r, xmlDoc *doc) {
  const xmlNode *root = xmlDocGetRootElement(doc);
  if (doc->intSubset)
    return refuse(r, 1, "it has a document type, which is not read");
  if (!root || !is(root, "xliff"))
    return refuse(r, 1, "its root element is not <xliff>");
  struct str version = attribute(r, root, "version");
  r->version_2 = str_starts(version, "2.");
  if (!r->version_2 && !str_starts(version, "1."))
    return refuse(r, 1, "its version is neither 1.x nor 2.x");
  r->out->from = attribute(r, root, "srcLang");
  r->out->to = attribute(r, root, "trgLang");
  for (const xmlNode *n = root->children; n; n = n->next)
    if (is(n, "file"))
      read_file(r, n);
  return true;
}

bool xliff_read(struct arena *a, struct diags *d, uint32_t src, struct str text,
                struct xliff *out) {
  struct reader r = {.arena = a, .diags = d, .out = out};
  int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA;
  *out = (struct xliff){.src = src};
  xmlParserCtxtPtr parser = xmlNewParserCtxt();
  xmlDoc *doc = parser && text.len <= XLIFF_MAX_BYTES
                    ? xmlCtxtReadMemory(parser, text.ptr ? text.ptr : "",
                                        (int)text.len, NULL, NULL, options)
                    : NULL;
  bool ok = doc != NULL;
  if (ok) {
    ok = read_document(&r, doc);
  } else {
    const xmlError *e = parser ? xmlCtxtGetLastError(parser) : NULL;
    struct str why =
        str_trim(str_from(e && e->message ? e->message : "it cannot be read"));
    refuse(&r, e && e->line > 0 ? (uint32_t)e->line : 1, arena_str(a, why).ptr);
  }
  if (doc)
    xmlFreeDoc(doc);
  if (parser)
    xmlFreeParserCtxt(parser);
  return ok;
}
