/* imsmanifest.xml of SCORM 1.2: one organisation, one SCO, every file. The
 * prefix has to be adlcp: and the attribute scormtype, since readers compare
 * the letters. No mastery score: an LMS would turn "incomplete" into "failed"
 * with it. */
#include "output/press.h"

#include "output/escape.h"

void scorm_put_manifest(const struct press *p, const struct bundle *b,
                        struct buf *out) {
  struct str title = p->plan->course->manifest.title.s;
  buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<manifest xmlns=\"http://www.imsproject.org/xsd/"
                "imscp_rootv1p1p2\" xmlns:adlcp=\"http://www.adlnet.org/xsd/"
                "adlcp_rootv1p2\"");
  escape_put_attr(out, "identifier", p->name);
  buf_puts(out, " version=\"1.1\">\n"
                "<metadata><schema>ADL SCORM</schema>"
                "<schemaversion>1.2</schemaversion></metadata>\n"
                "<organizations default=\"course\">\n"
                "<organization identifier=\"course\"><title>");
  escape_text(out, title);
  buf_puts(out, "</title>\n<item identifier=\"item\" identifierref=\"page\" "
                "isvisible=\"true\"><title>");
  escape_text(out, title);
  buf_puts(out,
           "</title></item>\n</organization>\n</organizations>\n<resources>\n"
           "<resource identifier=\"page\" type=\"webcontent\" "
           "adlcp:scormtype=\"sco\" href=\"index.html\">\n");
  for (size_t i = 0; i < b->count; i++) {
    buf_puts(out, "<file href=\"");
    escape_url(out, b->items[i].path);
    buf_puts(out, "\"/>\n");
  }
  buf_puts(out, "</resource>\n</resources>\n</manifest>\n");
}
