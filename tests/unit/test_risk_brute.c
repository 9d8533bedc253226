/* Measures of disclosure risk against their definitions, record by record, on
 * random files: few to many records and keys, of every type, with none to all
 * of their values missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "risk_help.h"

#include <math.h>

enum { FILES = 600, ROWS_MAX = 60, KEYS_MAX = 9, CHUNK_AND_MORE = 700 };

struct trial {
  uint64_t seed;
  size_t rows, keys;
  int missing; /* per cent */
  char types[KEYS_MAX + 3], names[3 * KEYS_MAX];
  struct buf csv;
};

static uint32_t draw(struct trial *t, uint32_t below) {
  t->seed = t->seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((t->seed >> 33) % below);
}

/* Values of one key; `apart`: how far integers are. */
static void put_value(struct trial *t, char type, uint32_t spread,
                      long long apart) {
  static const char *const numbers[] = {"0",    "-0",   "0.5", "-1e300",
                                        "3e-9", "1e18", "7",   "-2.25"};
  uint32_t v = draw(t, spread);
  switch (type) {
  case 'i':
    buf_printf(&t->csv, "%lld", ((long long)v - 4) * apart);
    break;
  case 'n':
    buf_puts(&t->csv, numbers[v % 8]);
    break;
  case 'd':
    buf_printf(&t->csv, "2024-02-%02u", (unsigned)v % 29 + 1);
    break;
  case 'b':
    buf_puts(&t->csv, v % 2 ? "true" : "false");
    break;
  default:
    buf_printf(&t->csv, "t%u", (unsigned)v);
  }
}

/* A file of t->rows records: keys a to i, a weight w, a sensitive column s. */
static void write_file(struct trial *t, bool fractions) {
  static const long long aparts[] = {1, 400000000, 1000000000000000000};
  long long apart[KEYS_MAX];
  uint32_t spread[KEYS_MAX];
  buf_clear(&t->csv);
  t->names[0] = '\0';
  for (size_t k = 0; k < t->keys; k++) {
    t->types[k] = "sindb"[draw(t, 5)];
    spread[k] = draw(t, 3) ? 1 + draw(t, 4) : 1 + draw(t, 9);
    apart[k] = aparts[draw(t, 3)];
    t->names[2 * k] = (char)('a' + k);
    t->names[2 * k + 1] = k + 1 < t->keys ? ',' : '\0';
    buf_printf(&t->csv, "%c,", (int)('a' + k));
  }
  memcpy(t->types + t->keys, "ns", 3);
  buf_puts(&t->csv, "w,s\n");
  for (size_t i = 0; i < t->rows; i++) {
    for (size_t k = 0; k < t->keys; k++) {
      if ((int)draw(t, 100) >= t->missing)
        put_value(t, t->types[k], spread[k], apart[k]);
      buf_char(&t->csv, ',');
    }
    buf_printf(&t->csv, "%u%s,", (unsigned)draw(t, 50) + 1,
               fractions ? ".3" : "");
    if (draw(t, 10))
      buf_printf(&t->csv, "v%u", (unsigned)draw(t, 4));
    buf_char(&t->csv, '\n');
  }
}

/* Keys in which both records have a value and differ; `strict`: or in which
 * only one has one. */
static uint32_t differences(const struct risk_file *f, size_t a, size_t b,
                            bool strict) {
  uint32_t keys = 0;
  for (size_t k = 0; k < f->key_count; k++) {
    const struct series *s = f->keys[k].series;
    bool no_a = series_missing(s, a), no_b = series_missing(s, b);
    bool differ = no_a || no_b ? strict && no_a != no_b
                               : sort_compare(&f->keys[k], 1, a, b) != 0;
    keys |= (uint32_t)differ << k;
  }
  return keys;
}

static void check_counts(const struct risk_file *f,
                         const struct risk_groups *g) {
  for (size_t i = 0; i < f->rows; i++) {
    uint32_t fk = 0, size = 0, group = g->of_row[i];
    double Fk = 0;
    for (size_t j = 0; j < f->rows; j++) {
      bool same = !differences(f, i, j, true);
      assert_int_equal(g->of_row[j] == group, same);
      size += same;
      if (differences(f, i, j, false))
        continue;
      fk++;
      Fk += f->weight ? series_number(f->weight, j) : 1;
    }
    assert_int_equal(g->fk[group], fk);
    assert_int_equal(g->size[group], size);
    assert_true(fabs(risk_Fk(g, group) - Fk) <= 1e-12 * Fk);
  }
}

