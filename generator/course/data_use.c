/* Which resources a course's Lua names: those, and only those, ship. */
#include "course/data_use.h"
#include "course/resolve_steps.h"

#include <string.h>

static bool is_name_char(char c) {
  return char_is_alpha(c) || char_is_digit(c) || c == '_';
}

/* Past a Lua string or comment that starts at `i`, or `i` when none does. */
static size_t skip_opaque(struct str lua, size_t i) {
  char c = lua.ptr[i];
  if (c == '-' && str_starts(str_slice(lua, i, lua.len), "--"))
    return str_find(lua, '\n', i);
  if (c != '"' && c != '\'')
    return i;
  for (size_t j = i + 1; j < lua.len && lua.ptr[j] != '\n'; j++) {
    if (lua.ptr[j] == '\\')
      j++;
    else if (lua.ptr[j] == c)
      return j + 1;
  }
  return lua.len;
}

static void use(struct resolver *r, struct str name, struct loc at) {
  struct resource *res = course_resource(r->course, name);
  if (res) {
    res->used = true;
    return;
  }
  struct str *names =
      arena_array(r->arena, struct str, r->course->resource_count);
  for (size_t i = 0; i < r->course->resource_count; i++)
    names[i] = r->course->resources[i].name.s;
  diag_error(r->diags, at, "E-DATA-NAME",
             "the data package has no resource '%.*s'%s", STR_ARG(name),
             diag_nearest(r->arena, name, names, r->course->resource_count));
}

/* The place of byte `i` of a text that starts at `at`. */
static struct loc place(struct str text, size_t i, struct loc at) {
  for (size_t j = 0; j < i; j++) {
    at.col++;
    if (text.ptr[j] == '\n') {
      at.line++;
      at.col = 1;
    }
  }
  return at;
}

bool data_use_next(struct str lua, size_t *at, struct str *name) {
  static const char WORD[] = "data.";
  const size_t word = sizeof WORD - 1;
  for (size_t i = *at; i < lua.len;) {
    size_t after = skip_opaque(lua, i);
    if (after > i) {
      i = after;
      continue;
    }
    bool starts_name =
        i == 0 || (!is_name_char(lua.ptr[i - 1]) && lua.ptr[i - 1] != '.' &&
                   lua.ptr[i - 1] != ':');
    if (!starts_name || !str_starts(str_slice(lua, i, lua.len), WORD)) {
      i++;
      continue;
    }
    size_t end = i + word;
    while (end < lua.len && is_name_char(lua.ptr[end]))
      end++;
    *name = str_slice(lua, i + word, end);
    i = end;
    if (name->len) {
      *at = end;
      return true;
    }
  }
  return false;
}

void data_use_scan(struct resolver *r, struct str lua, struct loc at) {
  struct str name;
  for (size_t i = 0; data_use_next(lua, &i, &name);) {
    struct loc where = place(lua, i - name.len, at);
    where.len = (uint32_t)name.len;
    use(r, name, where);
  }
}

static void scan_expressions(struct resolver *r, const struct node *n) {
  if (n->kind == NODE_COMPUTED)
    data_use_scan(r, n->text, n->at);
}

void data_use_collect(struct resolver *r, struct module *m) {
  struct str second;
  for (struct node *n = m->body; n; n = node_walk(m->body, n)) {
    scan_expressions(r, n);
    if (!lua_block(n, &second) || second.len == 0)
      continue; /* a listing, or an exercise's logic: exercises.c */
    struct loc at = n->as.code.code_at;
    at.col = at.col ? at.col : 1;
    data_use_scan(r, n->text, at);
  }
}
