/* Data packages and data files. */
#include "settings_help.h"

#include "course/datafile.h"
#include "course/datapackage.h"

static struct course *read(struct fixture *f, struct str text, bool json) {
  struct course *c = arena_new(f->arena, struct course);
  struct package_source package = {.src = source(f, "package", text),
                                   .text = text,
                                   .folder = STR("data"),
                                   .json = json};
  datapackage_read(f->arena, f->diags, &package, c);
  return c;
}

#define ABOUT "sources: [{title: S}]\nlicenses: [{name: CC0-1.0}]\n"

static const char whole_resource[] =
    ABOUT "resources:\n"
          "  - name: people\n"
          "    path: sub/../p.csv\n"
          "    title: P\n"
          "    sources: [{title: T, path: 'https://a.org'}]\n"
          "    dialect: {delimiter: ';'}\n"
          "    embed: [sex]\n"
          "    schema:\n"
          "      missingValues: ['', NA]\n"
          "      fields:\n"
          "        - {name: sex, type: string, title: Sex, "
          "categories: [{value: f, label: Girls}, m]}\n"
          "        - {name: n, type: integer, count: true, "
          "missingValues: ['-'], constraints: {required: true, minimum: 0}}\n"
          "        - {name: ok, type: boolean, trueValues: [y], "
          "falseValues: [n]}\n"
          "        - {name: y, type: year}\n"
          "        - {name: w, type: number}\n"
          "    disclosure:\n"
          "      unit: person\n"
          "      keys: [sex]\n"
          "      sensitive: [ok]\n"
          "      other: {n: a count, w: a weight}\n"
          "      weight: w\n"
          "      k: 5\n"
          "      l: 2\n"
          "      threshold: 0\n"
          "      published: https://a.org/t\n"
          "      method: M\n"
          "      reviewed: R\n";

static void reads_a_whole_resource(void **state) {
  struct fixture *f = *state;
  struct course *c = read(f, str_from(whole_resource), false);
  expect_clean(f);
  assert_int_equal(c->resource_count, 1);
  const struct resource *r = &c->resources[0];
  expect_str(r->name.s, "people");
  expect_str(r->path.s, "data/p.csv");
  assert_int_equal(r->table.delimiter, ';');
  assert_int_equal(r->source_count, 1); /* its own, not the package's */
  expect_str(r->sources[0].title.s, "T");
  assert_int_equal(r->licence_count, 1); /* the package's */
  expect_str(r->licences[0].name.s, "CC0-1.0");
  expect_str(r->embed.items[0].s, "sex");
  assert_int_equal(r->field_count, 5);
}

static void reads_fields(void **state) {
  struct fixture *f = *state;
  struct course *c = read(f, str_from(whole_resource), false);
  const struct resource *r = &c->resources[0];
  const struct field *sex = &r->fields[0], *n = &r->fields[1];
  assert_int_equal(sex->type, FIELD_STRING);
  assert_int_equal(sex->category_count, 2);
  expect_str(sex->categories[0].label.s, "Girls");
  expect_str(sex->categories[1].value.s, "m");
  assert_int_equal(sex->missing.count, 2);
  assert_int_equal(n->type, FIELD_INTEGER);
  assert_true(n->count && n->required && !n->unique);
  expect_str(n->minimum.s, "0");
  assert_int_equal(n->missing.count, 1);
  expect_str(n->missing.items[0].s, "-");
  expect_str(r->fields[2].true_values.items[0].s, "y");
  assert_int_equal(r->fields[3].type, FIELD_YEAR);
}

static void reads_the_disclosure(void **state) {
  struct fixture *f = *state;
  struct course *c = read(f, str_from(whole_resource), false);
  const struct resource *r = &c->resources[0];
  const struct disclosure *s = &r->disclosure;
  assert_true(s->present);
  expect_str(s->unit.s, "person");
  assert_int_equal(s->other_count, 2);
  expect_str(s->others[1].field.s, "w"); /* which has a second role */
  expect_str(s->others[1].why.s, "a weight");
  assert_int_equal(s->k, 5);
  assert_int_equal(s->l, 2);
  assert_int_equal(s->threshold, 0);
}

static void defaults(void **state) {
  struct fixture *f = *state;
  struct course *c =
      read(f,
           STR("{\"sources\": [{\"title\": \"S\"}], \"licenses\": "
               "[{\"path\": \"https://l.org\"}], \"resources\": [{\"name\": "
               "\"t\", \"path\": \"t.tsv\", \"disclosure\": {\"unit\": "
               "\"aggregate\"}, \"schema\": {\"fields\": [{\"name\": "
               "\"\xE0\xB8\x81\"}]}}]}"),
           true);
  expect_clean(f);
  const struct resource *r = &c->resources[0];
  assert_int_equal(r->table.delimiter, '\t');
  assert_int_equal(r->fields[0].type, FIELD_STRING);
  assert_int_equal(r->fields[0].missing.count, 1);
  expect_str(r->fields[0].missing.items[0].s, "");
  assert_int_equal(r->disclosure.k, -1);
  assert_int_equal(r->disclosure.l, -1);
  assert_int_equal(r->disclosure.threshold, -1);
}

