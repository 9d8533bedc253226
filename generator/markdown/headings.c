/* Ids of headings. */
#include "markdown/finish.h"

#include "base/utf8.h"
#include "markdown/names.h"

/* Beyond ASCII everything is a letter but spaces, signs and punctuation of the
 * blocks every script shares. Marks stay: in many scripts they are letters. */
static bool is_letter(uint32_t cp) {
  if (cp < 0x80)
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
           (cp >= '0' && cp <= '9');
  return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 &&
         !(cp >= 0x2000 && cp <= 0x2BFF) && !(cp >= 0x3000 && cp <= 0x303F) &&
         !(cp >= 0xFF00 && cp <= 0xFF0F) && !(cp >= 0xFF1A && cp <= 0xFF20) &&
         cp != 0xFEFF && !(cp >= 0xFE00 && cp <= 0xFE6F) && cp != 0xFFFD;
}

/* "What is a child?" gives "what-is-a-child". */
static void put_slug(struct buf *out, struct str text) {
  bool gap = false;
  size_t start = out->len;
  while (text.len) {
    uint32_t cp = utf8_next(&text);
    if (!is_letter(cp)) {
      gap = gap || cp == ' ' || cp == '-' || cp == '_' || cp >= 0x80;
      continue;
    }
    if (gap && out->len > start)
      buf_char(out, '-');
    gap = false;
    buf_put_utf8(out, cp >= 'A' && cp <= 'Z' ? (cp | 32) : cp);
  }
  if (out->len == start)
    buf_puts(out, "section");
}

static struct str slug_of(struct arena *a, const struct node *heading,
                          struct str module) {
  struct buf text, slug;
  buf_init(&text, 0);
  buf_init(&slug, 0);
  node_plain_text(heading, &text);
  buf_put(&slug, module);
  if (module.len)
    buf_char(&slug, '-');
  put_slug(&slug, buf_str(&text));
  struct str result = arena_str(a, buf_str(&slug));
  buf_free(&text);
  buf_free(&slug);
  return result;
}

/* `base`, or with the first number after it that no other id has. */
static struct str unique(struct arena *a, struct arena *scratch,
                         struct names *ids, struct str base) {
  struct name *entry = names_put(scratch, ids, base);
  struct str id = base;
  size_t number = entry->value;
  if (number) {
    do
      id = arena_printf(a, "%.*s-%zu", STR_ARG(base), ++number);
    while (names_find(ids, id));
  }
  entry->value = number ? number : 1;
  if (!str_eq(id, base))
    names_put(scratch, ids, id)->value = 1;
  return id;
}

void headings_finish(struct arena *a, struct arena *scratch,
                     struct node *document, struct str module) {
  struct names ids = {0};
  for (struct node *n = document; n; n = node_walk(document, n)) {
    struct str id = attr_value(n->attrs, "id");
    if (id.len)
      names_put(scratch, &ids, id)->value = 1;
    if (n->kind == NODE_HEADING)
      n->as.heading.id = id;
  }
  for (struct node *n = document; n; n = node_walk(document, n))
    if (n->kind == NODE_HEADING && n->as.heading.id.len == 0)
      n->as.heading.id = unique(a, scratch, &ids, slug_of(a, n, module));
}
