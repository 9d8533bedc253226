/* What authors write in YAML and JSON. Option 0: the manifest; 1: a data
 * package in YAML; 2: one in JSON; 3: front matter; 4: YAML alone. */
#include "fuzz.h"

#include "course/datapackage.h"
#include "course/front_matter.h"
#include "course/manifest.h"
#include "course/yaml.h"

enum { WAYS = 5 };

static void fuzz_package(struct arena *a, struct diags *d, uint32_t src,
                         struct str text, bool json) {
  struct course c = {0};
  struct package_source package = {
      .src = src, .text = text, .folder = STR("data"), .json = json};
  datapackage_read(a, d, &package, &c);
  FUZZ_CHECK(c.resource_count <= DATAPACKAGE_MAX_RESOURCES);
  FUZZ_CHECK(c.resource_count > 0 || diags_errors(d) > 0 || text.len < 100000);
}

static void fuzz_module(struct arena *a, struct diags *d, uint32_t src,
                        struct str text) {
  struct module m = {.src = src, .file = STR("01-a.md")};
  uint32_t line = 0;
  struct str rest = front_matter_read(a, d, text, &m, &line);
  FUZZ_CHECK(line >= 1 && m.id.s.len > 0);
  FUZZ_CHECK(rest.len <= text.len &&
             (rest.len == 0 || rest.ptr + rest.len == text.ptr + text.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct str text = fuzz_text(data, size);
  uint32_t src = diags_add_source(d, STR("fuzz"), text);
  int way = data[0] % WAYS;
  if (way == 0) {
    struct manifest m = {0};
    manifest_read(a, d, src, text, &m);
    FUZZ_CHECK(m.pass >= -1 && m.pass <= 100);
    FUZZ_CHECK(m.id.s.len > 0 || diags_errors(d) > 0);
  } else if (way == 1 || way == 2) {
    fuzz_package(a, d, src, text, way == 2);
  } else if (way == 3) {
    fuzz_module(a, d, src, text);
  } else {
    struct value *v = yaml_read(a, d, src, text, 1);
    FUZZ_CHECK(v || diags_errors(d) > 0);
  }
  fuzz_print(d);
  arena_destroy(a);
  return 0;
}
