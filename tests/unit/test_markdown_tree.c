/* The document tree's own functions, and what callers of the reader rely on
 * beyond the trees that tests/markdown compares. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "markdown/computed.h"
#include "markdown/names.h"
#include "markdown/reader.h"

struct fixture {
  struct arena *arena;
  struct diags *diags;
};

static int set_up(void **state) {
  static struct fixture f; /* cmocka keeps one for each test */
  f.arena = arena_create();
  f.diags = diags_create(f.arena);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  arena_destroy(f->arena);
  return 0;
}

static struct node *make(struct fixture *f, enum node_kind kind) {
  return node_create(f->arena, kind, (struct loc){.line = 1});
}

static struct node *read_text(struct fixture *f, struct str text) {
  uint32_t src = diags_add_source(f->diags, STR("t.md"), text);
  struct md_options options = {.module = STR("mod"), .first_line = 1};
  return md_read(f->arena, f->diags, src, text, options);
}

static void expect(struct str got, const char *expected) {
  assert_int_equal(got.len, strlen(expected));
  assert_memory_equal(got.ptr ? got.ptr : "", expected, got.len);
}

static void links_stay_whole(void **state) {
  struct fixture *f = *state;
  struct node *root = make(f, NODE_DOCUMENT);
  struct node *n[4];
  for (int i = 0; i < 4; i++)
    n[i] = make(f, NODE_PARAGRAPH);
  node_append(root, n[0]);
  node_append(root, n[2]);
  node_insert_before(n[2], n[1]);
  node_insert_before(n[0], n[3]);
  assert_ptr_equal(root->first, n[3]);
  assert_ptr_equal(n[3]->next, n[0]);
  assert_ptr_equal(n[0]->next, n[1]);
  assert_ptr_equal(n[1]->next, n[2]);
  assert_ptr_equal(n[2]->prev, n[1]);
  assert_ptr_equal(root->last, n[2]);
  node_unlink(n[2]);
  node_unlink(n[3]);
  assert_ptr_equal(root->first, n[0]);
  assert_ptr_equal(root->last, n[1]);
  assert_null(n[2]->parent);
  assert_null(n[2]->prev);
  node_unlink(n[0]);
  node_unlink(n[1]);
  assert_null(root->first);
  assert_null(root->last);
}

static void walks_in_order(void **state) {
  struct fixture *f = *state;
  struct node *root = read_text(f, STR("# a\n\n- *b*\n- c\n\n> d\n"));
  static const enum node_kind all[] = {
      NODE_DOCUMENT,  NODE_HEADING,  NODE_TEXT,      NODE_LIST, NODE_ITEM,
      NODE_PARAGRAPH, NODE_EMPHASIS, NODE_TEXT,      NODE_ITEM, NODE_PARAGRAPH,
      NODE_TEXT,      NODE_QUOTE,    NODE_PARAGRAPH, NODE_TEXT};
  size_t i = 0;
  for (struct node *n = root; n; n = node_walk(root, n))
    assert_int_equal(n->kind, all[i++]);
  assert_int_equal(i, sizeof all / sizeof *all);
  struct node *list = root->first->next;
  assert_ptr_equal(node_walk_over(root, list), list->next);
  assert_null(node_walk_over(root, root->last));
  assert_null(node_walk_over(list, list->last)); /* does not leave its root */
  assert_null(node_walk(root->first->first, root->first->first));
}

static void knows_kinds(void **state) {
  (void)state;
  for (int k = 0; k < NODE_KIND_COUNT; k++)
    assert_true(strlen(node_kind_name((enum node_kind)k)) > 2);
  assert_true(node_is_block(NODE_CELL));
  assert_false(node_is_block(NODE_SPAN));
}

static void finds_attributes(void **state) {
  struct fixture *f = *state;
  struct node *root =
      read_text(f, STR("::: note {#x .a .b k=\"v w\" bare}\n:::\n"));
  struct attr *list = root->first->attrs;
  expect(attr_value(list, "id"), "x");
  expect(attr_value(list, "class"), "a");
  expect(attr_value(list, "k"), "v w");
  expect(attr_value(list, "bare"), "");
  assert_non_null(attr_find(list, "bare"));
  assert_null(attr_find(list, "none"));
  expect(attr_value(NULL, "k"), "");
  assert_int_equal(attr_find(list, "k")->at.col, 20);
}

