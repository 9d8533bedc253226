/* Plans of the anonymiser, run on a small table: whatever a plan says, the
 * program ends, and local suppression reaches k or says why not. Option 0: the
 * steps alone, for a fixed resource; 1: the whole plan. */
#include "fuzz.h"

#include "course/datapackage.h"
#include "engine/risk.h"
#include "privacy/package.h"
#include "privacy/run.h"

static const char table_text[] =
    "name,sex,age,born,place,n,income\n"
    "Ana,F,4,2010-02-03,Tak,3,100\nBo,M,5,2009-12-31,Tak,17,250.5\n"
    "Chai,M,6,2012-02-29,Nan,0,99\nDao,F,,,Nan,8,\nEk,M,17,1999-01-01,,120,7\n"
    "Fa,F,5,2010-02-03,Tak,4,100\nGa,F,4,2010-02-04,all,152,1e6\n";

static const char resource_text[] =
    "resource:\n  name: r\n  path: r.csv\n  sources: [{title: S}]\n"
    "  licenses: [{name: CC0-1.0}]\n"
    "  disclosure: {unit: person, keys: [sex, age, place], k: 3}\n"
    "  schema:\n    fields: [{name: sex}, {name: age, type: integer}, {name: "
    "place}, {name: n, type: integer, count: true}, {name: income}]\n";

static void check_k(const struct work *w) {
  size_t keys[3];
  struct pool pool = {0};
  struct risk_groups g = {0};
  struct risk_file file = {.rows = w->now->rows, .key_count = 3};
  for (size_t i = 0; i < 3; i++)
    keys[i] = i;
  const struct series *s = frame_series(w->now, keys, 3);
  for (size_t i = 0; i < 3; i++)
    file.keys[i].series = &s[i];
  FUZZ_CHECK(risk_group(&pool, &file, &g) == RISK_DONE);
  for (uint32_t i = 0; i < g.count; i++)
    FUZZ_CHECK(g.fk[i] >= 3);
  pool_free(&pool);
}

/* The last step of the fixed plan reaches k, so the result has it. */
static void run_plan(struct arena *a, struct diags *d, struct plan *plan,
                     bool fixed) {
  struct course c = {0};
  struct seed seed;
  struct table_options options = {.delimiter = ',', .quiet = true};
  struct table *t =
      table_from(a, d, STR("raw.csv"), str_from(table_text), &options);
  if (plan->resource)
    datapackage_read_resource(a, d, plan->resource, &c);
  if (!t || !c.resource_count || diags_errors(d))
    return;
  seed_from_text(&seed, STR("fuzz"));
  struct work w = {.arena = a,
                   .diags = d,
                   .plan = plan,
                   .resource = &c.resources[0],
                   .seed = &seed,
                   .raw = frame_from_table(a, t, NULL, 0)};
  w.now = frame_copy(w.raw);
  bool done = work_run(&w);
  FUZZ_CHECK(done || diags_errors(d) > 0);
  if (!done)
    return;
  FUZZ_CHECK(w.now->count == c.resources[0].field_count);
  if (fixed)
    check_k(&w);
  struct described from = {.map = plan->resource};
  package_write(a, &from, package_method(&w));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct plan plan;
  bool fixed = data[0] % 2 == 0;
  struct str text = fuzz_text(data, size);
  if (fixed)
    text = arena_printf(a,
                        "public: true\nseed: s\nsteps:\n%.*s\n"
                        "  - drop: [name, born]\n"
                        "  - suppress: [sex, age, place]\n%s",
                        STR_ARG(text), resource_text);
  uint32_t src = diags_add_source(d, STR("plan"), text);
  plan_read(a, d, src, text, &plan);
  run_plan(a, d, &plan, fixed && plan.step_count > 1);
  fuzz_print(d);
  arena_destroy(a);
  return 0;
}
