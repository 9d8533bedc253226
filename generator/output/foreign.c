/* Texts of a translated course that are not translated. */
#include "locale/cldr.h"
#include "output/escape.h"
#include "output/press.h"
#include "output/xhtml_parts.h"

static void put_lang(struct buf *out, const struct course *c) {
  struct str language = c->manifest.language.s;
  escape_put_attr(out, "lang", language);
  escape_put_attr(out, "xml:lang", language);
  escape_put_attr(out, "dir", str_from(cldr_direction(language)));
}

void foreign_open(struct buf *out, const struct course *c) {
  buf_puts(out, "<span class=\"wm-untranslated\"");
  put_lang(out, c);
  buf_char(out, '>');
}

void press_put_text(const struct press *p, struct buf *out,
                    const struct text *t) {
  bool foreign = course_is_foreign(p->plan->course, t);
  if (foreign)
    foreign_open(out, p->plan->course);
  escape_text(out, str_trim(t->s));
  if (foreign)
    buf_puts(out, "</span>");
}

void press_put_class(const struct press *p, struct buf *out, const char *class,
                     const struct text *t) {
  bool foreign = course_is_foreign(p->plan->course, t);
  buf_printf(out, " class=\"%s%s\"", class, foreign ? " wm-untranslated" : "");
  if (foreign)
    put_lang(out, p->plan->course);
}
