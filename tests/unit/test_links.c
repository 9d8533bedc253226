/* Tables of counts laid beside each other, against what pencil and paper find.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "risk_help.h"

#include "privacy/links.h"

enum { TRIALS = 300, DISTRICTS = 6, SEXES = 3 };

/* A random table of districts and sexes, and one of the districts alone. */
struct trial {
  uint32_t seed;
  int districts, sexes;
  int counts[DISTRICTS][SEXES];
  bool hidden[DISTRICTS][SEXES], absent[DISTRICTS][SEXES];
  struct buf fine, coarse;
};

static int draw(struct trial *t, int below) {
  t->seed = t->seed * 1664525u + 1013904223u;
  return (int)((t->seed >> 16) % (uint32_t)below);
}

static void invent(struct trial *t) {
  bool leave_out = draw(t, 2);
  buf_clear(&t->fine);
  buf_clear(&t->coarse);
  t->districts = 2 + draw(t, DISTRICTS - 1);
  t->sexes = 2 + draw(t, SEXES - 1);
  buf_puts(&t->fine, "district,sex,n\n");
  buf_puts(&t->coarse, draw(t, 2) ? "Place,n\n" : "district,n\n");
  for (int d = 0; d < t->districts; d++) {
    int sum = 0;
    for (int s = 0; s < t->sexes; s++) {
      int n = t->counts[d][s] = draw(t, 4) ? 1 + draw(t, 90) : 0;
      bool hide = draw(t, 4) == 0;
      sum += n;
      t->hidden[d][s] = hide && !leave_out;
      t->absent[d][s] = hide && leave_out;
      if (t->hidden[d][s])
        buf_printf(&t->fine, "D %d,%d,\n", d, s);
      else if (!t->absent[d][s])
        buf_printf(&t->fine, "D %d,%d,%d\n", d, s, n);
    }
    buf_printf(&t->coarse, "d%d,%d\n", d, sum);
  }
}

/* Rows of the district, those that are hidden, and what they add up to. */
struct line {
  int rows, hidden, sum, rest;
};

static struct line line_of(const struct trial *t, int d) {
  struct line l = {0, 0, 0, 0};
  for (int s = 0; s < t->sexes; s++) {
    l.rows += !t->absent[d][s];
    l.hidden += t->hidden[d][s];
    l.sum += t->counts[d][s];
    l.rest += t->hidden[d][s] || t->absent[d][s] ? t->counts[d][s] : 0;
  }
  return l;
}

/* Does some district show that the tables go together, and none deny it? */
static bool go_together(const struct trial *t, int *most) {
  int right = 0, wrong = 0;
  *most = 0;
  for (int d = 0; d < t->districts; d++)
    if (line_of(t, d).rows > *most)
      *most = line_of(t, d).rows;
  for (int d = 0; d < t->districts; d++) {
    struct line l = line_of(t, d);
    if (!l.rows || l.hidden)
      continue;
    right += l.rest == 0 && l.sum > 0;
    wrong += l.rest != 0 && l.rows == *most;
  }
  return right && right > 9 * wrong;
}

static struct sums_table table_of(const struct records *r,
                                  const struct series **columns) {
  size_t count = r->data->count;
  for (size_t i = 0; i < count; i++)
    columns[i] = &r->data->columns[i];
  return (struct sums_table){r->data->rows, columns + count - 1, 1, columns,
                             count - 1};
}

static void check_cells(const struct trial *t, const struct links *l) {
  uint32_t row = l->base[0];
  for (int d = 0; d < t->districts; d++) {
    struct line line = line_of(t, d);
    for (int s = 0; s < t->sexes; s++) {
      const struct audit_cell *c = &l->audit.cells[row];
      if (t->absent[d][s])
        continue;
      row++;
      if (!t->hidden[d][s])
        continue;
      bool known = line.hidden == 1 || line.rest == 0;
      assert_int_equal(audit_is_open(c), known);
      assert_true(!known || c->low == t->counts[d][s]);
    }
  }
}

static void check_rests(const struct trial *t, const struct links *l,
                        int most) {
  size_t wanted = 0;
  for (int d = 0; d < t->districts; d++) {
    struct line line = line_of(t, d);
    wanted += line.rows > 0 && line.rows < most;
  }
  assert_int_equal(l->rest_count, wanted);
  for (size_t i = 0; i < l->rest_count; i++) {
    const struct audit_cell *c = &l->audit.cells[l->rests[i].cell];
    assert_true(audit_is_open(c));
    assert_true(c->low == line_of(t, (int)l->rests[i].row).rest);
  }
}

static void check_trial(struct trial *t, bool fine_first) {
  struct arena *a = arena_create();
  struct records fine = records_read("ssi", buf_str(&t->fine).ptr);
  struct records coarse = records_read("si", buf_str(&t->coarse).ptr);
  const struct series *columns[2][3];
  struct sums_table f = table_of(&fine, columns[0]),
                    c = table_of(&coarse, columns[1]);
  const struct sums_table *tables[] = {&f, &c};
  const bool judged[] = {fine_first, !fine_first};
  struct links l;
  int most;
  assert_true(links_find(a, tables, judged, 2, &l));
  bool together = go_together(t, &most);
  assert_int_equal(l.linked[1], together);
  assert_int_equal(l.base[0] != UINT32_MAX, together);
  if (together) {
    assert_true(audit_run(a, &l.audit));
    check_cells(t, &l);
    check_rests(t, &l, most);
  }
  records_free(&fine);
  records_free(&coarse);
  arena_destroy(a);
}

static void test_totals_elsewhere(void **state) {
  struct trial t = {.seed = 3};
  int together = 0, most;
  (void)state;
  for (int i = 0; i < TRIALS; i++) {
    invent(&t);
    check_trial(&t, i % 2);
    together += go_together(&t, &most);
  }
  assert_true(together > TRIALS / 3);
  buf_free(&t.fine);
  buf_free(&t.coarse);
}

/* Totals in every set of 12 columns: too many kinds of rows to go through. */
static void test_too_many_kinds(void **state) {
  static const char types[] = "ssssssssssssi";
  struct arena *a = arena_create();
  struct buf csv = {0};
  struct links l;
  const struct series *columns[2][13];
  const bool judged[] = {true, true};
  (void)state;
  buf_puts(&csv, "a,b,c,d,e,f,g,h,i,j,k,l,n\n");
  for (int row = 0; row < 4096; row++) {
    for (int k = 0; k < 12; k++)
      buf_puts(&csv, row >> k & 1 ? "Total," : "x,");
    buf_puts(&csv, "7\n");
  }
  struct records r = records_read(types, buf_str(&csv).ptr);
  struct sums_table f = table_of(&r, columns[0]), c = table_of(&r, columns[1]);
  const struct sums_table *tables[] = {&f, &c};
  assert_false(links_find(a, tables, judged, 2, &l));
  records_free(&r);
  buf_free(&csv);
  arena_destroy(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_totals_elsewhere),
      cmocka_unit_test(test_too_many_kinds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
