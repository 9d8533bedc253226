/* For the bench: loads the first resource of a data package as the gate does,
 * measures its records by the declared keys, and says what each step took.
 *
 *     risk PACKAGE     → rows, load and measure in ms, peak memory in KB, and
 *                        what was found */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "course/course.h"
#include "course/load_json.h"
#include "engine/risk.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static long peak(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static void measure(const struct resource *r, const struct dataset *d,
                    double from, double read) {
  struct risk_file file = {.rows = d->rows};
  struct risk_groups groups;
  struct pool pool = {0};
  size_t uniques = 0;
  double sum = 0, loaded = now();
  long memory = peak();
  for (size_t i = 0; i < r->disclosure.keys.count; i++)
    file.keys[file.key_count++].series =
        &d->columns[dataset_find(d, r->disclosure.keys.items[i].s)];
  if (risk_group(&pool, &file, &groups) == RISK_DONE)
    for (size_t i = 0; i < d->rows; i++) {
      uint32_t fk = groups.fk[groups.of_row[i]];
      uniques += fk == 1;
      sum += risk_individual(fk, risk_Fk(&groups, groups.of_row[i]), false);
    }
  printf("{\"rows\": %zu, \"bytes\": %zu, \"read\": %.1f, \"load\": %.1f, "
         "\"measure\": %.1f, \"loaded_kb\": %ld, \"peak_kb\": %ld, "
         "\"groups\": %u, \"uniques\": %zu, \"mean\": %.6g}\n",
         d->rows, r->csv.len, read - from, loaded - read, now() - loaded,
         memory, peak(), (unsigned)groups.count, uniques,
         d->rows ? sum / (double)d->rows : 0);
  pool_free(&pool);
}

int main(int argc, char **argv) {
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct failure failure = {0};
  struct buf text = {0};
  const char *why;
  double from = now();
  if (argc != 2)
    return 2;
  struct course *c = course_read_package(a, d, str_from(argv[1]));
  if (diags_errors(d) || c->resource_count == 0)
    return 1;
  double read = now();
  load_json_resource(&text, &c->resources[0], STR(""));
  struct cJSON *entry = request_parse(buf_str(&text), &why);
  struct source_data *source =
      source_read_text(entry, c->resources[0].csv, &failure);
  if (source)
    measure(&c->resources[0], source_dataset(source), from, read);
  source_free(source);
  request_free(entry);
  buf_free(&text);
  arena_destroy(a);
  return source ? 0 : 1;
}
