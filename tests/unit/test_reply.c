/* Replies of the engine as C structures, and what is counted over seeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "course/gaps.h"
#include "course/reply.h"
#include "course/seed_report.h"

static int set_up(void **state) {
  *state = arena_create();
  return 0;
}

static int tear_down(void **state) {
  arena_destroy(*state);
  return 0;
}

static void assert_str(struct str got, const char *wanted) {
  if (!str_is(got, wanted))
    fail_msg("'%.*s' is not '%s'", STR_ARG(got), wanted);
}

/* The only gap of a reply with this entry in its "gaps". */
static struct drawn_gap gap_of(struct arena *a, const char *entry) {
  struct drawn_scope drawn;
  struct str json = arena_printf(a, "{\"gaps\":{\"g\":%s}}", entry);
  reply_draw(a, json, &drawn);
  assert_int_equal(drawn.gap_count, 1);
  assert_str(drawn.gaps[0].name, "g");
  return drawn.gaps[0];
}

static void reads_what_is_typed(void **state) {
  struct drawn_gap gap =
      gap_of(*state, "{\"kind\":\"number\",\"answer\":\"44.7\",\"unit\":\"%\","
                     "\"decimals\":1,\"paper\":15}");
  assert_int_equal(gap.kind, GAP_NUMBER);
  assert_str(gap.answer, "44.7");
  assert_str(gap.unit, "%");
  assert_int_equal(gap.decimals, 1);
  assert_int_equal(gap.paper, 15);
  gap = gap_of(*state, "{\"kind\":\"text\",\"answer\":null,\"paper\":null}");
  assert_int_equal(gap.kind, GAP_TEXT);
  assert_str(gap.answer, "");
  assert_int_equal(gap.paper, -1);
}

static void reads_lists(void **state) {
  struct drawn_gap gap =
      gap_of(*state, "{\"kind\":\"choice\",\"multiple\":true,\"count\":3,"
                     "\"order\":[2,3,1],\"right\":[1,3],"
                     "\"texts\":[\"a\",\"b\",\"c\"]}");
  assert_int_equal(gap.kind, GAP_CHOICE);
  assert_true(gap.multiple);
  assert_int_equal(gap.items.count, 3);
  assert_int_equal(gap.items.shown[1], 3);
  assert_int_equal(gap.right_count, 2);
  assert_str(gap.items.texts[2], "c");
  gap = gap_of(*state, "{\"kind\":\"order\",\"count\":2,\"start\":[2,1],"
                       "\"texts\":null}");
  assert_int_equal(gap.kind, GAP_ORDER);
  assert_int_equal(gap.items.shown[0], 2);
  assert_null(gap.items.texts);
}

static void reads_matches(void **state) {
  struct drawn_gap gap =
      gap_of(*state, "{\"kind\":\"match\",\"left\":2,\"right\":3,"
                     "\"start\":[3,1,2],\"texts\":{\"left\":[\"a\",\"b\"],"
                     "\"right\":[\"x\",\"y\",\"z\"]}}");
  assert_int_equal(gap.kind, GAP_MATCH);
  assert_int_equal(gap.left.count, 2);
  assert_int_equal(gap.items.count, 3);
  assert_int_equal(gap.items.shown[0], 3);
  assert_str(gap.left.texts[1], "b");
  assert_str(gap.items.texts[2], "z");
}

static void reads_tables_and_tasks(void **state) {
  struct drawn_gap gap =
      gap_of(*state, "{\"kind\":\"records\",\"table\":\"<table/>\","
                     "\"count\":9,\"right\":[4,9]}");
  assert_int_equal(gap.kind, GAP_RECORDS);
  assert_str(gap.table, "<table/>");
  assert_int_equal(gap.right[1], 9);
  gap = gap_of(*state, "{\"kind\":\"code\",\"starter\":\"return 1\\n\"}");
  assert_int_equal(gap.kind, GAP_CODE);
  assert_str(gap.starter, "return 1\n");
  assert_int_equal(gap_of(*state, "{\"kind\":\"open\"}").kind, GAP_OPEN);
}

/* The cells of a grid are gaps like others; the table has their fields. */
static void reads_grids(void **state) {
  struct drawn_scope drawn;
  reply_draw(*state,
             STR("{\"gaps\":{\"r1c2\":{\"kind\":\"number\",\"answer\":\"12\"},"
                 "\"r1cx\":{\"kind\":\"text\",\"answer\":\"x\"}},"
                 "\"grid\":\"<table/>\"}"),
             &drawn);
  assert_str(drawn.grid, "<table/>");
  assert_true(gap_is_cell(&drawn, &drawn.gaps[0]));
  assert_false(gap_is_cell(&drawn, &drawn.gaps[1]));
  drawn.grid.len = 0;
  assert_false(gap_is_cell(&drawn, &drawn.gaps[0]));
}

/* Numbers that no item has would be used as places in a list. */
static void distrusts_numbers_of_items(void **state) {
  struct drawn_gap gap =
      gap_of(*state, "{\"kind\":\"order\",\"start\":[3,-1],\"texts\":[\"a\"]}");
  assert_int_equal(gap.items.shown[0], 1);
  assert_int_equal(gap.items.shown[1], 2);
  assert_null(gap.items.texts);
}

static void reads_data_and_kinds(void **state) {
  struct drawn_scope drawn;
  reply_draw(*state, STR("{\"texts\":[],\"data\":[\"a\",\"b\"]}"), &drawn);
  assert_int_equal(drawn.data_count, 2);
  assert_str(drawn.data[1], "b");
  assert_string_equal(gap_kind_name(GAP_RECORDS), "records");
}

static void add_seed(struct seed_report *r, const char *n, const char *order) {
  struct drawn_scope drawn;
  struct str json = arena_printf(
      r->arena,
      "{\"texts\":[\"%s\"],\"gaps\":{\"answer\":{\"kind\":\"choice\",\"order\":"
      "%s,\"right\":[2],\"texts\":[\"900\",\"%s\"]}}}",
      n, order, n);
  reply_draw(r->arena, json, &drawn);
  seed_report_add(r, 0, &drawn, 1500);
}

static void counts_variants(void **state) {
  struct arena *a = *state;
  struct exercise ex = {.id = STR("ex"), .scope = {.expression_count = 1}};
  struct lesson_plan plan = {.exercises = &ex, .exercise_count = 1};
  struct seed_report report;
  struct buf out = {0};
  seed_report_start(&report, a, &plan, STR("en"));
  add_seed(&report, "1,640", "[2,1]");
  add_seed(&report, "1,640", "[1,2]"); /* the same, shuffled */
  add_seed(&report, "85", "[1,2]");
  add_seed(&report, "7", "[1,2]");
  seed_report_print(&out, &report);
  seed_report_end(&report);
  const char *row = strstr(out.ptr, "\nex ");
  assert_non_null(row);
  assert_non_null(strstr(row, " 4         3       25%       50%"));
  assert_non_null(strstr(row, " 1.5 "));
  buf_free(&out);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reads_what_is_typed),  TEST(reads_lists),
      TEST(reads_matches),        TEST(reads_tables_and_tasks),
      TEST(reads_grids),          TEST(distrusts_numbers_of_items),
      TEST(reads_data_and_kinds), TEST(counts_variants),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
