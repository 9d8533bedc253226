/* Measures of disclosure risk: worked examples with published results, to all
 * the digits they print. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "risk_help.h"

#include <math.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* World Bank/IHSN, "Statistical Disclosure Control: A Practice Guide", tables
 * 4.1, 4.3 and 4.5 and their listings. */
static const char guide[] =
    "residence,gender,education,labour,weight,health\n"
    "Urban,Female,Secondary incomplete,Employed,180,yes\n"
    "Urban,Female,Secondary incomplete,Employed,180,yes\n"
    "Urban,Female,Primary incomplete,Non-LF,215,yes\n"
    "Urban,Male,Secondary complete,Employed,76,yes\n"
    "Rural,Female,Secondary complete,Unemployed,186,yes\n"
    "Urban,Male,Secondary complete,Employed,76,no\n"
    "Urban,Female,Primary complete,Non-LF,180,no\n"
    "Urban,Male,Post-secondary,Unemployed,215,yes\n"
    "Urban,Female,Secondary incomplete,Non-LF,186,no\n"
    "Urban,Female,Secondary incomplete,Non-LF,76,yes\n";
static const char guide_keys[] = "residence,gender,education,labour";

struct measured {
  struct records records;
  struct risk_file file;
  struct pool pool;
  struct risk_groups groups;
};

static struct measured measure(const char *types, const char *csv,
                               const char *keys, const char *weight) {
  struct measured m = {.records = records_read(types, csv)};
  m.file = records_keys(&m.records, keys, weight);
  assert_int_equal(risk_group(&m.pool, &m.file, &m.groups), RISK_DONE);
  return m;
}

static void release(struct measured *m) {
  pool_free(&m->pool);
  records_free(&m->records);
}

static double fk_of(const struct measured *m, size_t row) {
  return m->groups.fk[m->groups.of_row[row]];
}

static double Fk_of(const struct measured *m, size_t row) {
  return risk_Fk(&m->groups, m->groups.of_row[row]);
}

static void check_fk(const struct measured *m, const int *wanted) {
  for (size_t i = 0; i < m->groups.rows; i++)
    assert_int_equal(fk_of(m, i), wanted[i]);
}

static void check_digits(double value, double wanted, double last) {
  if (!(fabs(value - wanted) <= last / 2 * 1.0001))
    fail_msg("%.12g, expected %.12g", value, wanted);
}

static void check_risk(const struct measured *m, const double *wanted,
                       bool exact, double last) {
  for (size_t i = 0; i < m->groups.rows; i++)
    check_digits(risk_individual(fk_of(m, i), Fk_of(m, i), exact), wanted[i],
                 last);
}

static void test_guide(void **state) {
  static const int fk[] = {2, 2, 1, 2, 1, 2, 1, 1, 2, 2};
  static const double Fk[] = {360, 360, 215, 152, 186, 152, 180, 215, 262, 262};
  static const double risk[] = {
      0.00542452,  0.00542452,  0.025096439, 0.012563425, 0.028247279,
      0.012563425, 0.029010932, 0.025096439, 0.007403834, 0.007403834};
  struct measured m = measure("ssssis", guide, guide_keys, "weight");
  double sum = 0;
  (void)state;
  check_fk(&m, fk);
  check_risk(&m, risk, false, 1e-9);
  for (size_t i = 0; i < COUNT(Fk); i++) {
    assert_true(Fk_of(&m, i) == Fk[i]);
    sum += risk_individual(fk[i], Fk[i], false);
  }
  check_digits(sum / 10, 0.01582, 1e-5);
  check_digits(sum, 0.1582, 1e-4);
  release(&m);
}

static void test_guide_missing(void **state) {
  static const int fk[] = {2, 2, 3};
  struct measured m = measure("sss",
                              "gender,education,labour\n"
                              "Male,Secondary complete,Employed\n"
                              "Male,Secondary incomplete,Employed\n"
                              "Male,,Employed\n",
                              "gender,education,labour", NULL);
  (void)state;
  check_fk(&m, fk);
  release(&m);
}

