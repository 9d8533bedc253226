/* Packing: the bytes of a zip, whatever the number of threads, the time and the
 * folder. */
#include "output_help.h"

#include <stdio.h>

#include "output/bundle.h"
#include "base/calendar.h"
#include "output/csv_cut.h"
#include "output/sha1.h"

struct packing {
  struct arena *arena;
  struct diags *diags;
  struct str folder;
};

static int set_up(void **state) {
  struct packing *p = test_calloc(1, sizeof *p);
  const char *tmp = getenv("TMPDIR");
  p->arena = arena_create();
  p->diags = diags_create(p->arena);
  struct str path = arena_printf(p->arena, "%s/wm-zip", tmp ? tmp : "/tmp");
  assert_true(file_temp_folder(p->arena, p->diags, path, &p->folder));
  *state = p;
  return 0;
}

static int tear_down(void **state) {
  struct packing *p = *state;
  file_remove_tree(p->folder);
  arena_destroy(p->arena);
  test_free(p);
  return 0;
}

static void fill(struct bundle *b) {
  char *long_text = arena_alloc(b->arena, 100000);
  for (size_t i = 0; i < 100000; i++)
    long_text[i] = (char)('a' + i * i % 23);
  bundle_add(b, STR("mimetype"), STR("application/epub+zip"));
  b->items[0].stored = true;
  bundle_add(b, STR("a/long.txt"), (struct str){long_text, 100000});
  bundle_add(b, STR("empty"), STR(""));
  bundle_add(b, STR("short"), STR("x"));
  bundle_add(b, STR("ไทย"), STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

static struct str pack(struct packing *p, const char *name, int jobs,
                       long long time) {
  struct bundle b = {.arena = p->arena};
  struct str path = path_join(p->arena, p->folder, str_from(name)), bytes;
  fill(&b);
  bundle_pack(&b, jobs);
  assert_true(bundle_write_zip(&b, p->diags, path, path, time));
  assert_true(
      file_read(p->arena, p->diags, (struct loc){0}, path, 1 << 20, &bytes));
  return bytes;
}

static unsigned at(struct str zip, size_t place, int bytes) {
  unsigned v = 0;
  for (int i = 0; i < bytes; i++)
    v |= (unsigned)(unsigned char)zip.ptr[place + (size_t)i] << 8 * i;
  return v;
}

static void mimetype_comes_first_and_stored(void **state) {
  struct str zip = pack(*state, "a.epub", 1, 0);
  assert_true(
      str_eq(str_slice(zip, 30, 58), STR("mimetypeapplication/epub+zip")));
  assert_int_equal(at(zip, 0, 4), 0x04034B50);
  assert_int_equal(at(zip, 6, 2), 0);           /* flags: no data descriptor */
  assert_int_equal(at(zip, 8, 2), 0);           /* stored */
  assert_int_equal(at(zip, 10, 4), 0x00210000); /* 1980-01-01 00:00 */
  assert_int_equal(at(zip, 18, 4), 20);         /* sizes stand in front */
  assert_int_equal(at(zip, 22, 4), 20);
  assert_int_equal(at(zip, 28, 2), 0); /* no extra field */
}

static void later_files_are_deflated(void **state) {
  struct str zip = pack(*state, "a.zip", 2, 0);
  size_t place = 58;
  assert_int_equal(at(zip, place, 4), 0x04034B50);
  assert_int_equal(at(zip, place + 6, 2), 0);
  assert_int_equal(at(zip, place + 8, 2), 8);
  assert_int_equal(at(zip, place + 22, 4), 100000);
  assert_true(at(zip, place + 18, 4) < 50000);
}

static void bytes_do_not_depend_on_threads(void **state) {
  struct str one = pack(*state, "one", 1, 1700000000);
  struct str many = pack(*state, "many", 7, 1700000000);
  struct str later = pack(*state, "later", 1, 1700000002);
  assert_true(str_eq(one, many));
  assert_false(str_eq(one, later));
}

static void failing_zip_leaves_nothing(void **state) {
  struct packing *p = *state;
  struct bundle b = {.arena = p->arena};
  struct str path = path_join(p->arena, p->folder, STR("no/such/folder/x.zip"));
  fill(&b);
  bundle_pack(&b, 1);
  assert_false(bundle_write_zip(&b, p->diags, path, path, 0));
  assert_int_equal(diags_errors(p->diags), 1);
  assert_int_equal(diags_status(p->diags), 2);
  assert_int_equal(file_kind(path), FILE_NONE);
}

static void folder_holds_the_files(void **state) {
  struct packing *p = *state;
  struct bundle b = {.arena = p->arena};
  struct str bytes;
  fill(&b);
  assert_true(bundle_write_folder(&b, p->diags, p->folder, p->folder));
  assert_true(file_read(p->arena, p->diags, (struct loc){0},
                        path_join(p->arena, p->folder, STR("a/long.txt")),
                        1 << 20, &bytes));
  assert_int_equal(bytes.len, 100000);
}

static void times_are_utc(void **state) {
  struct buf out = {0};
  uint16_t time, date;
  (void)state;
  calendar_put(&out, 0);
  calendar_put(&out, 951782399); /* before a leap day */
  calendar_put(&out, 951782400);
  calendar_put(&out, 4102444799);
  assert_string_equal(out.ptr, "1970-01-01T00:00:00Z2000-02-28T23:59:59Z"
                               "2000-02-29T00:00:00Z2099-12-31T23:59:59Z");
  buf_free(&out);
  calendar_dos(-5, &time, &date);
  assert_int_equal(time, 0);
  assert_int_equal(date, 1 << 5 | 1);
  calendar_dos(1700000001, &time, &date); /* 2023-11-14 22:13:21 */
  assert_int_equal(time, 22 << 11 | 13 << 5 | 10);
  assert_int_equal(date, 43 << 9 | 11 << 5 | 14);
  calendar_dos(99999999999, &time, &date);
  assert_int_equal(date >> 9, 127);
}

static void hex_of(struct str text, char *out) {
  unsigned char digest[20];
  sha1(text, digest);
  for (size_t i = 0; i < 20; i++)
    snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

static void hashes_are_sha1(void **state) {
  char hex[41];
  char million[1000];
  struct buf urn = {0};
  (void)state;
  hex_of(STR(""), hex);
  assert_string_equal(hex, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  hex_of(STR("abc"), hex);
  assert_string_equal(hex, "a9993e364706816aba3e25717850c26c9cd0d89d");
  hex_of(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
  assert_string_equal(hex, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  memset(million, 'a', sizeof million);
  hex_of((struct str){million, sizeof million}, hex);
  assert_string_equal(hex, "291e9a6c66994949b57ba5e650361e98fc36b1ba");
  uuid_put_urn(&urn, STR("x"));
  assert_int_equal(urn.len, 45);
  assert_int_equal(urn.ptr[23], '5');
  assert_non_null(strchr("89ab", urn.ptr[28]));
  buf_free(&urn);
}

static void only_embedded_columns_leave(void **state) {
  struct str columns[] = {STR("a"), STR("c")};
  struct buf out = {0};
  (void)state;
  csv_put_columns(&out, STR("a,b,c\r\n1,secret,3\r\n\"x,\n\"\"y\",no,\"z\"\n"),
                  ',', columns, 2);
  assert_string_equal(out.ptr, "a,c\n1,3\n\"x,\n\"\"y\",\"z\"\n");
  buf_clear(&out);
  csv_put_columns(&out, STR("\"c\";b;a\n1;2;3"), ';', columns, 2);
  assert_string_equal(out.ptr, "\"c\";a\n1;3\n");
  buf_clear(&out);
  csv_put_columns(&out, STR("a,b\n1\n,2\n\n3,\n"), ',', columns, 2);
  assert_string_equal(out.ptr, "a\n1\n\"\"\n\n3\n");
  buf_free(&out);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(mimetype_comes_first_and_stored),
      TEST(later_files_are_deflated),
      TEST(bytes_do_not_depend_on_threads),
      TEST(failing_zip_leaves_nothing),
      TEST(folder_holds_the_files),
      cmocka_unit_test(times_are_utc),
      cmocka_unit_test(hashes_are_sha1),
      cmocka_unit_test(only_embedded_columns_leave),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