/* Missing keys are a group of their own for this measure. */
static void check_diversity(const struct risk_file *f,
                            const struct risk_groups *g,
                            const struct series *sensitive) {
  uint32_t distinct[CHUNK_AND_MORE];
  assert_true(risk_diversity(f, g, sensitive, distinct));
  for (size_t i = 0; i < f->rows; i++) {
    bool seen[4] = {false};
    for (size_t j = 0; j < f->rows; j++)
      if (!differences(f, i, j, true) && !series_missing(sensitive, j))
        seen[series_text(sensitive, j).ptr[1] - '0'] = true;
    assert_int_equal(distinct[g->of_row[i]],
                     seen[0] + seen[1] + seen[2] + seen[3]);
  }
}

/* Does a set of keys, all of them known, single the record out? In this
 * measure a missing value of another record is different from any. No keys
 * never do, not even in a file of one record. */
static bool singles_out(const struct risk_file *f, size_t row, uint32_t set) {
  for (size_t k = 0; k < f->key_count; k++)
    if (set >> k & 1 && series_missing(f->keys[k].series, row))
      return false;
  for (size_t j = 0; j < f->rows; j++)
    if (j != row && !(differences(f, row, j, true) & set))
      return false;
  return set != 0;
}

static void check_suda(const struct risk_file *f, const struct risk_groups *g) {
  double score[CHUNK_AND_MORE] = {0};
  struct risk_suda suda = {0, score, NULL, NULL};
  assert_true(risk_suda(f, g, &suda));
  for (size_t i = 0; i < f->rows; i++) {
    double wanted = 0;
    for (uint32_t set = 1; !(set >> f->key_count); set++) {
      bool least = singles_out(f, i, set);
      double points = 1;
      size_t n = 0;
      for (size_t k = 0; k < f->key_count; k++)
        if (set >> k & 1) {
          n++;
          least = least && !singles_out(f, i, set & ~((uint32_t)1 << k));
        }
      for (size_t k = n; k < f->key_count; k++)
        points *= (double)(f->key_count - k);
      wanted += least ? points : 0;
    }
    assert_true(score[i] == wanted);
  }
}

static void check_file(struct trial *t, bool weighted, bool with_suda) {
  struct records r = records_read(t->types, buf_str(&t->csv).ptr);
  struct risk_file f = records_keys(&r, t->names, weighted ? "w" : NULL);
  struct pool pool = {0};
  struct risk_groups g;
  assert_int_equal(risk_group(&pool, &f, &g), RISK_DONE);
  check_counts(&f, &g);
  check_diversity(&f, &g, records_column(&r, "s"));
  if (with_suda)
    check_suda(&f, &g);
  pool_free(&pool);
  records_free(&r);
}

static void test_random_files(void **state) {
  static const int missing[] = {0, 1, 5, 20, 50, 80, 97, 100};
  struct trial t = {.seed = 1};
  (void)state;
  for (int n = 0; n < FILES; n++) {
    t.rows = 1 + draw(&t, ROWS_MAX);
    t.keys = 1 + draw(&t, KEYS_MAX);
    t.missing = missing[draw(&t, 8)];
    write_file(&t, n % 3 == 2);
    check_file(&t, n % 3 != 0, t.keys <= 4 && t.rows <= 20);
  }
  buf_free(&t.csv);
}

/* More groups than are looked at in one go. */
static void test_long_files(void **state) {
  struct trial t = {.seed = 2};
  (void)state;
  for (int n = 0; n < 4; n++) {
    t.rows = CHUNK_AND_MORE;
    t.keys = 6;
    t.missing = 2 + 20 * n;
    write_file(&t, false);
    check_file(&t, true, false);
  }
  buf_free(&t.csv);
}

/* As many ways to be missing as can be judged, and one more. */
static void test_too_sparse(void **state) {
  static const char types[] = "ssssssssssss",
                    keys[] = "a,b,c,d,e,f,g,h,i,j,k,l";
  (void)state;
  for (int more = 0; more < 2; more++) {
    struct buf csv = {0};
    struct pool pool = {0};
    struct risk_groups g;
    buf_printf(&csv, "%s\n", keys);
    for (int i = 0; i < RISK_MAX_PATTERNS + more; i++)
      for (int k = 0; k < 12; k++)
        buf_printf(&csv, "%s%s", i >> k & 1 ? "x" : "", k < 11 ? "," : "\n");
    struct records r = records_read(types, buf_str(&csv).ptr);
    struct risk_file f = records_keys(&r, keys, NULL);
    assert_int_equal(risk_group(&pool, &f, &g),
                     more ? RISK_TOO_SPARSE : RISK_DONE);
    if (!more)
      assert_int_equal(g.fk[0], RISK_MAX_PATTERNS); /* all may be one */
    pool_free(&pool);
    records_free(&r);
    buf_free(&csv);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_files),
      cmocka_unit_test(test_long_files),
      cmocka_unit_test(test_too_sparse),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
