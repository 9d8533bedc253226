/* Markdown written to make a parser slow or deep: each text is read within five
 * seconds of processor time, sanitizers included, and nothing is too deep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <time.h>

#include "markdown/reader.h"

enum { SECONDS_MAX = 5 };

/* `before`, then `unit` so many times, then `after`. */
struct attack {
  const char *before, *unit;
  size_t count;
  const char *after;
};

static const struct attack attacks[] = {
    /* CommonMark's own */
    {"", "*a **a ", 65000, "b"},
    {"", "a_ ", 65000, ""},
    {"", "_a ", 65000, ""},
    {"", "a]", 65000, ""},
    {"", "[a", 65000, ""},
    {"", "*a_ ", 50000, ""},
    {"a**b", "c* ", 50000, ""},
    {"", "[ a_", 50000, ""},
    {"", "[ (](", 80000, ""},
    {"", "![[]()", 160000, ""},
    {"", "[", 50000, "a"},
    {"", "![", 50000, ""},
    {"", "> ", 50000, "a"},
    {"", "- ", 50000, "a"},
    {"", "> a\nb\n", 50000, ""},
    {"", "<a href=`a`", 50000, ""},
    {"", "[a](<b", 30000, ""},
    {"", "[a](b", 30000, ""},
    {"x</", "<!--", 100000, ""},
    {"x", "<?", 100000, ""},
    {"x", "<!A", 100000, ""},
    {"x", "<![CDATA[", 100000, ""},
    {"", "<?", 100000, ""},
    {"", "<!A", 100000, ""},
    {"", "`a", 200000, "``"},
    {"", "aaa\rbbb\n-\v\n", 30000, ""},
    {"", "&", 300000, ""},
    {"", "\\", 300000, ""},
    {"", "[a]: b\n", 60000, "text"},
    {"[x]: /", "aaaaaaaaaa", 50000, "\n\n[x][x][x][x][x][x][x][x]"},
    {"", "[a](b\n\"c\n\") ", 50000, ""},
    {"", "*a\n", 100000, ""},
    {"", "a\n", 200000, ""},
    {"", "# a\n", 50000, ""},
    /* our additions */
    {"", "{{", 100000, ""},
    {"", "{{a}}", 50000, ""},
    {"", "{{{", 100000, "}}"},
    {"", "{{ '", 100000, ""},
    {"", "{{ [[ ", 100000, ""},
    {"", "{{ a\n", 100000, ""},
    {"", "{{ a\n\n", 30000, ""},
    {"", "[[", 100000, ""},
    {"", "[[a]]", 50000, ""},
    {"", "[^", 100000, ""},
    {"", "[^a]", 50000, ""},
    {"", "[^a]: x\n", 30000, ""},
    {"", ":::", 100000, ""},
    {"", "::: note\n", 50000, ""},
    {"", ":::\n", 50000, ""},
    {"", "::: note\n:::\n", 30000, ""},
    {"", "- a\n\n  ::: note\n", 20000, ""},
    {"::: note {", "a=b ", 100000, "}\n:::"},
    {"::: note {a=\"", "\\\"", 100000, "\"}\n:::"},
    {"::: note {a=\"", "{{", 100000, "\"}\n:::"},
    {"", "]{", 100000, ""},
    {"", "[a]{.x}", 30000, ""},
    {"", "[a]{.x ", 30000, ""},
    {"[a](b)", "(a){.x}", 50000, ""},
    {"", "*[a* b]{.x} ", 20000, ""},
    {"", "# a {.b}\n", 50000, ""},
    {"", "|", 900000, ""},
    {"", "|a", 50000, "|\n|-|\n"},
    {"|a|b|\n|-|-|\n", "|x|y|\n", 60000, ""},
    {"|a|\n|-|\n", "|`", 100000, ""},
    {"|a|\n|-|\n", "|{{", 100000, ""},
    {"|a|\n|-|\n", "|**a\n", 50000, ""},
    {"", "|-|\n", 60000, ""},
    {"", "|a|\n|-|-|\n", 30000, ""},
    {"", "- [ ] a\n", 50000, ""},
    /* raw HTML */
    {"", "<b>", 100000, ""},
    {"", "</b>", 60000, ""},
    {"", "<b ", 100000, ">"},
    {"<b ", "x=1 ", 100000, ">"},
    {"", "<div>", 100000, ""},
    {"", "<div>\n\n", 50000, ""},
    {"<p>", "&", 60000, "</p>"},
    {"<p>\n", "&amp;", 100000, "</p>"},
    {"", "<div>\n", 100000, ""},
    /* bytes */
    {"", "\xff", 200000, ""},
    {"", "\xef\xb7\x90", 60000, ""},
    {"", "&#xFDD0;", 50000, ""},
    {"", "a\r\n", 100000, ""},
    {"a", " ", 900000, "a"},
    {"", "\t", 500000, "a"},
};

static void check_depth(const struct node *root) {
  int depth = 0;
  for (const struct node *n = root; n;) {
    assert_true(depth <= MD_MAX_DEPTH + 5);
    if (n->first) {
      n = n->first;
      depth++;
      continue;
    }
    for (; n != root && !n->next; depth--)
      n = n->parent;
    n = n == root ? NULL : n->next;
  }
}