static const char recoded[] = "region,zone,gender,religion\n"
                              "Region 1,North,F,C\nRegion 2,North,F,C\n"
                              "Region 2,North,F,C\nRegion 3,Central,F,P\n"
                              "Region 3,Central,M,P\nRegion 3,Central,F,P\n"
                              "Region 3,Central,M,P\nRegion 4,South,M,Mu\n"
                              "Region 4,South,M,Mu\nRegion 5,South,M,Mu\n";

static void test_guide_recoding(void **state) {
  static const int before[] = {1, 2, 2, 2, 2, 2, 2, 2, 2, 1};
  static const int after[] = {3, 3, 3, 2, 2, 2, 2, 3, 3, 3};
  struct measured m = measure("ssss", recoded, "region,gender,religion", NULL);
  (void)state;
  check_fk(&m, before);
  release(&m);
  m = measure("ssss", recoded, "zone,gender,religion", NULL);
  check_fk(&m, after);
  release(&m);
}

/* sdcMicro, tests/testthat/test_freqCalc.R and test_indivRisk.R. */
static void test_sdcmicro(void **state) {
  static const int fk[] = {3, 1, 3, 1, 2, 2, 1, 3};
  static const double Fk[] = {108, 45.5, 108, 17, 100, 100, 123.5, 108};
  static const double approximate[] = {0.01369863, 0.08579129, 0.01369863,
                                       0.17707583, 0.01877883, 0.01877883,
                                       0.03931625, 0.01369863};
  static const double exact[] = {0.01355297, 0.08579129, 0.01355297,
                                 0.17707583, 0.01877883, 0.01877883,
                                 0.03931625, 0.01355297};
  struct measured m = measure("iiin",
                              "A,B,C,w\n2,3,1,18\n3,3,3,45.5\n2,3,1,39\n"
                              "2,3,2,17\n3,3,1,92\n3,3,1,8\n1,4,1,123.5\n"
                              "2,3,1,51\n",
                              "A,B,C", "w");
  (void)state;
  check_fk(&m, fk);
  for (size_t i = 0; i < COUNT(Fk); i++)
    assert_true(Fk_of(&m, i) == Fk[i]);
  check_risk(&m, approximate, false, 1e-8);
  check_risk(&m, exact, true, 1e-8);
  release(&m);
}

/* ARX, TestAnonymization/TestRiskMetrics: sample and population are one. */
static void test_arx(void **state) {
  struct measured m = measure("sss",
                              "age,gender,zipcode\n34,male,81667\n"
                              "45,female,81675\n66,male,81925\n"
                              "70,female,81931\n34,female,81931\n"
                              "70,male,81931\n45,male,81931\n",
                              "age,gender,zipcode", NULL);
  double sum = 0, most = 0;
  (void)state;
  for (size_t i = 0; i < 7; i++)
    assert_true(risk_individual(fk_of(&m, i), Fk_of(&m, i), false) == 1);
  release(&m);
  m = measure("ss",
              "age,zipcode\n<50,816**\n<50,816**\n>=50,819**\n>=50,819**\n"
              "<50,819**\n>=50,819**\n<50,819**\n",
              "age,zipcode", NULL);
  for (size_t i = 0; i < 7; i++) {
    double risk = risk_individual(fk_of(&m, i), Fk_of(&m, i), false);
    sum += risk;
    most = fmax(most, risk);
  }
  check_digits(sum / 7, 0.42857142857142855, 1e-17 + 1e-15);
  assert_true(most == 0.5);
  release(&m);
}

static void check_distinct(const struct measured *m, const char *sensitive,
                           const int *wanted) {
  uint32_t distinct[32];
  assert_true(risk_diversity(&m->file, &m->groups,
                             records_column(&m->records, sensitive), distinct));
  for (size_t i = 0; i < m->groups.rows; i++)
    assert_int_equal(distinct[m->groups.of_row[i]], wanted[i]);
}

