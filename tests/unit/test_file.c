/* Files and folders: what is refused, what is replaced, what stays. */

#define _XOPEN_SOURCE 700 /* mkfifo, symlink, setrlimit */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static const struct loc NOWHERE;

struct fixture {
  struct arena *arena;
  struct diags *diags;
  struct buf printed;
  struct str folder;
};

static int set_up(void **state) {
  static struct fixture f;
  const char *top = getenv("TMPDIR");
  f = (struct fixture){.arena = arena_create()};
  f.diags = diags_create(f.arena);
  f.folder = arena_printf(f.arena, "%s/wm-test-file-%ld", top ? top : "/tmp",
                          (long)getpid());
  file_remove_tree(f.folder);
  *state = &f;
  return !file_make_folder(f.diags, f.folder);
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  file_remove_tree(f->folder);
  buf_free(&f->printed);
  arena_destroy(f->arena);
  return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static struct str in(struct fixture *f, const char *name) {
  return path_join(f->arena, f->folder, str_from(name));
}

static void write_text(struct fixture *f, const char *name, const char *text) {
  assert_true(file_replace(f->diags, in(f, name), str_from(text)));
}

static void expect_text(struct fixture *f, const char *name,
                        const char *expected) {
  struct str text;
  assert_true(file_read(f->arena, f->diags, NOWHERE, in(f, name), 1000, &text));
  assert_string_equal(text.ptr, expected);
}

/* The names in the folder, with blanks between. */
static void expect_names(struct fixture *f, const char *expected) {
  struct str *names;
  size_t count;
  struct buf all = {0};
  assert_true(file_list(f->arena, f->diags, f->folder, &names, &count));
  for (size_t i = 0; i < count; i++) {
    buf_puts(&all, i ? " " : "");
    buf_put(&all, names[i]);
  }
  assert_string_equal(all.ptr ? all.ptr : "", expected);
  buf_free(&all);
}

/* One failure with this code and these words, and exit status 2. */
static void expect_failure(struct fixture *f, const char *code,
                           const char *words) {
  buf_clear(&f->printed);
  diags_print(f->diags, (struct diag_style){0}, &f->printed);
  const char *printed = f->printed.ptr ? f->printed.ptr : "";
  if (diags_errors(f->diags) != 1 || diags_status(f->diags) != 2 ||
      !strstr(printed, code) || !strstr(printed, words))
    fail_msg("expected one failure %s with '%s', got:\n%s", code, words,
             printed);
}

static bool read_it(struct fixture *f, const char *name, size_t max,
                    struct str *text) {
  return file_read(f->arena, f->diags, NOWHERE, in(f, name), max, text);
}

static void reads_what_was_written(void **state) {
  struct fixture *f = *state;
  struct str text;
  assert_true(file_replace(f->diags, in(f, "a"), STR("x\0y")));
  assert_true(read_it(f, "a", 3, &text));
  assert_int_equal(text.len, 3);
  assert_memory_equal(text.ptr, "x\0y", 4);
  assert_int_equal(file_size(in(f, "a")), 3);
  write_text(f, "a", "");
  assert_true(read_it(f, "a", 0, &text));
  assert_int_equal(text.len, 0);
  expect_names(f, "a");
}

/* Such files say that they are empty and are not. */
static void reads_files_that_hide_their_size(void **state) {
  struct fixture *f = *state;
  struct str text;
  if (file_kind(STR("/proc/self/status")) != FILE_REGULAR)
    skip();
  assert_true(file_read(f->arena, f->diags, NOWHERE, STR("/proc/self/status"),
                        FILE_MAX_BYTES, &text));
  assert_true(text.len > 100);
  assert_false(file_read(f->arena, f->diags, NOWHERE, STR("/proc/self/status"),
                         50, &text));
  expect_failure(f, "E-FILE-SIZE", "/proc/self/status");
}

static void missing_file(void **state) {
  struct fixture *f = *state;
  struct str text;
  assert_false(read_it(f, "none", 10, &text));
  assert_int_equal(text.len, 0);
  expect_failure(f, "E-FILE-MISSING", "no such file");
  assert_int_equal(file_kind(in(f, "none")), FILE_NONE);
  assert_int_equal(file_size(in(f, "none")), -1);
}

static void folder_instead_of_file(void **state) {
  struct fixture *f = *state;
  struct str text;
  assert_false(read_it(f, ".", 10, &text));
  expect_failure(f, "E-FILE-KIND", "is a folder, expected a file");
}

static void pipe_is_refused_unopened(void **state) {
  struct fixture *f = *state;
  struct str text;
  assert_int_equal(mkfifo(in(f, "p").ptr, 0600), 0);
  alarm(60); /* opening it would wait for ever */
  assert_false(read_it(f, "p", 10, &text));
  alarm(0);
  expect_failure(f, "E-FILE-KIND", "is a pipe or device");
}

static void device_is_refused(void **state) {
  struct fixture *f = *state;
  struct str text;
  assert_false(
      file_read(f->arena, f->diags, NOWHERE, STR("/dev/zero"), 10, &text));
  expect_failure(f, "E-FILE-KIND", "/dev/zero");
}

static void size_is_limited(void **state) {
  struct fixture *f = *state;
  struct str text;
  write_text(f, "a", "12345");
  size_t before = arena_used(f->arena);
  assert_false(read_it(f, "a", 4, &text));
  assert_true(arena_used(f->arena) - before < 1000);
  expect_failure(f, "E-FILE-SIZE", "has 5 bytes, expected at most 4");
}

static void names_without_sense(void **state) {
  struct fixture *f = *state;
  struct str text;
  char name[6000];
  memset(name, 'n', sizeof name);
  assert_false(file_read(f->arena, f->diags, NOWHERE,
                         (struct str){name, sizeof name}, 10, &text));
  expect_failure(f, "E-FILE-READ", "the name is too long");
  assert_int_equal(file_kind(STR("a\0b")), FILE_NONE);
  assert_int_equal(file_kind(STR("")), FILE_NONE);
}

/* Permissions mean nothing to root, so the test steps down for a moment. */
static uid_t step_down(void) {
  uid_t user = geteuid();
  if (user == 0 && seteuid(65534) != 0)
    skip();
  return user;
}

static void unreadable_file(void **state) {
  struct fixture *f = *state;
  struct str text;
  write_text(f, "a", "x");
  assert_int_equal(chmod(in(f, "a").ptr, 0), 0);
  uid_t user = step_down();
  bool read = read_it(f, "a", 10, &text);
  assert_int_equal(seteuid(user), 0);
  assert_false(read);
  expect_failure(f, "E-FILE-READ", "permission denied");
}

static void unwritable_folder(void **state) {
  struct fixture *f = *state;
  struct str temp;
  assert_true(file_make_folder(f->diags, in(f, "out/old")));
  write_text(f, "out/a", "old");
  assert_int_equal(chmod(in(f, "out").ptr, 0555), 0);
  uid_t user = step_down();
  bool file = file_replace(f->diags, in(f, "out/a"), STR("new"));
  bool made = file_make_folder(f->diags, in(f, "out/b"));
  bool folder = file_temp_folder(f->arena, f->diags, in(f, "out/old"), &temp);
  assert_int_equal(seteuid(user), 0);
  assert_int_equal(chmod(in(f, "out").ptr, 0755), 0);
  assert_false(file || made || folder);
  assert_int_equal(diags_errors(f->diags), 3);
  assert_int_equal(diags_status(f->diags), 2);
  diags_print(f->diags, (struct diag_style){0}, &f->printed);
  assert_non_null(strstr(f->printed.ptr, "permission denied"));
  expect_text(f, "out/a", "old");
}

static void lists_in_byte_order(void **state) {
  struct fixture *f = *state;
  write_text(f, "b", "");
  write_text(f, "a", "");
  write_text(f, "B", "");
  write_text(f, "\xC3\xA4", "");
  write_text(f, ".h", "");
  expect_names(f, ".h B a b \xC3\xA4");
  struct str *names;
  size_t count;
  assert_false(file_list(f->arena, f->diags, in(f, "none"), &names, &count));
  assert_int_equal(count, 0);
  expect_failure(f, "E-FILE-MISSING", "none");
}

static void replaces_whole_files(void **state) {
  struct fixture *f = *state;
  write_text(f, "a", "old");
  write_text(f, "a", "new");
  expect_text(f, "a", "new");
  expect_names(f, "a");
}

static void does_not_replace_a_folder(void **state) {
  struct fixture *f = *state;
  assert_true(file_make_folder(f->diags, in(f, "a")));
  assert_false(file_replace(f->diags, in(f, "a"), STR("x")));
  expect_failure(f, "E-FILE-KIND", "is a folder, expected a file");
  expect_names(f, "a");
}

static void target_folder_is_missing(void **state) {
  struct fixture *f = *state;
  assert_false(file_replace(f->diags, in(f, "no/a"), STR("x")));
  expect_failure(f, "E-FILE-WRITE", "no such file or folder");
  expect_names(f, "");
}

/* The write fails half-way, as on a full disk. */
static void full_disk_leaves_the_old_file(void **state) {
  struct fixture *f = *state;
  struct rlimit limit, small;
  char *big = calloc(1, 100000);
  write_text(f, "a", "old");
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
  small = (struct rlimit){50000, limit.rlim_max};
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  bool written = file_replace(f->diags, in(f, "a"), (struct str){big, 100000});
  bool fresh = file_write_new(f->diags, in(f, "b"), in(f, "b"),
                              (struct str){big, 100000});
  setrlimit(RLIMIT_FSIZE, &limit);
  free(big);
  assert_false(written);
  assert_false(fresh);
  assert_int_equal(diags_errors(f->diags), 2);
  diags_print(f->diags, (struct diag_style){0}, &f->printed);
  assert_non_null(strstr(f->printed.ptr, "too large"));
  expect_text(f, "a", "old");
  expect_names(f, "a");
}

static void long_names_get_temporary_ones(void **state) {
  struct fixture *f = *state;
  char name[256];
  memset(name, 'n', 255);
  name[255] = '\0';
  write_text(f, name, "x");
  expect_text(f, name, "x");
  expect_names(f, name);
}

static void new_files_must_be_new(void **state) {
  struct fixture *f = *state;
  assert_true(file_write_new(f->diags, in(f, "a"), in(f, "a"), STR("x")));
  assert_false(file_write_new(f->diags, in(f, "a"), STR("z"), STR("y")));
  expect_failure(f, "E-FILE-WRITE", "cannot write 'z': it exists already");
  expect_text(f, "a", "x");
}

static void makes_folders_with_parents(void **state) {
  struct fixture *f = *state;
  assert_true(file_make_folder(f->diags, in(f, "a/b//c/")));
  assert_true(file_make_folder(f->diags, in(f, "a/b/c")));
  assert_int_equal(file_kind(in(f, "a/b/c")), FILE_FOLDER);
  write_text(f, "file", "");
  assert_false(file_make_folder(f->diags, in(f, "file/x")));
  expect_failure(f, "E-FILE-KIND", "file' is a file, expected a folder");
}

static void puts_a_folder_in_place(void **state) {
  struct fixture *f = *state;
  struct str temp;
  bool stood;
  for (int round = 0; round < 2; round++) {
    assert_true(file_temp_folder(f->arena, f->diags, in(f, "out"), &temp));
    struct str a = path_join(f->arena, temp, STR(round ? "new" : "old"));
    assert_true(file_write_new(f->diags, a, a, STR("x")));
    assert_true(file_exchange(f->diags, temp, in(f, "out"), &stood));
    assert_int_equal(stood, round == 1);
    file_remove_tree(temp);
  }
  expect_names(f, "out");
  expect_text(f, "out/new", "x");
  assert_int_equal(file_kind(in(f, "out/old")), FILE_NONE);
}

static void folder_does_not_replace_a_file(void **state) {
  struct fixture *f = *state;
  struct str temp;
  bool stood;
  write_text(f, "out", "mine");
  assert_true(file_temp_folder(f->arena, f->diags, in(f, "out"), &temp));
  assert_false(file_exchange(f->diags, temp, in(f, "out"), &stood));
  file_remove_tree(temp);
  expect_failure(f, "E-FILE-KIND", "is a file, expected a folder");
  expect_text(f, "out", "mine");
  expect_names(f, "out");
}

static void two_temporary_names_differ(void **state) {
  struct fixture *f = *state;
  struct str one, two;
  assert_true(file_temp_folder(f->arena, f->diags, in(f, "out"), &one));
  assert_true(file_temp_folder(f->arena, f->diags, in(f, "out"), &two));
  assert_false(str_eq(one, two));
  struct str name = file_temp_name(f->arena, in(f, "out"));
  assert_false(str_eq(name, one) || str_eq(name, two));
  assert_true(str_eq(path_folder(name), f->folder));
}

static void puts_a_file_in_place_and_back(void **state) {
  struct fixture *f = *state;
  struct str temp = file_temp_name(f->arena, in(f, "a.zip"));
  bool stood;
  for (int round = 0; round < 2; round++) {
    if (round)
      write_text(f, "a.zip", "old");
    assert_true(file_write_new(f->diags, temp, temp, STR("new")));
    assert_true(file_exchange(f->diags, temp, in(f, "a.zip"), &stood));
    assert_int_equal(stood, round == 1);
    expect_text(f, "a.zip", "new");
    file_exchange_back(temp, in(f, "a.zip"), stood);
    file_remove(temp);
    assert_int_equal(file_kind(in(f, "a.zip")),
                     round ? FILE_REGULAR : FILE_NONE);
  }
  expect_text(f, "a.zip", "old");
  expect_names(f, "a.zip");
}

static void file_does_not_replace_a_folder(void **state) {
  struct fixture *f = *state;
  bool stood;
  assert_true(file_make_folder(f->diags, in(f, "b.zip")));
  struct str temp = file_temp_name(f->arena, in(f, "b.zip"));
  assert_true(file_write_new(f->diags, temp, temp, STR("new")));
  assert_false(file_exchange(f->diags, temp, in(f, "b.zip"), &stood));
  expect_failure(f, "E-FILE-KIND", "b.zip' is a folder");
  file_remove_tree(temp);
  expect_names(f, "b.zip");
}

static void removes_trees_but_not_what_links_show(void **state) {
  struct fixture *f = *state;
  assert_true(file_make_folder(f->diags, in(f, "keep")));
  write_text(f, "keep/me", "x");
  assert_true(file_make_folder(f->diags, in(f, "tree/deep")));
  write_text(f, "tree/deep/a", "x");
  assert_int_equal(symlink("../keep", in(f, "tree/link").ptr), 0);
  file_remove_tree(in(f, "tree"));
  file_remove_tree(in(f, "tree"));
  file_remove(in(f, "none"));
  expect_names(f, "keep");
  expect_text(f, "keep/me", "x");
}

static void expect_str(struct str got, const char *expected) {
  if (!str_is(got, expected))
    fail_msg("expected '%s', got '%.*s'", expected, STR_ARG(got));
}

static void joins_and_parts_paths(void **state) {
  struct fixture *f = *state;
  expect_str(path_join(f->arena, STR("a"), STR("b")), "a/b");
  expect_str(path_join(f->arena, STR("a/"), STR("b")), "a/b");
  expect_str(path_join(f->arena, STR(""), STR("b")), "b");
  expect_str(path_join(f->arena, STR("a"), STR("/b")), "/b");
  expect_str(path_base(STR("a/b.md")), "b.md");
  expect_str(path_base(STR("a/b/")), "b");
  expect_str(path_base(STR("b")), "b");
  expect_str(path_folder(STR("a/b/c")), "a/b");
  expect_str(path_folder(STR("a/b/")), "a");
  expect_str(path_folder(STR("b")), ".");
  expect_str(path_folder(STR("/b")), "/");
}

static void normalises_paths(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *from, *to;
  } cases[] = {
      {"a/b", "a/b"},       {"./a//b/", "a/b"}, {"a/../b", "b"},
      {"a/b/../../c", "c"}, {"...", "..."},     {"a/./b/../c", "a/c"},
      {"", NULL},           {".", NULL},        {"/a", NULL},
      {"..", NULL},         {"a/../..", NULL},  {"a/../../b", NULL},
      {"a/..", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct str out = {0};
    bool ok = path_normalise(f->arena, str_from(cases[i].from), &out);
    assert_int_equal(ok, cases[i].to != NULL);
    if (ok)
      expect_str(out, cases[i].to);
  }
  struct str out;
  assert_false(path_normalise(f->arena, STR("a\0b"), &out));
}

static void links_may_not_lead_out(void **state) {
  struct fixture *f = *state;
  assert_true(file_make_folder(f->diags, in(f, "course/data")));
  assert_true(file_make_folder(f->diags, in(f, "course-2")));
  write_text(f, "secret", "x");
  write_text(f, "course/a", "x");
  assert_int_equal(symlink("../secret", in(f, "course/out").ptr), 0);
  assert_int_equal(symlink("a", in(f, "course/in").ptr), 0);
  assert_int_equal(symlink("course", in(f, "alias").ptr), 0);
  struct str course = in(f, "course");
  assert_true(path_is_inside(course, in(f, "course/a")));
  assert_true(path_is_inside(course, in(f, "course/in")));
  assert_true(path_is_inside(course, in(f, "course/none")));
  assert_true(path_is_inside(course, in(f, "alias/a")));
  assert_true(path_is_inside(in(f, "alias/"), in(f, "alias/a")));
  assert_false(path_is_inside(course, in(f, "course/out")));
  assert_false(path_is_inside(course, in(f, "course/../secret")));
  assert_false(path_is_inside(course, in(f, "course-2")));
  assert_false(path_is_inside(course, course));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reads_what_was_written),
      TEST(reads_files_that_hide_their_size),
      TEST(missing_file),
      TEST(folder_instead_of_file),
      TEST(pipe_is_refused_unopened),
      TEST(device_is_refused),
      TEST(size_is_limited),
      TEST(names_without_sense),
      TEST(unreadable_file),
      TEST(unwritable_folder),
      TEST(lists_in_byte_order),
      TEST(replaces_whole_files),
      TEST(does_not_replace_a_folder),
      TEST(target_folder_is_missing),
      TEST(full_disk_leaves_the_old_file),
      TEST(long_names_get_temporary_ones),
      TEST(new_files_must_be_new),
      TEST(makes_folders_with_parents),
      TEST(puts_a_folder_in_place),
      TEST(folder_does_not_replace_a_file),
      TEST(two_temporary_names_differ),
      TEST(puts_a_file_in_place_and_back),
      TEST(file_does_not_replace_a_folder),
      TEST(removes_trees_but_not_what_links_show),
      TEST(joins_and_parts_paths),
      TEST(normalises_paths),
      TEST(links_may_not_lead_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
