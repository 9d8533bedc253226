/* glossary.yaml: words of the course that are explained where they stand. */
#include "course/glossary.h"

#include <stddef.h>

#include "course/syntax.h"
#include "course/yaml.h"

/* So many that looking through all of them for each link stays quick. */
enum { TERMS_MAX = 2000 };

#define AT(member) offsetof(struct term, member)

static const struct key keys_of_term[] = {
    {"id", KEY_TEXT, AT(id), "what links name, such as 'refugee'", 0, 0},
    {"term", KEY_TEXT, AT(term), "the word as readers know it", 0, 0},
    {"definition", KEY_TEXT, AT(definition), "what the word means", 0, 0},
    {"forms", KEY_TEXTS, AT(forms), NULL, 0, 0},
};

static const struct keys term_keys = KEYS("a term", keys_of_term);

static void read_term(struct arena *a, struct diags *d, const struct value *v,
                      struct course *c) {
  struct term t = {0};
  if (!value_bind(a, d, v, &term_keys, &t))
    return;
  if (!str_trim(t.term.s).len || !str_trim(t.definition.s).len || !t.id.s.ptr ||
      !syntax_check_id(a, d, t.id, "the term's 'id'"))
    return;
  const struct term *old = course_term(c, t.id.s);
  if (old) {
    diag_error(d, t.id.at, "E-TERM-TWICE",
               "the glossary has two terms with the id '%.*s'",
               STR_ARG(t.id.s));
    diag_note(d, old->id.at, NULL, "first used here");
    return;
  }
  *ARENA_PUSH(a, c->terms, c->term_count, c->term_cap) = t;
}

void glossary_read(struct arena *a, struct diags *d, uint32_t src,
                   struct str text, struct course *c) {
  const struct value *top = yaml_read(a, d, src, text, 1);
  if (!top || top->kind == VALUE_NULL)
    return;
  if (!value_expect(d, top, VALUE_LIST, "glossary.yaml"))
    return;
  if (top->count > TERMS_MAX)
    diag_error(d, top->at, "E-KEY-RANGE",
               "the glossary has %zu terms, expected at most %d", top->count,
               TERMS_MAX);
  for (size_t i = 0; i < top->count && i < TERMS_MAX; i++)
    read_term(a, d, &top->items[i], c);
}