/* The guide's code 4.6, and sdcMicro's test, in which a missing key is a group
 * of its own for this measure. */
static void test_diversity(void **state) {
  static const int health[] = {1, 1, 1, 2, 1, 2, 1, 1, 2, 2};
  static const int sensitive[] = {3, 3, 3, 2, 2, 2, 2};
  struct measured m = measure("ssssis", guide, guide_keys, NULL);
  (void)state;
  check_distinct(&m, "health", health);
  release(&m);
  m = measure("sssi",
              "sex,occupation,ethnicity,value\nfemale,,other,1\n"
              "female,,other,0\nfemale,,other,2\nmale,teacher,other,1\n"
              "male,teacher,other,0\nfemale,nurse,majority,0\n"
              "female,nurse,majority,1\n",
              "sex,occupation,ethnicity", NULL);
  check_distinct(&m, "value", sensitive);
  release(&m);
}

/* A. Machanavajjhala and others: a group with shares 1/2, 1/4, 1/4; and two
 * groups that split a file of equal parts. N. Li and others, example 4: of
 * salaries 3k to 11k, {3k, 4k, 5k} is 0.375 and {6k, 8k, 11k} 0.167 away. */
static void test_spread(void **state) {
  struct measured m = measure("sis",
                              "g,salary,illness\na,3,x\na,4,x\na,5,y\nb,6,z\n"
                              "b,8,z\nb,11,z\nc,7,\nc,9,y\nc,10,x\n",
                              "g", NULL);
  double entropy[3], distance[3];
  struct risk_spread spread = {entropy, distance};
  (void)state;
  assert_true(risk_spread(&m.file, &m.groups,
                          records_column(&m.records, "salary"), &spread));
  check_digits(entropy[m.groups.of_row[0]], 3, 1e-12);
  check_digits(distance[m.groups.of_row[0]], 0.375, 1e-12);
  check_digits(distance[m.groups.of_row[3]], 0.167, 1e-3);
  assert_true(risk_spread(&m.file, &m.groups,
                          records_column(&m.records, "illness"), &spread));
  check_digits(entropy[m.groups.of_row[0]],
               exp(-(2 * log(2. / 3) + log(1. / 3)) / 3), 1e-12);
  check_digits(entropy[m.groups.of_row[3]], 1, 1e-12);
  /* z is 3 of the 8 known values, 8 of 8 there: 1 - 3/8 moves. */
  check_digits(distance[m.groups.of_row[3]], 0.625, 1e-12);
  release(&m);
}

struct sets {
  uint32_t keys[32];
  size_t count;
};

static void collect(void *user, uint32_t row, uint32_t keys) {
  struct sets *s = user;
  if (row == 4)
    s->keys[s->count++] = keys;
}

/* The guide, table 4.5 and the sets it names for record 5. */
static void test_suda(void **state) {
  static const double wanted[] = {0, 0, 6, 0, 12, 0, 6, 10, 0, 0};
  double score[10] = {0}, twos[10] = {0};
  struct sets sets = {.count = 0};
  struct measured m = measure("ssssis", guide, guide_keys, NULL);
  struct risk_suda suda = {3, score, collect, &sets};
  (void)state;
  assert_true(risk_suda(&m.file, &m.groups, &suda));
  for (size_t i = 0; i < 10; i++)
    assert_true(score[i] == wanted[i]);
  assert_int_equal(sets.count, 4);
  assert_int_equal(sets.keys[0], 1);     /* residence */
  assert_int_equal(sets.keys[1], 2 | 4); /* gender, education */
  assert_int_equal(sets.keys[2], 2 | 8); /* gender, labour */
  assert_int_equal(sets.keys[3], 4 | 8); /* education, labour */
  suda = (struct risk_suda){2, twos, NULL, NULL};
  assert_true(risk_suda(&m.file, &m.groups, &suda));
  assert_true(twos[4] == 3 * 2 + 3 * 2); /* (4-1)(4-2) + 3 (4-2) */
  assert_true(risk_suda_sets(4, 0) == 15 && risk_suda_sets(4, 2) == 10);
  assert_true(risk_suda_sets(32, 3) == 32 + 496 + 4960);
  release(&m);
}

