/* Methods of the anonymiser that work value by value. */
#include "privacy_help.h"

static void drops_and_renames(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - drop: [id, name]\n"
                                       "  - rename: {s: sex}\n",
                              .fields = "sex:string",
                              .csv = "id,s,name\n1,F,Ana\n2,M,Bo\n"},
              "F M");
  fresh(state);
  assert_null(try_plan(f, &(struct trial){.steps = "  - rename: {a: b}\n",
                                          .fields = "b:string",
                                          .csv = "a,b\n1,2\n"}));
  expect_errors(f, 1, "two columns would be called 'b'");
}

static void nothing_stays_undecided(void **state) {
  struct fixture *f = *state;
  assert_null(try_plan(f, &(struct trial){.steps = "  - drop: [b]\n",
                                          .fields = "a:string",
                                          .csv = "a,b,phone\n1,2,3\n"}));
  expect_errors(f, 1,
                "the column 'phone' is neither dropped by a step nor a "
                "field of the resource");
}

static void recodes_the_whole_column(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - recode: [p, q]\n"
                                       "    map: {c: x, d: null}\n"
                                       "    groups: {y: [a, b]}\n"
                                       "    missing: unknown\n",
                              .fields = "p:string q:string",
                              .csv = "p,q\na,b\nc,d\n,a\n"},
              "y,y x,unknown unknown,y");
  fresh(state);
  expect_rows(f,
              &(struct trial){.steps = "  - recode: p\n    map: {a: z}\n"
                                       "    rest: other\n",
                              .fields = "p:string",
                              .csv = "p\na\nb\n\"\"\nc\n"},
              "z other  other");
  fresh(state);
  assert_null(try_plan(f, &(struct trial){.steps = "  - recode: p\n"
                                                   "    map: {a: z}\n",
                                          .fields = "p:string",
                                          .csv = "p\na\nb\n"}));
  expect_errors(f, 1, "'p' holds 'b', which the step 'recode' does not name");
}

/* The guide of the World Bank and IHSN: regions into North, Central, South. */
static void recodes_as_the_guide_does(void **state) {
  struct fixture *f = *state;
  expect_rows(
      f,
      &(struct trial){
          .steps = "  - recode: region\n    groups:\n"
                   "      North: [Region 1, Region 2]\n"
                   "      Central: Region 3\n"
                   "      South: [Region 4, Region 5]\n",
          .fields = "region:string",
          .csv = "region\nRegion 1\nRegion 2\nRegion 3\nRegion 4\nRegion 5\n"},
      "North North Central South South");
}

static void puts_numbers_into_bands(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - bands: age\n"
                                       "    into: [18+, 0-4, 5–11, 12-17]\n",
                              .fields = "age:string",
                              .csv = "age\n0\n4\n4.9\n5\n17\n18\n99\n\"\"\n"},
              "0-4 0-4 0-4 5–11 12-17 18+ 18+ ");
  fresh(state);
  expect_rows(f,
              &(struct trial){.steps = "  - bands: x\n    width: 5\n"
                                       "    from: -5\n    last: 12\n",
                              .fields = "x:string",
                              .csv = "x\n-5\n-1\n0\n9\n10\n11\n12\n400\n"},
              "-5--1 -5--1 0-4 5-9 10-11 10-11 12+ 12+");
  fresh(state);
  expect_rows(f,
              &(struct trial){.steps = "  - bands: x\n"
                                       "    into: [\"<-9\", 0, -9--3, 1-2]\n",
                              .fields = "x:string",
                              .csv = "x\n0\n1\n-9\n-10\n"},
              "0 1-2 -9--3 <-9");
}

static void bands_must_not_overlap(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *steps, *words;
  } list[] = {
      {"  - bands: x\n    into: [0-4, 4-9]\n", "'4-9' overlaps '0-4'"},
      {"  - bands: x\n    into: [60+, 18+]\n", "'60+' overlaps '18+'"},
      {"  - bands: x\n    into: [young]\n", "'young' is no band"},
      {"  - bands: x\n    into: [9-5]\n", "'9-5' is no band"},
      {"  - bands: x\n", "needs either 'into'"},
      {"  - bands: x\n    width: 0\n", "'width' is '0'"},
      {"  - bands: x\n    into: [0-4]\n", "'x' holds 5, which is in no band"},
      {"  - bands: y\n    into: [0+]\n", "'y' holds 'b', expected numbers"},
  };
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
    fresh(state);
    assert_null(try_plan(f, &(struct trial){.steps = list[i].steps,
                                            .fields = "x:string y:string",
                                            .csv = "x,y\n5,b\n"}));
    expect_errors(f, 1, list[i].words);
  }
}

static void limits_extremes(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - top: a\n    at: 80\n    as: 80+\n"
                                       "  - bottom: b\n    at: 10\n",
                              .fields = "a:string b:number",
                              .csv = "a,b\n79,9\n80,10\n99,11\n,\n"},
              "79,10 80+,10 80+,11 ,");
}

static void coarsens_dates(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *to, *expected;
  } list[] = {{"month", "2011-02 1990-12"},
              {"quarter", "2011-Q1 1990-Q4"},
              {"year", "2011 1990"},
              {"age\n    on: 2026-02-28", "15 35"},
              {"day", "2011-02-28 1990-12-31"}};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
    fresh(state);
    struct str steps =
        arena_printf(f->arena, "  - dates: born\n    to: %s\n", list[i].to);
    expect_rows(f,
                &(struct trial){.steps = steps.ptr,
                                .fields = "born:string",
                                .csv = "born\n2011-02-28\n1990-12-31\n"},
                list[i].expected);
  }
}

/* As the records of the Thai outbreak have them. */
static void reads_buddhist_years(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - dates: t\n    to: day\n"
                                       "    form: \"%Y%m%d%H%M%S\"\n"
                                       "    era: buddhist\n",
                              .fields = "t:string",
                              .csv = "t\n25330825180000\n25550229000000\n"},
              "1990-08-25 2012-02-29");
  fresh(state);
  assert_null(try_plan(f, &(struct trial){.steps = "  - dates: t\n"
                                                   "    to: day\n"
                                                   "    form: \"%d/%m/%Y\"\n"
                                                   "    era: buddhist\n",
                                          .fields = "t:string",
                                          .csv = "t\n29/2/2554\n"}));
  expect_errors(f, 1, "'29/2/2554', which is no date");
}

static void an_age_needs_its_day(void **state) {
  struct fixture *f = *state;
  expect_rows(f,
              &(struct trial){.steps = "  - dates: born\n    to: age\n"
                                       "    on: seen\n  - drop: seen\n",
                              .fields = "born:integer",
                              .csv = "born,seen\n2000-03-02,2020-03-01\n"
                                     "2000-03-02,2020-03-02\n,2020-01-01\n"},
              "19 20 ");
  fresh(state);
  assert_null(try_plan(f, &(struct trial){.steps = "  - dates: b\n"
                                                   "    to: age\n",
                                          .fields = "b:integer",
                                          .csv = "b\n2000-01-01\n"}));
  expect_errors(f, 1, "an age needs 'on'");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(drops_and_renames),        TEST(nothing_stays_undecided),
      TEST(recodes_the_whole_column), TEST(recodes_as_the_guide_does),
      TEST(puts_numbers_into_bands),  TEST(bands_must_not_overlap),
      TEST(limits_extremes),          TEST(coarsens_dates),
      TEST(reads_buddhist_years),     TEST(an_age_needs_its_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