/* Reads `text`, which is freed; false where that took too long. */
static bool read_in_time(struct buf *text) {
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  uint32_t src = diags_add_source(d, STR("hostile.md"), buf_str(text));
  struct md_options options = {.module = STR("m"), .first_line = 1};
  clock_t start = clock();
  struct node *root = md_read(a, d, src, buf_str(text), options);
  bool good = clock() - start <= (clock_t)SECONDS_MAX * CLOCKS_PER_SEC;
  assert_non_null(root);
  assert_int_equal(root->kind, NODE_DOCUMENT);
  check_depth(root);
  assert_true(diags_status(d) < 2);
  arena_destroy(a);
  buf_free(text);
  return good;
}

static void repeated(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
    const struct attack *attack = &attacks[i];
    struct buf text = {0};
    buf_puts(&text, attack->before);
    for (size_t n = 0; n < attack->count; n++)
      buf_puts(&text, attack->unit);
    buf_puts(&text, attack->after);
    if (!read_in_time(&text))
      fail_msg("too slow: '%s' %zu times", attack->unit, attack->count);
  }
}

static void growing(void **state) {
  (void)state;
  struct buf ticks = {0}, stairs = {0}, refs = {0}, notes = {0}, nested = {0};
  for (size_t i = 1; i < 1500; i++) {
    buf_char(&ticks, 'e');
    for (size_t n = 0; n < i; n++)
      buf_char(&ticks, '`');
  }
  for (size_t i = 0; i < 99; i++) {
    for (size_t n = 0; n < i; n++)
      buf_puts(&stairs, "  ");
    buf_puts(&stairs, "- a\n");
  }
  for (size_t i = 0; i < 200000; i++)
    buf_char(&stairs, '\n');
  for (size_t i = 0; i < 30000; i++)
    buf_printf(&refs, "[%zu]: u\n", i);
  for (size_t i = 0; i < 30000; i++)
    buf_puts(&refs, "[1] ");
  for (size_t i = 0; i < 20000; i++)
    buf_printf(&notes, "[^%zu]: x[^%zu]\n", i, (i + 1) % 20000);
  buf_puts(&notes, "\ny[^0]\n");
  for (size_t i = 0; i < 90; i++)
    buf_puts(&nested, i % 2 ? "- " : "> ");
  for (size_t i = 0; i < 20000; i++)
    buf_puts(&nested, "\nlazy");
  assert_true(read_in_time(&ticks));
  assert_true(read_in_time(&stairs));
  assert_true(read_in_time(&refs));
  assert_true(read_in_time(&notes));
  assert_true(read_in_time(&nested));
}

static void expect_error(struct buf *text, const char *code) {
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  uint32_t src = diags_add_source(d, STR("big.md"), STR(""));
  struct node *root =
      md_read(a, d, src, buf_str(text), (struct md_options){.first_line = 1});
  struct buf out = {0};
  diags_print(d, (struct diag_style){.json = false}, &out);
  assert_null(root->first);
  assert_int_equal(diags_errors(d), 1);
  assert_true(str_search(buf_str(&out), str_from(code)) < out.len);
  buf_free(&out);
  buf_free(text);
  arena_destroy(a);
}

/* Beyond a limit nothing is read, and the message says which. */
static void limits(void **state) {
  (void)state;
  struct buf size = {0}, line = {0}, depth = {0}, images = {0}, copies = {0};
  for (size_t i = 0; i <= MD_MAX_BYTES / 16; i++)
    buf_puts(&size, "fifteen letters\n");
  expect_error(&size, "E-TEXT-SIZE");
  for (size_t i = 0; i <= MD_MAX_LINE / 8; i++)
    buf_puts(&line, "8 bytes ");
  expect_error(&line, "E-TEXT-LINE");
  for (size_t i = 0; i <= MD_MAX_DEPTH; i++)
    buf_puts(&depth, i % 2 ? "1. " : "> ");
  expect_error(&depth, "E-TEXT-DEPTH");
  for (size_t i = 0; i < 20000; i++)
    buf_puts(&images, "![]");
  expect_error(&images, "E-TEXT-BRACKETS");
  buf_puts(&copies, "[x]: /");
  for (size_t i = 0; i < 100000; i++)
    buf_char(&copies, 'a');
  for (size_t i = 0; i < 1000; i++)
    buf_puts(&copies, "\n[x]\n");
  expect_error(&copies, "E-TEXT-BRACKETS");
}

/* What a rule of many dashes or a page of images is not. */
static void not_limits(void **state) {
  (void)state;
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct buf text = {0};
  for (size_t i = 0; i < 300; i++)
    buf_puts(&text, "- ");
  for (size_t i = 0; i < 3000; i++)
    buf_puts(&text, "\n\n![a](b.png) [c](d.md)");
  md_read(a, d, 0, buf_str(&text), (struct md_options){.first_line = 1});
  assert_int_equal(diags_errors(d), 0);
  buf_free(&text);
  arena_destroy(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(repeated),
      cmocka_unit_test(growing),
      cmocka_unit_test(limits),
      cmocka_unit_test(not_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
