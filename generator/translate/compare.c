/* Compares what must stay in source and translation. */
#include "translate/compare.h"

#include <stdlib.h>

#include "markdown/computed.h"
#include "translate/plural_text.h"

static void keep(struct arena *a, struct kept *k, struct str s) {
  *ARENA_PUSH(a, k->items, k->count, k->cap) = s;
}

/* {{n}}, or {{plural n: …}} for what has forms of its own in each language. */
static struct str computed_form(struct arena *a, struct str code) {
  struct str number;
  if (plural_text_number(code, &number))
    return arena_printf(a, "{{plural %.*s: …}}", STR_ARG(number));
  return arena_printf(a, "{{%.*s}}", STR_ARG(code));
}

static struct str attrs_form(struct arena *a, struct str start,
                             const struct attr *attrs) {
  struct buf out = {0};
  buf_put(&out, start);
  for (; attrs; attrs = attrs->next)
    buf_printf(&out, " %.*s=\"%.*s\"", STR_ARG(attrs->key),
               STR_ARG(attrs->value));
  struct str form = arena_str(a, buf_str(&out));
  buf_free(&out);
  return form;
}

static void keep_node(struct arena *a, struct kept *k, const struct node *n) {
  switch (n->kind) {
  case NODE_COMPUTED:
    keep(a, k, computed_form(a, n->text));
    break;
  case NODE_GAP:
    keep(a, k, arena_printf(a, "[[%.*s]]", STR_ARG(n->text)));
    break;
  case NODE_LINK:
    keep(a, k, arena_printf(a, "](%.*s)", STR_ARG(n->as.link.url)));
    break;
  case NODE_IMAGE:
    keep(a, k, arena_printf(a, "![](%.*s)", STR_ARG(n->as.link.url)));
    break;
  case NODE_MATH:
    keep(a, k, arena_printf(a, "$%.*s$", STR_ARG(n->text)));
    break;
  case NODE_FOOTNOTE_REF:
    keep(a, k, arena_printf(a, "[^%.*s]", STR_ARG(n->as.footnote.label)));
    break;
  case NODE_ELEMENT:
    keep(a, k,
         arena_printf(
             a, "%.*s>",
             STR_ARG(attrs_form(
                 a, arena_printf(a, "<%.*s", STR_ARG(n->as.element.tag)),
                 n->attrs))));
    return;
  default:
    break;
  }
  if (n->attrs)
    keep(a, k,
         arena_printf(a, "%.*s }", STR_ARG(attrs_form(a, STR("{"), n->attrs))));
}

struct kept kept_of(struct arena *a, const struct node *block) {
  struct kept k = {0};
  struct node *root = (struct node *)(uintptr_t)block;
  for (struct node *n = root; n; n = node_walk(root, n))
    if (n != root)
      keep_node(a, &k, n);
  return k;
}

struct kept kept_of_text(struct arena *a, struct str s) {
  struct kept k = {0};
  for (size_t at = 0, end; at + 1 < s.len;) {
    if (s.ptr[at] == '\\' && s.ptr[at + 1] == '{')
      at += 3; /* \{{ is literal */
    else if (s.ptr[at] == '{' && s.ptr[at + 1] == '{' &&
             computed_end(s, at, &end) == COMPUTED_OK) {
      keep(a, &k, computed_form(a, str_trim(str_slice(s, at + 2, end - 2))));
      at = end;
    } else if (s.ptr[at] == '{' && s.ptr[at + 1] == '{') {
      keep(a, &k, STR("{{ without }}"));
      at += 2;
    } else {
      at++;
    }
  }
  return k;
}

static int by_bytes(const void *x, const void *y) {
  return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The first difference of two lists, each sorted. */
static const char *difference(struct arena *a, struct kept *source,
                              struct kept *translation) {
  size_t i = 0, j = 0;
  if (source->count)
    qsort(source->items, source->count, sizeof *source->items, by_bytes);
  if (translation->count)
    qsort(translation->items, translation->count, sizeof *translation->items,
          by_bytes);
  while (i < source->count || j < translation->count) {
    int order = i == source->count ? 1
                : j == translation->count
                    ? -1
                    : str_cmp(source->items[i], translation->items[j]);
    if (order < 0)
      return arena_printf(a, "'%.*s' is missing", STR_ARG(source->items[i]))
          .ptr;
    if (order > 0)
      return arena_printf(a, "'%.*s' is not in the source, or not that often",
                          STR_ARG(translation->items[j]))
          .ptr;
    i++;
    j++;
  }
  return NULL;
}

/* Every plural of the translation can be read and has a form 'other'. */
static const char *bad_plural(struct arena *a, const struct node *block) {
  struct node *root = (struct node *)(uintptr_t)block;
  for (struct node *n = root; n; n = node_walk(root, n))
    if (n->kind == NODE_COMPUTED) {
      const char *why = plural_text_problem(a, n->text);
      if (why)
        return why;
    }
  return NULL;
}

const char *compare_inlines(struct arena *a, const struct node *source,
                            const struct node *translation) {
  struct kept s = kept_of(a, source), t = kept_of(a, translation);
  const char *why = bad_plural(a, translation);
  return why ? why : difference(a, &s, &t);
}

const char *compare_texts(struct arena *a, struct str source,
                          struct str translation) {
  struct kept s = kept_of_text(a, source), t = kept_of_text(a, translation);
  for (size_t at = 0, end; at + 1 < translation.len; at++)
    if (translation.ptr[at] == '{' && translation.ptr[at + 1] == '{' &&
        computed_end(translation, at, &end) == COMPUTED_OK) {
      const char *why = plural_text_problem(
          a, str_trim(str_slice(translation, at + 2, end - 2)));
      if (why)
        return why;
      at = end - 1;
    }
  return difference(a, &s, &t);
}
