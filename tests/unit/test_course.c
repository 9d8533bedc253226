/* A whole course from a folder. What is said about faulty ones is tested by
 * tests/diagnostics. */
#define _XOPEN_SOURCE 700 /* symlink */
#include "settings_help.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "course/course.h"

static struct str folder_of(struct fixture *f) {
  const char *top = getenv("TMPDIR");
  return arena_printf(f->arena, "%s/wm-test-course-%ld", top ? top : "/tmp",
                      (long)getpid());
}

static int make_folder(void **state) {
  set_up(state);
  struct fixture *f = *state;
  file_remove_tree(folder_of(f));
  return !file_make_folder(f->diags,
                           path_join(f->arena, folder_of(f), STR("data")));
}

static int remove_folder(void **state) {
  struct fixture *f = *state;
  file_remove_tree(folder_of(f));
  return tear_down(state);
}

#define IN_FOLDER(f)                                                           \
  cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

static void put(struct fixture *f, const char *name, const char *text) {
  struct str path = path_join(f->arena, folder_of(f), str_from(name));
  assert_true(file_replace(f->diags, path, str_from(text)));
}

static struct course *read_course(struct fixture *f) {
  return course_read(f->arena, f->diags, folder_of(f));
}

#define MANIFEST "id: c\ntitle: C\nlanguage: en\nlicence: CC-BY-4.0\n"

static void reads_modules_in_byte_order(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml", "\xEF\xBB\xBF" MANIFEST);
  put(f, "02-b.md", "\xEF\xBB\xBF---\ntitle: B\nrequires: [a]\n---\n\nText.\n");
  put(f, "01-a.md", "# The *a* {#x}\n\nText.\n");
  put(f, "README.md", "not a module");
  put(f, "_draft.md", "not a module");
  put(f, ".hidden.md", "not a module");
  put(f, "notes.txt", "not a module");
  const struct course *c = read_course(f);
  expect_clean(f);
  assert_int_equal(c->module_count, 2);
  const struct module *a = &c->modules[0], *b = &c->modules[1];
  expect_str(a->file, "01-a.md");
  expect_str(a->id.s, "a");
  expect_str(a->title.s, "The a");
  assert_int_equal(a->body->first->kind, NODE_PARAGRAPH); /* no heading left */
  expect_str(b->title.s, "B");
  assert_int_equal(b->body->first->at.line, 6);
  assert_ptr_equal(course_module_by_file(c, STR("02-b.md")), b);
  assert_null(course_module_by_file(c, STR("b.md")));
}

static void reads_the_modules_that_are_named(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml", MANIFEST "modules: [b.md, ./a.md]\n");
  put(f, "a.md", "# A\n");
  put(f, "b.md", "---\ntitle: B\n---\n\n# Not the title\n");
  put(f, "c.md", "# C\n");
  const struct course *c = read_course(f);
  expect_clean(f);
  assert_int_equal(c->module_count, 2);
  expect_str(c->modules[0].file, "b.md");
  expect_str(c->modules[1].file, "a.md");
  assert_int_equal(c->modules[0].body->first->kind, NODE_HEADING);
}

static void reads_data_and_keeps_its_text(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml", MANIFEST);
  put(f, "a.md", "# A\n");
  put(f, "data/datapackage.json",
      "{\"sources\": [{\"title\": \"S\"}], \"licenses\": [{\"name\": \"MIT\"}],"
      " \"resources\": [{\"name\": \"t\", \"path\": \"t.csv\", \"disclosure\":"
      " {\"unit\": \"aggregate\"}, \"schema\": {\"fields\": [{\"name\":"
      " \"a\"}]}}]}");
  put(f, "data/t.csv",
      "\xEF\xBB\xBF"
      "a\n1\n");
  const struct course *c = read_course(f);
  expect_clean(f);
  const struct resource *t = course_resource(c, STR("t"));
  assert_non_null(t);
  assert_null(course_resource(c, STR("u")));
  expect_str(t->csv, "a\n1\n");
  expect_str(t->path.s, "data/t.csv");
  assert_true(str_ends(t->file, "/data/t.csv"));
  expect_str(diags_source_name(f->diags, t->csv_src), t->file.ptr);
}

static void goes_on_after_faults_everywhere(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml",
      "id: C\n"
      "titel: C\nlanguage: en\nlicence: MIT\n");
  put(f, "a.md", "---\nid: A\n---\n");
  put(f, "data/datapackage.yaml", "resource: []\n");
  const struct course *c = read_course(f);
  const char *said = printed(f);
  assert_non_null(strstr(said, "[E-ID]"));
  assert_non_null(strstr(said, "did you mean 'title'?"));
  assert_non_null(strstr(said, "did you mean 'resources'?"));
  assert_non_null(strstr(said, "[W-MODULE-TITLE]"));
  assert_int_equal(c->module_count, 1);
  assert_int_equal(diags_status(f->diags), 1);
}

static void a_linked_course_is_read(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml", MANIFEST);
  put(f, "a.md", "# A\n");
  struct str link = arena_printf(f->arena, "%.*s-link", STR_ARG(folder_of(f)));
  file_remove(link);
  assert_int_equal(symlink(folder_of(f).ptr, link.ptr), 0);
  const struct course *c = course_read(f->arena, f->diags, link);
  file_remove(link);
  expect_clean(f);
  assert_int_equal(c->module_count, 1);
}

static void a_title_is_found_or_made(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml", MANIFEST);
  put(f, "a.md", "```lua setup\nn = 1\n```\n\n# After the setup\n");
  put(f, "b.md", "Text.\n\n# Later\n");
  put(f, "c.md", "Text.\n");
  const struct course *c = read_course(f);
  expect_str(c->modules[0].title.s, "After the setup");
  assert_null(c->modules[0].body->first->next);
  expect_str(c->modules[1].title.s, "Later");
  assert_int_equal(c->modules[1].body->last->kind, NODE_HEADING);
  expect_str(c->modules[2].title.s, "c");
  assert_int_equal(diags_errors(f->diags), 0);
  assert_int_equal(diags_warnings(f->diags), 1);
}

static void titles_are_not_computed(void **state) {
  struct fixture *f = *state;
  put(f, "course.yaml", MANIFEST);
  put(f, "a.md", "# A {{ n }}\n");
  read_course(f);
  expect_errors(f, 1, "a module's title cannot be computed");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(reads_modules_in_byte_order),
      IN_FOLDER(reads_the_modules_that_are_named),
      IN_FOLDER(reads_data_and_keeps_its_text),
      IN_FOLDER(goes_on_after_faults_everywhere),
      IN_FOLDER(a_linked_course_is_read),
      IN_FOLDER(a_title_is_found_or_made),
      IN_FOLDER(titles_are_not_computed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
