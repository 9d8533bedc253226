/* XML events through libxml2's push parser. */
#include "tables/xml.h"

#include <libxml/parser.h>
#include <string.h>

enum { MOST_ATTRS = 64 };

struct xml {
  struct arena *arena;
  const struct xml_events *events;
  void *user;
  xmlParserCtxtPtr parser;
  bool stopped;
  uint32_t line;
  struct str fault;
};

static struct str from_xml(const xmlChar *s) {
  return str_from((const char *)s);
}

/* libxml2 gives attributes in fives: name, prefix, address, value from, to. */
static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int ns_count, const xmlChar **ns,
                     int count, int defaulted, const xmlChar **values) {
  struct xml *x = user;
  struct xml_attr attrs[MOST_ATTRS];
  size_t n = 0;
  (void)prefix, (void)uri, (void)ns_count, (void)ns, (void)defaulted;
  if (x->stopped || !x->events->start)
    return;
  for (int i = 0; i < count && n < MOST_ATTRS; i++, n++) {
    const xmlChar **v = values + i * 5;
    attrs[n].name = from_xml(v[0]);
    attrs[n].value = (struct str){(const char *)v[3], (size_t)(v[4] - v[3])};
  }
  x->events->start(x->user, from_xml(name), attrs, n);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri) {
  struct xml *x = user;
  (void)prefix, (void)uri;
  if (!x->stopped && x->events->end)
    x->events->end(x->user, from_xml(name));
}

static void on_text(void *user, const xmlChar *text, int len) {
  struct xml *x = user;
  if (!x->stopped && x->events->text)
    x->events->text(x->user, (struct str){(const char *)text, (size_t)len});
}

static void set_fault(struct xml *x, struct str fault) {
  if (x->fault.ptr)
    return;
  x->fault = arena_str(x->arena, str_trim(fault));
  x->line = (uint32_t)xmlSAX2GetLineNumber(x->parser);
}

/* A table has no use for entities of its own; bombs are made of them. */
static void on_entity(void *user, const xmlChar *name, int type,
                      const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content) {
  struct xml *x = user;
  (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
  set_fault(x, STR("it declares entities, which are not read"));
  xml_stop(x);
}

static void on_error(void *user, xmlErrorPtr error) {
  struct xml *x = user;
  if (error->level >= XML_ERR_ERROR)
    set_fault(x, str_from(error->message));
}

struct xml *xml_start(struct arena *a, const struct xml_events *events,
                      void *user) {
  xmlSAXHandler sax;
  struct xml *x = arena_new(a, struct xml);
  memset(&sax, 0, sizeof sax);
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_text;
  sax.entityDecl = on_entity;
  sax.serror = on_error;
  x->arena = a;
  x->events = events;
  x->user = user;
  x->parser = xmlCreatePushParserCtxt(&sax, x, NULL, 0, NULL);
  if (!x->parser) {
    x->fault = STR("no memory to read it");
    x->stopped = true;
    return x;
  }
  /* Only the five entities of XML itself can be met, see on_entity. */
  xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
  return x;
}

bool xml_feed(struct xml *x, struct str piece) {
  while (piece.len && !x->stopped && !x->fault.ptr) {
    size_t len = piece.len < ((size_t)1 << 20) ? piece.len : (size_t)1 << 20;
    xmlParseChunk(x->parser, piece.ptr, (int)len, 0);
    piece = str_slice(piece, len, piece.len);
  }
  return !x->stopped && !x->fault.ptr;
}

bool xml_end(struct xml *x) {
  if (!x->parser)
    return false;
  if (!x->stopped && !x->fault.ptr)
    xmlParseChunk(x->parser, NULL, 0, 1);
  if (x->parser->myDoc)
    xmlFreeDoc(x->parser->myDoc);
  xmlFreeParserCtxt(x->parser);
  x->parser = NULL;
  return !x->stopped && !x->fault.ptr;
}

void xml_stop(struct xml *x) {
  x->stopped = true;
  if (x->parser)
    xmlStopParser(x->parser);
}

struct str xml_fault(const struct xml *x) {
  return x->fault;
}

uint32_t xml_line(const struct xml *x) { return x->line; }

struct str xml_attr(const struct xml_attr *attrs, size_t count,
                    const char *name) {
  for (size_t i = 0; i < count; i++)
    if (str_is(attrs[i].name, name))
      return attrs[i].value;
  return (struct str){0};
}