static void plain_text_leaves_values_out(void **state) {
  struct fixture *f = *state;
  struct node *root =
      read_text(f, STR("a *b* `c`\n[d](u) {{ e }} ![f](g.png)"));
  struct buf out = {0};
  node_plain_text(root, &out);
  expect(buf_str(&out), "a b c d  f");
  buf_free(&out);
}

static void keeps_the_author_s_lines(void **state) {
  struct fixture *f = *state;
  struct str text = STR("x\n\n{{ y");
  uint32_t src = diags_add_source(f->diags, STR("t.md"), text);
  struct node *root =
      md_read(f->arena, f->diags, src, text,
              (struct md_options){.module = STR("m"), .first_line = 40});
  assert_int_equal(root->first->at.line, 40);
  assert_int_equal(root->last->at.line, 42);
  struct buf out = {0};
  diags_print(f->diags, (struct diag_style){.json = false}, &out);
  assert_true(str_search(buf_str(&out), STR("t.md:42:1:")) < out.len);
  buf_free(&out);
}

/* Nothing may be read beyond the text, which has no end of its own. */
static void takes_a_slice(void **state) {
  struct fixture *f = *state;
  static const char *const ends[] = {
      "{{",        "[[a", "[^a",   "::: note {", "`",  "\\",     "<b",  "<!",
      "| a |\n|-", "&",   "[^a]:", "```x",       "]{", "# a {#", "\xe0"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t len = strlen(ends[i]);
    char *text = malloc(len); /* exact, for the sanitizer */
    assert_non_null(text);
    memcpy(text, ends[i], len);
    struct node *root = read_text(f, (struct str){text, len});
    assert_int_equal(root->kind, NODE_DOCUMENT);
    free(text);
  }
}

static void same_text_same_tree(void **state) {
  struct fixture *f = *state;
  struct str text = STR("# a\n\n::: note {#b}\n| {{c}} |\n|--|\n:::\n[^1]\n\n"
                        "[^1]: d\n");
  struct buf first = {0}, second = {0};
  node_dump(read_text(f, text), &first);
  node_dump(read_text(f, text), &second);
  expect(buf_str(&first), second.ptr);
  buf_free(&first);
  buf_free(&second);
}

static void ends_computed_text(void **state) {
  (void)state;
  size_t end = 0;
  assert_int_equal(computed_end(STR("{{a}}b"), 0, &end), COMPUTED_OK);
  assert_int_equal(end, 5);
  assert_int_equal(computed_end(STR("x{{ {} }} }}"), 1, &end), COMPUTED_OK);
  assert_int_equal(end, 9);
  assert_int_equal(computed_end(STR("{{ a }"), 0, &end), COMPUTED_UNCLOSED);
  assert_int_equal(computed_end(STR("{{ 'a }}"), 0, &end), COMPUTED_STRING);
  assert_int_equal(end, 3);
  assert_int_equal(computed_end(STR("{{ '\\"), 0, &end), COMPUTED_STRING);
  assert_int_equal(computed_end(STR("{{ [==["), 0, &end), COMPUTED_STRING);
  assert_int_equal(computed_end(STR("{{ [==[ ]=] ]==] }}"), 0, &end),
                   COMPUTED_OK);
  assert_int_equal(end, 19);
  assert_int_equal(computed_end(STR("{{plural n: one {it's} }}"), 0, &end),
                   COMPUTED_OK);
  assert_int_equal(computed_end(STR("{{ {it's} }}"), 0, &end), COMPUTED_STRING);
}

static void keeps_names(void **state) {
  struct fixture *f = *state;
  struct names n = {0};
  assert_null(names_find(&n, STR("a")));
  for (size_t i = 0; i < 1000; i++)
    names_put(f->arena, &n, arena_printf(f->arena, "%zu", i))->value = i + 1;
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(names_find(&n, arena_printf(f->arena, "%zu", i))->value,
                     i + 1);
  assert_int_equal(n.count, 1000);
  names_put(f->arena, &n, (struct str){NULL, 0})->value = 7;
  assert_int_equal(names_find(&n, STR(""))->value, 7);
  assert_null(names_find(&n, STR("1000")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(links_stay_whole),
      TEST(walks_in_order),
      TEST(knows_kinds),
      TEST(finds_attributes),
      TEST(plain_text_leaves_values_out),
      TEST(keeps_the_author_s_lines),
      TEST(takes_a_slice),
      TEST(same_text_same_tree),
      TEST(ends_computed_text),
      TEST(keeps_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
