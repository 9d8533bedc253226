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

/* Parents, siblings and places fit together, all the way down. */
static void check_tree(struct node *root, uint32_t first, uint32_t last) {
  for (struct node *n = root; n; n = node_walk(root, n)) {
    FUZZ_CHECK(n->kind < NODE_KIND_COUNT);
    FUZZ_CHECK(n == root || n->parent);
    FUZZ_CHECK(!n->next || n->next->prev == n);
    FUZZ_CHECK(!n->first || n->first->parent == n);
    FUZZ_CHECK(n->at.line >= first && n->at.line <= last);
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
