/* Markdown to the tree. Option bit 0: CommonMark without our additions; bit 1:
 * the text starts after front matter. */
#include "fuzz.h"

#include "markdown/reader.h"

enum { FIRST_LINE = 7 };

static uint32_t count_lines(struct str text) {
  uint32_t lines = 1;
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n' || text.ptr[i] == '\r';
  return lines;
}

/* The reader's own marks (U+FDD0 to U+FDEF) never leave it. */
static void check_text(struct str s) {
  for (size_t i = 0; i + 2 < s.len; i++) {
    unsigned char third = (unsigned char)s.ptr[i + 2];
    FUZZ_CHECK(s.ptr[i] != '\xEF' || s.ptr[i + 1] != '\xB7' || third < 0x90 ||
               third > 0xAF);
  }
}

static void check_texts(const struct node *n) {
  check_text(n->text);
  for (const struct attr *i = n->attrs; i; i = i->next) {
    check_text(i->key);
    check_text(i->value);
  }
  if (n->kind == NODE_LINK || n->kind == NODE_IMAGE) {
    check_text(n->as.link.url);
    check_text(n->as.link.title);
  } else if (n->kind == NODE_CODE_BLOCK) {
    check_text(n->as.code.info);
  } else if (n->kind == NODE_HEADING) {
    FUZZ_CHECK(n->as.heading.id.len > 0);
    check_text(n->as.heading.id);
  }
}

static bool holds_blocks(enum node_kind kind) {
  return node_is_block(kind) && kind != NODE_PARAGRAPH &&
         kind != NODE_HEADING && kind != NODE_CELL;
}

/* Blocks in blocks, inlines in inlines; raw HTML may hold both. */
static void check_kinds(const struct node *n, const struct node *parent) {
  if (n->kind == NODE_ELEMENT || parent->kind == NODE_ELEMENT)
    return;
  FUZZ_CHECK(holds_blocks(parent->kind) == node_is_block(n->kind));
  FUZZ_CHECK((n->kind == NODE_ITEM) == (parent->kind == NODE_LIST));
  FUZZ_CHECK((n->kind == NODE_ROW) == (parent->kind == NODE_TABLE));
  FUZZ_CHECK((n->kind == NODE_CELL) == (parent->kind == NODE_ROW));
  FUZZ_CHECK(n->kind != NODE_FOOTNOTE || parent->kind == NODE_DOCUMENT);
}

/* Parents, siblings and places fit together, all the way down. */
static void check_tree(struct node *root, uint32_t first, uint32_t last) {
  for (struct node *n = root; n; n = node_walk(root, n)) {
    FUZZ_CHECK(n->kind < NODE_KIND_COUNT);
    FUZZ_CHECK(n == root || n->parent);
    FUZZ_CHECK(!n->next || n->next->prev == n);
    FUZZ_CHECK(!n->first || n->first->parent == n);
    FUZZ_CHECK(n->at.line >= first && n->at.line <= last && n->at.col >= 1);
    check_texts(n);
    if (n != root)
      check_kinds(n, n->parent);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct str text = fuzz_text(data, size);
  uint32_t src = diags_add_source(d, STR("fuzz.md"), text);
  struct md_options options = {.module = STR("m"), .plain = data[0] & 1};
  options.first_line = data[0] & 2 ? FIRST_LINE : 1;
  struct node *root = md_read(a, d, src, text, options);
  FUZZ_CHECK(root && root->kind == NODE_DOCUMENT);
  check_tree(root, options.first_line, options.first_line + count_lines(text));
  struct buf out = {0};
  node_dump(root, &out);
  node_plain_text(root, &out);
  FUZZ_CHECK(buf_ok(&out));
  buf_free(&out);
  fuzz_print(d);
  arena_destroy(a);
  return 0;
}
