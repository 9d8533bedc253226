/* Links to the glossary: `[text](term:ID)`. */
#include "course/resolve_steps.h"

static const struct str SCHEME = {"term:", 5};

static void unknown_term(struct resolver *r, const struct node *link,
                         struct str id) {
  const struct course *c = r->course;
  struct str *ids = arena_array(r->arena, struct str, c->term_count);
  for (size_t i = 0; i < c->term_count; i++)
    ids[i] = c->terms[i].id.s;
  diag_error(r->diags, link->at, "E-TERM",
             c->term_count ? "the glossary has no term with the id '%.*s'%s"
                           : "the link names the term '%.*s', but the course "
                             "has no glossary.yaml with terms%s",
             STR_ARG(id), diag_nearest(r->arena, id, ids, c->term_count));
}

/* In text that every reader has before them: not in an exercise, whose feedback
 * comes and goes, nor in what an edition may leave out. */
static bool is_plain_text(const struct node *link) {
  for (const struct node *up = link->parent; up; up = up->parent)
    if (up->kind == NODE_FOOTNOTE || up->kind == NODE_IMAGE)
      return false;
    else if (up->kind == NODE_CONTAINER &&
             (str_is(up->as.container.name, "exercise") ||
              str_is(up->as.container.name, "trainer") ||
              str_is(up->as.container.name, "slide")))
      return false;
  return true;
}

bool term_link_check(struct resolver *r, const struct module *m,
                     struct node *link) {
  struct str url = link->as.link.url;
  if (!str_starts(url, SCHEME.ptr))
    return false;
  struct str id = str_slice(url, SCHEME.len, url.len);
  struct term *term = course_term(r->course, id);
  if (!term) {
    unknown_term(r, link, id);
    return true;
  }
  link->as.link.target = id;
  term->used = true;
  if (!term->first && is_plain_text(link)) {
    term->first = link;
    term->module = m->id.s;
  }
  return true;
}

void terms_check_used(struct resolver *r) {
  const struct course *c = r->course;
  for (size_t i = 0; i < c->term_count; i++)
    if (!c->terms[i].used)
      diag_warn(r->diags, c->terms[i].id.at, "W-TERM-UNUSED",
                "no module links to the term '%.*s': write [its "
                "name](term:%.*s) where readers first meet it",
                STR_ARG(c->terms[i].id.s), STR_ARG(c->terms[i].id.s));
}
