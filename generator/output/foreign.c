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

static void put_text(struct buf *out, const struct course *c,
                     const struct text *t) {
  bool foreign = course_is_foreign(c, t);
  if (foreign)
    foreign_open(out, c);
  escape_text(out, str_trim(t->s));
  if (foreign)
    buf_puts(out, "</span>");
}

void press_put_text(const struct press *p, struct buf *out,
                    const struct text *t) {
  put_text(out, p->plan->course, t);
}

void foreign_put_text(struct xhtml *x, const struct text *t) {
  put_text(x->out, x->plan->course, t);
}

void press_put_class(const struct press *p, struct buf *out, const char *class,
                     const struct text *t) {
  bool foreign = course_is_foreign(p->plan->course, t);
  buf_printf(out, " class=\"%s%s\"", class, foreign ? " wm-untranslated" : "");
  if (foreign)
    put_lang(out, p->plan->course);
}

/* What is known of the labels in a piece of markup. */
struct labels {
  const struct course *course;
  struct str drawn;
  bool foreign, translated;
};

/* Labels stand between tags there, as text. */
static void look_for(struct labels *l, const struct text *label) {
  struct buf shown = {0};
  bool foreign = course_is_foreign(l->course, label);
  if (label->s.len == 0 || (foreign ? l->foreign : l->translated))
    return;
  buf_char(&shown, '>');
  escape_text(&shown, str_trim(label->s));
  buf_char(&shown, '<');
  bool there = str_search(l->drawn, buf_str(&shown)) < l->drawn.len;
  l->foreign = l->foreign || (there && foreign);
  l->translated = l->translated || (there && !foreign);
  buf_free(&shown);
}

static void look_for_all(struct labels *l, const struct resource *r) {
  for (size_t i = 0; i < r->field_count; i++) {
    const struct field *f = &r->fields[i];
    look_for(l, &f->title);
    for (size_t j = 0; j < f->category_count; j++)
      look_for(l, &f->categories[j].label);
  }
}

void foreign_put_class(struct xhtml *x, const char *class, struct str drawn) {
  struct labels l = {.course = x->plan->course, .drawn = drawn};
  for (size_t i = 0; l.course->foreign_count && i < l.course->resource_count;
       i++)
    if (l.course->resources[i].used)
      look_for_all(&l, &l.course->resources[i]);
  buf_printf(x->out, " class=\"%s%s\"", class,
             l.foreign ? " wm-untranslated" : "");
  if (l.foreign && !l.translated)
    put_lang(x->out, l.course);
}
