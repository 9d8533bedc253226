/* The hash that tells a saved answer whether its exercise is still the same. */
#include "course/resolve_steps.h"

static uint64_t fnv(uint64_t h, struct str s) {
  for (size_t i = 0; i < s.len; i++)
    h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
  return (h ^ 0xFF) * 1099511628211u; /* a border between the pieces */
}

/* `text` names the resource as data.NAME, followed by no letter. */
static bool names(struct arena *a, struct str text, struct str resource) {
  struct str wanted = arena_printf(a, "data.%.*s", STR_ARG(resource));
  while (true) {
    size_t at = str_search(text, wanted);
    if (at == text.len)
      return false;
    text = str_slice(text, at + wanted.len, text.len);
    if (!text.len || !(char_is_alpha(text.ptr[0]) || text.ptr[0] == '_' ||
                       char_is_digit(text.ptr[0])))
      return true;
  }
}

static uint64_t add_data(struct resolver *r, uint64_t h, struct str lua) {
  for (size_t i = 0; i < r->course->resource_count; i++) {
    const struct resource *res = &r->course->resources[i];
    if (res->used && names(r->arena, lua, res->name.s))
      h = fnv(h, res->csv);
  }
  return h;
}

static size_t child_count(const struct node *n) {
  size_t count = 0;
  for (const struct node *child = n->first; child; child = child->next)
    count++;
  return count;
}

/* What an answer written in Markdown is, but for its words: those differ from
 * language to language, and this hash may not. */
static uint64_t add_answers(struct resolver *r, uint64_t h,
                            const struct exercise *ex) {
  struct str s;
  for (size_t i = 0; i < ex->option_count; i++)
    h = fnv(h, ex->options[i].right ? STR("x") : STR(" "));
  h = fnv(h, ex->multiple ? STR("multiple") : STR("single"));
  for (size_t i = 0; i < ex->order_count; i++) {
    s = arena_printf(r->arena, "order %zu", child_count(ex->orders[i].list));
    h = fnv(fnv(h, ex->orders[i].gap), s);
  }
  for (size_t i = 0; i < ex->match_count; i++) {
    const struct match_table *m = &ex->matches[i];
    s = arena_printf(r->arena, "match %zu %zu", m->left, m->right);
    h = fnv(fnv(h, m->gap), s);
  }
  return h;
}

static uint64_t add_lua(struct resolver *r, uint64_t h, struct str lua) {
  return add_data(r, fnv(h, lua), lua);
}

void exercise_hash(struct resolver *r, struct exercise *ex) {
  uint64_t h = 14695981039346656037u;
  struct str second;
  struct node *body = ex->module->body;
  for (struct node *n = body; n; n = node_walk(body, n))
    if (lua_block(n, &second) && str_is(second, "setup"))
      h = add_lua(r, h, n->text);
  if (ex->logic)
    h = add_lua(r, h, ex->logic->text);
  h = add_answers(r, h, ex);
  ex->hash = arena_printf(r->arena, "%08lx%08lx", (unsigned long)(h >> 32),
                          (unsigned long)(h & 0xFFFFFFFFu));
}
