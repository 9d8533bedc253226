/* Numbers the computed text and computed blocks of a scope. */
#include "course/resolve_steps.h"

#include "markdown/computed.h"

bool lua_block(const struct node *n, struct str *second) {
  if (n->kind != NODE_CODE_BLOCK)
    return false;
  struct str info = str_trim(n->as.code.info);
  size_t end = str_find(info, ' ', 0);
  if (!str_is(str_slice(info, 0, end), "lua"))
    return false;
  *second = str_trim(str_slice(info, end, info.len));
  return true;
}

static size_t add_expression(struct resolver *r, struct scope *scope,
                             struct node *node, struct str code,
                             struct loc at) {
  struct expression *e =
      ARENA_PUSH(r->arena, scope->expressions, scope->expression_count,
                 scope->expression_cap);
  *e = (struct expression){node, code, at};
  return scope->expression_count - 1;
}

static void add_text(struct resolver *r, struct parts *parts, struct str s) {
  if (s.len)
    ARENA_PUSH(r->arena, parts->items, parts->count, parts->cap)->text = s;
}

/* Takes the computed text at the start of `rest` off it. */
static bool add_computed(struct resolver *r, struct scope *scope,
                         struct attr *attr, struct str *rest) {
  size_t end;
  if (computed_end(*rest, 0, &end) != COMPUTED_OK) {
    diag_error(r->diags, attr->at, "E-COMPUTED-OPEN",
               "'{{' in '%.*s' is not closed by '}}'", STR_ARG(attr->key));
    return false;
  }
  size_t index = add_expression(
      r, scope, NULL, str_trim(str_slice(*rest, 2, end - 2)), attr->at);
  *ARENA_PUSH(r->arena, attr->parts->items, attr->parts->count,
              attr->parts->cap) =
      (struct part){.expression = index, .computed = true};
  *rest = str_slice(*rest, end, rest->len);
  return true;
}

/* Cuts a value such as "Children in {{place}}" at its computed text; \{{ stands
 * for two braces. */
static void split_attr(struct resolver *r, struct scope *scope,
                       struct attr *attr) {
  struct str rest = attr->value;
  if (str_search(rest, STR("{{")) == rest.len)
    return;
  attr->parts = arena_new(r->arena, struct parts);
  while (rest.len) {
    size_t open = str_search(rest, STR("{{"));
    bool escaped = open > 0 && open < rest.len && rest.ptr[open - 1] == '\\';
    add_text(r, attr->parts, str_slice(rest, 0, escaped ? open - 1 : open));
    if (escaped)
      add_text(r, attr->parts, STR("{{"));
    rest = str_slice(rest, escaped ? open + 2 : open, rest.len);
    if (!escaped && rest.len && !add_computed(r, scope, attr, &rest))
      return;
  }
}

static void add_block(struct resolver *r, struct scope *scope, struct node *n,
                      bool chart) {
  struct block *b =
      ARENA_PUSH(r->arena, scope->blocks, scope->block_count, scope->block_cap);
  *b = (struct block){n, chart};
  n->as.code.block = scope->block_count;
  if (!chart)
    return;
  struct attr *alt = attr_find(n->attrs, "alt");
  if (!alt || str_trim(alt->value).len == 0)
    diag_error(r->diags, n->at, "E-ALT-MISSING",
               "a chart needs alt=\"…\": what it shows, in a sentence");
}

static void add_node(struct resolver *r, struct scope *scope, struct node *n) {
  struct str second;
  for (struct attr *attr = n->attrs; attr; attr = attr->next)
    if (str_is(attr->key, "title") || str_is(attr->key, "caption") ||
        str_is(attr->key, "alt"))
      split_attr(r, scope, attr);
  if (n->kind == NODE_COMPUTED)
    n->as.computed.index = add_expression(r, scope, n, n->text, n->at);
  else if (lua_block(n, &second) && str_is(second, "table"))
    add_block(r, scope, n, false);
  else if (lua_block(n, &second) && str_is(second, "chart"))
    add_block(r, scope, n, true);
}

static bool is_exercise(const struct node *n) {
  return n->kind == NODE_CONTAINER && str_is(n->as.container.name, "exercise");
}

void scope_collect(struct resolver *r, struct scope *scope, struct node *root) {
  struct node *n = root;
  while (n) {
    bool foreign = n != root && is_exercise(n);
    if (!foreign)
      add_node(r, scope, n);
    n = foreign ? node_walk_over(root, n) : node_walk(root, n);
  }
}
