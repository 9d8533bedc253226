#ifndef WM_TABLE_XML_H
#define WM_TABLE_XML_H

/* XML as a stream of events, through libxml2, piece by piece: memory does not
 * grow with the file. No network, no files, no document types with entities;
 * namespaces are dropped, names are local. */

#include "base/arena.h"

struct xml_attr {
  struct str name, value;
};

/* Any may be NULL. Texts live until the call returns; one text may come in
 * several calls. */
struct xml_events {
  void (*start)(void *user, struct str name, const struct xml_attr *attrs,
                size_t count);
  void (*end)(void *user, struct str name);
  void (*text)(void *user, struct str text);
};

struct xml; /* opaque */

struct xml *xml_start(struct arena *a, const struct xml_events *events,
                      void *user);
/* Both are false once the text is not well formed (or xml_stop was called);
 * then xml_fault says what is wrong and xml_line where. */
bool xml_feed(struct xml *x, struct str piece);
bool xml_end(struct xml *x); /* after the last piece; frees */
/* From an event: no more of them. */
void xml_stop(struct xml *x);
struct str xml_fault(const struct xml *x); /* "" if there is none */
uint32_t xml_line(const struct xml *x);

/* The value of an attribute, or ptr == NULL. */
struct str xml_attr(const struct xml_attr *attrs, size_t count,
                    const char *name);

#endif
