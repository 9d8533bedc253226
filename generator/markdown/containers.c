/* Reads container lines. */
#include "markdown/containers.h"

#include "markdown/attributes.h"

static const struct str names[] = {
    {"note", 4},    {"tip", 3},      {"warning", 7},  {"definition", 10},
    {"example", 7}, {"trainer", 7},  {"slide", 5},    {"exercise", 8},
    {"hint", 4},    {"feedback", 8}, {"solution", 8}, {"order", 5},
    {"match", 5},   {"accept", 6},   {"quiz", 4},
};
enum { NAME_COUNT = sizeof names / sizeof *names };

size_t container_colons(struct str line) {
  size_t indent = 0;
  while (indent < line.len && indent < 3 && line.ptr[indent] == ' ')
    indent++;
  struct str rest = str_slice(line, indent, line.len);
  return str_starts(rest, ":::") ? indent : line.len;
}

static bool known(struct str name) {
  for (size_t i = 0; i < NAME_COUNT; i++)
    if (str_eq(name, names[i]))
      return true;
  return false;
}

static bool name_char(char c) {
  return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == '_';
}

static void check_name(struct arena *a, struct diags *d, struct loc at,
                       struct str name) {
  if (name.len == 0)
    diag_error(d, at, "E-CONTAINER-NAME",
               "a container needs a name after its colons, as in ::: note");
  else if (!known(name))
    diag_error(d, at, "E-CONTAINER-NAME", "unknown container '%.*s'%s",
               STR_ARG(name), diag_nearest(a, name, names, NAME_COUNT));
}

/* Without blanks and colons at its end, which Pandoc allows. */
static struct str without_tail(struct str s) {
  s = str_trim(s);
  while (s.len && s.ptr[s.len - 1] == ':')
    s.len--;
  return str_trim(s);
}

static uint32_t offset_of(const struct source *s, struct str part) {
  return (uint32_t)(part.ptr - s->text.ptr);
}

static void read_rest(struct arena *a, struct diags *d, const struct source *s,
                      struct str rest, struct container_line *line) {
  size_t brace = str_find(rest, '{', 0);
  line->arg = without_tail(str_slice(rest, 0, brace));
  uint32_t at = offset_of(s, rest);
  if (line->arg.len)
    diag_error(d,
               source_loc(s, offset_of(s, line->arg), (uint32_t)line->arg.len),
               "E-CONTAINER-TEXT",
               "text after the container's name; write it as {title=\"…\"}");
  if (brace == rest.len)
    return;
  uint32_t end = attributes_read(a, d, s, at + (uint32_t)brace,
                                 at + (uint32_t)rest.len, &line->attrs);
  struct str after = str_slice(rest, end - at, rest.len);
  if (end && without_tail(after).len)
    diag_error(d, source_loc(s, end, 1), "E-ATTR-FORM",
               "malformed attributes: nothing may follow the closing }");
}

struct container_line container_read(struct arena *a, struct diags *d,
                                     const struct source *s, uint32_t colons) {
  struct str line = source_line(s, source_line_of(s, colons));
  size_t from = colons - s->starts[source_line_of(s, colons)];
  size_t i = from;
  while (i < line.len && line.ptr[i] == ':')
    i++;
  struct container_line result = {.close = true};
  struct str rest = str_trim(str_slice(line, i, line.len));
  if (rest.len == 0)
    return result;
  result.close = false;
  size_t name = 0;
  while (name < rest.len && name_char(rest.ptr[name]))
    name++;
  result.name = str_slice(rest, 0, name);
  struct loc at = source_loc(s, offset_of(s, rest), (uint32_t)name);
  check_name(a, d, at, result.name);
  read_rest(a, d, s, str_slice(rest, name, rest.len), &result);
  return result;
}
