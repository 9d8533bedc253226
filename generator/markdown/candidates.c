/* Finds lines that may be containers or footnote definitions. */
#include "markdown/candidates.h"

#include "markdown/containers.h"

/* The end of "[^label]:" at `from`, or 0; *colon is where its ] stands. */
static size_t label_end(struct str line, size_t from, size_t *bracket) {
  if (from + 3 >= line.len || line.ptr[from] != '[' ||
      line.ptr[from + 1] != '^')
    return 0;
  size_t i = from + 2;
  for (; i < line.len && line.ptr[i] != ']'; i++)
    if (char_is_space(line.ptr[i]) || line.ptr[i] == '[' || line.ptr[i] == '^')
      return 0;
  *bracket = i;
  bool colon = i > from + 2 && i + 1 < line.len && line.ptr[i + 1] == ':';
  return colon ? i + 2 : 0;
}

static void add_footnote(struct arena *a, struct candidates *c,
                         const struct source *s, uint32_t number, size_t from,
                         size_t bracket, size_t end) {
  struct str line = source_line(s, number);
  uint32_t start = s->starts[number];
  struct candidate *new = ARENA_PUSH(a, c->list, c->count, c->cap);
  while (end < line.len && (line.ptr[end] == ' ' || line.ptr[end] == '\t'))
    end++;
  *new = (struct candidate){.line = number,
                            .kind = CANDIDATE_FOOTNOTE,
                            .from = start + (uint32_t)from,
                            .to = start + (uint32_t)end,
                            .label = str_slice(line, from + 2, bracket)};
}

/* "- | --:" under a line with a |. */
static bool is_table_line(const struct source *s, uint32_t number,
                          size_t indent) {
  struct str line = source_line(s, number);
  struct str above = number ? source_line(s, number - 1) : STR("");
  bool dash = indent + 1 < line.len && line.ptr[indent] == '-' &&
              (line.ptr[indent + 1] == ' ' || line.ptr[indent + 1] == '\t');
  if (!dash || str_find(line, '|', 0) == line.len ||
      str_find(above, '|', 0) == above.len)
    return false;
  for (size_t i = indent; i < line.len; i++)
    if (line.ptr[i] != '-' && line.ptr[i] != '|' && line.ptr[i] != ':' &&
        !char_is_space(line.ptr[i]))
      return false;
  return true;
}

static void add(struct arena *a, struct candidates *c, const struct source *s,
                uint32_t number, enum candidate_kind kind, size_t from,
                size_t to) {
  uint32_t start = s->starts[number];
  struct candidate *new = ARENA_PUSH(a, c->list, c->count, c->cap);
  *new = (struct candidate){.line = number,
                            .kind = kind,
                            .from = start + (uint32_t)from,
                            .to = start + (uint32_t)to};
}

static void look_at(struct arena *a, struct candidates *c,
                    const struct source *s, uint32_t number) {
  struct str line = source_line(s, number);
  size_t indent = 0, bracket = 0;
  while (indent < line.len && indent < 3 && line.ptr[indent] == ' ')
    indent++;
  size_t end = label_end(line, indent, &bracket);
  if (end) {
    add_footnote(a, c, s, number, indent, bracket, end);
  } else if (container_colons(line) < line.len) {
    add(a, c, s, number, CANDIDATE_CONTAINER, indent, line.len);
  } else if (is_table_line(s, number, indent)) {
    add(a, c, s, number, CANDIDATE_TABLE, indent, indent + 1);
  }
}

/* A list marker that no list of the source uses, so that notes and lists next
 * to each other stay apart. */
static struct str unused_bullet(const struct source *s) {
  bool used[128] = {false};
  for (uint32_t i = 0; i < s->line_count; i++) {
    struct str line = str_trim(source_line(s, i));
    while (line.len && line.ptr[0] == '>')
      line = str_trim(str_slice(line, 1, line.len));
    if (line.len && (unsigned char)line.ptr[0] < 128)
      used[(unsigned char)line.ptr[0]] = true;
  }
  if (!used['+'])
    return STR("+   ");
  if (!used['-'])
    return STR("-   ");
  return used['*'] ? STR("1)  ") : STR("*   ");
}

struct candidates candidates_find(struct arena *a, const struct source *s) {
  struct candidates c = {0};
  if (str_search(s->text, STR(":::")) == s->text.len &&
      str_search(s->text, STR("[^")) == s->text.len &&
      str_find(s->text, '|', 0) == s->text.len)
    return c;
  bool notes = false;
  for (uint32_t i = 0; i < s->line_count; i++) {
    char first = s->starts[i] < s->text.len ? s->text.ptr[s->starts[i]] : '\n';
    if (first == ':' || first == '[' || first == ' ' || first == '-')
      look_at(a, &c, s, i);
  }
  for (size_t i = 0; i < c.count; i++)
    notes = notes || c.list[i].kind == CANDIDATE_FOOTNOTE;
  if (notes)
    c.bullet = unused_bullet(s);
  return c;
}

struct edited candidates_apply(struct arena *a, const struct source *s,
                               const struct candidates *c) {
  struct edited e = {0};
  if (c->count == 0) {
    edited_same(&e, s);
    return e;
  }
  struct edits edits = {.list = arena_array(a, struct edit, c->count),
                        .count = c->count};
  const struct str with[] = {[CANDIDATE_CONTAINER] = STR(CANDIDATE_MARK),
                             [CANDIDATE_FOOTNOTE] = c->bullet,
                             [CANDIDATE_TABLE] = STR(":")};
  for (size_t i = 0; i < c->count; i++)
    edits.list[i] = (struct edit){.from = c->list[i].from,
                                  .to = c->list[i].to,
                                  .with = with[c->list[i].kind]};
  edited_copy(a, &e, s, 0, (uint32_t)s->text.len, &edits, 0);
  edited_finish(a, &e);
  return e;
}

struct candidate *candidate_at(struct candidates *c, uint32_t line) {
  while (c->next < c->count && c->list[c->next].line < line)
    c->next++;
  if (c->next < c->count && c->list[c->next].line == line)
    return &c->list[c->next];
  return NULL;
}
