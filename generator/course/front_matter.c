/* A module's front matter, and what stands in for it. */
#include "course/front_matter.h"

#include <stddef.h>

#include "base/file.h"
#include "course/syntax.h"
#include "course/yaml.h"

#define AT(member) offsetof(struct module, member)

static const struct key keys_of_module[] = {
    {"id", KEY_TEXT, AT(id), NULL, 0, 0},
    {"title", KEY_TEXT, AT(title), NULL, 0, 0},
    {"minutes", KEY_INTEGER, AT(minutes), NULL, 1, 10000},
    {"objectives", KEY_TEXTS, AT(objectives), NULL, 0, 0},
    {"keypoints", KEY_TEXTS, AT(keypoints), NULL, 0, 0},
    {"requires", KEY_TEXTS, AT(requires), NULL, 0, 0},
};

static const struct keys module_keys = KEYS("the front matter", keys_of_module);

static bool is_fence(struct str line, bool closing) {
  line = str_trim(line);
  return str_is(line, "---") || (closing && str_is(line, "..."));
}

enum front { FRONT_NONE, FRONT_CUT, FRONT_OPEN };

/* Takes the YAML between the lines off `text`. */
static enum front cut(struct diags *d, uint32_t src, struct str *text,
                      struct str *yaml, uint32_t *first_line) {
  struct str rest = *text, line;
  if (!str_starts(*text, "---") || !str_next_line(&rest, &line) ||
      !is_fence(line, false))
    return FRONT_NONE;
  const char *start = rest.ptr;
  for (uint32_t number = 2; str_next_line(&rest, &line); number++) {
    if (line.len == 0 || char_is_space(line.ptr[0]) || !is_fence(line, true))
      continue;
    *yaml = (struct str){start, (size_t)(line.ptr - start)};
    *text = rest;
    *first_line = number + 1;
    return FRONT_CUT;
  }
  diag_error(d, (struct loc){src, 1, 1, 3}, "E-FRONT-MATTER",
             "the front matter that starts here is not closed by a line '---'");
  return FRONT_OPEN;
}

/* "parts/03-who-moves.md" to "who-moves". */
static struct str id_from_file(struct arena *a, struct str file) {
  struct str name = path_base(file);
  if (str_ends(name, ".md"))
    name.len -= 3;
  size_t n = 0;
  while (n < name.len && char_is_digit(name.ptr[n]))
    n++;
  return syntax_make_id(a, str_slice(name, n, name.len));
}

static void settle_id(struct arena *a, struct diags *d, struct module *m) {
  bool given = m->id.s.ptr != NULL;
  if (given && syntax_check_id(a, d, m->id, "the module's 'id'"))
    return;
  if (!given)
    m->id.at = (struct loc){.src = m->src};
  m->id.s = id_from_file(a, m->file);
  if (m->id.s.len)
    return;
  if (!given)
    diag_error(d, m->id.at, "E-ID",
               "no id can be made from the file name '%.*s': the front matter "
               "needs an 'id'",
               STR_ARG(m->file));
  m->id.s = arena_printf(a, "module-%u", (unsigned)m->src);
}

struct str front_matter_read(struct arena *a, struct diags *d, struct str text,
                             struct module *m, uint32_t *first_line) {
  struct str yaml;
  *first_line = 1;
  enum front front = cut(d, m->src, &text, &yaml, first_line);
  bool readable = front != FRONT_OPEN;
  if (front == FRONT_CUT) {
    const struct value *top = yaml_read(a, d, m->src, yaml, 2);
    readable = top != NULL;
    if (top && top->kind != VALUE_NULL)
      value_bind(a, d, top, &module_keys, m);
  }
  if (m->title.s.ptr && str_trim(m->title.s).len == 0)
    diag_error(d, m->title.at, "E-MODULE-TITLE", "the title is empty");
  settle_id(a, d, m);
  if (!readable) /* the title is in there: no second message for it */
    m->title = (struct text){m->id.s, {.src = m->src}};
  return text;
}
