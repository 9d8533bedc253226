/* Individual and household risk, diversity of sensitive values. */
#include "engine/risk.h"

#include "engine/portable_math.h"

#include <math.h>
#include <string.h>

double risk_individual(double fk, double Fk, bool exact) {
  double p = fk / Fk, q = 1 - p, c = p / q;
  if (!(q > 0))
    return 1 / fk;
  if (fk > 2 && !exact)
    return p / (fk - q);
  if (q > 0.5 && fk < 20) { /* risk(f) = c (1/(f-1) - risk(f-1)) */
    double risk = -c * portable_log(p);
    for (int f = 1; f < fk; f++)
      risk = c * (1.0 / f - risk);
    return risk;
  }
  /* The series summed as p/f 2F1(1, 1; f+1; q), which converges fast here. */
  double term = 1, sum = 1;
  for (int n = 1; term > sum * 1e-17; n++)
    sum += term *= q * n / (fk + n);
  return p / fk * sum;
}

bool risk_household(const struct series *household, double *risk, size_t rows) {
  struct pool pool = {0};
  struct sort_key key = {household, false};
  uint32_t *of = pool_array(&pool, uint32_t, rows);
  uint32_t *first = pool_array(&pool, uint32_t, rows);
  double *safe = pool_array(&pool, double, rows);
  bool ok = of && first && safe &&
            risk_number(&key, 1, NULL, rows, of, first) != UINT32_MAX;
  for (size_t i = 0; ok && i < rows; i++)
    safe[i] = 1;
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; ok && i < rows; i++)
      if (series_missing(household, i))
        continue;
      else if (pass)
        risk[i] = 1 - safe[of[i]];
      else
        safe[of[i]] *= 1 - risk[i];
  pool_free(&pool);
  return ok;
}

bool risk_diversity(const struct risk_file *f, const struct risk_groups *g,
                    const struct series *sensitive, uint32_t *distinct) {
  struct pool pool = {0};
  struct sort_key keys[RISK_MAX_KEYS + 1];
  uint32_t *of = pool_array(&pool, uint32_t, f->rows), count = UINT32_MAX;
  uint32_t *first = pool_array(&pool, uint32_t, f->rows);
  memcpy(keys, f->keys, sizeof f->keys);
  keys[f->key_count] = (struct sort_key){sensitive, false};
  if (of && first)
    count = risk_number(keys, f->key_count + 1, NULL, f->rows, of, first);
  memset(distinct, 0, g->count * sizeof *distinct);
  for (uint32_t i = 0; i < count && count != UINT32_MAX; i++)
    distinct[g->of_row[first[i]]] += !series_missing(sensitive, first[i]);
  pool_free(&pool);
  return count != UINT32_MAX;
}
