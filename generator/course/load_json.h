#ifndef WM_LOAD_JSON_H
#define WM_LOAD_JSON_H

/* The engine's `load` request (engine/protocol.md) from a lesson plan: the same
 * text goes to the native engine and into the page. */

#include "course/exercise.h"

/* How a later stage turns course text into XHTML parts; handed in so that this
 * stage does not look right. Both write one JSON array (protocol.md, parts). */
struct parts_form; /* theirs; NULL is fine */
struct part_writers {
  void (*node)(struct buf *json, const struct lesson_plan *plan,
               const struct node *container, const struct parts_form *form);
  void (*attr)(struct buf *json, const struct attr *attr);
  const struct parts_form *form; /* handed to `node` */
};

/* {"locale":…,"interface":…,"modules":…,"exercises":…} for one language. */
void load_json_course(struct buf *json, const struct lesson_plan *plan,
                      struct str language, const struct part_writers *writers);
/* One entry of "data". `csv` is the text to send: all of it, or what ships. */
void load_json_resource(struct buf *json, const struct resource *res,
                        struct str csv);
/* {"op":"load", followed by the members of `object` (a JSON object). */
void load_json_request(struct buf *json, struct str object);

#endif