static void broken_packages_give_no_resources(void **state) {
  struct fixture *f = *state;
  assert_int_equal(read(f, STR("a: [\n"), false)->resource_count, 0);
  assert_int_equal(read(f, STR("- a\n"), false)->resource_count, 0);
  assert_int_equal(read(f, STR("resources: x\n"), false)->resource_count, 0);
  assert_int_equal(read(f, STR("{\"resources\": {}}"), true)->resource_count,
                   0);
  expect_errors(f, 4, "expected a list");
}

static void too_many_fields_are_cut(void **state) {
  struct fixture *f = *state;
  struct str head = STR(ABOUT "resources:\n  - name: t\n    path: t.csv\n"
                              "    disclosure: {unit: aggregate}\n"
                              "    schema:\n      fields:\n");
  struct str list = repeated(f, "        - {name: x}\n", 5000);
  char *text = arena_alloc(f->arena, head.len + list.len);
  memcpy(text, head.ptr, head.len);
  memcpy(text + head.len, list.ptr, list.len);
  struct course *c = read(f, (struct str){text, head.len + list.len}, false);
  assert_int_equal(c->resources[0].field_count, 2000);
  assert_non_null(strstr(printed(f), "declares 5000 fields"));
}

/* Data files: a schema of `a` and `b`. */

static struct resource table(struct fixture *f, struct str csv,
                             char delimiter) {
  static struct field fields[2];
  fields[0].name = (struct text){.s = STR("a")};
  fields[1].name = (struct text){.s = STR("b")};
  return (struct resource){.name = {.s = STR("t")},
                           .path = {.s = STR("data/t.csv")},
                           .fields = fields,
                           .field_count = 2,
                           .delimiter = delimiter,
                           .csv = csv,
                           .csv_src = source(f, "t.csv", csv)};
}

static void check(struct fixture *f, struct str csv) {
  struct resource r = table(f, csv, ',');
  datafile_check(f->arena, f->diags, &r);
}

static void good_tables(void **state) {
  struct fixture *f = *state;
  check(f, STR("a,b\n"));
  check(f, STR("b,a\r\n1,2\r\n"));
  check(f, STR("\n\"a\",\"b\"\n\n1,2\n,\n\"x, \"\"y\"\"\n\nz\",\"\"\n\n"));
  check(f, STR("a,b\nno \"quotes\",here"));
  struct resource r = table(f, STR("a;b\n1,5;2\n"), ';');
  datafile_check(f->arena, f->diags, &r);
  expect_clean(f);
}

static void faulty_tables(void **state) {
  static const struct {
    struct str csv;
    size_t errors;
    const char *words;
  } cases[] = {
      {{"", 0}, 1, "the file is empty"},
      {{"\n\r\n", 3}, 1, "the file is empty"},
      {{"a\n", 2}, 1, "the field 'b' is no column"},
      {{"a,b,c\n", 6}, 1, "t.csv:1:5: error: the column 'c'"},
      {{"\n\n\"a\",\"b\",\"a\"\n", 14}, 1, "t.csv:3:9: error: the column 'a'"},
      {{"a,b\n1\n", 6}, 1, "t.csv:2:1: error: the row has 1 value,"},
      {{"a,b\n\"x\ny\",1\n1,2,3\n", 18}, 1, "t.csv:4:1: error: the row has 3"},
      {{"a,b\n1,\"x\n", 9}, 1, "t.csv:2:3: error: the quotes are not closed"},
      {{"a,b\n\"x\"y,1\n", 11}, 1, "t.csv:2:4: error: text after"},
      {{"a,b\n\"x\"\r,1\n", 11}, 1, "t.csv:2:4: error: text after"},
      {{"\"a,b\n", 5}, 1, "t.csv:1:1: error: the quotes"},
      {{"a\tb\n", 4}, 1, "'dialect: {delimiter: \"\\t\"}'"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fresh(state);
    struct fixture *f = *state;
    check(f, cases[i].csv);
    expect_errors(f, cases[i].errors, cases[i].words);
  }
}

static void long_rows_take_no_memory(void **state) {
  struct fixture *f = *state;
  struct str commas = repeated(f, ",", 20000000);
  size_t before = arena_used(f->arena);
  check(f, commas);
  assert_true(diags_errors(f->diags) > 0);
  assert_true(arena_used(f->arena) - before < 4000000);
  struct str value = repeated(f, "x", 20000000);
  before = arena_used(f->arena);
  check(f, value);
  assert_non_null(strstr(printed(f), "E-CSV-LONG"));
  assert_true(arena_used(f->arena) - before < 100000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reads_a_whole_resource),
      TEST(reads_fields),
      TEST(reads_the_disclosure),
      TEST(defaults),
      TEST(broken_packages_give_no_resources),
      TEST(too_many_fields_are_cut),
      TEST(good_tables),
      TEST(faulty_tables),
      TEST(long_rows_take_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