/* The guide, "Household risk": members at 0.02, 0.03 and 0.03 give 0.078. */
static void test_household(void **state) {
  double risk[] = {0.02, 0.5, 0.03, 0.25, 0.03};
  struct measured m = measure("si", "hh,x\na,1\n,2\na,3\n,4\na,5\n", "x", NULL);
  (void)state;
  assert_true(risk_household(records_column(&m.records, "hh"), risk, 5));
  check_digits(risk[0], 0.078, 1e-3);
  assert_true(risk[0] == risk[2] && risk[2] == risk[4]);
  assert_true(risk[1] == 0.5 && risk[3] == 0.25);
  release(&m);
}

/* sum over r >= f of C(r-1, f-1) p^f q^(r-f) / r, term by term. */
static double series(int f, double p) {
  double term = pow(p, f), sum = 0;
  for (int r = f; r < 4000000 && term / r > 1e-18 * sum; r++) {
    sum += term / r;
    term *= (1 - p) * r / (r - f + 1);
  }
  return sum;
}

static void test_exact_series(void **state) {
  static const double shares[] = {0.0002, 0.01, 0.3, 0.499, 0.5, 0.9, 0.99999};
  (void)state;
  for (int f = 1; f < 60; f += f < 10 ? 1 : 7)
    for (size_t i = 0; i < COUNT(shares); i++) {
      double risk = risk_individual(f, f / shares[i], true);
      double wanted = series(f, shares[i]);
      if (pow(shares[i], f) > 1e-250 && fabs(risk / wanted - 1) > 1e-9)
        fail_msg("f %d p %g: %.15g, expected %.15g", f, shares[i], risk,
                 wanted);
      if (f < 3)
        assert_true(risk_individual(f, f / shares[i], false) == risk);
    }
  assert_true(risk_individual(4, 4, true) == 0.25);
  assert_true(risk_individual(4, 3, false) == 0.25);
  assert_true(risk_individual(1, 1e15, true) > 0);
}

static void test_extremes(void **state) {
  (void)state;
  struct measured m = measure("ss", "a,b\n,\n,\n,\n", "a,b", NULL);
  double score[3] = {0};
  struct risk_suda suda = {0, score, NULL, NULL};
  assert_true(fk_of(&m, 0) == 3 && m.groups.count == 1);
  assert_true(risk_suda(&m.file, &m.groups, &suda) && score[0] == 0);
  release(&m);
  m = measure("ss", "a,b\nx,y\n", "a,b", NULL);
  suda.score = score;
  assert_true(risk_suda(&m.file, &m.groups, &suda));
  assert_true(fk_of(&m, 0) == 1 && score[0] == 2); /* two sets of one */
  release(&m);
  m = measure("n", "a\n0\n-0\n1e-300\n", "a", NULL); /* zero has one value */
  assert_true(fk_of(&m, 0) == 2 && fk_of(&m, 1) == 2 && fk_of(&m, 2) == 1);
  release(&m);
  m = (struct measured){.records = records_read("sn", "a,w\nx,1\ny,\n")};
  m.file = records_keys(&m.records, "a", "w");
  assert_int_equal(risk_group(&m.pool, &m.file, &m.groups), RISK_BAD_WEIGHT);
  assert_int_equal(m.groups.bad_row, 1);
  release(&m);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_guide),
      cmocka_unit_test(test_guide_missing),
      cmocka_unit_test(test_guide_recoding),
      cmocka_unit_test(test_sdcmicro),
      cmocka_unit_test(test_arx),
      cmocka_unit_test(test_diversity),
      cmocka_unit_test(test_spread),
      cmocka_unit_test(test_suda),
      cmocka_unit_test(test_household),
      cmocka_unit_test(test_exact_series),
      cmocka_unit_test(test_extremes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
